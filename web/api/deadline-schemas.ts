import { ledgerEventTypes } from '../../processes/law/deadline-ledger.ts'
import { limitUnits } from '../../processes/law/limit.ts'

const moment = { type: 'string', format: 'date-time', examples: ['2026-04-29T15:30:00+07:00'] }
const date = { type: 'string', format: 'date', examples: ['2026-04-30'] }
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const shift = {
  type: 'array', minItems: 2, maxItems: 2, prefixItems: [
    { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }, { type: 'string', pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' },
  ], examples: [['07:00', '11:00']],
}

/** The schemas of the public operation on due dates: its input is read by the law's own schemas, which transform what they read. */
export const deadlineSchemas = {
  Calendar: {
    type: 'object', additionalProperties: false, required: ['shifts'],
    properties: {
      shifts: {
        type: 'object', additionalProperties: false, description: 'Working time by weekday; a weekday that is missing is a day off.',
        properties: Object.fromEntries(weekdays.map((day) => [day, { type: 'array', items: shift, maxItems: 48 }])),
      },
      holidays: { type: 'array', items: date, maxItems: 5000 },
      makeUpDays: {
        type: 'array', maxItems: 5000, description: 'Swapped days: the date has the shifts of the weekday `as`.',
        items: { type: 'object', additionalProperties: false, required: ['date', 'as'], properties: { date, as: { enum: weekdays } } },
      },
      timeZone: { type: 'string', default: 'Asia/Ho_Chi_Minh' },
      countWorkingDaysAs: { enum: ['days', 'hours'], default: 'days', description: 'hours: one day is the regular day’s working hours.' },
    },
  },
  Limit: {
    type: 'object', additionalProperties: false, required: ['amount', 'unit'],
    properties: {
      amount: { type: 'number', exclusiveMinimum: 0, maximum: 10000, description: 'Whole; working hours may be quarters.' },
      unit: { enum: limitUnits, description: 'same-day: the working day of reception, or the next one when received after 15:00.' },
    },
  },
  DeadlineQuestion: {
    type: 'object', additionalProperties: false, required: ['limit', 'events'],
    oneOf: [{ required: ['calendar'] }, { required: ['agency'] }],
    properties: {
      calendar: { $ref: '#/components/schemas/Calendar' },
      agency: { type: 'string', description: 'The id of an agency of this installation, in place of a calendar.' },
      limit: { $ref: '#/components/schemas/Limit' },
      events: {
        type: 'array', minItems: 1, maxItems: 10000, description: 'In the order of time, a start first.',
        items: {
          type: 'object', additionalProperties: false, required: ['type', 'at'],
          properties: {
            type: { enum: ledgerEventTypes, description: 'meet: the first of two appointments is met, the clock stands; appoint: the second one begins, with a limit of its own; change-limit: another limit takes the place of the one before.' },
            at: moment, to: { ...moment, description: 'The new date; of extend only.' },
            limit: { $ref: '#/components/schemas/Limit' }, cause: { type: 'string', maxLength: 500 }, basis: { type: 'string', maxLength: 500 },
          },
        },
      },
    },
  },
  DeadlineExplained: {
    type: 'object', required: ['due', 'lines'],
    properties: {
      due: { type: ['string', 'null'], format: 'date-time', description: 'null while the clock stands.' },
      lines: {
        type: 'array',
        items: {
          type: 'object', required: ['from', 'to', 'counted', 'why'],
          properties: {
            from: moment, to: moment, why: { type: 'string' },
            counted: { type: 'number', description: 'What the line counts: hours for a limit in working hours, days otherwise.' },
          },
        },
      },
    },
  },
}
