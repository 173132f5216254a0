import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { judicialRecord } from '../../../processes/judicial-record/procedure.ts'
import { dossierStates } from '../../../processes/law/dossier-states.ts'
import * as book from '../../../processes/law/fee-book.ts'
import { collectedAt, refundGround } from '../../../processes/law/fees.ts'
import { awaitsPayment, goOnAfterPayment, stopForPayment } from '../../../processes/law/payment-clock.ts'
import type { LedgerEvent } from '../../../processes/law/deadline-ledger.ts'
import { explainDueDate } from '../../../processes/law/due-date.ts'
import { feeOf, type Procedure } from '../../../processes/procedure.ts'
import { vietnam } from '../../../processes/calendars/vietnam.ts'

const before = Temporal.Instant.from('2026-06-30T16:59:59Z') // 23:59:59 of 30 June in Vietnam
const since = Temporal.Instant.from('2026-06-30T17:00:00Z')
const dong = fc.integer({ min: 1, max: 10_000_000_000 })

describe('A fee', () => {
  it('of a judicial record is due before reception from 1 July 2026, at reception before (C5, J1; NĐ 216/2026)', () => {
    assert.equal(feeOf(judicialRecord, {}, before).due, 'at-reception')
    assert.equal(feeOf(judicialRecord, {}, since).due, 'before-reception')
    assert.match(feeOf(judicialRecord, {}, since).source, /216\/2026/)
  })

  it('says what everybody pays, what this applicant pays and why (C5)', () => {
    const { standard, amount, who } = feeOf(judicialRecord, { feeClass: 'student', copies: 4 }, since)
    assert.deepEqual({ standard, amount }, { standard: 210_000, amount: 110_000 })
    assert.match(who.vi, /Sinh viên/)
    assert.equal(feeOf(judicialRecord, { feeClass: 'poor' }, since).amount, 0)
  })

  it('differs by the way of filing and by what is counted (J10)', () => {
    const everybody = { vi: 'Mọi người', en: 'Everybody' }
    const procedure: Procedure = {
      ...judicialRecord,
      fees: [{
        from: null, until: null, mark: 'proposal', source: 'x',
        value: {
          due: 'before-return', cases: [
            { amount: 0, who: { vi: 'Hộ nghèo', en: 'Poor households' }, applies: ({ feeClass }) => feeClass === 'poor' },
            { amount: 10_000, who: everybody, channels: ['online'] },
            {
              amount: 0, who: everybody, channels: ['counter', 'post'],
              scale: { counted: { field: 'pages', least: 1, each: { vi: 'trang', en: 'page' } }, rates: [{ from: 1, amount: 2_000 }], most: null },
            },
          ],
        },
      }],
    }
    assert.equal(feeOf(procedure, { pages: 3 }, since, 'online').amount, 10_000)
    assert.equal(feeOf(procedure, { pages: 3 }, since, 'counter').amount, 6_000)
    assert.deepEqual(['standard', 'amount'].map((key) => feeOf(procedure, { pages: 3, feeClass: 'poor' }, since, 'counter')[key as 'amount']), [6_000, 0])
    assert.throws(() => feeOf(procedure, { pages: 1.0001 }, since, 'counter'), RangeError, 'only whole đồng')
  })

  it('is not asked before reception of somebody who filed from afar and cannot pay online: then with the result (TQ 12.5a)', () => {
    assert.equal(collectedAt('before-reception', { channel: 'online', payableOnline: true }), 'before-reception')
    assert.equal(collectedAt('before-reception', { channel: 'online', payableOnline: false }), 'before-return')
    assert.equal(collectedAt('before-reception', { channel: 'counter', payableOnline: false }), 'before-reception')
    assert.equal(collectedAt('at-reception', { channel: 'post', payableOnline: false }), 'at-reception')
  })
})

describe('A refund', () => {
  it('is due only when the agency did not complete the service, in every state of a dossier (C5; TQ 12.5c, TH 9.6c)', () => {
    const outcomes = Object.fromEntries(dossierStates.map((state) => [state, [false, true].map((received) => {
      const right = refundGround({ state, received })
      return 'ground' in right ? right.ground : right.refusal
    })]))
    assert.deepEqual(outcomes, {
      'filed': ['being-settled', 'being-settled'],
      'completion-requested': ['being-settled', 'being-settled'],
      'settling': ['being-settled', 'being-settled'],
      'returned-for-completion': ['being-settled', 'being-settled'],
      'decided': ['completed', 'completed'],
      'returned': ['completed', 'completed'],
      'refused': ['refused-at-reception', 'refused-at-reception'],
      'withdrawn': ['stopped-before-reception', 'stopped-by-applicant'],
    })
  })

  it('is never due after a decision, also one that does not grant what was asked, whatever the agency says', () => {
    for (const state of ['decided', 'returned'] as const) assert.deepEqual(refundGround({ state, received: true, agencyFailed: true }), { refusal: 'completed' })
    assert.deepEqual(refundGround({ state: 'settling', received: true, agencyFailed: true }), { ground: 'agency-failed' })
  })
})

