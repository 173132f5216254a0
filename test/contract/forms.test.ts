import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { enquiryForms, shippedDiagrams, procedures } from '../../processes/catalogue.ts'
import { enquiryKinds } from '../../processes/law/enquiries.ts'
import { checkForm } from '../../processes/checks/check-form.ts'
import { readModel } from './read-model.ts'
import { allQuestions, readAnswers, type Form, type QuestionComponent } from '../../processes/form.ts'

const readForm = (url: URL) => JSON.parse(readFileSync(url, 'utf8')) as Form
const urls = [...new Map(shippedDiagrams.flatMap(({ forms }) => forms).map((url) => [url.href, url])).values()]
/** The folder of a form is part of its name here: a procedure's own form may have the id of a shared one. */
const forms = urls.map((url) => ({ folder: url.pathname.split('/').at(-3) ?? '', form: readForm(url) }))
const called = (id: string) => forms.filter(({ form }) => form.id === id)

const question = ({ folder, form }: typeof forms[number], key: string): QuestionComponent => {
  const found = allQuestions(form.components).find((each) => each.key === key)
  assert.ok(found, `the form '${form.id}' of ${folder} has no field '${key}'`)
  return found
}

describe('the forms that are shipped', () => {
  for (const url of urls) {
    const form = readForm(url)
    it(`${form.id}: pass every check`, () => {
      assert.deepEqual(checkForm(form).map(({ rule, message }) => `${rule}: ${message.en}`), [])
    })
    it(`${form.id}: have the id of their file, and are of form-js' version that Zeebe 8.5 knows`, () => {
      assert.equal(url.pathname.split('/').at(-1), `${form.id}.form`)
      assert.ok((form.schemaVersion ?? 99) <= 16)
    })
  }

  it('are all that lie in the folders', () => {
    const folders = ['shared', ...procedures.map(({ id }) => id), ...enquiryKinds].map((name) => new URL(`../../processes/${name}/forms/`, import.meta.url))
    const files = folders.flatMap((folder) => readdirSync(folder).map((file) => new URL(file, folder).href))
    assert.deepEqual(files.sort(), urls.map(({ href }) => href).sort())
  })

  it('are each used: by a step of their diagram, to apply, or to report what starts the diagram', async () => {
    const reports = ['correction-request', 'loss-report']
    for (const { process, diagram, forms: own } of shippedDiagrams) {
      const { formKeys } = await readModel(readFileSync(diagram, 'utf8'))
      const kind = enquiryKinds.find((each) => each === process)
      const toApply = kind ? enquiryForms(kind) : [procedures.find(({ id }) => id === process)?.applicationForm]
      const unused = own.map((url) => readForm(url).id).filter((id) => !toApply.includes(id) && !reports.includes(id) && !formKeys.includes(id))
      assert.deepEqual(unused, [], process)
    }
  })

  it('ask with a pattern only for what is read at once, however long and odd it is', () => {
    const odd = ['0'.repeat(50_000), '+'.repeat(50_000), 'A1'.repeat(25_000), `${'a'.repeat(49_999)}!`, `${'0 '.repeat(25_000)}x`]
    for (const { form } of forms) {
      for (const { key, validate } of allQuestions(form.components)) {
        if (validate?.pattern === undefined) continue
        const pattern = new RegExp(`^(?:${validate.pattern})$`, 'u')
        const before = performance.now()
        for (const text of odd) pattern.test(text)
        assert.ok(performance.now() - before < 100, `${form.id}.${key}`)
      }
    }
  })

  it('keep to themselves whatever is free text: only choices and numbers go to the engine', () => {
    const sent = forms.flatMap(({ form: { id, components } }) => allQuestions(components).filter(({ properties }) => properties?.engine === 'variable').map(({ key, type }) => `${id}.${key} ${type}`))
    assert.deepEqual([...new Set(sent)].sort(), [
      'apology-draft.apologyOutcome radio', 'apology-signature.apologySignature radio', 'appearance.appearance radio', 'appraisal.appraisalOutcome radio', 'assessment.assessmentOutcome radio', 'verification-minutes.verificationOutcome radio', 'assignment.officer select',
      ...enquiryKinds.flatMap((kind) => [`${kind}-answer.answerOutcome radio`, `${kind}-approval.approvalOutcome radio`, `${kind}-sorting.sortingOutcome radio`]),
      'correction-review.correctionOutcome radio',
      'application.landRequest radio', 'land-extract.landOutcome radio', 'part-review.partReview radio', 'payment-confirmation.paymentOutcome radio', 'tax-duty.taxOutcome radio',
      'residence-part.residenceOutcome radio', 'card-part.cardOutcome radio',
      'reception.receptionOutcome radio', 'review.reviewOutcome radio', 'signature.signatureOutcome radio',
    ].sort())
  })
})

