import assert from 'node:assert/strict'
import type { Agency } from '../../store/agencies.ts'
import { eventually, openHouse, type House } from '../house.ts'

/** What the staff were told of a dossier: to whom (a person, or a role in a unit) and what. */
async function told(house: House, code: string): Promise<string[]> {
  return (await house.deps.notices.of(code)).filter(({ to }) => to !== 'applicant')
    .map(({ to, unit, person, subject }) => `${person ?? `${to} of ${String(unit)}`}: ${subject.replace(code, '…')}`)
}

const settings = { remindWorkingDays: [3, 1], apologyLeadWorkingDays: 2, escalation: { afterWorkingDays: 2, everyWorkingDays: 3 } }

describe('Urging, at the moments that an agency configures', function () {
  this.timeout(180_000)
  let house: House
  const usual: Agency[] = []
  before(async () => {
    house = await openHouse()
    for (const id of ['pv06', 'ttpvhcc']) {
      const agency = await house.deps.agencies.get(id)
      usual.push(agency)
      await house.deps.agencies.put({ ...agency, reminders: settings })
    }
  })
  after(async () => { for (const agency of usual) await house.deps.agencies.put(agency) })

  it('reminds the officer, at the due moment also the leader, and then calls upon the one-stop head again and again (G6, BT 6.3b)', async () => {
    await house.at('2026-06-01T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    assert.equal(await house.due(code), '2026-06-11T17:00')
    const see = (expected: readonly string[]) => eventually(async () => {
      assert.deepEqual((await told(house, code)).filter((each) => !each.includes('giao cho')), expected)
    })
    const officer = 'tranvanminh.pv06: Hồ sơ … sắp đến hạn'
    await house.at('2026-06-08T07:01')
    await see([officer])
    await house.at('2026-06-10T07:01')
    await see([officer, officer])
    await house.at('2026-06-11T17:01')
    const overdue = ['tranvanminh.pv06: Hồ sơ … đã quá hạn', 'leader of pv06: Hồ sơ … đã quá hạn']
    const sorted = async () => (await told(house, code)).sort()
    await eventually(async () => { assert.deepEqual(await sorted(), [officer, officer, ...overdue].sort()) })
    const call = 'one-stop-head of ttpvhcc: Hồ sơ … vẫn quá hạn'
    await house.at('2026-06-15T07:01')
    await eventually(async () => { assert.deepEqual(await sorted(), [officer, officer, ...overdue, call].sort()) })
    await house.at('2026-06-18T07:01')
    await eventually(async () => { assert.deepEqual(await sorted(), [officer, officer, ...overdue, call, call].sort()) })
    const [text] = (await house.deps.notices.of(code)).filter(({ to }) => to === 'one-stop-head')
    assert.match(text?.text ?? '', /quá hạn từ 17:00 ngày 11\/06\/2026 mà Phòng Hồ sơ nghiệp vụ chưa giải quyết xong/)
    const urging = (await house.events(code)).map(({ act }) => act).filter((act) => ['remind', 'mark-overdue', 'escalate'].includes(act))
    assert.deepEqual(urging, ['remind', 'remind', 'mark-overdue', 'escalate', 'escalate'])
    await house.decideAndReturn(code)
  })

  it('concerns the reception clerks while a dossier waits to be received (G6, D1, BT 15.2)', async () => {
    await house.at('2026-06-22T08:00')
    const code = await house.file()
    await house.task(code, 'reception')
    await house.at('2026-06-23T08:01')
    await eventually(async () => { assert.deepEqual(await told(house, code), ['reception-clerk of ttpvhcc: Hồ sơ … đã quá hạn']) })
    await house.at('2026-06-25T07:01')
    await eventually(async () => {
      assert.deepEqual(await told(house, code), ['reception-clerk of ttpvhcc: Hồ sơ … đã quá hạn', 'one-stop-head of ttpvhcc: Hồ sơ … vẫn quá hạn'])
    })
    const [, text] = await house.deps.notices.of(code)
    assert.match(text?.text ?? '', /Trung tâm Phục vụ hành chính công tỉnh chưa giải quyết xong/)
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền' })
    await house.inState(code, 'refused')
  })
})
