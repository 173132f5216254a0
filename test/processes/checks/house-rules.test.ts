import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import bpmnlintCorrectness from 'bpmnlint/config/correctness.js'
import camunda from 'bpmnlint-plugin-camunda-compat'
import { checkDiagram, type CheckContext } from '../../../processes/checks/check-diagram.ts'
import { lintRules } from '../../../processes/checks/lint-rules.ts'

const read = (path: string) => readFileSync(new URL(`../../../processes/${path}.bpmn`, import.meta.url), 'utf8')
const judicialRecord = read('judicial-record/judicial-record')
const watch = read('shared/deadline-watch')

/** What the checks find in a diagram after one mistake. */
async function after(mistake: (xml: string) => string, context: CheckContext = {}, xml = judicialRecord): Promise<string[]> {
  const changed = mistake(xml)
  assert.notEqual(changed, xml, 'the mistake is made')
  return (await checkDiagram(changed, context)).map(({ rule, element }) => `${rule} ${element ?? '-'}`)
}
const without = (pattern: RegExp) => (xml: string) => xml.replace(pattern, '')
/** A mistake within one element. */
const inElement = (id: string, pattern: RegExp, by = '') => (xml: string) =>
  xml.replace(new RegExp(`<bpmn:(\\w+) id="${id}"[^]*?</bpmn:\\1>`), (element) => element.replace(pattern, by))

describe('a diagram is refused', () => {
  const cases: readonly (readonly [string, (xml: string) => string, readonly string[], CheckContext?])[] = [
    ['when it does not name its platform', without(/modeler:executionPlatformVersion="[^"]*"/), ['platform -']],
    ['when it is made for another Zeebe', (xml) => xml.replace('PlatformVersion="8.5.0"', 'PlatformVersion="8.7.0"'), ['platform -']],
    ['when a task has no name', inElement('review', /name="[^"]*"/), ['name review']],
    ['when a task has no English name', inElement('review', /<zeebe:property [^>]*>/), ['english-name review']],
    ['when a task is not explained', inElement('review', /<bpmn:documentation>[^]*?<\/bpmn:documentation>/), ['documentation review']],
    ['when nobody is to do a task', inElement('review', /candidateGroups="[^"]*"/), ['role review']],
    ['when a task is for an unknown role', inElement('review', /candidateGroups="[^"]*"/, 'candidateGroups="king"'), ['role review']],
    ['when two roles share a task', inElement('review', /candidateGroups="[^"]*"/, 'candidateGroups="leader,auditor"'), ['role review']],
    ['when a user task would not reach our workers', inElement('review', /<bpmn:extensionElements>/, '<bpmn:extensionElements><zeebe:userTask />'), ['job-based review']],
    ['when a task has no unit', inElement('review', /<zeebe:header key="unit"[^>]*>/), ['unit review']],
    ['when a task has no limit', inElement('review', /<zeebe:header key="limit"[^>]*>/), ['limit review']],
    ['when a limit cannot be read', inElement('review', /value="5 working-hour"/, 'value="five hours"'), ['limit-readable review']],
    ['when a form does not exist', inElement('review', /formKey="review"/, 'formKey="revue"'), ['form-known review'], { forms: ['reception', 'completion', 'assignment', 'appraisal', 'review', 'signature', 'issue'] }],
    ['when no worker does a job', inElement('refuse', /type="dossier.refuse"/, 'type="dossier.reject"'), ['job-known refuse'], { jobs: ['dossier.open', 'dossier.request-completion', 'dossier.resubmit', 'dossier.receive', 'dossier.transfer', 'consultation.request', 'result.record', 'dossier.refuse', 'fee.await-payment'] }],
    ['when a called process does not exist', inElement('return', /processId="return"/, 'processId="turn"'), ['called return'], { processes: ['return'] }],
    ['when a gateway asks nothing', inElement('reception-outcome', /name="[^"]*"/, 'name="Hồ sơ"'), ['question reception-outcome']],
    ['when an answer has no name', (xml) => xml.replace(/(<bpmn:sequenceFlow id="reception-outcome-to-refuse") name="[^"]*"/, '$1'), ['answer reception-outcome-to-refuse']],
    ['when a way has no condition', inElement('reception-outcome-to-refuse', /<bpmn:conditionExpression[^]*?<\/bpmn:conditionExpression>/), ['condition reception-outcome-to-refuse']],
    ['when a task is not drawn', without(/<bpmndi:BPMNShape id="review-shape"[^]*?<\/bpmndi:BPMNShape>/), ['shape review']],
    ['when a flow is not drawn', without(/<bpmndi:BPMNEdge id="reception-outcome-to-refuse-edge"[^]*?<\/bpmndi:BPMNEdge>/), ['shape reception-outcome-to-refuse']],
    ['when its process does not run', (xml) => xml.replace('isExecutable="true"', 'isExecutable="false"'), ['process -']],
  ]
  for (const [words, mistake, expected, context] of cases) {
    it(words, async () => {
      const found = await after(mistake, context)
      // bpmnlint may say the same in its own words; its rules have a slash in their names.
      assert.deepEqual(found.filter((each) => !each.includes('/')), expected)
    })
  }
  it('when a dossier would wait in what cannot be migrated', async () => {
    const found = (await checkDiagram(watch, { migratable: true })).map(({ rule, element }) => `${rule} ${element ?? '-'}`)
    assert.deepEqual(found, ['migratable wait', 'migratable moment-reached', 'migratable deadline-changed'])
    assert.deepEqual(await checkDiagram(watch), [])
  })
  it('when Zeebe 8.5 would not take it, in the words of its own rules', async () => {
    const found = await checkDiagram(judicialRecord.replace('type="dossier.open" ', ''))
    assert.deepEqual(found.map(({ rule, element }) => `${rule} ${element ?? '-'}`), ['camunda-compat/implementation open', 'job open'])
    assert.match(found[0]?.message.vi ?? '', /Hãy chọn một mẫu việc/)
  })
  for (const [words, xml] of [['empty', ''], ['no XML', 'Hồ sơ'], ['not BPMN', '<html/>'], ['cut off', judicialRecord.slice(0, 9_000)]] as const) {
    it(`and told so when it is ${words}`, async () => {
      const found = await checkDiagram(xml)
      assert.ok(found.length > 0)
      assert.ok(found.every(({ rule }) => ['readable', 'platform', 'process'].includes(rule)), JSON.stringify(found))
    })
  }
})

it('every lint rule of the two sets is named, since the checks look for none on the disk', () => {
  const zeebe = Object.keys(camunda.configs['camunda-cloud-8-5']?.rules ?? {}).map((name) => name.startsWith('bpmnlint/') ? name : `bpmnlint-plugin-camunda-compat/${name}`)
  const correctness = Object.keys(bpmnlintCorrectness.rules ?? {}).map((name) => `bpmnlint/${name}`)
  assert.deepEqual([...zeebe, ...correctness].filter((name) => !Object.hasOwn(lintRules, name)), [])
})

it('the same diagram checked twice has the same findings', async () => {
  const broken = judicialRecord.replace('type="dossier.open" ', '')
  assert.deepEqual(await checkDiagram(broken), await checkDiagram(broken))
})
