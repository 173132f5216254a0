import type { Text } from '../text.ts'

/** Who may have an account, and by which number they are known (BT 45/2023 art. 15.6a; requirement B1). */
export const personKinds = ['citizen', 'foreigner', 'organisation'] as const

export type PersonKind = (typeof personKinds)[number]

export const personKindNames = {
  citizen: { vi: 'Công dân Việt Nam', en: 'Vietnamese citizen' },
  foreigner: { vi: 'Người nước ngoài', en: 'Foreigner' },
  organisation: { vi: 'Tổ chức, doanh nghiệp', en: 'Organisation or company' },
} as const satisfies Record<PersonKind, Text>

/** What the number of each is called, and how it is written. */
export const numberNames = {
  citizen: { vi: 'số định danh cá nhân, 12 chữ số', en: 'personal identity number, 12 digits' },
  foreigner: { vi: 'số hộ chiếu hoặc giấy tờ đi lại quốc tế', en: 'number of the passport or travel document' },
  organisation: { vi: 'mã số tổ chức, mã số thuế, 10 hoặc 13 chữ số', en: 'organisation or tax code, 10 or 13 digits' },
} as const satisfies Record<PersonKind, Text>

const patterns = { citizen: /^\d{12}$/, foreigner: /^(?=.*\d)[A-Z0-9]{6,12}$/, organisation: /^\d{10}(\d{3})?$/ } as const satisfies Record<PersonKind, RegExp>

/** A number as it is compared: written with or without spaces or hyphens and in any case, it is the same. */
export const plainNumber = (text: string): string => text.replace(/[\s-]/g, '').toUpperCase()

export const isNumberOf = (kind: PersonKind, text: string): boolean => patterns[kind].test(plainNumber(text))

/** Whose number it is, by its form; an old identity card has 9 digits. Null: nobody's. */
export function kindOfNumber(text: string): PersonKind | null {
  if (/^\d{9}$/.test(plainNumber(text))) return 'citizen'
  return (['citizen', 'organisation', 'foreigner'] as const).find((kind) => isNumberOf(kind, text)) ?? null
}

/** Whether two numbers are the same; what is empty is nobody's. */
export const isSameNumber = (one: string, other: string): boolean => plainNumber(one) !== '' && plainNumber(one) === plainNumber(other)
