import assert from 'node:assert/strict'
import { PDFDocument } from '@cantoo/pdf-lib'
import { ScanProblem, scanToPdf, type UnusableScan } from '../../../config/print/scan.ts'
import { picture } from './pictures.ts'
import { readPdf } from './read-pdf.ts'

const refused = (why: UnusableScan) => (error: unknown) => error instanceof ScanProblem && error.why === why
const jpeg = (content: Buffer) => ({ type: 'image/jpeg', content })
const pdf = (content: Uint8Array) => ({ type: 'application/pdf', content: Buffer.from(content) })

/** As newer scanners write: objects and their table packed into streams, which the signature's placeholder cannot read. */
async function scanned(pages: number): Promise<Uint8Array> {
  const document = await PDFDocument.create()
  for (let page = 1; page <= pages; page++) document.addPage([595, 842]).drawText(`Page ${String(page)}`)
  return document.save({ useObjectStreams: true })
}

describe('A scan as PDF', function () {
  this.timeout(30_000)

  it('puts each picture on an A4 page of its own, upright or lying, JPEG and PNG', async () => {
    const made = await scanToPdf([jpeg(await picture('one')), { type: 'image/png', content: await picture('two', { type: 'png', size: '1600x700' }) }])
    const { info } = await readPdf(made)
    assert.equal(info['Pages'], '2')
    assert.match(info['Page size'] ?? '', /A4/)
  })

  it('keeps the pages of a PDF, and writes it so that it can be signed', async () => {
    const made = await scanToPdf([pdf(await scanned(3))])
    const { info, text } = await readPdf(made)
    assert.equal(info['Pages'], '3')
    assert.match(text, /Page 1[^]*Page 3/)
    assert.match(Buffer.from(made).toString('latin1'), /\nxref\n/)
  })

  it('takes nothing that is broken, and no mixture', async () => {
    await assert.rejects(scanToPdf([pdf(Buffer.from('%PDF-1.7\nnothing'))]), refused('unreadable'))
    await assert.rejects(scanToPdf([jpeg(Buffer.from([0xff, 0xd8, 0xff, 0xe0, 1, 2, 3]))]), refused('unreadable'))
    await assert.rejects(scanToPdf([]), refused('unreadable'))
    await assert.rejects(scanToPdf([pdf(await scanned(1)), jpeg(await picture('x'))]), refused('several-pdfs'))
  })

  it('takes no document that somebody signed: scanning it again would break the signature', async () => {
    await assert.rejects(scanToPdf([pdf(Buffer.from('%PDF-1.7\n1 0 obj<</Type/Sig/ByteRange[0 1 2 3]>>endobj'))]), refused('signed-already'))
  })
})
