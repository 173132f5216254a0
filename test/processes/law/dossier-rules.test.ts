import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { vietnam } from '../../../processes/calendars/vietnam.ts'
import { apologyMoment, appointmentRefusal, checkNewAppointment } from '../../../processes/law/appointments.ts'
import { checkCompletionRequest, completionRequestRefusal } from '../../../processes/law/completion-requests.ts'
import { acts, closedStates, dossierStates, isClosed, mayAct, mayWithdraw, transitions } from '../../../processes/law/dossier-states.ts'
import type { Act, DossierState } from '../../../processes/law/dossier-states.ts'
import { actors } from '../../../processes/law/dossier-states.ts'
import { nextMoment } from '../../../processes/law/moments.ts'
import { NotAllowedByLaw } from '../../../processes/law/refusal.ts'
import { paperTransferDue } from '../../../processes/law/transfer.ts'

const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(vietnam.timeZone).toInstant()
const local = (instant: Temporal.Instant) => instant.toZonedDateTimeISO(vietnam.timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' })

describe('the states of a dossier', () => {
  it('all but the first are reached from another, and the closed ones lead nowhere', () => {
    const reached = new Set<DossierState>(dossierStates.flatMap((state) => transitions[state] as readonly DossierState[]))
    assert.deepEqual(dossierStates.filter((state) => !reached.has(state)), reached.has('filed') ? [] : ['filed'])
    assert.deepEqual(dossierStates.filter(isClosed), [...closedStates])
  })
  it('let the applicant have it stopped while nothing is decided (NĐ 118/2025, art. 21)', () => {
    assert.deepEqual(dossierStates.filter(mayWithdraw), ['filed', 'completion-requested', 'settling', 'returned-for-completion'])
    for (const state of dossierStates) assert.equal((acts[state] as readonly Act[]).includes('withdraw'), mayWithdraw(state))
  })
  it('let somebody do each act in some state', () => {
    const done = new Set<Act>(dossierStates.flatMap((state) => acts[state] as readonly Act[]))
    assert.deepEqual(Object.keys(actors).filter((act) => !done.has(act as Act)), [])
  })
  it('let only the reception clerk receive, and only what is filed', () => {
    assert.ok(mayAct('reception-clerk', 'receive', 'filed'))
    assert.ok(!mayAct('case-officer', 'receive', 'filed'))
    assert.ok(!mayAct('reception-clerk', 'receive', 'settling'))
  })
})

describe('form 02', () => {
  it('is issued once at reception (BT 14.2, 15.1b) and once after appraisal (BT 17.4)', () => {
    assert.equal(completionRequestRefusal({ reception: 0, settlement: 1 }, 'reception'), null)
    assert.equal(completionRequestRefusal({ reception: 1, settlement: 0 }, 'settlement'), null)
    assert.equal(completionRequestRefusal({ reception: 1, settlement: 0 }, 'reception'), 'completion-requested-before-reception')
    assert.equal(completionRequestRefusal({ reception: 0, settlement: 1 }, 'settlement'), 'completion-requested-after-appraisal')
    checkCompletionRequest({ reception: 0, settlement: 0 }, 'reception')
    assert.throws(() => { checkCompletionRequest({ reception: 1, settlement: 0 }, 'reception') },
      (error) => error instanceof NotAllowedByLaw && error.reason === 'completion-requested-before-reception')
  })
})

describe('a new appointment (BT 17.9)', () => {
  const appointment = { given: 0, due: at('2026-11-20T17:00'), to: at('2026-11-25T17:00'), calendar: vietnam }
  it('is given once, after the due date, on a working day, while the clock runs', () => {
    assert.equal(appointmentRefusal(appointment), null)
    assert.equal(appointmentRefusal({ ...appointment, given: 1 }), 'appointment-given')
    assert.equal(appointmentRefusal({ ...appointment, to: appointment.due }), 'appointment-not-later')
    assert.equal(appointmentRefusal({ ...appointment, to: at('2026-11-24T09:00') }), 'appointment-on-day-off')
    assert.equal(appointmentRefusal({ ...appointment, due: null }), 'clock-stands')
    checkNewAppointment(appointment)
    assert.throws(() => { checkNewAppointment({ ...appointment, given: 1 }) }, NotAllowedByLaw)
  })
  it('is proposed two working days before the due day, so that a whole day is left before the last one', () => {
    assert.equal(local(apologyMoment(at('2026-11-20T17:00'), vietnam)), '2026-11-18T07:00')
    assert.equal(local(apologyMoment(at('2026-09-03T10:00'), vietnam)), '2026-08-27T07:00')
    assert.equal(local(apologyMoment(at('2026-08-24T17:00'), vietnam, 1)), '2026-08-22T07:00')
  })
})

describe('the moments of a deadline', () => {
  const due = at('2026-11-20T17:00')
  const settings = { remindWorkingDays: [1, 3], apologyLeadWorkingDays: 2 }
  const watched = { due, clockStart: at('2026-11-09T09:00'), calendar: vietnam, state: 'settling' as DossierState, done: [] as string[], settings }

  it('come one after another, each once, and belong to their due date', () => {
    const seen: string[] = []
    const done: string[] = []
    for (let next = nextMoment(watched); next; next = nextMoment({ ...watched, done })) {
      seen.push(`${next.moment} ${local(next.at)}`)
      done.push(next.key)
    }
    assert.deepEqual(seen, ['remind 2026-11-17T07:00', 'propose-apology 2026-11-18T07:00', 'remind 2026-11-19T07:00', 'overdue 2026-11-20T17:00'])
    assert.equal(done.at(-1), `overdue@${due.toString()}`)
    assert.equal(nextMoment({ ...watched, due: at('2026-11-27T17:00'), done })?.moment, 'remind')
  })
  it('call upon the one-stop head some days after the due day, again and again; of calls that were missed only the last is made (G6)', () => {
    const escalated = { ...watched, settings: { ...settings, escalation: { afterWorkingDays: 2, everyWorkingDays: 3 } } }
    const done = ['remind-3', 'remind-1', 'propose-apology', 'overdue'].map((name) => `${name}@${due.toString()}`)
    const calls: string[] = []
    for (let i = 0; i < 3; i++) {
      const next = nextMoment({ ...escalated, done })
      calls.push(`${next!.moment} ${local(next!.at)}`)
      done.push(next!.key)
    }
    assert.deepEqual(calls, ['escalate 2026-11-25T07:00', 'escalate 2026-11-30T07:00', 'escalate 2026-12-03T07:00'], '24 November is a holiday')
    assert.equal(nextMoment({ ...escalated, done: done.slice(0, 4), now: at('2026-12-02T09:00') })?.key, `escalate-2@${due.toString()}`)
    assert.equal(nextMoment({ ...escalated, done, due: at('2026-12-10T17:00') })?.moment, 'remind', 'a new due date has moments of its own')
  })
  it('are left out when the limit is too short for them, except being overdue', () => {
    assert.equal(nextMoment({ ...watched, clockStart: at('2026-11-19T08:00') })?.moment, 'overdue')
    assert.equal(nextMoment({ ...watched, clockStart: due })?.moment, 'overdue')
  })
  it('propose no apology before a dossier is received, and nothing once it is decided', () => {
    const done = ['remind-3', 'remind-1'].map((name) => `${name}@${due.toString()}`)
    assert.equal(nextMoment({ ...watched, state: 'filed', done })?.moment, 'overdue')
    assert.equal(nextMoment({ ...watched, state: 'decided' }), null)
    assert.equal(nextMoment({ ...watched, state: 'withdrawn' }), null)
  })
  it('remind on the due day itself when asked to', () => {
    const next = nextMoment({ ...watched, settings: { remindWorkingDays: [0], apologyLeadWorkingDays: 20 } })
    assert.equal(local(next!.at), '2026-11-20T07:00')
  })
})

describe('the paper dossier (BT 16.2-16.3)', () => {
  for (const [received, passes] of [
    ['2026-11-20T15:00', '2026-11-20T17:00'], ['2026-11-20T15:01', '2026-11-23T07:00'],
    ['2026-11-20T17:00', '2026-11-23T07:00'], ['2026-11-20T18:30', '2026-11-23T07:00'], ['2026-11-21T09:00', '2026-11-23T17:00'], ['2026-04-29T16:00', '2026-05-04T07:00'],
  ] as const) {
    it(`received ${received} passes by ${passes}`, () => { assert.equal(local(paperTransferDue(at(received), vietnam)), passes) })
  }
})
