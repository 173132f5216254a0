import assert from 'node:assert/strict'
import { eventually, openHouse, type House } from '../house.ts'
import { actsOf, faultsOf, signAndReturn } from './commune.ts'

const procedure = 'marital-status'
const asked = {
  name: 'Phạm Thị Mai', sex: 'female', dateOfBirth: '1995-06-10', identityNumber: '038195002222', ethnicity: 'Kinh', nationality: 'Việt Nam',
  address: '5 Hàng Đồng, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678', onBehalf: 'self', maritalStatus: 'single', livedElsewhere: 'yes',
  formerResidences: '2013-2020: xã Hoằng Hóa, tỉnh Thanh Hóa', hasProof: 'no', purpose: 'other', otherPurpose: 'Vay vốn ngân hàng', reissue: 'no', copies: 1, feeClass: 'poor',
  delivery: 'counter',
}
const question = { appraisalOutcome: 'consult', agencies: ['hoanghoa'], question: 'Bà Mai có đăng ký kết hôn trong thời gian 2013-2020 không?', answerWithin: 3 }

describe('Thủ tục cấp Giấy xác nhận tình trạng hôn nhân, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const toOfficer = async (at: string, answers = {}) => {
    await house.at(at)
    const code = await house.file({ ...asked, ...answers }, { procedure, channel: 'counter' })
    await house.bringToOfficer(code)
    return code
  }

  it('asks only what it needs, and says what the law does not allow beside the question', async () => {
    assert.deepEqual(await faultsOf(house, procedure, asked), [])
    const forMarriage = { purpose: 'marriage', marriageWith: 'Lê Văn Nam', marriageWithSex: 'male', marriageWithIdentity: '038092003333', marriageWhere: 'vietnam' }
    assert.deepEqual(await faultsOf(house, procedure, { ...asked, ...forMarriage }), [])
    assert.deepEqual(await faultsOf(house, procedure, { ...asked, ...forMarriage, copies: 2, marriageWithSex: 'female', marriageWhere: 'foreign-mission' }),
      ['copies: rule', 'marriageWhere: rule', 'marriageWithSex: rule'])
  })

  it('is issued on the day on which the consulted commune’s answer arrives, on its second day (F2, F5, F12, F13, NĐ 123/2015 art. 22.4-5)', async () => {
    const code = await toOfficer('2026-05-11T09:00')
    assert.equal(await house.due(code), '2026-05-14T17:00', '3 working days')
    await house.complete(code, 'appraisal', question)
    const task = await house.task(code, 'consultation-answer')
    assert.equal(task.unit, 'hoanghoa')
    const [consultation] = await house.deps.consultations.of(code)
    assert.equal(consultation?.due.toString(), '2026-05-14T10:00:00Z')

    await house.at('2026-05-12T14:00')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Chưa đăng ký kết hôn với ai' })
    const considered = await house.task(code, 'appraisal')
    assert.equal(considered.elementId, 'answer-appraisal')
    assert.equal(considered.due?.toString(), '2026-05-12T10:00:00Z', 'the same day')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Có văn bản trả lời', basis: 'answer' })
    await signAndReturn(house, code, '31/XNHN')
    const { result, decidedAt } = await house.dossier(code)
    assert.equal(result?.granted, true)
    assert.equal(decidedAt?.toString().slice(0, 10), '2026-05-12')
  })

  it('unanswered in time: the head of the one-stop unit is told, form 04 has been sent, a late answer is kept and the certificate issued (F5, F9, BT 17.5b, 17.9)', async () => {
    const code = await toOfficer('2026-05-18T09:00')
    await house.at('2026-05-19T08:00')
    await house.complete(code, 'appraisal', question)
    await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xã Hoằng Hóa xác minh', newDate: '2026-05-27' })
    await house.complete(code, 'apology-signature', { apologySignature: 'signed' })
    await eventually(async () => { assert.equal(await house.due(code), '2026-05-27T17:00') })
    assert.equal((await actsOf(house, code)).filter((act) => act === 'propose-apology').length, 1, 'proposed when it was asked: the answer may come after the due date')
    assert.ok((await house.deps.slips.of(code)).some(({ kind }) => kind === 'apology'))

    await house.at('2026-05-22T17:00')
    await house.task(code, 'appraisal')
    const told = (await house.deps.notices.of(code)).filter(({ to, subject }) => to === 'one-stop-head' && subject.includes('chưa trả lời'))
    assert.equal(told.length, 1)

    await house.at('2026-05-25T09:00')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Chưa đăng ký kết hôn với ai' })
    await eventually(async () => { assert.equal((await house.deps.consultations.of(code))[0]?.answer?.text, 'Chưa đăng ký kết hôn với ai') })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Trả lời muộn nhưng đủ cơ sở', basis: 'answer' })
    await signAndReturn(house, code, '32/XNHN')
  })

  it('re-issued for a marriage without the old certificate: only after the search a written commitment is asked for, which is on the published list (D6, F4, NĐ 123/2015 art. 22)', async () => {
    const code = await toOfficer('2026-06-01T09:00', {
      purpose: 'marriage', marriageWith: 'Lê Văn Nam', marriageWithSex: 'male', marriageWithIdentity: '038092003333', marriageWhere: 'vietnam', reissue: 'lost', lostWhy: 'Mất khi chuyển nhà; xã Hoằng Hóa',
    })
    await house.complete(code, 'appraisal', question)
    await house.at('2026-06-04T17:00')
    await house.task(code, 'appraisal')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'incomplete', missingItems: ['commitment'], reason: 'Không có trả lời: đề nghị văn bản cam đoan' })
    await house.inState(code, 'returned-for-completion')
    assert.ok((await house.deps.slips.of(code)).some(({ kind }) => kind === 'completion-request'))
    await house.at('2026-06-05T09:00')
    await house.complete(code, 'completion', { note: 'Đã nộp văn bản cam đoan' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-06-10T17:00', 'three working days from zero')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Có cam đoan', basis: 'commitment' })
    await signAndReturn(house, code, '33/XNHN')
  })

  it('filed online, is confirmed by silence (J5)', async () => {
    await house.at('2026-06-15T09:00')
    const code = await house.file({ ...asked, livedElsewhere: 'no', delivery: 'online' }, { procedure })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Dữ liệu đầy đủ', basis: 'data' })
    await house.task(code, 'confirmation-answer')
    await house.at('2026-06-16T17:00')
    await house.task(code, 'signature')
    assert.ok((await actsOf(house, code)).includes('take-as-agreed'))
    await house.at('2026-06-17T08:00')
    await signAndReturn(house, code, '34/XNHN')
  })

  it('is not granted when another marriage is found, with the reason (F8, BT 17.8)', async () => {
    const code = await toOfficer('2026-06-22T09:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'not-eligible', findings: 'Đang có chồng', reason: 'Đã đăng ký kết hôn năm 2018' })
    await signAndReturn(house, code, '10/TB')
    assert.equal((await house.dossier(code)).result?.granted, false)
  })
})
