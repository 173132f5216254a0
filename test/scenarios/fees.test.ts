import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { signed } from '../../config/local/payment-page.ts'
import { createPay } from '../../config/pay/pay.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { amendDossier } from '../../web/amend-dossier.ts'
import { presentDue } from '../../web/present-dossier.ts'
import { presentFees } from '../../web/present-fees.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { application, eventually, openHouse, type House } from '../house.ts'

describe('The fee of a dossier, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    house.paymentPage.notifyAt = `${serving.address}/api/v1/payments/notify`
  })
  after(async () => {
    house.paymentPage.notifyAt = null
    await (serving as Serving | undefined)?.close()
  })

  const words = async (code: string) => (await house.deps.feeLedger.of(code)).map(({ kind, postings }) =>
    `${kind}: ${postings.map(({ account, amount }) => `${account} ${String(amount)}`).join(', ')}`)
  const view = async (code: string) => {
    const found = await presentFees(await house.dossier(code), 'vi', { receipt: (receipt) => receipt, pay: '/pay' }, house.deps)
    assert.ok(found)
    return found
  }

  /** An order at the provider, as the portal's button makes it. @returns its reference */
  async function order(code: string): Promise<string> {
    const reference = randomUUID().replaceAll('-', '')
    const { owed } = await house.deps.feeLedger.balanceOf(code)
    const at = house.deps.now()
    await house.deps.paymentAttempts.begin({ reference, dossier: code, subject: 'fee', amount: owed, at, expiresAt: at.add({ minutes: 15 }) })
    const { pay } = house.deps
    assert.ok(pay)
    await fetch(pay.begin({ reference, amount: owed, description: 'Nop phi', returnTo: 'http://motcua.test/', ip: '127.0.0.1', language: 'vi', at, expiresAt: at.add({ minutes: 15 }) }))
    return reference
  }

  /** A dossier of July 2026 that waits for its fee. */
  async function waiting(day: string, answers: Record<string, string> = {}): Promise<string> {
    await house.at(`${day}T08:00`)
    const code = await house.file({ feeClass: 'full', ...answers })
    await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'await-payment')) })
    return code
  }

  it('is paid before reception since July 2026: nobody receives the dossier, its clock stands and it is shown as waiting, not as late (C5, J6, NĐ 216/2026)', async () => {
    const code = await waiting('2026-07-01')
    assert.deepEqual((await house.deps.tasks.openOf(code)).map(({ form }) => form), [])
    assert.deepEqual(await words(code), ['charge: owed 200000, revenue -200000'])
    const [notice] = (await house.deps.notices.of(code)).filter(({ to }) => to === 'applicant')
    assert.match(notice?.text ?? '', /cần nộp 200\.000 đồng[\s\S]*nộp trực tuyến/)

    await house.at('2026-07-06T10:00') // days later, past the 8 working hours
    const due = await presentDue(await house.dossier(code), 'vi', house.deps)
    assert.deepEqual([due?.paused, due?.overdue, due?.pausedFor], [true, undefined, 'chờ thực hiện nghĩa vụ tài chính'])
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'mark-overdue'))

    const reference = await order(code)
    assert.deepEqual(await house.paymentPage.tell(reference, '00'), { RspCode: '00', Message: 'Confirm Success' })
    await house.task(code, 'reception')
    assert.equal(await house.due(code), '2026-07-07T10:00', 'the 8 hours of reception run from the payment on')
    const { settled, receipts } = await view(code)
    assert.equal(settled, true)
    assert.equal(receipts[0]?.amount, '200.000 đồng')
    const { clocks } = await house.dossier(code)
    assert.deepEqual(clocks.reception.events.map(({ type, cause, basis }) => [type, cause, basis]).slice(1), [
      ['pause', 'payment', 'NĐ 216/2026/NĐ-CP; QĐ 246/QĐ-UBND, 12.2c'], ['resume', 'payment-confirmed', 'NĐ 216/2026/NĐ-CP; QĐ 246/QĐ-UBND, 12.2c'],
    ])
    await house.bringToOfficer(code)
    await house.decideAndReturn(code)
  })

  it('is booked only on the provider’s own, rightly signed word, whatever else calls (C5)', async () => {
    const code = await waiting('2026-07-08')
    const reference = await order(code)
    const { secret, terminal } = house.paymentPage.settings
    const call = async (parameters: Readonly<Record<string, string>>, key = secret) =>
      (await (await fetch(`${serving.address}/api/v1/payments/notify?${signed(parameters, key)}`)).json() as { RspCode: string }).RspCode
    const right = { vnp_TmnCode: terminal, vnp_TxnRef: reference, vnp_Amount: '20000000', vnp_ResponseCode: '00', vnp_TransactionStatus: '00', vnp_TransactionNo: '1' }
    assert.equal(await call(right, 'not the provider’s secret'), '97')
    assert.equal(await call({ ...right, vnp_Amount: '100' }), '04', 'a rightly signed, but wrong amount')
    assert.equal(await call({ ...right, vnp_TxnRef: 'unknown' }), '01')
    assert.equal(await call({ ...right, vnp_ResponseCode: '24', vnp_TransactionStatus: '02' }), '00', 'cancelled at the provider')
    assert.deepEqual(await words(code), ['charge: owed 200000, revenue -200000'], 'nothing of this books anything')
    assert.equal((await view(code)).payAction, '/pay', 'and it can be tried again')

    const again = await order(code)
    await house.deps.paymentAttempts.noteReturn(again) // the browser came back first
    assert.deepEqual([(await view(code)).confirming, (await view(code)).payAction], [true, undefined])
    const told = await Promise.all(Array.from({ length: 5 }, () => house.paymentPage.tell(again, '00')))
    assert.ok(told.every((answer) => ['00', '02'].includes((answer as { RspCode: string }).RspCode)))
    assert.equal((await call({ ...right, vnp_TxnRef: again })), '02', 'told once more: known already')
    assert.deepEqual(await words(code), ['charge: owed 200000, revenue -200000', 'payment: online 200000, owed -200000'])
    await house.task(code, 'reception')
    const notices = async () => (await house.deps.notices.of(code)).map(({ subject }) => subject).filter((subject) => subject.startsWith('Đã nhận'))
    assert.deepEqual(await notices(), [`Đã nhận 200.000 đồng cho hồ sơ ${code}`], 'told once')

    // The first page was still open in another window, and is paid too: too much, and to be given back.
    await house.paymentPage.tell(reference, '00')
    assert.equal((await words(code)).at(-1), 'refund-request: overpaid 200000, refundable -200000')
    assert.deepEqual((await view(code)).refunds.map(({ amount, ground, state }) => [amount, ground, state]), [['200.000 đồng', 'Nộp thừa, nộp trùng', 'Chờ phê duyệt']])
  })

  it('is paid in cash at the counter as well, and the dossier goes on (C5)', async () => {
    const code = await waiting('2026-07-13')
    await house.payAtCounter(code)
    await house.task(code, 'reception')
    const { receipts, settled } = await view(code)
    assert.deepEqual([settled, receipts[0]?.how], [true, 'Tiền mặt tại quầy'])
  })

  it('is forgiven when the applicant stops while it is waited for; the dossier ends, and money that comes later goes back (C5, J3)', async () => {
    const code = await waiting('2026-07-14')
    const reference = await order(code)
    await requestWithdrawal(code, 'Không còn nhu cầu', house.deps)
    const { processInstanceKey } = await house.inState(code, 'withdrawn')
    assert.deepEqual(await words(code), ['charge: owed 200000, revenue -200000', 'cancellation: revenue 200000, owed -200000'])
    await eventually(async () => { assert.equal(await house.deps.engine.cancelInstance(processInstanceKey ?? ''), 'gone') })
    await house.paymentPage.tell(reference, '00') // the provider's page had been left open
    assert.deepEqual((await words(code)).slice(2), ['payment: online 200000, overpaid -200000', 'refund-request: overpaid 200000, refundable -200000'])
  })

  it('goes back when the dossier is refused at reception, not when the decision does not grant what was asked (C5, TQ 12.5c, TH 9.6c)', async () => {
    const refused = await waiting('2026-07-15')
    await house.payAtCounter(refused)
    await house.complete(refused, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền' })
    await house.inState(refused, 'refused')
    const [refund] = await house.deps.fees.openRefunds(refused)
    assert.equal(refund?.details['ground'], 'refused-at-reception')
    assert.match(String(refund.details['basis']), /12\.5c/)

    const notGranted = await waiting('2026-07-16')
    await house.payAtCounter(notGranted)
    await house.bringToOfficer(notGranted)
    await house.decideAndReturn(notGranted, { appraisalOutcome: 'not-eligible', findings: 'Không đủ', reason: 'Không cư trú tại tỉnh' })
    assert.deepEqual(await house.deps.fees.openRefunds(notGranted), [])
    assert.equal((await house.deps.feeLedger.balanceOf(notGranted)).paid, 200_000)
  })

  it('is less for a class that the law names, also when the applicant says so only while it is waited for (C5, J10)', async () => {
    const student = await waiting('2026-07-20', { feeClass: 'student' })
    assert.deepEqual(await words(student), ['charge: owed 200000, revenue -200000', 'exemption: exempted 100000, owed -100000'])
    const { rows, owed } = await view(student)
    assert.equal(owed, '100.000 đồng')
    assert.match(rows[0]?.why ?? '', /Sinh viên/)
    assert.match(rows[0]?.reduced ?? '', /Mức chung 200\.000 đồng, được miễn, giảm 100\.000 đồng/)

    await amendDossier(student, { values: { ...application, feeClass: 'poor' }, papers: [] }, { kind: 'applicant' }, house.deps)
    await house.task(student, 'reception')
    assert.equal((await view(student)).settled, true)
  })

  it('of a dossier of before July 2026 does not hold reception up, but the result is not handed over unpaid (C5, J1, TQ 12.5a)', async () => {
    await house.at('2026-06-08T08:00')
    const code = await house.file({ feeClass: 'full', delivery: 'counter' })
    await house.bringToOfficer(code)
    const [receipt] = await house.deps.slips.of(code)
    assert.deepEqual([receipt?.facts['fee'], receipt?.facts['feePaid']], [200_000, false])
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '7/LLTP' })
    const handOver = await house.task(code, 'hand-over')
    const refusal = await checkTaskAnswers(handOver, { receivedBy: 'applicant' }, await house.dossier(code), 'vi', house.deps)
    assert.match(refusal['receivedBy'] ?? '', /Còn khoản chưa nộp/)
    await house.payAtCounter(code)
    assert.deepEqual(await checkTaskAnswers(handOver, { receivedBy: 'applicant' }, await house.dossier(code), 'vi', house.deps), {})
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
    await house.inState(code, 'returned')
  })

  it('that is still owed keeps a result online until it is paid (C5, TQ 12.5b)', async () => {
    await house.at('2026-06-15T08:00')
    const code = await house.file({ feeClass: 'full' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '8/LLTP' })
    await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'await-payment')) })
    assert.equal((await house.dossier(code)).state, 'decided')
    await house.paymentPage.tell(await order(code), '00')
    await house.inState(code, 'returned')
  })

  it('is asked with the result where the agency takes no payment online, and the page says so (C5)', async () => {
    assert.equal(createPay({ VNPAY_URL: undefined, VNPAY_TMN_CODE: undefined, VNPAY_HASH_SECRET: undefined }), null)
    const code = await waiting('2026-07-22')
    const page = await presentFees(await house.dossier(code), 'en', { receipt: (receipt) => receipt, pay: '/pay' }, { ...house.deps, pay: null })
    assert.deepEqual([page?.counterOnly, page?.payAction], [true, undefined])
    await house.payAtCounter(code)
    await house.task(code, 'reception')
  })

  it('leaves a ledger that sums to zero', async () => { assert.equal(await house.deps.feeLedger.total(), 0) })
})
