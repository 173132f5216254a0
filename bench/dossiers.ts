import { Temporal } from 'temporal-polyfill'
import { formatDossierCode } from '../processes/law/dossier-code.ts'
import { digestOf, hashOf, type EventRow } from '../store/events.ts'
import type { Dossier, DossierRow } from '../store/dossiers.ts'
import { searchKeys } from '../store/search-keys.ts'
import { person, seeded } from './people.ts'
import { places, type Place } from './province.ts'

/** The last day of the generated time; dossiers of the open kind were filed in the weeks before it. */
export const today = Temporal.PlainDate.from('2026-11-20')
/** The years over which closed dossiers are spread. */
const firstDay = today.subtract({ years: 2 })
const [hour, day] = [3600_000, 86_400_000]
const zero = firstDay.toZonedDateTime('Asia/Ho_Chi_Minh').toInstant().epochMilliseconds
const days = firstDay.until(today, { largestUnit: 'day' }).days
const dates = Array.from({ length: days + 1 }, (_, index) => firstDay.add({ days: index }))
const weekday = dates.map(({ dayOfWeek }) => dayOfWeek <= 5)

/** The end of the n-th working day after a day, both counted from the first. */
function dueDay(from: number, count: number): number {
  let at = from
  for (let left = count; left > 0; at++) if (weekday[at + 1] ?? (at + 1) % 7 < 5) left--
  return at
}

const prefixes = new Map<string, string>()

/** A code of a unit and day; those of a day begin with the same. */
function codeOf(agency: string, filed: number, sequence: number): string {
  const key = `${agency} ${String(filed)}`
  let prefix = prefixes.get(key)
  if (prefix === undefined) prefixes.set(key, prefix = formatDossierCode({ agency, date: dates[filed] as Temporal.PlainDate, sequence: 1 }).slice(0, -4))
  return prefix + String(sequence).padStart(4, '0')
}

export interface TaskRow { _id: string, [field: string]: unknown }
export interface Made { readonly row: DossierRow, readonly tasks: TaskRow[], readonly events: EventRow[] }

interface Act { readonly act: string, readonly at: number, readonly by: EventRow['by'] }

/** A whole chain of the audit trail, as the store would have written it, but for the changes of each act. */
function chain(code: string, acts: readonly Act[]): { events: EventRow[], head: string } {
  let previous = ''
  const events = acts.map(({ act, at, by }, index): EventRow => {
    const salt = `bench${String(index)}`
    const row = { _id: { dossier: code, revision: index + 1 }, act, by, onBehalfOf: null, at: new Date(at), changes: [], digest: digestOf(salt, {}), previous }
    const event: EventRow = { ...row, log: 'dossier', details: {}, salt, hash: hashOf(row) }
    previous = event.hash
    return event
  })
  return { events, head: previous }
}

/** One in so many closed dossiers has the whole chain of its acts; all open ones have it. */
const everyChain = 50
/** A number of the day per unit and day, above those that people file. */
const channelOf = (random: number): Dossier['channel'] => random < 0.62 ? 'online' : random < 0.94 ? 'counter' : 'post'

