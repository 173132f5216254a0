import { z } from 'zod'
import { queueTabs, queueTimes, type QueueFilter, type QueueGroup, type QueueTab } from '../store/task-queue.ts'

/** What of a queue somebody looks at. */
export interface QueueView { readonly tab: QueueTab, readonly filter: QueueFilter, readonly page: number }

/** What the parts of a view are called in addresses. */
const names = { procedure: 'thu-tuc', step: 'buoc', channel: 'kenh', time: 'han' } as const satisfies Record<keyof QueueFilter, string>

const short = z.string().max(100).optional().catch(undefined).transform((text) => text === '' ? undefined : text)
const shape = z.object({
  'tab': z.enum(queueTabs).optional().catch(undefined), 'thu-tuc': short, 'buoc': short, 'kenh': z.enum(['online', 'counter', 'post', 'mail']).optional().catch(undefined),
  'han': z.enum(queueTimes).optional().catch(undefined), 'trang': z.coerce.number().int().min(1).max(10_000).catch(1),
})

/** The view that an address asks for; null when it asks for none. */
export function viewOf(query: Readonly<Record<string, unknown>>): QueueView | null {
  const { tab, trang: page, ...given } = shape.parse(query)
  const asks = tab !== undefined || Object.values(names).some((name) => name in query)
  const { 'thu-tuc': procedure, 'buoc': step, 'kenh': channel, 'han': time } = given
  return asks ? { tab: tab ?? 'unit', page, filter: { ...(procedure && { procedure }), ...(step && { step }), ...(channel && { channel }), ...(time && { time }) } } : null
}

/** A view as the query of an address, the same for the same view. */
export function queryOf({ tab, filter, page = 1 }: Omit<QueueView, 'page'> & { readonly page?: number }): string {
  const set = (Object.keys(names) as (keyof QueueFilter)[]).flatMap((key): [string, string][] => filter[key] === undefined ? [] : [[names[key], filter[key]]])
  const pairs: [string, string][] = [['tab', tab], ...set]
  if (page > 1) pairs.push(['trang', String(page)])
  return new URLSearchParams(pairs).toString()
}

export const parameterOf = (part: keyof QueueFilter): string => names[part]

const isOf = (tab: QueueTab, { whose }: QueueGroup) => tab === 'unit' || whose === tab
const passes = (filter: QueueFilter, group: QueueGroup) =>
  (filter.procedure === undefined || group.procedure === filter.procedure) && (filter.step === undefined || group.step === filter.step)
  && (filter.channel === undefined || group.channel === filter.channel) && (filter.time === undefined || group.time === filter.time)

/** How many tasks a view has. */
export const countOf = (groups: readonly QueueGroup[], { tab, filter }: Pick<QueueView, 'tab' | 'filter'>): number =>
  groups.filter((group) => isOf(tab, group) && passes(filter, group)).reduce((sum, { count }) => sum + count, 0)

/** The values that a part of the filter may take here, and how many tasks each would leave with all other parts as they are. */
export function choicesOf<Part extends keyof QueueFilter>(
  groups: readonly QueueGroup[], { tab, filter }: Pick<QueueView, 'tab' | 'filter'>, part: Part,
): { value: NonNullable<QueueFilter[Part]>, count: number, group: QueueGroup }[] {
  const others: QueueFilter = { ...filter, [part]: undefined }
  const found = new Map<NonNullable<QueueFilter[Part]>, { count: number, group: QueueGroup }>()
  for (const group of groups) {
    const value = group[part] as NonNullable<QueueFilter[Part]> | null
    if (value === null || !isOf(tab, group) || !passes(others, group)) continue
    const before = found.get(value)
    found.set(value, { count: (before?.count ?? 0) + group.count, group: before && before.group.count >= group.count ? before.group : group })
  }
  return [...found].map(([value, each]) => ({ value, ...each })).sort((a, b) => b.count - a.count)
}
