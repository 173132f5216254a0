import { Worker } from 'node:worker_threads'
import sharp, { type Sharp } from 'sharp'

export type UnusablePicture = 'unreadable' | 'too-many-pixels'

/** What cannot become a picture of a paper. */
export class PictureProblem extends Error {
  readonly why: UnusablePicture
  constructor(why: UnusablePicture, options?: ErrorOptions) {
    super(`The picture is ${why}`, options)
    this.why = why
  }
}

/** Kinds of pictures that become a JPEG, by what their content says. */
export const pictureTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/heic', 'image/heif'] as const

const isHeic = (type: string) => type === 'image/heic' || type === 'image/heif'

/** Of the longer side: a page of A4 keeps some 250 dots per inch. */
const longestSide = 3_000
/** A few kilobytes may unfold into gigabytes: what has more pixels is not opened. HEIC is held in memory whole. */
const mostPixels = 120_000_000
const mostHeicPixels = 64_000_000
/** For one HEIC, in ms. */
const heicPatience = 30_000

export interface HeicQuestion { readonly content: Uint8Array, readonly mostPixels: number }
export type HeicAnswer = { readonly problem: UnusablePicture } | { readonly width: number, readonly height: number, readonly data: ArrayBuffer }

/** One at a time: each takes the memory of all its pixels. */
let opening: Promise<unknown> = Promise.resolve()

function openHeic(content: Buffer): Promise<Sharp> {
  const opened = opening.then(() => new Promise<Sharp>((resolve, reject) => {
    const worker = new Worker(new URL('./heic-worker.mjs', import.meta.url), { workerData: { content: new Uint8Array(content), mostPixels: mostHeicPixels } satisfies HeicQuestion })
    const timer = setTimeout(() => { void worker.terminate() }, heicPatience)
    worker.once('message', (answer: HeicAnswer) => {
      if ('problem' in answer) reject(new PictureProblem(answer.problem))
      else resolve(sharp(new Uint8Array(answer.data), { raw: { width: answer.width, height: answer.height, channels: 4 } }))
      void worker.terminate()
    })
    worker.once('error', (cause) => { reject(new PictureProblem('unreadable', { cause })) })
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(new PictureProblem('unreadable'))
    })
  }))
  opening = opened.catch(() => undefined)
  return opened
}

/**
 * A photograph or a picture as an upright JPEG of bearable size, without what the camera wrote beside it (place, time, device).
 * @throws PictureProblem when it cannot be opened whole, or has more pixels than any paper needs
 */
export async function toJpeg(type: string, content: Buffer): Promise<Buffer> {
  try {
    const picture = isHeic(type) ? await openHeic(content) : sharp(content, { limitInputPixels: mostPixels, failOn: 'error' }).autoOrient()
    return await picture.resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true })
      .flatten({ background: '#ffffff' }).toColourspace('srgb').jpeg({ quality: 82, chromaSubsampling: '4:4:4' }).toBuffer()
  } catch (error) {
    if (error instanceof PictureProblem) throw error
    throw new PictureProblem(/pixel limit/.test((error as Error).message) ? 'too-many-pixels' : 'unreadable', { cause: error })
  }
}

/** A small JPEG of a picture, to recognise it by. */
export async function thumbnail(content: Buffer): Promise<Buffer> {
  return sharp(content, { limitInputPixels: mostPixels }).resize({ width: 240, height: 240, fit: 'inside', withoutEnlargement: true }).jpeg({ quality: 70 }).toBuffer()
}
