import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { Temporal } from 'temporal-polyfill'
import { readDiagram, type Step } from '../../processes/diagram.ts'
import { presentAhead } from '../../web/present-ahead.ts'

const at = (minute: number) => Temporal.Instant.from('2026-01-12T01:00:00Z').add({ minutes: minute })
const stepsOf = async (procedure: string) => (await readDiagram(await readFile(`processes/${procedure}/${procedure}.bpmn`, 'utf8'))).steps

describe('The steps that come next', () => {
  const play = (procedure: string, steps: readonly Step[], { done = [], open = [] }: { done?: readonly [string, number][], open?: readonly [string, number][] }) =>
    presentAhead(
      { procedure, state: 'settling' }, steps,
      done.map(([element, minute]) => ({ act: 'complete-task' as const, at: at(minute), details: { process: procedure, element } })),
      open.map(([elementId, minute]) => ({ process: procedure, elementId, createdAt: at(minute) })), 'vi',
    ).map(({ step }) => step)

  it('are those that no dossier does without; the applicant’s, and those of some cases only, are not among them (TN 12)', async () => {
    const steps = await stepsOf('judicial-record')
    assert.deepEqual(play('judicial-record', steps, { open: [['reception', 0]] }), [
      'Phân công cán bộ giải quyết', 'Thẩm định, tra cứu, xác minh', 'Kiểm tra, trình ký', 'Ký phiếu hoặc văn bản từ chối', 'Vào số, đóng dấu, phát hành',
    ])
  })

  it('come once more after a step was sent back', async () => {
    const steps = await stepsOf('judicial-record')
    const before: [string, number][] = [['reception', 1], ['assignment', 2], ['appraisal', 3], ['review', 4]]
    assert.deepEqual(play('judicial-record', steps, { done: before, open: [['appraisal', 4]] }), ['Kiểm tra, trình ký', 'Ký phiếu hoặc văn bản từ chối', 'Vào số, đóng dấu, phát hành'])
    assert.deepEqual(play('judicial-record', steps, { done: [...before, ['appraisal', 5], ['review', 6], ['signature', 7]], open: [['issue', 7]] }), [])
  })

  it('leave out what is done already beside a branch that is still under way', async () => {
    const steps = await stepsOf('first-land-certificate')
    const names = (await Promise.all([play('first-land-certificate', steps, { open: [['reception', 0]] })])).flat()
    assert.ok(names.includes('Kiểm tra hiện trạng, nguồn gốc, tranh chấp, quy hoạch') && names.includes('Trích lục, trích đo bản đồ địa chính'), names.join())
    const [check, map] = ['Kiểm tra hiện trạng, nguồn gốc, tranh chấp, quy hoạch', 'Trích lục, trích đo bản đồ địa chính'].map((name) => steps.find((step) => step.name.vi === name)?.id ?? '')
    assert.ok(check && map)
    const left = play('first-land-certificate', steps, { done: [[map, 30]], open: [[check, 20]] })
    assert.ok(!left.includes('Trích lục, trích đo bản đồ địa chính') && left.length > 0, left.join())
  })

  it('are none of a dossier that has ended', async () => {
    const steps = await stepsOf('judicial-record')
    assert.deepEqual(presentAhead({ procedure: 'judicial-record', state: 'withdrawn' }, steps, [], [], 'vi'), [])
  })
})
