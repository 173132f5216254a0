import { parseLimit, type Limit } from '../law/limit.ts'
import { attribute, elementsIn, header, processesOf, property, type Definitions, type Element } from './elements.ts'
import { finding, type Finding } from './finding.ts'

/** Working hours of a day: 07:00-11:00 and 13:00-17:00 (BT 45/2023 art. 10, requirement D2). */
const hoursPerDay = 8

/** The working hours of a day from the cut-off of a same-day limit on: a dossier received at the cut-off has no more on its first day. */
const hoursAfterCutOff = 2

/** The job that changes the limit, for the cause that its header names. */
const limitChanges = 'deadline.change-limit'

/** The job that receives a dossier: from there on the published limit runs. */
const clockStarts = 'dossier.receive'
/** Between these jobs the clock stands: what is done meanwhile does not count. */
const clockStands = ['clock.pause', 'appointment.meet']
const clockRuns = ['clock.resume', 'appointment.next']

const jobOf = (element: Element) => attribute(element, 'zeebe:TaskDefinition', 'type')

/** The fewest days of Monday to Friday within a number of calendar days, wherever in the week they begin (holidays aside). */
export function fewestWorkingDays(calendarDays: number): number {
  const startingOn = (weekday: number) => {
    const days = Array.from({ length: calendarDays }, (_, index) => (weekday + index + 1) % 7)
    const working = days.filter((day) => day < 5).length
    // The day of the start is not counted; a last day that is a day off moves to the next working day (Civil Code 2015 arts. 147-148).
    return (days.at(-1) ?? 0) < 5 ? working : working + 1
  }
  return Math.min(...[0, 1, 2, 3, 4].map(startingOn))
}

/** The working hours that a published limit surely holds. The shortest month has 28 days. */
export function hoursWithin({ amount, unit }: Limit): number {
  if (unit === 'working-hour') return amount
  if (unit === 'same-day') return hoursAfterCutOff + hoursPerDay * (amount - 1)
  return hoursPerDay * (unit === 'working-day' ? amount : fewestWorkingDays(unit === 'calendar-day' ? amount : 28 * amount))
}

/**
 * What a diagram says of a step's limit: in the header of the case 'limit:<published limit>' (such as 'limit:15 calendar-day'), else in
 * 'limit'; a called process has it as a property, for all of its steps together. A posting takes its time too.
 */
function limitText(element: Element, { amount, unit }: Limit): string {
  if (element.$type === 'bpmn:CallActivity') return property(element, 'limit')
  if (jobOf(element) === 'posting.publish') return header(element, 'for')
  return element.$type === 'bpmn:UserTask' ? header(element, `limit:${String(amount)} ${unit}`) || header(element, 'limit') : ''
}

/** The working hours that a step may take at most, in a dossier with a published limit. */
function hoursOfStep(element: Element, published: Limit): number {
  const text = limitText(element, published)
  if (!text) return 0
  try {
    const { amount, unit } = parseLimit(text)
    if (unit === 'working-hour') return amount
    const days = unit === 'calendar-month' ? 31 * amount : amount
    return hoursPerDay * (unit === 'working-day' || unit === 'same-day' ? days : 5 * Math.floor(days / 7) + Math.min(days % 7, 5))
  } catch { return 0 } // house-rules.ts tells of limits that cannot be read
}

interface Path { readonly hours: number, readonly steps: readonly Element[] }

/** The longest way to an end, in working hours; a way back into a loop is not taken a second time. */
function longest(element: Element, under: ReadonlySet<Element>, known: { running: Map<Element, Path>, standing: Map<Element, Path> }, hoursOf: (element: Element) => number, stood = false): Path {
  const standing = clockStands.includes(jobOf(element)) || (stood && !clockRuns.includes(jobOf(element)))
  const before = known[standing ? 'standing' : 'running'].get(element)
  if (before) return before
  const inside = new Set(under).add(element)
  const further = (element.outgoing ?? []).flatMap(({ targetRef }) => targetRef && !inside.has(targetRef) ? [longest(targetRef, inside, known, hoursOf, standing)] : [])
  const rest = further.reduce((best, path) => path.hours > best.hours ? path : best, { hours: 0, steps: [] } as Path)
  const hours = standing ? 0 : hoursOf(element)
  const path = { hours: hours + rest.hours, steps: hours > 0 ? [element, ...rest.steps] : rest.steps }
  known[standing ? 'standing' : 'running'].set(element, path)
  return path
}

/**
 * The steps after reception, one after the other, fit within the published limit (requirement F12); the ways on which the limit is changed
 * fit within the one that it is changed to.
 */
export function limitFindings(definitions: Definitions, limit: Limit, laterLimits: Readonly<Record<string, Limit>> = {}): Finding[] {
  const elements = processesOf(definitions).flatMap(elementsIn)
  const changes = elements.filter((element) => jobOf(element) === limitChanges)
  return elements.filter((element) => jobOf(element) === clockStarts).flatMap((start) => [
    ...sumFindings(start, new Set(changes), limit),
    ...changes.flatMap((element) => {
      const later = laterLimits[header(element, 'cause')]
      return later ? sumFindings(start, new Set(changes.filter((other) => other !== element)), later) : []
    }),
  ])
}

function sumFindings(start: Element, without: ReadonlySet<Element>, limit: Limit): Finding[] {
  const allowed = hoursWithin(limit)
  const { hours, steps } = longest(start, without, { running: new Map(), standing: new Map() }, (element) => hoursOfStep(element, limit))
  const path = steps.map((step) => `${step.name ?? step.id} (${limitText(step, limit)})`).join(' → ')
  return hours > allowed ? [finding('limit-sum', start, { sum: String(hours), limit: String(allowed), path })] : []
}
