import { Temporal } from 'temporal-polyfill'
import type { Text } from '../text.ts'

/** Where an agency is reached, as it is made public (TH 13.1; requirement A11). `hotline` takes feedback, `phone` is the office's. */
export interface AgencyContact { readonly address: string, readonly phone: string, readonly email?: string, readonly hotline?: string }

/** Contact facts with the first day that they are for, 'YYYY-MM-DD'; '' since ever. */
export interface ContactVersion { readonly from: string, readonly value: AgencyContact }

/** The contact facts in force on a day; before the first version what the agency was set up with. */
export function contactOf({ address, phone, email, hotline, contacts = [] }: AgencyContact & { readonly contacts?: readonly ContactVersion[] }, day: Temporal.PlainDate): AgencyContact {
  const latest = contacts.filter(({ from }) => from <= day.toString()).toSorted((a, b) => a.from < b.from ? -1 : 1).at(-1)
  return latest?.value ?? { address, phone, ...(email && { email }), ...(hotline && { hotline }) }
}

/**
 * One of the people whom a one-stop unit names in public (BT 45/2023, art. 7.7; requirement A11): name, post and telephone; of those who are
 * not its head, the field they work in. Dates are 'YYYY-MM-DD'; `until` is the last day.
 */
export interface StaffEntry {
  readonly id: string
  readonly from: string
  readonly until: string | null
  readonly name: string
  readonly post: Text
  readonly field: Text | null
  readonly phone: string
}

/** Who is named on a day: the head and the deputies, who have no field, first. */
export function staffOn(list: readonly StaffEntry[], day: Temporal.PlainDate): StaffEntry[] {
  const today = day.toString()
  const rank = ({ field }: StaffEntry) => field === null ? 0 : 1
  return list.filter(({ from, until }) => from <= today && (until === null || today <= until)).toSorted((a, b) => rank(a) - rank(b))
}

/**
 * The list after an entry was changed from a day on: what was public before stays with its dates, so that the page of any past day can be
 * told. An entry that had not begun by then is replaced.
 */
export function withStaff(list: readonly StaffEntry[], { id, from, ...value }: Omit<StaffEntry, 'until'>): StaffEntry[] {
  const dayBefore = Temporal.PlainDate.from(from).subtract({ days: 1 }).toString()
  const before = list.filter((each) => each.id === id && each.from < from)
  return [
    ...list.filter((each) => each.id !== id),
    ...before.map((each) => each.until === null || each.until >= from ? { ...each, until: dayBefore } : each),
    { id, from, until: null, ...value },
  ]
}

/** The list after a person was taken off it; `until` is their last day on it. */
export function withoutStaff(list: readonly StaffEntry[], id: string, until: string): StaffEntry[] {
  return list.filter((each) => each.id !== id || each.from <= until).map((each) => each.id === id && (each.until === null || each.until > until) ? { ...each, until } : each)
}
