import { clockFacts, difference, type FieldChange } from './changes.ts'
import type { Enquiry } from './enquiries.ts'

/** What the log tells of each field: its value, only that it changed (personal data, free text), or nothing. */
const told = {
  code: 'not', kind: 'value', state: 'value', language: 'value', thread: 'value', asked: 'name', client: 'value', secret: 'not', units: 'value', answers: 'name', replies: 'name',
  published: 'name', askedAt: 'value', closedAt: 'value', clocks: 'value', momentsDone: 'not', processInstanceKey: 'value', revision: 'not', head: 'not',
} as const satisfies Record<keyof Enquiry, 'value' | 'name' | 'not'>

/** What an act changed of a question or feedback, as the log keeps it. */
export function enquiryChanges(before: Partial<Enquiry>, after: Enquiry): FieldChange[] {
  const fact = (enquiry: Partial<Enquiry>, key: keyof Enquiry) => key === 'clocks' && enquiry.clocks
    ? { sorting: clockFacts(enquiry.clocks.sorting), answering: clockFacts(enquiry.clocks.answering) } : enquiry[key]
  return (Object.keys(told) as (keyof Enquiry)[]).flatMap((key) => {
    const how = told[key]
    return how === 'not' ? [] : difference(key, fact(before, key), fact(after, key), how)
  })
}
