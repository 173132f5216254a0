import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { BpmnModdle } from 'bpmn-moddle'
import { Temporal } from 'temporal-polyfill'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import { procedures, shippedDiagrams } from '../../processes/catalogue.ts'
import { checkDiagram } from '../../processes/checks/check-diagram.ts'
import { attribute, elementsIn, extension, header, processesOf, type Definitions } from '../../processes/checks/elements.ts'
import { allQuestions, type Form } from '../../processes/form.ts'
import { inForce } from '../../processes/law/dated.ts'
import { limitFor, type LimitCase, type Procedure } from '../../processes/procedure.ts'
import { jobTypes } from '../../workers/job-types.ts'
import { workers } from '../../workers/list.ts'

const read = (url: URL) => readFileSync(url, 'utf8')
/** Procedures of which a shorter case leaves out steps of the longest way. */
const withOtherWays = ['first-land-certificate']
const now = Temporal.Instant.from('2026-11-22T00:00:00Z')
const jobs = workers.map(({ type }) => type)
/** FEEL's own words. */
const words = new Set(['not', 'or', 'and', 'true', 'false', 'null', 'if', 'then', 'else'])
const laterLimitsOf = ({ laterLimits = [] }: Procedure) =>
  Object.fromEntries(laterLimits.length > 0 ? inForce(laterLimits, now.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()).value.map(({ cause, limit }) => [cause, limit]) : [])
const deployed = shippedDiagrams.map(({ process }) => process)

for (const { process, diagram, forms: formUrls } of shippedDiagrams) {
  const forms = formUrls.map((url) => JSON.parse(read(url)) as Form)
  const procedure = procedures.find(({ id }) => id === process)
  const parse = async () => {
    const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(read(diagram))
    const definitions = rootElement as Definitions
    return { definitions, warnings, elements: processesOf(definitions).flatMap(elementsIn) }
  }

  describe(`the diagram ${process}`, () => {
    it('passes every check', async () => {
      const found = await checkDiagram(read(diagram), {
        forms: forms.map(({ id }) => id), jobs, processes: deployed,
        ...procedure ? { procedure: true, migratable: true, limit: limitFor(procedure, {}, now), laterLimits: laterLimitsOf(procedure) } : {},
      })
      const lines = found.map(({ rule, element, message }) => `  ${process}.bpmn, ${element ?? 'diagram'} (${rule})\n    ${message.vi}\n    ${message.en}`)
      if (found.length > 0) assert.fail(`${String(found.length)} finding(s)\n${lines.join('\n')}`)
    })

    if (procedure && !withOtherWays.includes(process)) {
      it('fits its steps into each limit that its cases have now (F12)', async () => {
        for (const { limit } of inForce<readonly LimitCase[]>(procedure.limits, now.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()).value) {
          const found = (await checkDiagram(read(diagram), { limit })).filter(({ rule }) => rule === 'limit-sum')
          assert.deepEqual(found.map(({ message }) => message.en), [])
        }
      })
    }

    it('opens without a warning and has the id under which it is started', async () => {
      const { definitions, warnings } = await parse()
      assert.deepEqual(warnings, [])
      assert.deepEqual(processesOf(definitions).map(({ id }) => id), [process])
    })

    it('gives each service task more than one try', async () => {
      for (const task of (await parse()).elements.filter(({ $type }) => $type === 'bpmn:ServiceTask')) {
        assert.ok(Number(attribute(task, 'zeebe:TaskDefinition', 'retries')) > 1, task.id)
      }
    })

    it('sets of each step only what its worker reads, and all that it asks for', async () => {
      for (const task of (await parse()).elements.filter(({ $type }) => $type === 'bpmn:ServiceTask')) {
        const declared = jobTypes.find(({ type }) => type === attribute(task, 'zeebe:TaskDefinition', 'type'))?.settings ?? []
        const set = ((extension(task, 'zeebe:TaskHeaders')?.['values'] ?? []) as readonly { key: string, value: string }[])
        assert.deepEqual(set.filter(({ key }) => !declared.some((setting) => setting.key === key)).map(({ key }) => key), [], task.id)
        assert.deepEqual(declared.filter(({ key, required }) => required && !set.some((header) => header.key === key)).map(({ key }) => key), [], task.id)
        for (const { key, choices } of declared.filter((setting) => setting.choices.length > 0)) {
          for (const { value } of set.filter((header) => header.key === key)) assert.ok(choices.some((choice) => choice.value === value), `${task.id}: ${key}=${value}`)
        }
      }
    })

    it('has a way on for each answer that its forms send to the engine, and asks for no other', async () => {
      const { elements } = await parse()
      const compared = new Map<string, Set<string>>()
      const open = new Set<string>()
      for (const gateway of elements.filter(({ $type }) => $type === 'bpmn:ExclusiveGateway')) {
        for (const flow of gateway.outgoing ?? []) {
          for (const [, variable, value] of String((flow.conditionExpression as { body?: string } | undefined)?.body ?? '').matchAll(/(\w+) = "([^"]+)"/g)) {
            compared.set(variable!, (compared.get(variable!) ?? new Set()).add(value!))
            if (gateway.default) open.add(variable!)
          }
        }
      }
      const decided = forms.flatMap(({ components }) => allQuestions(components)).filter(({ properties }) => properties?.engine === 'variable')
      for (const question of decided) {
        const values = compared.get(question.key)
        if (!values) continue // not decided upon: an officer's name, say
        const offered = ('values' in question ? question.values ?? [] : []).map(({ value }) => value)
        const leads = [...values]
        assert.deepEqual(leads.filter((value) => !offered.includes(value)), [], `${question.key}: a way for an answer that no form offers`)
        if (!open.has(question.key)) assert.deepEqual(offered.filter((value) => !values.has(value)), [], `${question.key}: an answer without a way`)
      }
    })

    it('decides only on variables that its forms, its start message or a worker send', async () => {
      const questions = forms.flatMap(({ components }) => allQuestions(components))
      const sent = new Set(questions.filter(({ properties }) => properties?.engine === 'variable').map(({ key }) => key))
      // These come from the message that starts the process, or from a worker.
      const given = new Set(['dossier', 'delivery', 'channel', 'confirmation', 'watch', 'agency', 'consultation', 'watching', 'moment', 'momentAt', 'withdrawn', 'officer', 'objections', 'onPaper', 'lapsed', 'answerBy', 'more'])
      const { elements } = await parse()
      const expressions = elements.flatMap((element) => [
        (element.conditionExpression as { body?: string } | undefined)?.body ?? '', attribute(element, 'zeebe:AssignmentDefinition', 'assignee'),
      ]).filter((text) => text.startsWith('='))
      for (const expression of expressions) {
        for (const [name] of expression.replaceAll(/"[^"]*"/g, '').matchAll(/[a-zA-Z]\w*/g)) {
          if (!words.has(name)) assert.ok(sent.has(name) || given.has(name), `${expression}: nobody sends ${name}`)
        }
      }
    })

    it('asks each step of the applicant without a deadline of the agency', async () => {
      for (const task of (await parse()).elements.filter((each) => attribute(each, 'zeebe:AssignmentDefinition', 'candidateGroups') === 'applicant')) {
        assert.equal(header(task, 'limit'), '', task.id)
      }
    })
  })
}
