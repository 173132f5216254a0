import assert from 'node:assert/strict'
import { eventually, openHouse, type House } from '../house.ts'
import { presentDue } from '../../web/present-dossier.ts'
import { actsOf, faultsOf, signAndReturn } from './commune.ts'

const procedure = 'marriage-registration'
const couple = {
  name: 'Lê Văn Nam', sex: 'male', dateOfBirth: '1996-01-20', identityNumber: '038096004444', ethnicity: 'Kinh', address: '7 Đào Duy Từ, phường Hạc Thành, tỉnh Thanh Hóa',
  phone: '0912345678', status: 'single', order: 1, partnerName: 'Phạm Thị Mai', partnerDateOfBirth: '1998-06-10', partnerIdentityNumber: '038198005555', partnerEthnicity: 'Kinh',
  partnerAddress: 'Xã Hoằng Hóa, tỉnh Thanh Hóa', partnerStatus: 'single', partnerOrder: 1, divorcedAbroad: 'no', livedElsewhere: 'no', copies: 0, delivery: 'counter',
}
const eligible = (appearOn: string, appearAt: string) => ({ appraisalOutcome: 'eligible', findings: 'Đủ điều kiện', appearOn, appearAt, place: 'Phòng Tư pháp - Hộ tịch' })
const signed = { appearance: 'signed', bookVolume: '01/2026', bookNumber: 18, twoOriginals: true }

describe('Thủ tục đăng ký kết hôn, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const received = async (at: string, channel: 'counter' | 'online' = 'counter') => {
    await house.at(at)
    const code = await house.file(couple, { procedure, channel })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    return code
  }

  it('asks both parties what the declaration needs, and not for the same number twice', async () => {
    assert.deepEqual(await faultsOf(house, procedure, couple), [])
    assert.deepEqual(await faultsOf(house, procedure, { ...couple, partnerIdentityNumber: couple.identityNumber }), ['partnerIdentityNumber: rule'])
  })

  it('is registered the same day: both appear, declare their free will and sign two originals before the leader does (F2, F12, F13, D7, Luật Hộ tịch 18)', async () => {
    const code = await received('2026-03-03T08:00')
    assert.equal(await house.due(code), '2026-03-03T17:00')
    await house.complete(code, 'appraisal', eligible('2026-03-03', '09:00'))
    await house.task(code, 'appearance')
    assert.ok((await house.deps.notices.of(code)).some(({ text }) => text.includes('09:00 ngày 03/03/2026, tại Phòng Tư pháp - Hộ tịch')))
    assert.equal(await house.due(code), '2026-03-03T17:00', 'the clock runs on: they are there')
    await house.complete(code, 'appearance', signed)
    await signAndReturn(house, code, '18/2026')
    assert.deepEqual(await actsOf(house, code), [
      'file', 'open', 'reception', 'receive', 'transfer', 'appraisal', 'invite', 'appearance', 'record-appearance', 'signature', 'record-result', 'issue', 'announce-result', 'hand-over', 'close',
    ])
    assert.deepEqual(await house.deps.slips.of(code), [], 'no slip: nobody asked')
  })

  it('whose conditions must be verified has 5 working days from reception; both limits are explained, with why (F3, F12, Luật Hộ tịch 18.2)', async () => {
    const code = await received('2026-03-09T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'verify' })
    await house.task(code, 'verification')
    assert.equal(await house.due(code), '2026-03-16T17:00')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.deepEqual(explained?.replaced.map(({ limit, due, cause }) => [limit.unit, due?.toString(), cause]), [['same-day', '2026-03-09T10:00:00Z', 'verification']])
    const shown = await presentDue(await house.dossier(code), 'vi', house.deps)
    assert.match(shown?.replaced?.[0] ?? '', /trong ngày làm việc.*Nay thay bằng: không quá 5 ngày làm việc.*Luật Hộ tịch 2014, Điều 18 khoản 2/)
    assert.ok((await house.deps.notices.of(code)).some(({ text }) => text.includes('17:00 ngày 16/03/2026')))

    await house.at('2026-03-12T09:00')
    await house.complete(code, 'verification', { verifiedOn: '2026-03-11', verifiedWith: 'Tổ trưởng tổ dân phố 3', verified: 'Chưa kết hôn với ai' })
    await house.complete(code, 'appraisal', eligible('2026-03-12', '10:00'))
    await house.complete(code, 'appearance', signed)
    await signAndReturn(house, code, '19/2026')
  })

  it('asks another commune within the same 5 days; its answer is in the dossier (F5)', async () => {
    const code = await received('2026-03-17T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'consult', agencies: ['hoanghoa'], question: 'Bà Mai đã kết hôn chưa?', answerWithin: 3 })
    await eventually(async () => { assert.equal(await house.due(code), '2026-03-24T17:00') })
    assert.ok(!(await actsOf(house, code)).includes('propose-apology'), 'the answer comes before the due date')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Chưa kết hôn' })
    await house.complete(code, 'appraisal', eligible('2026-03-19', '08:30'))
    await house.task(code, 'appearance')
    assert.equal(await house.due(code), null, 'until the day on which they come')

    await house.at('2026-03-19T08:30')
    await house.complete(code, 'appearance', { appearance: 'another-day', appearOn: '2026-03-20', appearAt: '14:00' })
    await house.task(code, 'appearance')
    assert.equal((await house.deps.notices.of(code)).filter(({ subject }) => subject.includes('Mời đến có mặt')).length, 2)
    await house.at('2026-03-20T14:00')
    await house.complete(code, 'appearance', signed)
    await house.task(code, 'signature')
    assert.ok(await house.due(code))
    await signAndReturn(house, code, '20/2026')
  })

  it('is not registered when one party is not willing: the officer concludes, with the reason (F8, HN&GĐ 8)', async () => {
    const code = await received('2026-03-23T08:00')
    await house.complete(code, 'appraisal', eligible('2026-03-23', '09:00'))
    await house.complete(code, 'appearance', { appearance: 'not-free', remark: 'Bên nữ không đồng ý' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'not-eligible', findings: 'Không tự nguyện', reason: 'Một bên không tự nguyện kết hôn' })
    await signAndReturn(house, code, '11/TB')
    const { result } = await house.dossier(code)
    assert.deepEqual([result?.granted, result?.reason], [false, 'Một bên không tự nguyện kết hôn'])
  })

  it('filed online, is confirmed and then signed in person (J5)', async () => {
    const code = await received('2026-03-25T08:00', 'online')
    await house.complete(code, 'appraisal', eligible('2026-03-27', '08:00'))
    await house.complete(code, 'confirmation-answer', { confirmationAnswer: 'confirmed' })
    await house.task(code, 'appearance')
    await house.at('2026-03-27T08:00')
    await house.complete(code, 'appearance', signed)
    await signAndReturn(house, code, '21/2026')
  })
})
