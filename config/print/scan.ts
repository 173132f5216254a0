import { PDFDocument } from '@cantoo/pdf-lib'
import pdfmake from 'pdfmake'
import './printer.ts'

/** A part of a scan as it came from the scanner or a camera. */
export interface ScanPart { readonly type: string, readonly content: Buffer }

export type UnusableScan = 'unreadable' | 'signed-already' | 'several-pdfs'

/** What cannot become the electronic copy of a paper. */
export class ScanProblem extends Error {
  readonly why: UnusableScan
  constructor(why: UnusableScan, options?: ErrorOptions) {
    super(`The scan is ${why}`, options)
    this.why = why
  }
}

/** A4 in points, with a narrow edge. */
const [width, height, edge] = [595.28, 841.89, 12]
/** A picture of more pixels is no scan of a paper, and would not fit in memory once opened. */
const mostPixels = 120_000_000

/**
 * A scanned paper as one PDF that can be signed: a PDF's pages, and nothing else that it carried, or pictures on one A4 page each, in
 * their order and as they were held.
 * @throws ScanProblem when it cannot be opened, is a document that somebody signed, or PDF comes with anything else
 */
export async function scanToPdf(parts: readonly ScanPart[]): Promise<Uint8Array> {
  const [first] = parts
  if (!first) throw new ScanProblem('unreadable')
  const isPdf = parts.some(({ type }) => type === 'application/pdf')
  if (isPdf && parts.length > 1) throw new ScanProblem('several-pdfs')
  if (isPdf && first.content.includes('/ByteRange')) throw new ScanProblem('signed-already')
  try {
    return await pagesOf(isPdf ? first.content : await picturesToPdf(parts))
  } catch (error) {
    throw error instanceof ScanProblem ? error : new ScanProblem('unreadable', { cause: error })
  }
}

/** Written anew with plain tables, as the signature needs them. */
async function pagesOf(pdf: Uint8Array): Promise<Uint8Array> {
  const source = await PDFDocument.load(pdf, { updateMetadata: false })
  if (source.getPageCount() === 0) throw new ScanProblem('unreadable')
  const copy = await PDFDocument.create()
  for (const page of await copy.copyPages(source, source.getPageIndices())) copy.addPage(page)
  return copy.save({ useObjectStreams: false })
}

async function picturesToPdf(parts: readonly ScanPart[]): Promise<Uint8Array> {
  const pictures = parts.map(({ type, content }) => {
    if (type === 'image/png' && content.readUInt32BE(16) * content.readUInt32BE(20) > mostPixels) throw new ScanProblem('unreadable')
    return `data:${type};base64,${content.toString('base64')}`
  })
  const at = new Date(0)
  return pdfmake.createPdf({
    pageSize: 'A4', pageOrientation: 'portrait', pageMargins: [edge, edge, edge, edge], version: '1.7', language: 'vi', displayTitle: false,
    info: { title: '', author: '', creator: 'Một Cửa', producer: 'Một Cửa', creationDate: at, modDate: at },
    defaultStyle: { font: 'BeVietnamPro', fontSize: 1, lineHeight: 1 },
    content: pictures.map((image, page) => ({ image, fit: [width - 2 * edge, height - 2 * edge - 4], alignment: 'center', ...(page > 0 && { pageBreak: 'before' }) })),
    footer: () => ({ text: '' }),
  }).getBuffer()
}
