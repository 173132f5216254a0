import type { Temporal } from 'temporal-polyfill'

/** Who issues a paper, as it stands at its head (NĐ 30/2020/NĐ-CP, annex I). */
export interface PaperHead {
  /** The body above the unit. */
  readonly superior: string
  readonly agency: string
  readonly place: string
}

export interface PaperRow { readonly label: string, readonly lines: readonly string[] }

export interface PaperColumn {
  readonly title: string
  /** Its share of the width. */
  readonly share: number
  readonly align?: 'center' | 'right'
}

export interface PaperTable {
  readonly columns: readonly PaperColumn[]
  readonly rows: readonly (readonly (string | number)[])[]
  /** What stands there when there are no rows. */
  readonly none: string
  /** The last row is the sum. */
  readonly total?: boolean
}

/**
 * What an official paper says, in Vietnamese, whatever it is shown on: a page of the portal, a PDF. It holds everything that is on
 * it and knows neither clock nor database, so the same facts give the same paper.
 */
export interface Paper {
  readonly size: 'a5' | 'a4' | 'a4-landscape'
  /** Such as 'Mẫu số 01'; empty when the circular in force numbers no such form. */
  readonly form: string
  readonly title: string
  readonly subtitle?: string
  /** Its own number, such as '12/TTPVHCC'; null when it has none. */
  readonly number: string | null
  readonly head: PaperHead
  /** When it was issued: also the date that a PDF is stamped with. */
  readonly at: Temporal.Instant
  /** Such as 'ngày 23 tháng 11 năm 2026'. */
  readonly date: string
  /** The dossier's code and the address under which it is looked up, as the QR code has it (BT 45/2023, art. 15.3). */
  readonly dossier?: { readonly code: string, readonly lookUp: string }
  /** 'Kính gửi: …' */
  readonly recipient?: string
  readonly opening?: string
  readonly rows: readonly PaperRow[]
  readonly list?: { readonly heading: string, readonly items: readonly { readonly name: string, readonly note?: string }[] }
  readonly table?: PaperTable
  /** Several tables, each under its heading. */
  readonly sections?: readonly { readonly heading: string, readonly table: PaperTable }[]
  /** Text below: reasons, the apology. */
  readonly paragraphs: readonly string[]
  /** Left to right. */
  readonly signatures: readonly PaperSignature[]
  /** 'Nơi nhận' */
  readonly copies?: readonly string[]
  /** The small line at the foot. */
  readonly foot?: string
}

export interface PaperSignature {
  readonly role: string
  /** How it is signed, such as 'Ký, ghi rõ họ tên'. */
  readonly note: string
  readonly name?: string
  /** When a person confirmed it in the system, which stands in place of the signature on paper. */
  readonly confirmed?: string
  /** Room is left for the seal of a digital signature, between what was confirmed and the name. */
  readonly sealed?: boolean
}
