import { Temporal } from 'temporal-polyfill'

/** MongoDB keeps `Date`, the rules speak `Temporal.Instant`; both count milliseconds from the same moment. */
export const toDate = (instant: Temporal.Instant): Date => new Date(instant.epochMilliseconds)
export const toInstant = (date: Date): Temporal.Instant => Temporal.Instant.fromEpochMilliseconds(date.getTime())
