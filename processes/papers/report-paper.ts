import type { Temporal } from 'temporal-polyfill'
import { paperDate } from './paper-words.ts'
import type { Paper, PaperHead, PaperTable } from './paper.ts'

/** What a report says, in the words of its tables (TQ 16.2c, TH 16.6, TN 18.8; requirement I1). */
export interface ReportFacts {
  readonly head: PaperHead
  readonly timeZone: string
  /** When it was made or published: the date that it bears. */
  readonly at: Temporal.Instant
  readonly number: string | null
  /** Such as 'Quý III năm 2027'. */
  readonly period: string
  readonly scope: string
  readonly from: string
  readonly to: string
  /** Which version it is and why, when it corrects one. */
  readonly correction: string | null
  readonly sections: readonly { readonly heading: string, readonly rows: readonly (readonly (string | number)[])[] }[]
  readonly columns: readonly string[]
  readonly ratings: PaperTable & { readonly heading: string }
  readonly note: string
  /** Who signs it; null: it is not published. */
  readonly signer: { readonly role: string, readonly name: string, readonly confirmed: string } | null
}

/** A report as paper: a table for each breakdown, and the satisfaction of those served. */
export function reportPaper({ head, timeZone, at, number, period, scope, from, to, correction, sections, columns, ratings, note, signer }: ReportFacts): Paper {
  return {
    size: 'a4-landscape', form: '', title: 'Báo cáo tình hình, kết quả giải quyết thủ tục hành chính', number, head, at, date: paperDate(at, timeZone),
    subtitle: [period, `từ ngày ${from} đến hết ngày ${to}`, scope, ...(number ? [] : ['Bản chưa công bố'])].join(' – '),
    ...(correction && { opening: correction }), rows: [],
    sections: [
      ...sections.map(({ heading, rows }) => ({
        heading, table: {
          rows, total: true, none: 'Không có hồ sơ nào trong kỳ.',
          columns: columns.map((title, index) => index === 0 ? { title, share: 20 } : { title, share: 5.4, align: 'right' as const }),
        },
      })),
      { heading: ratings.heading, table: ratings },
    ],
    paragraphs: [note],
    signatures: signer ? [{ role: signer.role, note: 'Công bố trên hệ thống', name: signer.name, confirmed: signer.confirmed }] : [{ role: 'Thủ trưởng đơn vị', note: 'Ký, ghi rõ họ tên' }],
    foot: 'Số liệu do hệ thống đếm theo từng việc trên hồ sơ; không nhập tay.',
  }
}
