import assert from 'node:assert/strict'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { actsOf, faultsOf, signAndReturn } from './commune.ts'

const procedure = 'birth-registration'
const birth = {
  name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '1990-02-28', address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678',
  relation: 'mother', childName: 'Lê Minh Khang', childSex: 'male', childDateOfBirth: '2026-03-20', birthPlace: 'Bệnh viện Phụ sản Thanh Hóa', childEthnicity: 'Kinh',
  childNationality: 'Việt Nam', childOrigin: 'Hoằng Hóa, Thanh Hóa', birthProof: 'linked', surrogacy: 'no', motherEthnicity: 'Kinh', motherNationality: 'Việt Nam',
  marriage: 'yes', marriagePlace: 'Xã Hoằng Hóa, tỉnh Thanh Hóa', fatherName: 'Lê Văn Bình', fatherIdentityNumber: '038088001111', fatherDateOfBirth: '1988-05-01',
  fatherAddress: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', fatherEthnicity: 'Kinh', fatherNationality: 'Việt Nam', copies: 2, delivery: 'counter',
}
const registered = { bookVolume: '01/2026', bookNumber: 112, personalNumber: '038226001234' }

describe('Thủ tục đăng ký khai sinh, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  it('asks for nothing that its declaration does not need', async () => {
    assert.deepEqual(await faultsOf(house, procedure, birth), [])
    const abandoned = Object.fromEntries(Object.entries(birth).filter(([key]) => !/^(mother|father|marriage|surrogacy)/.test(key)))
    assert.deepEqual(await faultsOf(house, procedure, { ...abandoned, relation: 'carer', birthProof: 'abandoned' }), [])
  })

  it('received at 14:55 is due and settled the same day: checked, registered, signed, handed over (F2, F12, F13, Luật Hộ tịch 5.3)', async () => {
    await house.at('2026-04-01T14:50')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    assert.match(code, /^000\.01\.31\.H56-260401-\d{4}$/, 'the code of the commune’s centre')
    await house.at('2026-04-01T14:55')
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-04-01T17:00')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.deepEqual(explained?.lines.map(({ why, counted }) => [why.key, counted]), [['same-day', 1]])

    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '112/2026')
    const { result } = await house.dossier(code)
    assert.deepEqual([result?.granted, result?.number], [true, '112/2026'])
    assert.deepEqual(await actsOf(house, code), [
      'file', 'open', 'reception', 'receive', 'transfer', 'appraisal', 'registration', 'signature', 'record-result', 'issue', 'announce-result', 'hand-over', 'close',
    ])
  })

  it('received at 15:05 is due the next working day, after the holiday when one lies between (F12, Luật Hộ tịch 5.3)', async () => {
    await house.at('2026-04-29T15:05')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-05-04T17:00', '30 April and 1 May are holidays, then a weekend')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.lines[0]?.why.key, 'after-cut-off')
  })

  it('gives no slip for a result of the same day unless it is asked for, and one with the hour when it is received after 15:00; the result is recorded all the same (D7, BT 15.4, NĐ 23/2015 art. 7)', async () => {
    await house.at('2026-04-02T09:00')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'appraisal')
    assert.deepEqual(await house.deps.slips.of(code), [])
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '113/2026')
    assert.equal((await house.dossier(code)).result?.granted, true)

    await house.at('2026-04-02T15:30')
    const late = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(late, 'reception', { receptionOutcome: 'received' })
    await house.task(late, 'appraisal')
    const [slip] = await house.deps.slips.of(late)
    assert.equal(slip?.kind, 'receipt')
    assert.equal(slip.facts['due'], '2026-04-03T10:00:00Z')
  })

  async function toDraft(at: string): Promise<string> {
    await house.at(at)
    const code = await house.file({ ...birth, delivery: 'online' }, { procedure })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ', draftChanges: 'Nơi sinh ghi theo giấy chứng sinh' })
    return code
  }

  it('filed online, has its draft confirmed by the applicant while the clock stands (J5, J6)', async () => {
    const code = await toDraft('2026-04-06T09:00')
    const draft = await house.task(code, 'confirmation-answer')
    assert.equal(draft.role, 'applicant')
    assert.equal(draft.due?.toString(), '2026-04-07T10:00:00Z', 'within one day')
    assert.equal(await house.due(code), null, 'it is the applicant’s turn')
    const [asked] = (await house.deps.notices.of(code)).filter(({ subject }) => subject.includes('xác nhận dự thảo'))
    assert.match(asked?.text ?? '', /trước 17:00 ngày 07\/04\/2026; không trả lời được coi là đồng ý/)

    await house.at('2026-04-06T10:00')
    await house.complete(code, 'confirmation-answer', { confirmationAnswer: 'confirmed' })
    await house.complete(code, 'registration', registered)
    assert.equal(await house.due(code), '2026-04-06T17:00', 'confirmed before 15:00: still the same day')
    await signAndReturn(house, code, '114/2026')
    assert.ok((await actsOf(house, code)).includes('record-confirmation'))
  })

  it('goes back to the officer when the applicant wants the draft corrected, and is sent once more (J5)', async () => {
    const code = await toDraft('2026-04-08T09:00')
    await house.complete(code, 'confirmation-answer', { confirmationAnswer: 'correction', correction: 'Tên đệm của trẻ là Minh' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đã sửa tên đệm' })
    await house.complete(code, 'confirmation-answer', { confirmationAnswer: 'confirmed' })
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '115/2026')
    const answers = (await house.events(code)).filter(({ act }) => act === 'record-confirmation').map(({ details }) => [details['confirmation'], details['text']])
    assert.deepEqual(answers, [['correction', 'Tên đệm của trẻ là Minh'], ['confirmed', undefined]])
  })

  it('takes silence for a day as agreement, on record with its basis; the question leaves the applicant’s page and the clock runs on (J5)', async () => {
    const code = await toDraft('2026-04-13T09:00')
    await house.task(code, 'confirmation-answer')
    await house.at('2026-04-14T17:00')
    await house.task(code, 'registration')
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'confirmation-answer'))
    const taken = (await house.events(code)).find(({ act }) => act === 'take-as-agreed')
    assert.deepEqual([taken?.by.kind, taken?.details['confirmation'], taken?.details['basis']], ['system', 'silent', 'Cổng Dịch vụ công quốc gia 1.001193'])
    assert.equal(await house.due(code), '2026-04-15T17:00', 'the clock ran again after 15:00: the next working day')
    assert.ok((await house.deps.notices.of(code)).some(({ subject }) => subject.includes('coi là đã đồng ý')))
    await house.at('2026-04-15T08:00')
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '116/2026')
  })

  it('withdrawn while the draft waits, ends the question too (J3, J5)', async () => {
    const code = await toDraft('2026-04-16T09:00')
    await house.task(code, 'confirmation-answer')
    await requestWithdrawal(code, 'Nộp nhầm', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    await house.at('2026-04-17T17:30')
    assert.ok(!(await actsOf(house, code)).includes('take-as-agreed'))
  })

  it('that must be verified with another commune gets its apology drafted at once, with the new date (F5, F9, BT 17.5, 17.9)', async () => {
    await house.at('2026-04-20T09:00')
    const code = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'consult', agencies: ['hoanghoa'], question: 'Cha, mẹ có đăng ký kết hôn tại xã không?', answerWithin: 3 })
    const draft = await house.task(code, 'apology-draft')
    assert.equal(draft.unit, 'hacthanh')
    await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Xác minh tình trạng hôn nhân của cha, mẹ', newDate: '2026-04-24' })
    await house.complete(code, 'apology-signature', { apologySignature: 'signed' })
    await eventually(async () => { assert.equal(await house.due(code), '2026-04-24T17:00') })
    assert.ok((await house.deps.slips.of(code)).some(({ kind }) => kind === 'apology'))
    await house.at('2026-04-21T10:00')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Có, số 12 năm 2020' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Xã Hoằng Hóa xác nhận' })
    await house.complete(code, 'registration', registered)
    await signAndReturn(house, code, '117/2026')
  })

  it('is refused when the child is not of the commune, pointing to the right one, and not granted when the conditions are not met (D5, F8)', async () => {
    await house.at('2026-04-22T09:00')
    const code = await house.file(birth, { procedure })
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Cha, mẹ không cư trú tại phường', rightAuthority: 'Ủy ban nhân dân xã Hoằng Hóa' })
    await house.inState(code, 'refused')
    assert.ok((await house.deps.notices.of(code)).some(({ text }) => text.includes('Nơi có thẩm quyền: Ủy ban nhân dân xã Hoằng Hóa')))

    const other = await house.file(birth, { procedure, channel: 'counter' })
    await house.complete(other, 'reception', { receptionOutcome: 'received' })
    await house.complete(other, 'appraisal', { appraisalOutcome: 'not-eligible', findings: 'Đã đăng ký nơi khác', reason: 'Trẻ đã được đăng ký khai sinh' })
    await signAndReturn(house, other, '9/TB')
    const { result } = await house.dossier(other)
    assert.deepEqual([result?.granted, result?.reason], [false, 'Trẻ đã được đăng ký khai sinh'])
  })
})
