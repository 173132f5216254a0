import type { Temporal } from 'temporal-polyfill'
import { procedures } from '../processes/catalogue.ts'
import { procedureOn } from '../processes/edition.ts'
import { inForce } from '../processes/law/dated.ts'
import { lifeEvents, type LifeEvent, type LifeEventPlace } from '../processes/law/life-events.ts'
import { onlineLevels } from '../processes/law/online-levels.ts'
import { dayOf, leastAmount, onlineServiceFor, type Procedure } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import { feeText } from './fee-text.ts'
import type { EventLink, ProcedureRow } from './view/find-models.ts'

const tones = { 'full': 'success', 'level-4': 'success', 'partial': 'info', 'level-3': 'info', 'information': 'neutral' } as const

/** A procedure as it stands in a list, by what is in force at a moment. */
export function procedureRow(edited: Procedure, language: Language, at: Temporal.Instant): ProcedureRow {
  const procedure = procedureOn(edited, dayOf(at))
  const fees = inForce(procedure.fees, dayOf(at))
  const usual = fees.value.cases.at(-1)
  const { level } = onlineServiceFor(procedure, at)
  return {
    name: procedure.name[language], href: `/thu-tuc/${procedure.id}`, code: procedure.code, level: procedure.level[language], field: procedure.field[language],
    agency: procedure.decidingAgency[language], limit: inForce(procedure.limits, dayOf(at)).value.at(-1)?.words[language] ?? '',
    fee: feeText(usual ? leastAmount(usual) : 0, fees, language, { least: usual?.scale !== undefined }),
    online: onlineLevels[level].name[language], tone: tones[level],
  }
}

const placesOf = ({ lifeEvents: places = [] }: Procedure, at: Temporal.Instant): readonly LifeEventPlace[] => places.length > 0 ? inForce(places, dayOf(at)).value : []

/** What is needed in an event at a moment, in order, each with the reason. */
export function proceduresOfEvent(event: LifeEvent, at: Temporal.Instant): { procedure: Procedure, place: LifeEventPlace }[] {
  return procedures.flatMap((procedure) => placesOf(procedure, at).filter((place) => place.event === event).map((place) => ({ procedure, place })))
    .toSorted((a, b) => a.place.order - b.place.order)
}

const ids = Object.keys(lifeEvents) as LifeEvent[]

export const eventLink = (id: LifeEvent, language: Language): EventLink => ({ icon: `icons/event-${id}`, name: lifeEvents[id].name[language], lead: lifeEvents[id].lead[language], href: `/su-kien/${id}` })

/** The events for which there is something to do. */
export const eventLinks = (language: Language, at: Temporal.Instant): EventLink[] =>
  ids.filter((id) => proceduresOfEvent(id, at).length > 0).map((id) => eventLink(id, language))

/** The events that a procedure belongs to. */
export const eventsOf = (procedure: Procedure, language: Language, at: Temporal.Instant): EventLink[] => placesOf(procedure, at).map(({ event }) => eventLink(event, language))