describe('what a worker reads of the answers', () => {
  // One row for each answersOf(…) in workers/: the form and the fields, with the value under which the form asks for them.
  const reads: readonly (readonly [worker: string, form: string, fields: readonly string[], given: Readonly<Record<string, unknown>>])[] = [
    ['dossier-receive', 'reception', [], { receptionOutcome: 'received' }],
    ['dossier-request-completion', 'reception', ['missingItems', 'reason'], { receptionOutcome: 'incomplete' }],
    ['dossier-request-completion', 'appraisal', ['missingItems', 'reason'], { appraisalOutcome: 'incomplete' }],
    ['dossier-refuse', 'reception', ['reason'], { receptionOutcome: 'refused' }],
    ['dossier-resubmit', 'completion', [], {}],
    ['consultation-request', 'appraisal', ['agencies', 'question'], { appraisalOutcome: 'consult' }],
    ['consultation-record-answer', 'consultation-answer', ['opinion', 'text'], {}],
    ['apology-issue', 'apology-draft', ['reason', 'newDate'], { apologyOutcome: 'late' }],
    ['apology-issue', 'apology-signature', [], {}],
    ['propose-apology', 'assignment', ['officer'], {}],
    ['result-correct', 'correction-review', ['correctionFault', 'correctionNumber', 'correctionText'], { correctionOutcome: 'replaced' }],
    ['result-decline-correction', 'correction-review', ['correctionText'], { correctionOutcome: 'none' }],
    ['loss-apologise', 'loss-report', ['lost'], {}],
    ['loss-close', 'loss-remedy', ['responsible', 'remedy'], {}],
    ['record-part', 'birth-part', ['partNumber'], {}],
    ['record-part', 'residence-part', ['partNumber'], { residenceOutcome: 'done' }],
    ['record-part', 'residence-part', ['reason'], { residenceOutcome: 'refused' }],
    ['record-part', 'card-part', ['partNumber'], { cardOutcome: 'done' }],
    ['part-return', 'residence-part', ['reason'], { residenceOutcome: 'rejected' }],
    ['part-return', 'land-extract', ['reason'], { landOutcome: 'rejected' }],
    ['part-return', 'tax-duty', ['reason'], { taxOutcome: 'rejected' }],
    ['confirmation-record', 'confirmation-answer', ['correction'], { confirmationAnswer: 'correction' }],
    ['appearance-record', 'appearance', ['appearance'], {}],
    ['result-record', 'appraisal', ['appraisalOutcome', 'reason'], { appraisalOutcome: 'not-eligible' }],
    ['result-record', 'assessment', ['assessmentOutcome', 'reason'], { assessmentOutcome: 'failed' }],
    ['result-record', 'reassessment', ['reassessmentOutcome', 'reason'], { reassessmentOutcome: 'failed' }],
    ['result-record', 'signature', [], {}],
    ['result-announce', 'issue', [], {}],
    ['result-issue', 'issue', ['resultNumber'], {}],
    ['result-issue', 'signature', [], {}],
    ['dossier-close', 'hand-over', ['trackingNumber'], { receivedBy: 'post' }],
    ['authority-notify', 'assessment', ['localAuthority'], { assessmentOutcome: 'failed' }],
    ['appointment-of', 'verification-appointment', ['visitOn', 'visitAt', 'place', 'participants', 'content', 'attendance'], {}],
    ['verification-record', 'verification-minutes', ['heldOn', 'heldAt', 'present', 'found', 'conclusion'], { verificationOutcome: 'held' }],
    ['verification-record', 'verification-minutes', ['missedBecause', 'missedReason'], { verificationOutcome: 'again' }],
    ...enquiryKinds.flatMap((kind) => [
      ['enquiry-pass', `${kind}-sorting`, ['unit', 'coordination'], { sortingOutcome: 'passed' }],
      ['enquiry-refuse', `${kind}-sorting`, ['refusal'], { sortingOutcome: 'refused' }],
      ['enquiry-reply', `${kind}-answer`, ['text', 'answererName', 'answererPost', 'answererPhone', 'answererEmail'], { answerOutcome: 'interim' }],
      ['enquiry-reply', `${kind}-answer`, ['publicTitle', 'publicContent', 'publicAnswer', 'withoutPersonalData'], { answerOutcome: 'final', publish: 'public' }],
    ] as const),
    ['enquiry-pass-on', 'feedback-sorting', ['authority'], { sortingOutcome: 'outside' }],
  ]
  for (const [worker, form, fields, given] of reads) {
    it(`is asked for: ${worker} in '${form}'${fields.length > 0 ? ` (${fields.join(', ')})` : ''}`, () => {
      // A procedure's own form may leave out an outcome, and with it what the worker of that outcome reads.
      const offering = called(form).filter((each) => Object.entries(given).every(([key, value]) => {
        const asked = question(each, key)
        return !('values' in asked) || asked.values?.some((choice) => choice.value === value)
      }))
      assert.ok(offering.length > 0)
      for (const each of offering) {
        for (const key of fields) question(each, key)
        const { faults } = readAnswers(each.form, given)
        for (const key of fields.filter((name) => !(name in given))) {
          assert.ok(faults.some((fault) => fault.key === key && fault.code === 'required'), `${each.folder}/${form}.${key} is not required when the worker needs it`)
        }
      }
    })
  }
  it('is asked for: by when an agency answers, wherever no law says so', () => {
    for (const { folder, form } of called('appraisal')) {
      const consults = readAnswers(form, { appraisalOutcome: 'consult' })
      if (consults.faults.some(({ key }) => key === 'appraisalOutcome')) continue // it consults nobody
      const law = procedures.filter(({ id }) => folder === id || folder === 'shared').find((each) => 'consultation' in each)
      if (folder === 'shared' || !law) assert.ok(consults.faults.some(({ key, code }) => key === 'answerWithin' && code === 'required'), folder)
    }
  })
  it('stands in this table, for each worker that reads answers', () => {
    const folder = new URL('../../workers/', import.meta.url)
    const reading = readdirSync(folder).filter((file) => file !== 'answers.ts' && /answersOf\(|\.answers\[/.test(readFileSync(new URL(file, folder), 'utf8'))).map((file) => file.replace('.ts', ''))
    assert.deepEqual(reading.sort(), [...new Set(reads.map(([worker]) => worker))].sort())
  })
  it('of an application is asked for too', () => {
    for (const { id, applicationForm } of procedures) {
      const own = called(applicationForm).find(({ folder }) => folder === id)
      assert.ok(own, id)
      for (const key of ['name', 'identityNumber', 'address', 'phone', 'email', 'delivery']) question(own, key)
      const ways = (question(own, 'delivery') as { values?: readonly { value: string }[] }).values?.map(({ value }) => value) ?? []
      assert.ok(ways.length > 0 && ways.every((way) => ['online', 'counter', 'post'].includes(way)), id)
    }
  })
})