/** The i-th dossier of a province; `open`: it is still under way. */
export function makeDossier(index: number, { seed, count, open }: { seed: number, count: number, open: boolean }): Made {
  const random = seeded((seed * 1_000_003 + index) >>> 0)
  const { procedure, receiving, deciding, days: limit } = places[Math.floor(random() * places.length)] as Place
  let filed = open ? days - 1 - Math.floor(random() * 12) : Math.floor(index / count * (days - 40))
  while (!weekday[filed]) filed--
  const who = person(random, receiving.place)
  const channel = channelOf(random())
  const code = codeOf(receiving.code, filed, 1 + index % 99_999)
  const filedAt = zero + filed * day + 7 * hour + Math.floor(random() * 3.9 * hour)
  const receivedAt = filedAt + Math.floor(random() * 3 * hour)
  const due = zero + dueDay(filed, limit) * day + 17 * hour
  const luck = random()
  const fate = open ? luck < 0.12 ? 'filed' : 'settling' : luck < 0.02 ? 'refused' : luck < 0.035 ? 'withdrawn' : 'returned'
  const late = random() < 0.03
  const decided = fate === 'returned' ? late ? due + day + Math.floor(random() * 5 * day) : Math.min(due - hour, receivedAt + Math.floor((0.3 + random() * 0.7) * (due - receivedAt))) : null
  const closed = open ? null : decided === null ? receivedAt + 2 * hour : decided + Math.floor(random() * 2 * day)
  const punctuality = decided === null ? null : decided > due ? 'overdue' as const : decided > due - 9 * hour ? 'on-time' as const : 'early' as const
  const isReceived = fate !== 'refused' && fate !== 'filed'
  const number = decided === null ? null : `${String(index)}/${deciding.id.toUpperCase()}`
  const clerk = { kind: 'staff' as const, username: `${receiving.id}.bench`, name: 'Nguyễn Thị Tiếp', role: 'reception-clerk' as const }
  const withChain = open || index % everyChain === 0
  const acts: Act[] = [
    { act: 'file', at: filedAt, by: { kind: 'applicant' } }, { act: 'open', at: filedAt + 500, by: { kind: 'system' } },
    ...(isReceived ? [{ act: 'receive', at: receivedAt, by: clerk }, { act: 'transfer', at: receivedAt + 900, by: { kind: 'system' as const } }] : []),
    ...(fate === 'refused' ? [{ act: 'refuse', at: receivedAt, by: clerk }] : []),
    ...(decided === null ? [] : [{ act: 'record-result', at: decided, by: { kind: 'system' as const } }]), ...(closed === null ? [] : [{ act: fate === 'withdrawn' ? 'withdraw' : 'close', at: closed, by: { kind: 'system' as const } }]),
  ]
  const { events, head } = withChain ? chain(code, acts) : { events: [], head: '' }
  const applicant = { name: who.name, identityNumber: who.identityNumber, address: who.address, phone: who.phone, email: who.email }
  const row: DossierRow = {
    _id: code, procedure, bundleVersion: 1, state: fate, units: { receiving: receiving.id, deciding: deciding.id, returning: receiving.id }, partners: {}, channel, client: null, language: 'vi', delivery: channel === 'counter' ? 'counter' : 'online', postal: null,
    applicant, search: searchKeys(applicant, { number }),
    application: { ...who, feeClass: 'poor', delivery: channel === 'counter' ? 'counter' : 'online' }, papers: [], handedIn: [], answers: [],
    filedAt: new Date(filedAt), receivedAt: isReceived ? new Date(receivedAt) : null, decidedAt: decided === null ? null : new Date(decided), closedAt: closed === null ? null : new Date(closed),
    clocks: {
      reception: { limit: { amount: 8, unit: 'working-hour' }, events: [{ type: 'start', at: new Date(filedAt), cause: 'filed', basis: 'BT 45/2023, 15.2' }] },
      settlement: isReceived ? { limit: { amount: limit, unit: 'working-day' }, events: [{ type: 'start', at: new Date(receivedAt), cause: 'received', basis: 'TQ 12.3b' }] } : null,
    },
    amendments: 0, completionRequests: { reception: 0, settlement: 0 }, appointments: 0, momentsDone: punctuality === 'overdue' || (open && isReceived && due < zero + days * day) ? [`overdue@${new Date(due).toISOString().replace('.000Z', 'Z')}`] : [],
    processInstanceKey: String(4_503_599_627_370_496 + index), result: decided === null ? null : { granted: random() < 0.97, reason: '', number, at: new Date(decided) },
    retainUntil: closed === null ? null : '2036-12-31', corrections: [], authorisationEnded: false,
    punctuality: punctuality && { byLimit: punctuality, byAppointment: punctuality, due: new Date(due), firstDue: new Date(due) }, revision: Math.max(1, events.length), head,
  }
  return { row, events, tasks: open ? [taskOf(row, index, due)] : [] }
}

function taskOf({ _id: code, procedure, units, state, filedAt, receivedAt, channel }: DossierRow, index: number, due: number): TaskRow {
  const step = state === 'filed' ? { elementId: 'reception', form: 'reception', role: 'reception-clerk', unit: units.receiving } : { elementId: 'appraisal', form: 'appraisal', role: 'case-officer', unit: units.deciding }
  const createdAt = receivedAt ?? filedAt
  const by = new Date(state === 'filed' ? filedAt.getTime() + 10 * hour : due)
  return {
    _id: String(2_251_799_813_685_248 + index), dossier: code, consultation: null, process: procedure, processVersion: 1, processInstanceKey: String(4_503_599_627_370_496 + index), ...step, assignee: null, claimed: false, pass: 1,
    sentBack: null, state: 'open', createdAt, due: by, completedAt: null, completedBy: null, place: { by, procedure, channel, isPaused: false, answerBy: null },
  }
}
