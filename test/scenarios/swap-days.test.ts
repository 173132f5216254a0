import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { vietnam } from '../../processes/calendars/vietnam.ts'
import type { Calendar } from '../../processes/law/calendar.ts'
import { AgencyChanged } from '../../store/agencies.ts'
import { previewCalendar } from '../../store/moved-due-dates.ts'
import { changeCalendar } from '../../web/change-calendar.ts'
import { eventually, openHouse, type House } from '../house.ts'

const administrator = { kind: 'staff', username: 'dangquocviet.ttpvhcc', name: 'Đặng Quốc Việt', role: 'administrator' } as const

describe('Swap-days, announced late', function () {
  this.timeout(240_000)
  let house: House
  before(async () => { house = await openHouse() })

  /** A calendar with a day off and the Saturday on which it is made up, as TB 9441/TB-BNV orders one. */
  const swapped = (calendar: Calendar, off: string, madeUp?: string): Calendar =>
    ({ ...calendar, holidays: [...calendar.holidays, off], ...(madeUp && { makeUpDays: [...calendar.makeUpDays, { date: madeUp, as: 'mon' as const }] }) })

  const settled = (id: string) => eventually(async () => {
    const change = await house.deps.calendarChanges.get(id)
    assert.equal(change.reached, null)
    return change
  })

  it('move due dates of open dossiers: first a preview that changes nothing, then the applicant and the officer are told, the watch waits for the new date (J9, procedures.md 1.6)', async () => {
    const { agencies, events, notices } = house.deps
    const before = await agencies.get('pv06')
    try {
      await house.at('2026-08-03T08:00')
      const code = await house.file()
      await house.bringToOfficer(code)
      assert.equal(await house.due(code), '2026-08-13T17:00')
      const calendar = swapped(before.calendar, '2026-08-13')
      const preview = await previewCalendar(before, calendar, house.deps)
      const row = preview.shown.find((each) => each.code === code)
      assert.deepEqual([row?.from.toString(), row?.to.toString()], ['2026-08-13T10:00:00Z', '2026-08-14T10:00:00Z'])
      assert.ok(preview.moved >= 1 && preview.open >= preview.moved)
      assert.equal(await house.due(code), '2026-08-13T17:00', 'a preview changes nothing')
      const order = { agency: before, calendar, cause: 'Thông báo 9441/TB-BNV', expected: preview.moved }
      const change = await settled(await changeCalendar(order, administrator, house.deps))
      assert.equal(change.moved, preview.moved)
      assert.equal(await house.due(code), '2026-08-14T17:00')

      const told = (await notices.of(code)).filter(({ subject }) => subject.startsWith('Ngày hẹn trả'))
      assert.deepEqual(told.map(({ to, person }) => `${to} ${person ?? ''}`).sort(), ['applicant ', 'case-officer tranvanminh.pv06'])
      assert.match(told[0]?.text ?? '', /\(Thông báo 9441\/TB-BNV\).*từ 17:00 ngày 13\/08\/2026 sang 17:00 ngày 14\/08\/2026/)
      const [moved] = (await events.of(code)).filter(({ act }) => act === 'move-due-date')
      assert.deepEqual([moved?.details['from'], moved?.details['to'], moved?.details['wasOverdue']], ['2026-08-13T10:00:00Z', '2026-08-14T10:00:00Z', false])
      const [logged] = await events.ofHouse(1, 'agency/pv06')
      assert.deepEqual([logged?.act, logged?.by, logged?.details], ['change-calendar', administrator, { cause: 'Thông báo 9441/TB-BNV' }])

      await house.at('2026-08-13T17:30')
      await house.at('2026-08-14T16:00')
      assert.ok(!(await events.of(code)).some(({ act }) => act === 'mark-overdue'), 'not late by the old date')
      await house.at('2026-08-14T17:01')
      await eventually(async () => { assert.ok((await events.of(code)).some(({ act }) => act === 'mark-overdue')) })
      await assert.rejects(changeCalendar(order, administrator, house.deps), AgencyChanged, 'the page was of an older version')
    } finally {
      await agencies.put(before)
    }
  })

  it('take a dossier out of lateness when the day turns out to be off; what was marked stays in the log (J9)', async () => {
    const { agencies, events } = house.deps
    const before = await agencies.get('pv06')
    try {
      await house.at('2026-09-07T08:00')
      const code = await house.file()
      await house.bringToOfficer(code)
      assert.equal(await house.due(code), '2026-09-17T17:00')
      await house.at('2026-09-17T17:30')
      await eventually(async () => { assert.ok((await events.of(code)).some(({ act }) => act === 'mark-overdue')) })
      await settled(await changeCalendar({ agency: before, calendar: swapped(before.calendar, '2026-09-17'), cause: 'Hỏa tốc', expected: 1 }, administrator, house.deps))
      assert.equal(await house.due(code), '2026-09-18T17:00')
      const [moved] = (await events.of(code)).filter(({ act }) => act === 'move-due-date')
      assert.deepEqual([moved?.details['wasOverdue'], moved?.details['isOverdue']], [true, false])
      await house.at('2026-09-18T10:00')
      await house.decideAndReturn(code)
      const { punctuality } = await house.dossier(code)
      assert.deepEqual([punctuality?.byLimit, punctuality?.due?.toString()], ['on-time', '2026-09-18T10:00:00Z'])
    } finally {
      await agencies.put(before)
    }
  })

  it('are applied in batches that go on where they stopped, each dossier once (J9)', async () => {
    const { agencies, events, dossiers } = house.deps
    const before = await agencies.get('ttpvhcc')
    try {
      await house.at('2026-10-05T08:00')
      const codes: string[] = []
      for (let i = 0; i < 25; i++) codes.push(await house.file())
      for (const code of codes) await house.task(code, 'reception')
      const calendar = swapped(before.calendar, '2026-10-06', '2026-10-10')
      const preview = await previewCalendar(before, calendar, house.deps)
      assert.equal(preview.shown.filter(({ code }) => codes.includes(code)).length, 25)
      const change = await settled(await changeCalendar({ agency: before, calendar, cause: 'Hoán đổi', expected: preview.moved }, administrator, house.deps))
      assert.equal(change.moved, preview.moved)
      for (const code of codes) {
        assert.equal((await events.of(code)).filter(({ act }) => act === 'move-due-date').length, 1)
        assert.equal(await house.due(code), '2026-10-07T08:00')
      }
      assert.ok((await dossiers.openAt('ttpvhcc', '', 1_000)).length >= 25)
    } finally {
      await agencies.put(before)
    }
  })

  it('leave what was counted under another rule: the way of counting days stays as it was when the clock began (J1, D2, BT 10)', async () => {
    const { agencies, dossiers } = house.deps
    const before = await agencies.get('pv06')
    try {
      await house.at('2026-10-12T08:00')
      const old = await house.file()
      await house.bringToOfficer(old)
      const reminders = before.reminders
      await agencies.change('pv06', {
        settings: [{ from: '2026-10-14', value: { countWorkingDaysAs: 'hours', reminders, deliveries: ['online', 'counter', 'post'] } }],
      }, before.version ?? 0, { by: administrator, at: house.deps.now() })
      const agency = await agencies.get('pv06')
      const { dueBy } = await import('../../store/dossiers.ts')
      const clock = (at: string) => ({ limit: { amount: 1, unit: 'working-day' as const }, events: [{ type: 'start' as const, at: Temporal.Instant.from(at) }] })
      assert.equal(dueBy(agency, clock('2026-10-13T03:00:00Z')).due?.toString(), '2026-10-14T10:00:00Z', 'whole days: the end of the next day')
      assert.equal(dueBy(agency, clock('2026-10-14T03:00:00Z')).due?.toString(), '2026-10-15T03:00:00Z', 'hours: eight of them')
      assert.equal(await house.due(old), '2026-10-22T17:00')
      assert.ok(await dossiers.find(old))
      assert.deepEqual(vietnam.countWorkingDaysAs, 'days')
    } finally {
      await agencies.put(before)
    }
  })
})
