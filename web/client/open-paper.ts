/** A page as it is put into the viewer; whether there is text in it, or only a picture. */
export interface Drawn { readonly box: HTMLElement, readonly hasText: boolean }

/** An opened paper: a PDF, or a picture, which has one page. Turns are in degrees, clockwise. */
export interface OpenPaper {
  readonly pages: number
  /** In CSS pixels at the scale 1. */
  size(page: number, turn: number): Promise<{ width: number, height: number }>
  draw(page: number, scale: number, turn: number): Promise<Drawn>
  close(): Promise<void>
}

/** Why a paper cannot be shown: it has a password, its file is damaged, it did not come, or the reader may not have it any more. */
export type PaperProblem = 'password' | 'broken' | 'failed' | 'gone'

export class Unreadable extends Error {
  readonly why: PaperProblem
  constructor(why: PaperProblem) {
    super(why)
    this.why = why
  }
}

/** By what it says: each bundle has a class of its own. */
export const whyUnreadable = (error: unknown): PaperProblem => error instanceof Error && 'why' in error ? error.why as PaperProblem : 'failed'

/** What lies at an address. @throws Unreadable */
export async function fetchPaper(address: string): Promise<ArrayBuffer> {
  const answer = await fetch(address, { headers: { accept: '*/*' } })
  if (answer.redirected || answer.status === 403 || answer.status === 404) throw new Unreadable('gone')
  if (!answer.ok) throw new Unreadable('failed')
  return answer.arrayBuffer()
}

/** A picture as a paper of one page; the browser itself draws it. @throws Unreadable */
export async function openPicture(address: string, name: string): Promise<OpenPaper> {
  const picture = new Image()
  picture.src = address
  try {
    await picture.decode()
  } catch {
    await fetchPaper(address) // says why, when it did not come
    throw new Unreadable('broken')
  }
  const { naturalWidth, naturalHeight } = picture
  const sizeOf = (turn: number) => turn % 180 === 0 ? { width: naturalWidth, height: naturalHeight } : { width: naturalHeight, height: naturalWidth }
  return {
    pages: 1,
    size: (_page, turn) => Promise.resolve(sizeOf(turn)),
    draw(_page, scale, turn) {
      const box = document.createElement('div')
      box.className = 'paper-page'
      const { width, height } = sizeOf(turn)
      box.style.width = `${String(Math.floor(width * scale))}px`
      box.style.height = `${String(Math.floor(height * scale))}px`
      picture.alt = name
      picture.style.width = `${String(Math.floor(naturalWidth * scale))}px`
      picture.style.height = `${String(Math.floor(naturalHeight * scale))}px`
      picture.style.transform = `translate(-50%, -50%) rotate(${String(turn)}deg)`
      box.append(picture)
      return Promise.resolve({ box, hasText: false })
    },
    close: () => Promise.resolve(),
  }
}
