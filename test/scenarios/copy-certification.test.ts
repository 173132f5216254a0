import assert from 'node:assert/strict'
import { copyCertification, perCopy } from '../../processes/copy-certification/procedure.ts'
import { scaledBy } from '../../processes/law/fee-scale.ts'
import { feeFor } from '../../processes/procedure.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { openHouse, type House } from '../house.ts'
import { actsOf, faultsOf } from './commune.ts'

const procedure = 'copy-certification'
const asked = {
  name: 'Trần Thị Hồng', identityNumber: '038185006666', address: '3 Trần Phú, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678', originals: '2',
  paperName1: 'Bằng tốt nghiệp đại học', pages1: 1, copies1: 3, paperName2: 'Hợp đồng lao động', pages2: 12, copies2: 2, foreign: 'no', copiesBy: 'office', delivery: 'counter',
}

describe('Chứng thực bản sao từ bản chính, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const filed = async (at: string) => {
    await house.at(at)
    return house.file(asked, { procedure, channel: 'counter' })
  }
  const settle = async (code: string) => {
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', bookNumber: 512 })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '512/SCT' })
    await house.payAtCounter(code)
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
    return house.inState(code, 'returned')
  }

  it('costs 2.000 đồng a page, 1.000 from the third on, at most 200.000 a copy, by the pages of the originals (C5, TT 226/2016 art. 4)', async () => {
    assert.deepEqual([1, 2, 3, 12, 197, 198, 199, 500].map((pages) => scaledBy(perCopy, pages)), [2_000, 4_000, 5_000, 14_000, 199_000, 200_000, 200_000, 200_000])
    assert.deepEqual(await faultsOf(house, procedure, asked), [])
    assert.equal(feeFor(copyCertification, asked, house.deps.now(), 'counter'), 3 * 2_000 + 2 * 14_000)
    assert.equal(feeFor(copyCertification, { ...asked, originals: '1' }, house.deps.now(), 'counter'), 6_000, 'a paper that is no longer asked for is not paid')
  })

  it('received at 14:55 is certified the same day without a slip, paid and handed over; the result is recorded (D7, F2, F12, F13, NĐ 23/2015 art. 7)', async () => {
    const code = await filed('2026-07-01T14:55')
    await house.complete(code, 'reception', { receptionOutcome: 'received', settleWithin: 'day' })
    await house.task(code, 'appraisal')
    assert.equal(await house.due(code), '2026-07-01T17:00')
    assert.deepEqual(await house.deps.slips.of(code), [])
    const { result } = await settle(code)
    assert.deepEqual([result?.granted, result?.number], [true, '512/SCT'])
    assert.deepEqual(await actsOf(house, code), [
      'file', 'open', 'reception', 'receive', 'transfer', 'appraisal', 'signature', 'record-result', 'issue', 'announce-result', 'hand-over', 'close',
    ])
  })

  it('received at 15:05 before a holiday is due on the first working day after it, with a slip that says the hour (D3, D7, NĐ 23/2015 art. 7)', async () => {
    const code = await filed('2026-08-28T15:05')
    await house.complete(code, 'reception', { receptionOutcome: 'received', settleWithin: 'day' })
    await house.task(code, 'appraisal')
    assert.equal(await house.due(code), '2026-09-03T17:00')
    assert.equal((await house.deps.slips.of(code))[0]?.facts['due'], '2026-09-03T10:00:00Z')
  })

  it('for many pages has at most 2 working days more, and the slip says so (D3, NĐ 23/2015 art. 21)', async () => {
    const code = await filed('2026-07-02T09:00')
    await house.complete(code, 'reception', { receptionOutcome: 'received', settleWithin: 'two-more-days' })
    await house.task(code, 'appraisal')
    assert.equal(await house.due(code), '2026-07-06T17:00', 'Thursday, Friday, Monday')
    assert.equal((await house.deps.slips.of(code))[0]?.kind, 'receipt')
    await settle(code)
  })

  it('may take as long as was agreed in writing: hour and date on the slip, explained as agreed, and no apology puts it off again (D3, F9, NĐ 23/2015 art. 21)', async () => {
    const code = await filed('2026-07-07T09:00')
    const reception = await house.task(code, 'reception')
    const agreedTo = (agreedDate: string, agreedTime = '16:30') => ({ receptionOutcome: 'received', settleWithin: 'agreed', agreedDate, agreedTime })
    const refused = async (date: string, time?: string) => (await checkTaskAnswers(reception, agreedTo(date, time), await house.dossier(code), 'vi', house.deps))['agreedDate']
    assert.match(await refused('2026-07-07') ?? '', /phải sau/)
    assert.match(await refused('2026-07-11') ?? '', /ngày làm việc/)
    assert.equal(await refused('2026-07-14'), undefined)
    await house.complete(code, 'reception', agreedTo('2026-07-14'))
    await house.task(code, 'appraisal')
    assert.equal(await house.due(code), '2026-07-14T16:30')
    assert.equal((await house.deps.slips.of(code))[0]?.facts['due'], '2026-07-14T09:30:00Z')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.lines.at(-1)?.why.key, 'agreed')
    assert.equal((await house.dossier(code)).appointments, 1)
    await settle(code)
  })

  it('is refused at the counter when the original is altered (D5, NĐ 23/2015 art. 22)', async () => {
    const code = await filed('2026-07-15T09:00')
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Bản chính bị tẩy xóa (NĐ 23/2015 Điều 22)' })
    await house.inState(code, 'refused')
    assert.equal((await house.deps.slips.of(code))[0]?.kind, 'refusal')
  })
})
