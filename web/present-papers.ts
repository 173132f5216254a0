import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { stateNames } from '../processes/law/dossier-states.ts'
import { controlSheet } from '../processes/papers/control-sheet.ts'
import { handOverPaper } from '../processes/papers/hand-over-paper.ts'
import type { Paper, PaperHead } from '../processes/papers/paper.ts'
import { shortMoment } from '../processes/papers/paper-words.ts'
import type { Agency } from '../store/agencies.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { HandOverList } from '../store/hand-over-lists.ts'
import { HttpProblem } from './problem.ts'

export const headOf = ({ superior, name, place }: Agency): PaperHead => ({ superior: superior.vi, agency: name.vi, place })

/** Agencies by id, each read once. */
function readOnce({ agencies }: Pick<Deps, 'agencies'>): (id: string) => Promise<Agency> {
  const known = new Map<string, Promise<Agency>>()
  return (id) => {
    const agency = known.get(id) ?? agencies.get(id)
    known.set(id, agency)
    return agency
  }
}

/** The control sheet of a dossier as its events stand now. @throws HttpProblem 404 while it has not been received */
export async function controlSheetOf(dossier: Dossier, deps: Pick<Deps, 'events' | 'agencies' | 'bundles' | 'consultations' | 'env'>): Promise<Paper> {
  const { code, receivedAt, clocks: { settlement }, units, partners, procedure, filedAt, decidedAt } = dossier
  if (!receivedAt || !settlement) throw new HttpProblem(404)
  const agencyOf = readOnce(deps)
  const events = await deps.events.of(code)
  const [receiving, deciding] = await Promise.all([agencyOf(units.receiving), agencyOf(units.deciding)])
  const taking = [...new Set([...Object.values(partners), ...(await deps.consultations.of(code)).map(({ agency }) => agency)])]
  const unitIds = new Set([...events.flatMap(({ onBehalfOf, details }) => [onBehalfOf, details['to']]), ...taking].filter((id) => typeof id === 'string' && id !== 'applicant' && id !== 'authoriser'))
  const names = new Map(await Promise.all([...unitIds].map(async (id) => [id, (await deps.agencies.find(String(id)))?.name.vi ?? String(id)] as const)))
  const processes = new Set(events.map(({ details }) => details['process']).filter((id) => typeof id === 'string'))
  const bundles = new Map(await Promise.all([...processes].map(async (id) => [id, await deps.bundles.latest(id)] as const)))
  const { due, firstDue } = explainDueDate({ calendar: deciding.calendar, limit: settlement.limit, events: settlement.events })
  return controlSheet(events, {
    code, lookUp: qrPayload(code, deps.env.PUBLIC_ORIGIN), head: headOf(receiving), timeZone: receiving.calendar.timeZone, deciding: deciding.name.vi,
    taking: taking.map((id) => names.get(id) ?? id), procedure: procedureOf({ procedure, filedAt }).name.vi, receivedAt, due, firstDue, decidedAt,
    unitName: (id) => names.get(id) ?? '', stepName: (process, element) => bundles.get(process)?.names[element]?.vi ?? element,
  })
}

const deliveries = { online: 'Trực tuyến', counter: 'Tại Bộ phận Một cửa', post: 'Bưu chính công ích' } as const

/** Rows of the register, numbered from `first` on: each from its dossier, its due date from the dossier's ledger. */
export async function registerRows(dossiers: readonly Dossier[], first: number, deps: Pick<Deps, 'agencies'>): Promise<string[][]> {
  const agencyOf = readOnce(deps)
  return Promise.all(dossiers.map(async (dossier, index) => {
    const { code, applicant, units, receivedAt, clocks: { settlement }, closedAt, delivery, answers, appointments, state } = dossier
    const { name, calendar } = await agencyOf(units.deciding)
    const show = (at: Parameters<typeof shortMoment>[0] | null | undefined) => at ? shortMoment(at, calendar.timeZone) : ''
    const due = settlement && explainDueDate({ calendar, limit: settlement.limit, events: settlement.events })
    const returned = state === 'returned'
    return [
      String(first + index), code, procedureOf(dossier).name.vi, applicant.name, [applicant.address, applicant.phone].filter(Boolean).join('; '), name.vi,
      show(receivedAt), due?.due ? show(due.due) : due ? 'Tạm dừng' : '', returned ? show(closedAt) : '', deliveries[delivery],
      returned && answers['hand-over'] ? `${applicant.name}, xác nhận điện tử` : '',
      [stateNames[state].vi, ...(appointments > 0 ? ['đã hẹn lại'] : [])].join('; '),
    ]
  }))
}

/** A hand-over list as paper, with what both sides confirmed so far. */
export async function handOverListPaper(list: HandOverList, deps: Pick<Deps, 'agencies' | 'dossiers'>): Promise<Paper> {
  const [from, to] = await Promise.all([deps.agencies.get(list.from), deps.agencies.get(list.to)])
  const last = list.items.filter(({ confirmedAt }) => confirmedAt).sort((a, b) => (a.confirmedAt?.epochMilliseconds ?? 0) - (b.confirmedAt?.epochMilliseconds ?? 0)).at(-1)
  return handOverPaper({
    id: list.id, head: headOf(from), timeZone: from.calendar.timeZone, from: from.name.vi, to: to.name.vi, at: list.at, by: list.by,
    confirmed: last?.confirmedAt ? { by: last.confirmedBy ?? '', at: last.confirmedAt } : null,
    items: await Promise.all(list.items.map(async ({ dossier, due, state, remark }) => {
      const { procedure, filedAt, applicant } = await deps.dossiers.get(dossier)
      return {
        code: dossier, procedure: procedureOf({ procedure, filedAt }).name.vi, applicant: applicant.name, due, remark,
        found: state === 'received' ? 'Đã nhận' : state === 'missing' ? 'Chưa thấy' : '',
      }
    })),
  })
}
