import { PDFDocument } from '@cantoo/pdf-lib'
import type { House } from '../../house.ts'

/** A PDF that somebody signed before sending it; the key is one of the house's own. */
export async function signedPdf({ deps }: Pick<House, 'deps'>): Promise<Buffer<ArrayBuffer>> {
  const made = await PDFDocument.create()
  made.addPage([595, 842]).drawText('Ban ve')
  const signed = await deps.signer?.sign(await made.save({ useObjectStreams: false }), { unit: 'hacthanh', name: 'Designer', reason: '', place: '', at: deps.now() })
  if (!signed) throw new Error('The house has no key')
  return Buffer.from(new Uint8Array(signed))
}
