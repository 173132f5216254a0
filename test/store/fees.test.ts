import assert from 'node:assert/strict'
import { balanceOf } from '../../processes/law/fee-book.ts'
import { NotOwed, NoRefund } from '../../store/fees.ts'
import { openHouse, type House } from '../house.ts'

const clerk = { kind: 'staff', username: 'lethihoa.ttpvhcc', name: 'Lê Thị Hoa', role: 'reception-clerk' } as const
const head = { kind: 'staff', username: 'dothimai.ttpvhcc', name: 'Đỗ Thị Mai', role: 'one-stop-head' } as const

describe('The fee ledger', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const charged = { subject: 'fee', standard: 200_000, amount: 200_000, who: { vi: 'Mọi người', en: 'Everybody' }, source: 'TT 244/2016/TT-BTC', due: 'before-return' } as const
  const words = async (code: string) => (await house.deps.feeLedger.of(code)).map(({ kind, postings }) =>
    `${kind}: ${postings.map(({ account, amount }) => `${account} ${String(amount)}`).join(', ')}`)

  /** A dossier that owes 200,000 đồng. */
  async function owing(): Promise<string> {
    await house.at('2026-02-02T08:00')
    const code = await house.file({ feeClass: 'full' })
    await house.task(code, 'reception')
    await house.deps.fees.charge(code, charged, { by: { kind: 'system' }, at: house.deps.now() })
    return code
  }
  const pay = (code: string, key: string, amount = 200_000) =>
    house.deps.fees.pay(code, { subject: 'fee', amount, method: 'online', key, unit: 'ttpvhcc' }, { by: { kind: 'system' }, at: house.deps.now() })

  it('books a payment once, however often and however many at a time the provider tells of it (C5)', async () => {
    const code = await owing()
    const booked = await Promise.all(Array.from({ length: 20 }, () => pay(code, `vnpay ${code}`)))
    assert.equal(new Set(booked.map(({ receipt }) => receipt)).size, 1, 'all are told the same receipt')
    assert.deepEqual(await words(code), ['charge: owed 200000, revenue -200000', 'payment: online 200000, owed -200000'])
    assert.equal((await house.events(code)).filter(({ act }) => act === 'pay-fee').length, 1)
    assert.equal(await house.deps.feeLedger.total(), 0)
  })

  it('books what is paid a second time as too much, and opens a refund of it (C5)', async () => {
    const code = await owing()
    await Promise.all([pay(code, `vnpay a ${code}`), pay(code, `vnpay b ${code}`)])
    const { owed, paid, overpaid, refundable } = await house.deps.feeLedger.balanceOf(code)
    assert.deepEqual({ owed, paid, overpaid, refundable }, { owed: 0, paid: 400_000, overpaid: 0, refundable: 200_000 })
    const [refund, none] = await house.deps.fees.openRefunds(code)
    assert.ok(refund && !none)
    assert.equal(refund.details['ground'], 'overpaid')

    const decide = () => house.deps.fees.decideRefund(code, refund.key, { paid: 'cash', voucher: 'PC-01' }, { by: head, at: house.deps.now() })
    assert.deepEqual((await Promise.all([decide(), decide(), decide()])).sort(), [false, false, true], 'it is paid back once')
    assert.deepEqual(await house.deps.fees.openRefunds(code), [])
    assert.equal((await house.deps.feeLedger.balanceOf(code)).paid, 200_000)
  })

  it('takes cash once, and only what is owed (C5)', async () => {
    const code = await owing()
    const cash = (key: string, amount: number) => house.deps.fees.pay(
      code, { subject: 'fee', amount, method: 'cash', key, unit: 'ttpvhcc' }, { by: clerk, at: house.deps.now() }, { exactly: true })
    await assert.rejects(cash('other amount', 150_000), (error) => error instanceof NotOwed && error.owed === 200_000)
    const [one, two] = await Promise.allSettled([cash(`cash 1 ${code}`, 200_000), cash(`cash 2 ${code}`, 200_000)])
    assert.deepEqual([one.status, two.status].sort(), ['fulfilled', 'rejected'], 'two clerks at one moment')
    const [, payment] = await house.deps.feeLedger.of(code)
    assert.match(payment?.receipt ?? '', /^TTPVHCC\.2026\.\d{7}$/)
    assert.equal(payment?.by, 'Lê Thị Hoa')
  })

  it('gives nothing back while the dossier is being settled; a declined request leaves the fee paid (C5, TQ 12.5c)', async () => {
    const code = await owing()
    await pay(code, `vnpay ${code}`)
    const who = { by: head, at: house.deps.now() }
    await assert.rejects(house.deps.fees.requestRefund(code, 'fee', { reason: 'Đổi ý', agencyFailed: false }, who), (error) => error instanceof NoRefund && error.refusal === 'being-settled')
    await house.deps.fees.requestRefund(code, 'fee', { reason: 'Thất lạc hồ sơ', agencyFailed: true }, who)
    await assert.rejects(house.deps.fees.requestRefund(code, 'fee', { reason: 'Lần nữa', agencyFailed: true }, who), (error) => error instanceof NoRefund && error.refusal === 'nothing-paid')
    const [refund] = await house.deps.fees.openRefunds(code)
    assert.ok(refund)
    await house.deps.fees.decideRefund(code, refund.key, { declined: 'Đã tìm thấy hồ sơ' }, who)
    const { owed, paid, refundable } = await house.deps.feeLedger.balanceOf(code)
    assert.deepEqual({ owed, paid, refundable }, { owed: 0, paid: 200_000, refundable: 0 })
  })

  it('sums to zero over all dossiers, and every dossier’s book for itself', async () => {
    assert.equal(await house.deps.feeLedger.total(), 0)
    assert.equal(Object.values(balanceOf([])).every((each) => each === 0), true)
  })
})
