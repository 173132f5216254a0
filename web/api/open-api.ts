import { ledgerEventTypes } from '../../processes/law/deadline-ledger.ts'
import { limitUnits } from '../../processes/law/limit.ts'

const problem = (description: string) => ({
  description, content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
})
const moment = { type: 'string', format: 'date-time', examples: ['2026-04-29T15:30:00+07:00'] }
const date = { type: 'string', format: 'date', examples: ['2026-04-30'] }
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
const shift = {
  type: 'array', minItems: 2, maxItems: 2, prefixItems: [
    { type: 'string', pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' }, { type: 'string', pattern: '^(([01]\\d|2[0-3]):[0-5]\\d|24:00)$' },
  ], examples: [['07:00', '11:00']],
}

/** The description of the interface, OpenAPI 3.1. */
export function openApi(origin: string): object {
  return {
    openapi: '3.1.0',
    info: { title: 'Một Cửa', version: '1', description: 'One-stop shop for public administrative procedures.' },
    servers: [{ url: `${origin}/api` }],
    paths: {
      '/v1/deadlines/explain': {
        post: {
          operationId: 'explainDeadline',
          summary: 'Compute a due date and explain it line by line',
          description: 'Public. Counts as for a dossier: working hours and days by the calendar (BT 45/2023 arts. 10, 15, 17), calendar '
            + 'days and months by the Civil Code 2015, arts. 147-148. Accept-Language chooses the words (vi, en).',
          requestBody: { required: true, content: { 'application/json': { schema: { $ref: '#/components/schemas/DeadlineQuestion' } } } },
          responses: {
            200: { description: 'The due date and its lines', content: { 'application/json': { schema: { $ref: '#/components/schemas/DeadlineExplained' } } } },
            400: problem('The question is malformed, or its events contradict each other; `errors` says where and why.'),
            413: problem('The body is larger than 1 MB.'),
            405: problem('Another method than POST.'),
            415: problem('The body is not JSON.'),
            429: problem('Too many questions from one address.'),
          },
        },
      },
      '/openapi.json': {
        get: {
          operationId: 'getOpenApi', summary: 'This description',
          responses: { 200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } } },
        },
      },
    },
    components: {
      schemas: {
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
        Problem: {
          type: 'object', description: 'RFC 9457', required: ['type', 'title', 'status', 'detail'],
          properties: {
            type: { type: 'string' }, title: { type: 'string' }, status: { type: 'integer' }, detail: { type: 'string' },
            errors: {
              type: 'array',
              items: { type: 'object', required: ['pointer', 'detail'], properties: { pointer: { type: 'string', description: 'JSON pointer (RFC 6901) as a fragment' }, detail: { type: 'string' } } },
            },
          },
        },
      },
    },
  }
}
