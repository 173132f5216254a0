import { isElectronic, type Channel, type DocumentItem } from '../procedure.ts'
import type { Text } from '../text.ts'
import { paperKindNames, paperKinds, type HandedIn } from './digitisation.ts'

/** As what a paper of the published list lies with the dossier. */
export const checkedKinds = [...paperKinds, 'electronic'] as const
export type CheckedKind = (typeof checkedKinds)[number]

export const checkedKindNames = { ...paperKindNames, electronic: { vi: 'Bản điện tử', en: 'Electronic' } } as const satisfies Record<CheckedKind, Text>

/** What was found of one paper of the published list: whether it is there and valid, as what, how many, and what is to be said of it. */
export interface CheckedItem {
  readonly item: string
  readonly valid: boolean
  /** Null: it is not there. */
  readonly kind: CheckedKind | null
  readonly count: number
  readonly remark: string
}

/** The list as somebody checked it (BT 45/2023 art. 15.1: correct and complete). */
export interface DocumentCheck<Moment> { readonly items: readonly CheckedItem[], readonly by: string, readonly at: Moment }

interface Filed<Moment> {
  readonly channel: Channel
  readonly handedIn: readonly HandedIn[]
  readonly papers: readonly { readonly item: string, readonly at: Moment }[]
  readonly documentCheck: DocumentCheck<Moment> | null
}

/**
 * The list before somebody looks at it: what they or a colleague found the last time, else what was filed, taken to be valid until they say otherwise.
 * A paper that came after the last check counts as there again.
 */
export function proposedCheck<Moment>(listed: readonly Pick<DocumentItem, 'id'>[], { channel, handedIn, papers, documentCheck }: Filed<Moment>, isAfter: (one: Moment, other: Moment) => boolean): CheckedItem[] {
  return listed.map(({ id }) => {
    const before = documentCheck?.items.find(({ item }) => item === id)
    const own = papers.filter(({ item }) => item === id)
    const isNew = documentCheck !== null && own.some(({ at }) => isAfter(at, documentCheck.at))
    if (before && !(isNew && !before.valid)) return before
    const handed = handedIn.find(({ item }) => item === id)
    const there = handed ? { kind: handed.kind, count: handed.count } : own.length > 0 ? { kind: 'electronic' as const, count: isElectronic(channel) ? 1 : own.length } : null
    return { item: id, valid: there !== null, kind: there?.kind ?? null, count: there?.count ?? 1, remark: '' }
  })
}

/** What form 02 asks for after a check, by item: what is not there or not valid; of papers that only some cases need, what somebody said is amiss (D6). */
export function wanting(listed: readonly Pick<DocumentItem, 'id' | 'onRequest'>[], items: readonly CheckedItem[]): CheckedItem[] {
  return items.filter(({ item, valid, remark }) => {
    const published = listed.find(({ id }) => id === item)
    return published !== undefined && !valid && (!published.onRequest || remark !== '')
  })
}

/** Papers of which it is said that something is amiss, and that are not ticked: with them a dossier is not received. */
export const amiss = (items: readonly CheckedItem[]): CheckedItem[] => items.filter(({ valid, remark }) => !valid && remark !== '')
