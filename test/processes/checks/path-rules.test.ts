import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { checkDiagram } from '../../../processes/checks/check-diagram.ts'
import { lintRules } from '../../../processes/checks/lint-rules.ts'
import { lintText } from '../../../processes/checks/lint-texts.ts'

const xml = readFileSync(new URL('../../../processes/judicial-record/judicial-record.bpmn', import.meta.url), 'utf8')

async function after(mistake: (xml: string) => string): Promise<string[]> {
  const changed = mistake(xml)
  assert.notEqual(changed, xml, 'the mistake is made')
  return (await checkDiagram(changed, { procedure: true, migratable: true })).map(({ rule, element }) => `${rule} ${element ?? '-'}`)
}

/** Leads a flow to another element. */
const redirect = (flow: string, target: string) => (diagram: string) => {
  const from = new RegExp(`<bpmn:incoming>${flow}</bpmn:incoming>\\s*`)
  return diagram.replace(from, '')
    .replace(new RegExp(`(<bpmn:sequenceFlow id="${flow}"[^>]*targetRef=")[^"]*`), `$1${target}`)
    .replace(new RegExp(`(<bpmn:\\w+ id="${target}"[^]*?)(<bpmn:(?:incoming|outgoing)>)`), `$1<bpmn:incoming>${flow}</bpmn:incoming>$2`)
}
const removeFlow = (flow: string) => (diagram: string) => diagram
  .replace(new RegExp(`<bpmn:sequenceFlow id="${flow}"(?:[^>]*/>|[^]*?</bpmn:sequenceFlow>)`), '')
  .replace(new RegExp(`<bpmn:(incoming|outgoing)>${flow}</bpmn:\\1>`, 'g'), '')
  .replace(new RegExp(`<bpmndi:BPMNEdge id="${flow}-edge"[^]*?</bpmndi:BPMNEdge>`), '')

describe('the ways of a procedure', () => {
  it('are right in the one that is shipped', async () => {
    assert.deepEqual(await checkDiagram(xml, { procedure: true, migratable: true }), [])
  })
  it('begin with the message that filing sends', async () => {
    assert.deepEqual(await after((text) => text.replace('name="dossier.filed.judicial-record"', 'name="dossier.filed.judicial-records"')), ['start-message filed'])
  })
  it('all begin at a start', async () => {
    assert.deepEqual(await after(redirect('refuse-to-refused', 'returned')), ['unreachable refused'])
  })
  it('all end in an end event', async () => {
    const found = await after(removeFlow('return-to-returned'))
    for (const each of ['dead-end return', 'dead-end issue', 'unreachable returned']) assert.ok(found.includes(each), found.join('; '))
    assert.ok(!found.includes('dead-end refuse'), 'another way still ends')
  })
  it('end in a result or a refusal', async () => {
    assert.deepEqual(await after((text) => text.replace('type="dossier.refuse"', 'type="dossier.transfer"')), ['outcome refused'])
    assert.deepEqual(await after((text) => text.replace('processId="return"', 'processId="apology"')), ['outcome returned'])
  })
  it('lie in lanes', async () => {
    assert.deepEqual(await after((text) => text.replaceAll(/<bpmn:flowNodeRef>issue<\/bpmn:flowNodeRef>/g, '')), ['lane issue'])
    assert.ok((await after((text) => text.replace(/<bpmn:laneSet[^]*<\/bpmn:laneSet>/, ''))).includes('lane reception'))
  })
  it('part only in gateways, where people see it', async () => {
    const found = await after((text) => text
      .replace('<bpmn:sequenceFlow id="receive-to-transfer"', '<bpmn:sequenceFlow id="hidden" sourceRef="receive" targetRef="assignment" /><bpmn:sequenceFlow id="receive-to-transfer"')
      .replace('<bpmn:outgoing>receive-to-transfer</bpmn:outgoing>', '<bpmn:outgoing>receive-to-transfer</bpmn:outgoing><bpmn:outgoing>hidden</bpmn:outgoing>')
      .replace('<bpmn:incoming>transfer-to-assignment</bpmn:incoming>', '<bpmn:incoming>transfer-to-assignment</bpmn:incoming><bpmn:incoming>hidden</bpmn:incoming>'))
    assert.ok(found.includes('bpmnlint/no-implicit-split receive'), found.join('; '))
  })
  it('do not lie on each other', async () => {
    const found = await after((text) => text.replace(/(id="transfer-shape"[^>]*>\s*<dc:Bounds x=")\d+/, '$1800'))
    assert.ok(found.some((each) => each.startsWith('bpmnlint/no-overlapping-elements')), found.join('; '))
  })
  it('lead a task of the consulted agency to that agency', async () => {
    const consultation = readFileSync(new URL('../../../processes/shared/consultation.bpmn', import.meta.url), 'utf8')
    for (const wrong of [consultation.replace('value="consulted"', 'value="deciding"'), consultation.replace('"consulted-agency"', '"leader"')]) {
      assert.ok((await checkDiagram(wrong)).some(({ rule, element }) => rule === 'consulted' && element === 'answer'))
    }
  })
})

describe('a finding', () => {
  it('of bpmnlint is told in Vietnamese too, for every rule, with what to do', () => {
    for (const name of Object.keys(lintRules)) {
      const rule = name.replace('bpmnlint-plugin-', '')
      assert.match(lintText(rule) ?? '', /Hãy /, rule)
    }
  })
  it('is given at once for a diagram that is far too long', async () => {
    const [found] = await checkDiagram(`${xml}${' '.repeat(3_000_000)}`)
    assert.equal(found?.rule, 'readable')
  })
  it('is given for a document that would unfold into a huge one, and nothing of it is unfolded', async () => {
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "${'x'.repeat(1_000)}"><!ENTITY c "${'&b;'.repeat(1_000)}"><!ENTITY d "${'&c;'.repeat(1_000)}">]>`
      + xml.replace(/^<\?xml[^>]*>/, '').replace('name="Vào số, đóng dấu, phát hành"', 'name="&d;"')
    const found = await checkDiagram(bomb)
    assert.ok(JSON.stringify(found).length < 10_000)
  })
})
