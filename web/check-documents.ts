import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { amiss, checkedKindNames, checkedKinds, proposedCheck, wanting, type CheckedItem } from '../processes/law/document-check.ts'
import { mayAct } from '../processes/law/dossier-states.ts'
import type { DocumentItem } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import { nameOf, type Actor } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { listedFor } from './digitise.ts'
import { say } from './messages/routes.ts'
import type { DocumentCheckView } from './view/models.ts'

/** The steps at which the papers are looked through: reception, and the officer's appraisal. */
const checkingForms: readonly string[] = ['reception', 'appraisal']

/** Whether who does a task looks through the published list with it: by the step, and by what the law lets the role do now. */
export const checksDocuments = ({ form, role, unit }: Pick<Task, 'form' | 'role' | 'unit'>, { state }: Pick<Dossier, 'state'>): boolean =>
  unit !== null && checkingForms.includes(form) && mayAct(role, 'check-documents', state)

/** The list as it is proposed to who looks through it. */
export const checkFor = (dossier: Dossier): CheckedItem[] => proposedCheck(listedFor(dossier), dossier, (one, other) => Temporal.Instant.compare(one, other) > 0)

const field = (item: string, name: keyof CheckedItem) => `list.${item}.${name}`
const isKind = (value: unknown): value is (typeof checkedKinds)[number] => (checkedKinds as readonly unknown[]).includes(value)
const longestRemark = 300

/** What was ticked and written; null when the page had no list. Only papers of the published list can be named (D6). */
export function readCheck(dossier: Dossier, posted: Readonly<Record<string, unknown>>): CheckedItem[] | null {
  if (posted['list'] !== 'shown') return null
  return listedFor(dossier).map(({ id }) => {
    const [kind, count, remark] = (['kind', 'count', 'remark'] as const).map((name) => posted[field(id, name)])
    const many = Number(count)
    return {
      item: id, valid: posted[field(id, 'valid')] === 'true', kind: isKind(kind) ? kind : null, count: Number.isInteger(many) && many >= 1 && many <= 99 ? many : 1,
      remark: typeof remark === 'string' ? remark.normalize('NFC').trim().slice(0, longestRemark) : '',
    }
  })
}

/** What is wrong with answers that say other than the list. */
export function checkErrors(dossier: Dossier, { items, answers }: { items: readonly CheckedItem[] | null, answers: Readonly<Record<string, unknown>> }, language: Language): Record<string, string> {
  const found = answers['receptionOutcome'] === 'received' && items ? amiss(items) : []
  const names = listedFor(dossier).filter(({ id }) => found.some(({ item }) => item === id)).map(({ name }) => name[language])
  return names.length > 0 ? { receptionOutcome: say('list.amiss', language, { names: names.join('; ') }) } : {}
}

/** What form 02 would ask for by the list: its items, and the reason, a line for each remark. */
export function proposedRequest(dossier: Dossier, items: readonly CheckedItem[], language: Language): { missingItems: string[], reason: string } {
  const listed = listedFor(dossier)
  const found = wanting(listed, items)
  const nameOfItem = (id: string) => listed.find((each) => each.id === id)?.name[language] ?? id
  return { missingItems: found.map(({ item }) => item), reason: found.map(({ item, remark }) => `${nameOfItem(item)}: ${remark || say('list.absent', language)}`).join('\n') }
}

/**
 * Keeps what was found of the papers, with who found it and when, on record as an act of its own; nothing when a colleague's list says the same. Part
 * of the transaction that runs, if one does (BT 45/2023 art. 15.1; requirement D6).
 * @throws ActNotAllowed
 */
export async function checkDocuments(code: string, items: readonly CheckedItem[], by: Actor, onBehalfOf: string, { dossiers, now }: Pick<Deps, 'dossiers' | 'now'>): Promise<void> {
  const before = (await dossiers.get(code)).documentCheck
  if (before && JSON.stringify(before.items) === JSON.stringify(items)) return
  const at = now()
  const facts = items.map(({ item, valid, kind, count }) => `${item}: ${valid ? 'valid' : 'not valid'}${kind ? `, ${kind} × ${String(count)}` : ''}`)
  await dossiers.act(code, { act: 'check-documents', by, at, onBehalfOf, details: { papers: facts } }, () => ({ documentCheck: { items, by: nameOf(by), at } }))
}

/** The fields of one paper of the list, which belong to the task's form wherever they stand on the page. */
export function checkFields({ id, onRequest }: Pick<DocumentItem, 'id' | 'onRequest'>, items: readonly CheckedItem[], language: Language): DocumentCheckView['edit'] {
  const { valid = false, kind = null, count = 1, remark = '' } = items.find(({ item }) => item === id) ?? {}
  return {
    item: id, valid, count, remark, ...(onRequest && { onRequest }),
    kinds: checkedKinds.map((each) => ({ value: each, label: checkedKindNames[each][language], chosen: each === kind })),
  }
}

/** What was found of one paper, for those who read it. */
export function checkedView(id: string, { documentCheck }: Pick<Dossier, 'documentCheck'>, language: Language): DocumentCheckView['found'] | undefined {
  const found = documentCheck?.items.find(({ item }) => item === id)
  return found && {
    valid: found.valid, ...(found.kind && { given: `${checkedKindNames[found.kind][language]} × ${String(found.count)}` }), ...(found.remark && { remark: found.remark }),
  }
}
