import { PDFArray, PDFDict, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFRef, PDFString, type PDFPage } from '@cantoo/pdf-lib'
import { printSeal, sealPlace, sealSize } from '../print/seal.ts'
import type { SignatureFacts } from './signer.ts'

/** Room for a signature with its chain of certificates and a time-stamp, in bytes. */
const signatureLength = 24_576

/** Later filled in by the range of what is signed; long enough for any. */
const placeholder = '**********'

/** Locked, and shown in print. */
const printedAndLocked = 4 | 128
/** The document has signatures, and is changed by additions only. */
const signaturesAppendOnly = 3

/** Where the paper has room for a seal; null when it has none, and the signature is not seen on the page. */
function roomIn(document: PDFDocument): { page: PDFPage, x: number, y: number } | null {
  const names = document.catalog.lookupMaybe(PDFName.of('Names'), PDFDict)?.lookupMaybe(PDFName.of('Dests'), PDFDict)?.lookupMaybe(PDFName.of('Names'), PDFArray)
  for (let nth = 0; names && nth + 1 < names.size(); nth += 2) {
    const name = names.lookup(nth)
    if (!(name instanceof PDFString || name instanceof PDFHexString) || name.decodeText() !== sealPlace) continue
    const found = names.lookup(nth + 1)
    const place = found instanceof PDFDict ? found.lookup(PDFName.of('D'), PDFArray) : found
    if (!(place instanceof PDFArray)) return null
    const [ref, x, y] = [place.get(0), place.lookup(2, PDFNumber).asNumber(), place.lookup(3, PDFNumber).asNumber()]
    const page = document.getPages().find((each) => ref instanceof PDFRef && each.ref === ref)
    return page ? { page, x, y } : null
  }
  return null
}

/**
 * A PDF with an empty signature in it, added to what is there: whoever signed it before has still signed the same bytes.
 */
export async function placeSignature(pdf: Uint8Array, { name, reason, place, at, seal }: Omit<SignatureFacts, 'unit' | 'key'>): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  const { context, catalog } = document
  const room = seal ? roomIn(document) : null
  const page = room?.page ?? document.getPage(0)
  const range = context.obj([0])
  for (const each of Array<string>(3).fill(placeholder)) range.push(PDFName.of(each))
  const signature = context.register(context.obj({
    Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached', ByteRange: range, Contents: PDFHexString.of('0'.repeat(2 * signatureLength)),
    Name: PDFHexString.fromText(name), Reason: PDFHexString.fromText(reason), Location: PDFHexString.fromText(place), M: PDFString.fromDate(new Date(at.epochMilliseconds)),
  }))
  const form = catalog.getOrCreateAcroForm()
  const fields = form.dict.lookupMaybe(PDFName.of('Fields'), PDFArray)
  const box = room ? [room.x - sealSize.width / 2, room.y - sealSize.height, room.x + sealSize.width / 2, room.y] : [0, 0, 0, 0]
  const appearance = room && seal ? await appearanceOf(document, await printSeal({ ...seal, at })) : null
  const widget = context.register(context.obj({
    Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: box, ...(appearance && { AP: { N: appearance } }), V: signature, T: PDFString.of(`Signature${String((fields?.size() ?? 0) + 1)}`), F: printedAndLocked,
    P: page.ref,
  }))
  page.node.addAnnot(widget)
  form.addField(widget)
  form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(signaturesAppendOnly))
  return Buffer.from(await document.commit({ useObjectStreams: false }))
}


/** A page of another PDF as what a signature looks like. */
async function appearanceOf(document: PDFDocument, seal: Uint8Array): Promise<PDFRef> {
  const [page] = await document.embedPdf(seal)
  if (!page) throw new Error('The seal has no page')
  await page.embed()
  return page.ref
}
