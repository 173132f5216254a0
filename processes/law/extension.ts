import { dayMs } from './dates.ts'
import type { Pause } from './deadline-ledger.ts'
import type { Stretch } from './line-book.ts'
import type { Count } from './term.ts'
import { countTerm } from './term.ts'
import { horizonDays, NoWorkingTimeError, type Timetable } from './timetable.ts'
import { addWorking, workingBetween } from './working-time.ts'

/** How the time that is left until a new appointment is counted when the clock is paused again. */
export type Remainder = 'working-time' | 'working-days' | 'calendar-days'

/** The moment of a new appointment after the pauses since it was given, and the pieces of time that they took out. */
export type Appointment = Count & { takenOut: Stretch[] }

/**
 * Where a new appointment (BT 45/2023, art. 17.9) moves when the clock is paused after it was given. For limits in days each paused
 * working day (calendar limits: each paused day, then to the next working day when it falls on a day off) moves it by one, at the same
 * time of day; for hours the paused working time is added. An appointment on a day off counts that day as one of the days left.
 */
export function moveAppointment(timetable: Timetable, to: number, remainder: Remainder, pauses: readonly Pause[]): Appointment {
  return remainder === 'working-time' ? moveByTime(timetable, to, pauses) : moveByDays(timetable, to, remainder, pauses)
}

const reason = { key: 'paused', params: {} } as const

function moveByTime(timetable: Timetable, to: number, pauses: readonly Pause[]): Appointment {
  const takenOut: Stretch[] = []
  let due = to
  let paused = 0
  for (const pause of pauses) {
    if (pause.from >= due) break
    if (pause.to === null) return { due: null, standsFrom: pause.from, takenOut }
    paused += pause.to - pause.from
    if (paused > horizonDays * dayMs) throw new NoWorkingTimeError('the pauses take more than 200 years') // their days are added up one by one
    due = addWorking(timetable, due, workingBetween(timetable, pause.from, pause.to))
    takenOut.push({ from: pause.from, to: pause.to, why: reason })
  }
  return { due, takenOut }
}

function moveByDays(timetable: Timetable, to: number, remainder: Remainder, pauses: readonly Pause[]): Appointment {
  const [first] = pauses
  if (!first || first.from >= to) return { due: to, takenOut: [] }
  const toDay = timetable.dayOf(to)
  const time = timetable.timeOf(to)
  const firstDay = timetable.dayOf(first.from)
  const counts = (day: number) => remainder === 'calendar-days' || day === toDay || timetable.isWorkingDay(day)
  let days = 0
  for (let day = firstDay; day <= toDay; day++) if (counts(day)) days++
  const term = {
    firstDay, days, counts,
    mayEnd: (day: number) => day === toDay || timetable.isWorkingDay(day),
    endAt: (day: number) => timetable.instantOn(day, time),
  }
  const takenOut: Stretch[] = []
  const count = countTerm(term, pauses, timetable, (day, fate, until) => {
    if (fate === 'paused') takenOut.push({ from: timetable.midnight(day), to: until, why: reason })
  })
  return { ...count, takenOut }
}
