import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import jsqr from 'jsqr'

const run = promisify(execFile)
const decode = jsqr as unknown as typeof jsqr.default

/** A PDF as another program (poppler) reads it. */
export interface ReadPdf {
  readonly text: string
  readonly fonts: readonly { readonly name: string, readonly embedded: boolean }[]
  readonly info: Readonly<Record<string, string>>
  /** What the QR code on the first page says; null when there is none. */
  readonly qr: string | null
}

/** Opens a PDF with poppler, and looks for a QR code on its first page with a decoder of its own. */
export async function readPdf(pdf: Uint8Array): Promise<ReadPdf> {
  const folder = await mkdtemp(path.join(tmpdir(), 'motcua-pdf-'))
  try {
    const file = path.join(folder, 'paper.pdf')
    await writeFile(file, pdf)
    const [text, fonts, info] = await Promise.all([
      run('pdftotext', ['-layout', file, '-']), run('pdffonts', [file]), run('pdfinfo', ['-isodates', file]), run('pdftoppm', ['-r', '150', '-f', '1', '-l', '1', '-singlefile', file, path.join(folder, 'page')]),
    ])
    return {
      text: text.stdout.normalize('NFC'),
      fonts: fonts.stdout.trim().split('\n').slice(2).map((line) => ({ name: line.split(/\s+/)[0] ?? '', embedded: /\s(yes|no)\s+(yes|no)\s+(yes|no)\s+\d+\s+\d+$/.exec(line)?.[1] === 'yes' })),
      info: Object.fromEntries(info.stdout.trim().split('\n').map((line) => { const [name = '', ...rest] = line.split(':'); return [name, rest.join(':').trim()] })),
      qr: readQr(await readFile(path.join(folder, 'page.ppm'))),
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The PPM that pdftoppm writes: a head of three lines, then three bytes a pixel. */
function readQr(ppm: Buffer): string | null {
  const [head = '', size = ''] = /^P6\n(\d+ \d+)\n255\n/.exec(ppm.subarray(0, 40).toString('latin1')) ?? []
  const [width = 0, height = 0] = size.split(' ').map(Number)
  const pixels = new Uint8ClampedArray(width * height * 4).fill(255)
  for (let pixel = 0; pixel < width * height; pixel++) pixels.set(ppm.subarray(head.length + pixel * 3, head.length + pixel * 3 + 3), pixel * 4)
  return decode(pixels, width, height)?.data ?? null
}
