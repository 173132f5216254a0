import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { countsIn, type ReportColumn } from '../../processes/law/report-counts.ts'
import type { Channel } from '../../processes/procedure.ts'
import type { Behind, Dossier } from '../../store/dossiers.ts'

/** Which dossiers are asked for. */
export interface Wanted {
  readonly column: ReportColumn
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant
  /** Those that decide; null: any of the province. */
  readonly units: readonly string[] | null
  readonly procedures: readonly string[] | null
  readonly channels: readonly Channel[] | null
}

const perPage = 50
/** How many dossiers are looked at for one page, where few of them count. */
const mostLookedAt = 1000

type Look = Pick<Behind, 'moment' | 'states' | 'wasReceived' | 'punctuality'> & { readonly from: 'from' | 'until', readonly until: 'until' | 'end' }

const inPeriod = { from: 'from', until: 'until' } as const
/** Where dossiers of a column lie: by which moment and in which time, before each is asked by the rule by which it was counted. */
const received: Look = { ...inPeriod, moment: 'receivedAt' }
const decided: Look = { ...inPeriod, moment: 'decidedAt' }
const endedSince = (from: 'from' | 'until'): readonly Look[] => [{ from, until: 'end', moment: 'decidedAt' }, { from, until: 'end', moment: 'closedAt', states: ['withdrawn'], wasReceived: true }]
const looks = {
  'received': [received], 'online': [received], 'direct': [received], 'post': [received],
  'settled': [decided], 'denied': [decided], 'early': [{ ...decided, punctuality: 'early' }], 'on-time': [decided], 'overdue': [{ ...decided, punctuality: 'overdue' }],
  'stopped': [{ ...inPeriod, moment: 'closedAt', states: ['withdrawn'], wasReceived: true }], 'refused': [{ ...inPeriod, moment: 'closedAt', states: ['refused'] }],
  'carried': ['open', ...endedSince('from')], 'under-way': ['open', ...endedSince('until')], 'in-time': ['open', ...endedSince('until')], 'late': ['open', ...endedSince('until')],
} as const satisfies Record<ReportColumn, readonly (Look | 'open')[]>

const end = Temporal.Instant.from('9999-01-01T00:00:00Z')

/**
 * A page of the dossiers that a number of a report counts, and where the next page begins. What stood open at a moment that is past is what
 * is open still, and what was settled or stopped since.
 */
export async function dossiersBehind(wanted: Wanted, after: string | null, { dossiers }: Pick<Deps, 'dossiers'>): Promise<{ found: Dossier[], next: string | null }> {
  const { column, from, until, units, procedures, channels } = wanted
  const moments = { from, until, end }
  const filter = { units, ...(procedures && { procedures }), ...(channels && { channels }) }
  const parts: readonly (Look | 'open')[] = looks[column]
  const [, part = '0', place = ''] = /^(\d)\.(.*)$/.exec(after ?? '') ?? []
  const found: Dossier[] = []
  let [index, within, looked] = [Number(part), place, 0]
  while (index < parts.length) {
    const look = parts[index] ?? 'open'
    const openBefore = column === 'carried' ? from : until
    let batch: Dossier[]
    if (look === 'open') batch = await dossiers.openBehind({ ...filter, receivedBefore: openBefore }, within, perPage + 1)
    else {
      const [, at, code] = /^(\d+)\.(.+)$/.exec(within) ?? []
      const { from: first, until: last, ...how } = look
      batch = await dossiers.behind({ ...filter, ...how, from: moments[first], until: moments[last], ...(last === 'end' && { receivedBefore: openBefore }) },
        at && code ? { at: Temporal.Instant.fromEpochMilliseconds(Number(at)), code } : null, perPage + 1)
    }
    for (const dossier of batch) {
      if (found.length === perPage) return { found, next: `${String(index)}.${within}` }
      if (countsIn(column, dossier, from, until)) found.push(dossier)
      within = look === 'open' ? dossier.code : `${String(dossier[look.moment]?.epochMilliseconds ?? 0)}.${dossier.code}`
    }
    looked += batch.length
    if (batch.length <= perPage) [index, within] = [index + 1, '']
    if (looked >= mostLookedAt && index < parts.length) return { found, next: `${String(index)}.${within}` }
  }
  return { found, next: null }
}
