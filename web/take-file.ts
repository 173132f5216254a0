import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { fileTypeFromBuffer } from 'file-type'
import { PictureProblem, pictureTypes, toJpeg, type UnusablePicture } from '../config/pictures/photograph.ts'
import { NotScanned } from '../config/scan/scanner.ts'
import { signaturesIn } from '../config/sign/signatures.ts'
import type { Deps } from '../config/wire.ts'
import type { Actor } from '../store/events.ts'
import type { StoredFile } from '../store/files.ts'

/** Of one file, in bytes. */
export const largestFile = 20 * 1024 * 1024

/** What may be chosen, as a browser's file input lists it; with `image/*` a phone offers its camera too. */
export const acceptedTypes = ['.pdf', '.jpg', '.png', '.webp', '.heic', 'image/*'] as const

/** The kinds that are taken, by what their content says, not their name; pictures become JPEG. */
const isPicture = (type: string) => (pictureTypes as readonly string[]).includes(type)

export type NotTaken = 'too-large' | 'wrong-type' | 'infected' | 'not-scanned' | UnusablePicture

/** Who sends a file, and to where: such as '/nop-ho-so/judicial-record'. */
export interface Sender { readonly by: Actor, readonly place: string }

export type TakeDeps = Pick<Deps, 'files' | 'scanner' | 'trust' | 'events' | 'log' | 'now'>

/** What a file is called from here on: its own name, without what a system could trip over. */
export const shownName = (name: string | undefined) => (name ?? 'file').normalize('NFC').replace(/[\p{Cc}/\\]/gu, '_').slice(0, 150)

/**
 * The one way in for files from outside (requirement C6; TH 27/2019, art. 20.3): scanned before anything else looks into it, then taken by what it is.
 * What holds malware is noted in the log and never stored; what could not be scanned is not taken.
 */
export async function takeFile(name: string, content: Buffer, { by, place }: Sender, { files, scanner, trust, events, log, now }: TakeDeps): Promise<{ file: StoredFile } | { reason: NotTaken }> {
  if (content.length > largestFile) return { reason: 'too-large' }
  const found = scanner && await scanner.scan(content).catch((error: unknown) => {
    if (!(error instanceof NotScanned)) throw error
    log.error({ place, error: error.message }, 'a file was not taken: it could not be scanned')
    return error
  })
  if (found instanceof NotScanned) return { reason: 'not-scanned' }
  if (found) {
    log.warn({ place, malware: found }, 'a file with malware was caught')
    await events.note({
      subject: 'uploads/malware', act: 'catch-malware', by, at: now(),
      details: { malware: found, place, name, size: content.length, sha256: createHash('sha256').update(content).digest('hex') },
    })
    return { reason: 'infected' }
  }
  const type = (await fileTypeFromBuffer(content))?.mime ?? ''
  if (type === 'application/pdf') {
    const signatures = await signaturesIn(content, trust)
    return { file: { ...await files.put(name, type, Readable.from([content])), ...(signatures.length > 0 && { signatures }) } }
  }
  if (!isPicture(type)) return { reason: 'wrong-type' }
  try {
    const picture = await toJpeg(type, content)
    return { file: await files.put(name.replace(/(\.[^.]{0,8})?$/, '.jpg'), 'image/jpeg', Readable.from([picture])) }
  } catch (error) {
    if (!(error instanceof PictureProblem)) throw error
    return { reason: error.why }
  }
}
