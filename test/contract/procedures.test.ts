import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { Temporal } from 'temporal-polyfill'
import { procedures, shippedDiagrams } from '../../processes/catalogue.ts'
import { allQuestions, type Form } from '../../processes/form.ts'
import { inForce, type Dated } from '../../processes/law/dated.ts'
import { leastAmount, type FeeRule } from '../../processes/procedure.ts'
import { enquiryNotices } from '../../processes/shared/enquiry-notices.ts'
import { noticeTemplates, type NoticeTemplate } from '../../processes/shared/notices.ts'
import { languages } from '../../processes/text.ts'

/** Every text in both languages, wherever it stands; each place as a path. */
function textsIn(value: unknown, path = ''): [string, Readonly<Record<string, unknown>>][] {
  if (!value || typeof value !== 'object') return []
  if ('vi' in value || 'en' in value) return [[path, value as Record<string, unknown>]]
  return Object.entries(value).flatMap(([key, inner]) => textsIn(inner, `${path}/${key}`))
}

const assertTexts = (value: unknown) => {
  for (const [path, text] of textsIn(value)) {
    assert.deepEqual(Object.keys(text).sort(), [...languages].sort(), path)
    for (const language of languages) {
      const words = text[language]
      assert.ok(typeof words === 'string' && words.trim() !== '' && words === words.normalize('NFC').trim(), `${path} in ${language}: '${String(words)}'`)
    }
  }
}

const today = Temporal.Now.plainDateISO('Asia/Ho_Chi_Minh')
/** The day before and the first day of Decree 216/2026, today, and a year from now. */
const days = [Temporal.PlainDate.from('2026-06-30'), Temporal.PlainDate.from('2026-07-01'), today, today.add({ years: 1 })]

for (const procedure of procedures) {
  describe(`the procedure ${procedure.id}`, () => {
    it('says everything in both languages', () => { assertTexts(procedure) })

    for (const day of days) {
      it(`has its papers, limits and fees on ${day.toString()}, one of each`, () => {
        for (const list of [procedure.documents, procedure.limits, procedure.fees, procedure.onlineLevel] as readonly (readonly Dated<unknown>[])[]) assert.ok(inForce(list, day))
      })
    }

    it('is filed online when its online level says so, and only then (J4)', () => {
      for (const { from, until, value: { level } } of procedure.onlineLevel.filter((each) => each.until === null)) {
        assert.equal(procedure.channels.some(({ channel }) => channel === 'online'), level !== 'information', `${String(from)}-${String(until)}`)
      }
    })

    it('names the source of each of its parameters', () => {
      for (const parameter of ['documents', 'limits', 'fees'] as const) {
        for (const { source, mark } of procedure[parameter]) assert.ok(source.trim() !== '' && mark, parameter)
      }
      assert.ok(procedure.legalBasis.length > 0)
    })

    it('has a limit and a fee for everybody: the last case asks nothing', () => {
      for (const { value } of procedure.limits) assert.ok(!('applies' in (value.at(-1) ?? {})))
      for (const { value } of procedure.fees) assert.ok(!('applies' in (value.cases.at(-1) ?? {})))
    })

    it('says by when a fee of more than nothing is to be paid: without that nothing waits for it', () => {
      for (const { value, source } of procedure.fees as readonly Dated<FeeRule>[]) {
        if (value.cases.some(({ amount, scale }) => amount > 0 || scale)) assert.ok(value.due, source)
      }
    })

    it('asks in its form for every answer that its rules go by, with the values that they know', () => {
      const { forms } = shippedDiagrams.find(({ process }) => process === procedure.id) ?? { forms: [] }
      const application = forms.map((url) => JSON.parse(readFileSync(url, 'utf8')) as Form).find(({ id }) => id === procedure.applicationForm)
      assert.ok(application)
      // A limit may go by what the reception clerk found, in a form of the procedure's own.
      const reception = forms.filter(({ pathname }) => pathname.includes(`/${procedure.id}/`)).map((url) => JSON.parse(readFileSync(url, 'utf8')) as Form).filter(({ id }) => id === 'reception')
      const choices = new Map([application, ...reception].flatMap(({ components }) => allQuestions(components)).map((question) => [question.key, 'values' in question ? question.values?.map(({ value }) => value) ?? [] : null]))
      // The rules are functions: they are run over every application that the form allows, and what they ask of it is noted.
      const asked = new Set<string>()
      const outcome = (answers: Readonly<Record<string, unknown>>) => {
        const noting = new Proxy(answers, { get: (target, key) => { asked.add(String(key)); return target[String(key)] } })
        return JSON.stringify([
          procedure.limits.map(({ value }) => value.find(({ applies }) => applies?.(noting) ?? true)?.limit),
          procedure.fees.map(({ value }) => (value as FeeRule).cases.filter(({ applies }) => applies?.(noting) ?? true).map(leastAmount)[0]),
          procedure.documents.map(({ value }) => value.filter(({ isNeeded }) => isNeeded?.(noting) ?? true).map(({ id }) => id)),
        ])
      }
      const applications = () => [...asked].reduce<Record<string, unknown>[]>(
        (all, key) => all.flatMap((answers) => [undefined, ...choices.get(key) ?? []].map((value) => ({ ...answers, [key]: value }))), [{}])
      for (let known = -1; known < asked.size;) {
        known = asked.size
        for (const answers of applications()) outcome(answers)
      }
      assert.ok(asked.size > 0)
      assert.deepEqual([...asked].filter((key) => !choices.get(key)), [], 'asked of the applicant as choices')
      for (const key of asked) {
        const matters = applications().some((answers) => outcome(answers) !== outcome({ ...answers, [key]: undefined }))
        assert.ok(matters, `no value of '${key}' that the form offers makes a difference`)
      }
    })
  })
}

describe('the notices', () => {
  const all = [
    ...Object.entries(enquiryNotices).map(([kind, template]): [string, NoticeTemplate] => [`enquiry.${kind}`, template]),
    ...Object.entries(noticeTemplates).map(([kind, template]): [string, NoticeTemplate] => [kind, template]),
    ...procedures.flatMap(({ id, notices = {} }) => Object.entries(notices).map(([kind, template]): [string, NoticeTemplate] => [`${id}.${kind}`, template])),
  ]
  it('say everything in both languages, with the same facts in both', () => {
    assertTexts(all)
    const facts = (text: string) => [...new Set([...text.matchAll(/\{\{[#/]?(?:if |unless )?(\w+)\}\}/g)].map(([, name]) => name))].sort()
    for (const [kind, { subject, text, sms }] of all) {
      for (const each of [subject, text, ...(sms ? [sms] : [])]) assert.deepEqual(facts(each.vi), facts(each.en), kind)
    }
  })
})
