import { isElectronic, type Channel, type DocumentItem } from '../procedure.ts'
import type { Text } from '../text.ts'

/** How a paper was handed in; 'shown' was only compared and given back. */
export const paperKinds = ['original', 'certified-copy', 'copy', 'shown'] as const
export type PaperKind = (typeof paperKinds)[number]

export const paperKindNames = {
  'original': { vi: 'Bản chính', en: 'Original' },
  'certified-copy': { vi: 'Bản sao chứng thực', en: 'Certified copy' },
  'copy': { vi: 'Bản sao', en: 'Copy' },
  'shown': { vi: 'Chỉ xuất trình để đối chiếu', en: 'Only shown, to compare' },
} as const satisfies Record<PaperKind, Text>

/** A paper of the published list as it was handed in on paper. */
export interface HandedIn { readonly item: string, readonly kind: PaperKind, readonly count: number }

/**
 * What the electronic data of a paper says at least: BT 45/2023, art. 17.1. Who has no identity number is told by name, year of birth,
 * and the day and the issuer of the paper that he shows.
 */
export interface ScanData {
  readonly typeCode: string
  readonly identityNumber?: string
  readonly holderName?: string
  readonly birthYear?: number
  readonly issuedOn?: string
  readonly issuer?: string
  readonly documentName: string
  readonly abstract: string
  readonly validity: 'unlimited' | 'until'
  readonly validUntil?: string
  readonly scope?: string
}

/** What stands in for the identity number. */
export const identitySubstitutes = ['holderName', 'birthYear', 'issuedOn', 'issuer'] as const satisfies readonly (keyof ScanData)[]

/** What identifies the holder and is missing: nothing with an identity number, else each of its substitutes that was not given (art. 17.1). */
export function missingIdentity(data: Readonly<Partial<Record<keyof ScanData, unknown>>>): (keyof ScanData)[] {
  if (data.identityNumber !== undefined) return []
  const missing = identitySubstitutes.filter((key) => data[key] === undefined)
  return missing.length === identitySubstitutes.length ? ['identityNumber'] : missing
}

/** Why a paper is not digitised: NĐ 118/2025/NĐ-CP, art. 17.1c. */
export const digitisationRefusals = {
  'filed-electronically': { vi: 'Hồ sơ được nộp điện tử: giấy tờ đã ở dạng điện tử (NĐ 118/2025, Điều 17.1c).', en: 'Filed electronically: the papers are electronic already (NĐ 118/2025, art. 17.1c).' },
  'only-shown': { vi: 'Giấy tờ chỉ xuất trình, không nộp (NĐ 118/2025, Điều 17.1c).', en: 'The paper was only shown, not handed in (NĐ 118/2025, art. 17.1c).' },
  'agency-answer': { vi: 'Trả lời của cơ quan được xác minh, lấy ý kiến (NĐ 118/2025, Điều 17.1c).', en: 'An answer of an agency that was asked (NĐ 118/2025, art. 17.1c).' },
  'secret': { vi: 'Giấy tờ thuộc bí mật nhà nước (NĐ 118/2025, Điều 17.1c).', en: 'The paper is a state secret (NĐ 118/2025, art. 17.1c).' },
} as const satisfies Record<string, Text>

export type DigitisationRefusal = keyof typeof digitisationRefusals

interface Filed { readonly channel: Channel, readonly handedIn: readonly HandedIn[] }

/**
 * Why one item of a dossier may not be digitised; null when it may. What the list does not have was not asked of the applicant: only
 * answers of agencies come that way.
 */
export function digitisationRefusal(item: Pick<DocumentItem, 'id' | 'secret'> | undefined, { channel, handedIn }: Filed): DigitisationRefusal | null {
  if (isElectronic(channel)) return 'filed-electronically'
  if (!item) return 'agency-answer'
  if (item.secret) return 'secret'
  return handedIn.some(({ item: id, kind }) => id === item.id && kind === 'shown') ? 'only-shown' : null
}

/** The items that were handed in on paper and have no scan yet: the electronic dossier is passed on with them (BT 45/2023, arts. 15.6c, 16.1). */
export function notDigitised<Item extends Pick<DocumentItem, 'id' | 'secret'>>(
  items: readonly Item[], dossier: Filed & { readonly papers: readonly { readonly item: string, readonly scan?: unknown }[] },
): Item[] {
  return items.filter((item) => dossier.handedIn.some(({ item: id }) => id === item.id)
    && digitisationRefusal(item, dossier) === null && !dossier.papers.some(({ item: id, scan }) => id === item.id && scan !== undefined))
}

/**
 * The code of a kind of paper: the published one, else the procedure's code with the item's place in its list. The latter is this house's
 * proposal until the national list is loaded.
 */
export function typeCodeOf({ code }: { readonly code: string }, items: readonly Pick<DocumentItem, 'id' | 'typeCode'>[], id: string): string {
  const place = items.findIndex((item) => item.id === id)
  return items[place]?.typeCode ?? `${code}-${String(place + 1).padStart(2, '0')}`
}
