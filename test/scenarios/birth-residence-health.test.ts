import assert from 'node:assert/strict'
import { partsOf } from '../../processes/law/result-parts.ts'
import { presentDossier } from '../../web/present-dossier.ts'
import type { Channel } from '../../processes/procedure.ts'
import type { Answers } from '../../store/dossiers.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

const child: Answers = {
  relation: 'parent', childName: 'Nguyễn Minh Khôi', childSex: 'male', childBorn: '2026-02-20', birthProof: 'digital', motherName: 'Nguyễn Thị Ánh',
  residenceAt: 'parents', residenceAddress: '12 Lê Lợi', householdConsent: true, hospital: 'Bệnh viện Nhi', delivery: 'online',
}

describe('Liên thông khai sinh, thường trú, thẻ bảo hiểm y tế, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const file = (answers: Answers = {}, channel: Channel = 'online') => house.file({ ...child, ...answers }, { procedure: 'birth-residence-health', channel })
  const parts = async (code: string) => partsOf(await house.events(code)).map(({ part, granted, number }) => `${part} ${granted ? String(number) : 'refused'}`)
  const open = async (code: string) => (await house.deps.tasks.openOf(code)).map(({ form }) => form).sort()
  async function registerBirth(code: string): Promise<void> {
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'birth-part', { partNumber: 'KS 45/2026', identityGiven: true })
  }

  it('goes electronically to police and insurance at once after the birth; each result is announced as soon as it is there, the dossier is settled with the last (F6, J8, G2, F12, BT 17.6)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await file()
    await registerBirth(code)
    assert.equal(await house.due(code), '2026-03-05T17:00', '3 working days')
    const police = await house.task(code, 'residence-part', 'cahacthanh')
    const insurance = await house.task(code, 'card-part', 'bhxh')
    assert.deepEqual([police.due?.toString().slice(0, 16), insurance.due?.toString().slice(0, 16)], ['2026-03-03T01:00', '2026-03-03T01:00'], 'both agencies at once, each with its own due date')
    assert.deepEqual(await parts(code), ['birth KS 45/2026'])
    await eventually(async () => {
      const told = (await house.deps.notices.of(code)).map(({ text }) => text)
      assert.ok(told.some((text) => text.startsWith(`Giấy khai sinh số KS 45/2026 của hồ sơ ${code} đã có tại Ủy ban nhân dân phường Hạc Thành`)))
    })

    await house.at('2026-03-02T15:00')
    await house.complete(code, 'card-part', { cardOutcome: 'done', partNumber: 'TE 3801' }, 'bhxh')
    await eventually(async () => { assert.deepEqual(await parts(code), ['birth KS 45/2026', 'card TE 3801']) })
    assert.equal((await house.dossier(code)).state, 'settling', 'one part is missing')
    const { joint } = await presentDossier(await house.dossier(code), { language: 'vi', side: 'applicant', fileHref: String, slipHref: String }, house.deps)
    assert.deepEqual(joint?.agencies.map(({ name, lead }) => [name, lead]), [
      ['Ủy ban nhân dân phường Hạc Thành', true], ['Công an phường Hạc Thành', false], ['Bảo hiểm xã hội tỉnh', false],
    ])
    const ofPolice = joint.agencies[1]?.tasks[0]
    assert.deepEqual([ofPolice?.limit, ofPolice?.state, String(ofPolice?.due).slice(0, 16)], ['8 giờ làm việc', 'open', '2026-03-03T01:00'], 'each agency with its task and deadline')
    assert.equal(joint.agencies[2]?.tasks[0]?.state, 'done')
    assert.deepEqual(joint.parts.map(({ name, number, agency }) => [name, number, agency]), [
      ['Giấy khai sinh', 'KS 45/2026', 'Ủy ban nhân dân phường Hạc Thành'], ['Thẻ bảo hiểm y tế', 'TE 3801', 'Bảo hiểm xã hội tỉnh'],
    ])
    await house.at('2026-03-03T08:30')
    await house.complete(code, 'residence-part', { residenceOutcome: 'done', partNumber: 'CT07/12' }, 'cahacthanh')
    const { result } = await house.inState(code, 'returned')
    assert.deepEqual([result?.granted, result?.number], [true, 'KS 45/2026; TE 3801; CT07/12'])
    const subjects = (await house.deps.notices.of(code)).filter(({ to }) => to === 'applicant').map(({ subject }) => subject)
    assert.deepEqual(subjects.filter((subject) => /đã có$/.test(subject)).sort(), [
      `Hồ sơ ${code}: Giấy khai sinh đã có`, `Hồ sơ ${code}: Thông báo kết quả giải quyết, hủy bỏ đăng ký cư trú đã có`, `Hồ sơ ${code}: Thẻ bảo hiểm y tế đã có`,
    ].sort())
  })

  it('on paper goes from agency to agency in the set order: the insurance only after the police (F6, BT 17.6)', async () => {
    await house.at('2026-03-09T08:00')
    const code = await file({}, 'counter')
    await registerBirth(code)
    await house.task(code, 'residence-part', 'cahacthanh')
    assert.deepEqual(await open(code), ['residence-part'])
    await house.complete(code, 'residence-part', { residenceOutcome: 'done', partNumber: 'CT07/13' }, 'cahacthanh')
    await house.task(code, 'card-part', 'bhxh')
    assert.deepEqual((await house.events(code)).filter(({ act }) => act === 'transfer').map(({ details }) => `${String(details['from'])} → ${String(details['to'])}`), [
      'pvhcchacthanh → hacthanh', 'hacthanh → cahacthanh', 'cahacthanh → hacthanh', 'hacthanh → bhxh',
    ])
    await house.complete(code, 'card-part', { cardOutcome: 'done', partNumber: 'TE 3802' }, 'bhxh')
    await house.inState(code, 'returned')
  })

  it('gives out what there is when one part is refused, and takes back a birth certificate that an agency found wrong (F6, F8, J8)', async () => {
    await house.at('2026-03-16T08:00')
    const code = await file({ residenceAt: 'elsewhere' })
    await registerBirth(code)
    assert.equal(await house.due(code), '2026-03-23T17:00', '5 working days when the residence must be verified')
    await house.complete(code, 'card-part', { cardOutcome: 'rejected', reason: 'Sai ngày sinh' }, 'bhxh')
    await house.task(code, 'card-correction', 'hacthanh')
    assert.ok((await house.events(code)).some(({ act, details }) => act === 'reject-part' && details['reason'] === 'Sai ngày sinh'))
    await house.complete(code, 'card-correction', { correction: 'Đã sửa ngày sinh 20/02/2026' }, 'hacthanh')
    await house.complete(code, 'card-part', { cardOutcome: 'done', partNumber: 'TE 3803' }, 'bhxh')
    await house.complete(code, 'residence-part', { residenceOutcome: 'refused', reason: 'Chỗ ở chưa hợp pháp' }, 'cahacthanh')
    const { result } = await house.inState(code, 'returned')
    assert.deepEqual((await parts(code)).sort(), ['birth KS 45/2026', 'card TE 3803', 'residence refused'])
    assert.deepEqual([result?.granted, result?.reason], [true, 'Chỗ ở chưa hợp pháp'])
  })

  it('is refused as a whole when the birth cannot be registered: the other agencies are not troubled (F8)', async () => {
    await house.at('2026-03-23T08:00')
    const code = await file()
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'not-eligible', findings: 'Đã đăng ký nơi khác', reason: 'Trẻ đã được đăng ký khai sinh' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '9/TB' })
    const { result } = await house.inState(code, 'returned')
    assert.deepEqual([result?.granted, result?.number], [false, '9/TB'])
    assert.deepEqual(await parts(code), [])
  })

  it('that is stopped while both agencies work leaves no task with either (J3)', async () => {
    await house.at('2026-03-30T08:00')
    const code = await file()
    await registerBirth(code)
    await house.task(code, 'residence-part')
    await house.task(code, 'card-part')
    await requestWithdrawal(code, 'Nộp lại sau', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await open(code), [])
  })
})
