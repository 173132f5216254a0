import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { BpmnModdle } from 'bpmn-moddle'
import { Temporal } from 'temporal-polyfill'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import type { Deps } from '../../config/wire.ts'
import { shippedDiagrams } from '../../processes/catalogue.ts'
import { attribute } from '../../processes/checks/elements.ts'
import { readFeel } from '../../processes/checks/feel-names.ts'
import { calendarApplyChange } from '../../workers/calendar-apply-change.ts'
import { deadlineNextMoment } from '../../workers/deadline-next-moment.ts'
import { workers } from '../../workers/list.ts'
import { userTaskType, type JobFacts } from '../../workers/worker.ts'
import { withdrawalSettle } from '../../workers/withdrawal-settle.ts'
import { readModel } from './read-model.ts'

const diagrams = await Promise.all(shippedDiagrams.map(async ({ process, diagram }) => {
  const xml = readFileSync(diagram, 'utf8')
  return { process, xml, ...await readModel(xml) }
}))

describe('workers and diagrams', () => {
  it('need each other: every job type of a diagram has a worker, and every worker is used by a diagram', () => {
    const used = new Set(diagrams.flatMap(({ elements }) => elements.map((element) => attribute(element, 'zeebe:TaskDefinition', 'type'))).filter(Boolean))
    const offered = ['clock.pause', 'clock.resume'] // to an analyst, though no shipped diagram stops the clock this way yet
    assert.deepEqual([...new Set([...used, ...offered]), userTaskType].sort(), workers.map(({ type }) => type).sort())
  })

  it('agree on the variables that a worker returns and a gateway or a timer reads', async () => {
    const dossier = { state: 'decided', clocks: {} }
    const deps = {
      calendarChanges: { get: () => Promise.resolve({ reached: null }) },
      dossiers: { get: () => Promise.resolve(dossier), isClosed: () => false },
      consultations: { get: () => Promise.resolve({ state: 'open', due: Temporal.Instant.from('2026-11-23T10:00:00Z') }) },
    } as unknown as Deps
    const job = {} as JobFacts
    const returned = {
      'deadline-watch': await deadlineNextMoment.handle({ dossier: 'd', watch: 'w', subject: 'consultation' }, deps, job),
      'calendar-change': await calendarApplyChange.handle({ change: 'c' }, deps, job),
      'withdrawal': await withdrawalSettle.handle({ dossier: 'd' }, deps, job),
    }
    for (const [process, variables] of Object.entries(returned)) {
      const { xml } = diagrams.find((each) => each.process === process) ?? { xml: '' }
      const read = [...xml.matchAll(/<bpmn:(?:conditionExpression|timeDate)[^>]*>=([^<]*)</g)].flatMap(([, expression]) => readFeel(expression ?? '').names)
      assert.ok(read.length > 0)
      assert.deepEqual(read.filter((name) => !Object.hasOwn(variables as object, name)), [], process)
    }
  })
})

describe('each diagram', () => {
  for (const { process, definitions, warnings } of diagrams) {
    it(`${process}: is the same after it was opened and saved`, async () => {
      assert.deepEqual(warnings, [])
      const moddle = new BpmnModdle({ zeebe })
      const { xml: saved } = await moddle.toXML(definitions, { format: true })
      const again = await readModel(saved)
      assert.deepEqual(again.warnings, [])
      assert.equal((await moddle.toXML(again.definitions, { format: true })).xml, saved)
      const words = (elements: typeof again.elements) => elements.map(({ id, $type, name, documentation }) => ({ id, $type, name, text: documentation?.[0]?.text }))
      assert.deepEqual(words(again.elements), words(diagrams.find((each) => each.process === process)?.elements ?? []))
    })
  }
})
