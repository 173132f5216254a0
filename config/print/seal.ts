import pdfmake from 'pdfmake'
import type { Temporal } from 'temporal-polyfill'

/** The name of the place in a paper where its seal goes, and the seal's size in points. */
export const sealPlace = 'seal'
export const sealSize = { width: 218, height: 66 } as const

/** What the seal of a digital signature says, and shows. */
export interface Seal {
  readonly agency: string
  /** Who signs, as 'Người ký: …' has it. */
  readonly signer: string
  readonly at: Temporal.Instant
  readonly timeZone: string
  /** The agency's own seal, PNG. */
  readonly image?: Buffer | undefined
}

const red = '#b3261e'
const two = (value: number) => String(value).padStart(2, '0')

/** Such as '23/11/2026 09:05'. */
function moment(at: Temporal.Instant, timeZone: string): string {
  const { day, month, year, hour, minute } = at.toZonedDateTimeISO(timeZone)
  return `${two(day)}/${two(month)}/${String(year)} ${two(hour)}:${two(minute)}`
}

/** A seal as a PDF page of its own size, its letters in it (NĐ 30/2020/NĐ-CP, annex I: who signs, the agency, the moment). */
export async function printSeal({ agency, signer, at, timeZone, image }: Seal): Promise<Uint8Array> {
  const { width, height } = sealSize
  const time = new Date(at.epochMilliseconds)
  return pdfmake.createPdf({
    pageSize: { width, height }, pageOrientation: 'landscape', pageMargins: [7, 6, 7, 2], version: '1.7', language: 'vi', displayTitle: false,
    info: { title: '', author: agency, creator: 'Một Cửa', producer: 'Một Cửa', creationDate: time, modDate: time },
    defaultStyle: { font: 'BeVietnamPro', fontSize: agency.length + signer.length > 110 ? 6.4 : 7.6, lineHeight: 1.12, color: red },
    content: [
      { canvas: [{ type: 'rect', x: 1, y: 1, w: width - 2, h: height - 2, r: 4, lineWidth: 1.1, lineColor: red }], absolutePosition: { x: 0, y: 0 } },
      {
        columnGap: 7, columns: [
          ...(image ? [{ width: 52, image: `data:image/png;base64,${image.toString('base64')}`, fit: [52, 52] as [number, number] }] : []),
          { width: '*', stack: [{ text: agency, bold: true }, { text: signer, margin: [0, 1.5, 0, 0] }, { text: `Ngày ký: ${moment(at, timeZone)}`, margin: [0, 1.5, 0, 0] }] },
        ],
      },
    ],
  }).getBuffer()
}