describe('The book of a dossier', () => {
  /** Any life of a dossier's money: each step takes what the book says then. */
  const steps = fc.array(fc.record({ what: fc.constantFrom('charge', 'exempt', 'cash', 'online', 'cancel', 'ask', 'ask-over', 'decline', 'refund'), amount: dong }), { maxLength: 30 })

  function live(life: readonly { what: string, amount: number }[]): book.Movement[] {
    const movements: book.Movement[] = []
    let asked: { ground: 'overpaid' | 'refused-at-reception', amount: number } | null = null
    for (const { what, amount } of life) {
      const { owed, overpaid, charged, exempted } = book.balanceOf(movements)
      const paid = charged - exempted - owed
      if (what === 'charge') movements.push(book.charge('fee', amount))
      if (what === 'exempt' && owed > 0) movements.push(book.exemption('fee', Math.min(owed, amount)))
      if (what === 'cash' || what === 'online') movements.push(book.payment('fee', what, amount, owed))
      if (what === 'cancel' && owed > 0) movements.push(book.cancellation('fee', owed))
      if (!asked && what === 'ask' && paid > 0) movements.push(book.refundRequest('fee', (asked = { ground: 'refused-at-reception', amount: paid }).ground, paid))
      if (!asked && what === 'ask-over' && overpaid > 0) movements.push(book.refundRequest('fee', (asked = { ground: 'overpaid', amount: overpaid }).ground, overpaid))
      if (asked && what === 'decline') { movements.push(book.refundDecline('fee', asked.ground, asked.amount)); asked = null }
      if (asked && what === 'refund') { movements.push(book.refundPayment('fee', 'cash', asked.amount)); asked = null }
    }
    return movements
  }

  it('sums to zero after every movement, and nobody gets back more than was paid', () => {
    fc.assert(fc.property(steps, (life) => {
      const movements = live(life)
      for (const { postings } of movements) book.checkBalanced(postings)
      const { owed, paid, overpaid, refundable, charged, exempted } = book.balanceOf(movements)
      assert.equal(movements.flatMap(({ postings }) => postings).reduce((sum, { amount }) => sum + amount, 0), 0)
      for (const each of [owed, paid, overpaid, refundable, exempted]) assert.ok(each >= 0 && Number.isSafeInteger(each))
      assert.equal(paid, charged - exempted - owed + overpaid + refundable, 'money held is for the service, too much, or on its way back')
    }))
  })

  it('settles what is owed with what is paid; the rest is overpaid', () => {
    fc.assert(fc.property(dong, dong, (owed, paid) => {
      const after = book.balanceOf([book.charge('fee', owed), book.payment('fee', 'online', paid, owed)])
      assert.deepEqual([after.owed, after.overpaid], [Math.max(0, owed - paid), Math.max(0, paid - owed)])
    }))
  })

  it('takes only whole, positive đồng and balanced movements', () => {
    for (const amount of [0, -1, 0.5, NaN, 2 ** 53]) assert.throws(() => book.charge('fee', amount), RangeError)
    assert.throws(() => { book.checkBalanced([{ account: 'owed', amount: 2 }, { account: 'revenue', amount: -1 }]) }, book.UnbalancedMovement)
  })
})

describe('The clock that waits for a payment', () => {
  const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
  const started = [{ type: 'start' as const, at: at('2026-03-02T08:00') }]
  const explain = (events: readonly LedgerEvent[]) => explainDueDate({ calendar: vietnam, limit: { amount: 15, unit: 'working-day' }, events })
  const day = (events: readonly LedgerEvent[]) => explain(events).due?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString()
  const basis = 'ĐT138, 5.3'

  it('stands until the payment is confirmed and then goes on (J6)', () => {
    assert.equal(day(started), '2026-03-23')
    const waiting = stopForPayment(started, at('2026-03-09T08:00'), { then: null, basis })
    assert.ok(awaitsPayment(waiting))
    assert.equal(explain(waiting).due, null)
    assert.equal(stopForPayment(waiting, at('2026-03-10T09:00'), { then: null, basis }), waiting, 'a clock stands once')
    const paid = goOnAfterPayment(waiting, at('2026-03-16T08:00'), { then: null, basis })
    assert.ok(!awaitsPayment(paid))
    assert.equal(day(paid), '2026-03-31', 'six working days later: the days on which it stops and goes on do not count')
    assert.equal(goOnAfterPayment(paid, at('2026-03-17T08:00'), { then: null, basis }), paid)
  })

  it('meets the first appointment and counts the second from the proof of payment (J6; ĐT138 art. 5.3)', () => {
    const then = { amount: 5, unit: 'working-day' as const }
    const waiting = stopForPayment(started, at('2026-03-09T08:00'), { then, basis })
    assert.ok(awaitsPayment(waiting))
    assert.equal(explain(waiting).paused, true)
    const paid = explain(goOnAfterPayment(waiting, at('2026-03-16T08:00'), { then, basis }))
    assert.equal(paid.due?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(), '2026-03-23')
    assert.equal(paid.met?.due.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(), '2026-03-23', 'the first appointment stays known')
  })

  it('leaves a clock alone that stands for another cause', () => {
    const completing: LedgerEvent[] = [...started, { type: 'pause', at: at('2026-03-09T08:00'), cause: 'form-02' }]
    assert.equal(stopForPayment(completing, at('2026-03-10T08:00'), { then: null, basis }), completing)
    assert.equal(goOnAfterPayment(completing, at('2026-03-10T08:00'), { then: null, basis }), completing)
  })
})
