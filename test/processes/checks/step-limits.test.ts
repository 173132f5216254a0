import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { checkDiagram } from '../../../processes/checks/check-diagram.ts'
import { fewestWorkingDays, hoursWithin } from '../../../processes/checks/step-limits.ts'
import type { Limit } from '../../../processes/law/limit.ts'

const xml = readFileSync(new URL('../../../processes/judicial-record/judicial-record.bpmn', import.meta.url), 'utf8')
const found = async (changed: string, limit: Limit) => (await checkDiagram(changed, { limit })).filter(({ rule }) => rule === 'limit-sum')

describe('the steps of a procedure within its published limit (requirement F12)', () => {
  for (const [calendarDays, working] of [[1, 1], [2, 1], [3, 1], [5, 3], [7, 5], [10, 6], [15, 11], [21, 15], [30, 21]] as const) {
    it(`${String(calendarDays)} calendar days hold at least ${String(working)} working days`, () => { assert.equal(fewestWorkingDays(calendarDays), working) })
  }
  it('are compared in working hours', () => {
    assert.equal(hoursWithin({ amount: 8, unit: 'working-hour' }), 8)
    assert.equal(hoursWithin({ amount: 3, unit: 'working-day' }), 24)
    assert.equal(hoursWithin({ amount: 1, unit: 'same-day' }), 2, 'what is left of the day for a dossier received at 15:00')
    assert.equal(hoursWithin({ amount: 3, unit: 'same-day' }), 18)
    assert.equal(hoursWithin({ amount: 10, unit: 'calendar-day' }), 48)
    assert.equal(hoursWithin({ amount: 1, unit: 'calendar-month' }), 160)
  })
  it('fit exactly in the judicial record\'s 10 days, each loop taken once, reception not counted', async () => {
    assert.deepEqual(await found(xml, { amount: 48, unit: 'working-hour' }), [])
    assert.deepEqual(await found(xml, { amount: 10, unit: 'calendar-day' }), [])
    assert.equal((await found(xml, { amount: 47.75, unit: 'working-hour' })).length, 1)
  })
  it('have in its 15-day case a longer appraisal, so that the case fits its own limit (F12, F13)', async () => {
    assert.deepEqual(await found(xml, { amount: 15, unit: 'calendar-day' }), [])
    const [finding] = await found(xml.replace('value="72 working-hour"', 'value="72.25 working-hour"'), { amount: 15, unit: 'calendar-day' })
    assert.match(finding?.message.en ?? '', /88\.25 working hours/)
  })
  it('take nothing while the clock stands for a remedy or a laboratory', async () => {
    const food = readFileSync(new URL('../../../processes/food-safety/food-safety.bpmn', import.meta.url), 'utf8')
    assert.deepEqual(await found(food, { amount: 15, unit: 'calendar-day' }), [])
    assert.equal((await found(food.replaceAll('clock.pause', 'no.pause'), { amount: 15, unit: 'calendar-day' })).length, 1)
  })
  it('are told step by step when they do not fit', async () => {
    const [finding] = await found(xml.replace('value="32 working-hour"', 'value="5 working-day"'), { amount: 10, unit: 'calendar-day' })
    assert.equal(finding?.element, 'receive')
    assert.match(finding.message.vi, /56 giờ làm việc, vượt thời hạn giải quyết \(48 giờ làm việc\): .*Thẩm định, tra cứu, xác minh \(5 working-day\)/)
    assert.match(finding.message.en, /56 working hours/)
  })
  it('count the longer of two branches, not both', async () => {
    const [finding] = await found(xml, { amount: 1, unit: 'working-hour' })
    assert.match(finding!.message.en, /take 48 working hours/)
  })
})
