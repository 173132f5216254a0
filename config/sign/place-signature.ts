import { PDFArray, PDFDocument, PDFHexString, PDFName, PDFNumber, PDFString, type PDFObject } from '@cantoo/pdf-lib'
import type { SignatureFacts } from './signer.ts'

/** Room for a signature with its chain of certificates and a time-stamp, in bytes. */
const signatureLength = 24_576

/** Later filled in by the range of what is signed; long enough for any. */
const placeholder = '**********'

/** Locked, and shown in print. */
const printedAndLocked = 4 | 128
/** The document has signatures, and is changed by additions only. */
const signaturesAppendOnly = 3

/**
 * A PDF with an empty signature in it, added to what is there: whoever signed it before has still signed the same bytes.
 */
export async function placeSignature(pdf: Uint8Array, { name, reason, place, at }: Omit<SignatureFacts, 'unit'>): Promise<Buffer> {
  const document = await PDFDocument.load(pdf, { forIncrementalUpdate: true, updateMetadata: false })
  const { context, catalog } = document
  const page = document.getPage(0)
  const range = context.obj([0])
  for (const each of Array<string>(3).fill(placeholder)) range.push(PDFName.of(each))
  const signature = context.register(context.obj({
    Type: 'Sig', Filter: 'Adobe.PPKLite', SubFilter: 'ETSI.CAdES.detached', ByteRange: range, Contents: PDFHexString.of('0'.repeat(2 * signatureLength)),
    Name: PDFHexString.fromText(name), Reason: PDFHexString.fromText(reason), Location: PDFHexString.fromText(place), M: PDFString.fromDate(new Date(at.epochMilliseconds)),
  }))
  const form = catalog.getOrCreateAcroForm()
  const fields = form.dict.lookupMaybe(PDFName.of('Fields'), PDFArray)
  const widget = context.register(context.obj({
    Type: 'Annot', Subtype: 'Widget', FT: 'Sig', Rect: [0, 0, 0, 0], V: signature, T: PDFString.of(`Signature${String((fields?.size() ?? 0) + 1)}`), F: printedAndLocked,
    P: page.ref,
  } satisfies Record<string, PDFObject | string | number | number[]>))
  page.node.addAnnot(widget)
  form.addField(widget)
  form.dict.set(PDFName.of('SigFlags'), PDFNumber.of(signaturesAppendOnly))
  return Buffer.from(await document.commit({ useObjectStreams: false }))
}

