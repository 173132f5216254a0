import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { readPdf } from '../config/print/read-pdf.ts'
import { signaturesOf } from '../config/sign/signatures-of.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { copyForApplicant } from '../../web/result-copy.ts'
import { report } from '../../web/report-error.ts'

describe('The result of a dossier, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  before(async () => { house = await openHouse() })

  async function decided(at: string, answers: Record<string, unknown> = {}, appraisal?: Record<string, unknown>): Promise<string> {
    await house.at(at)
    const code = await house.file({ feeClass: 'child', ...answers })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', appraisal ?? { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '77/LLTP' })
    return code
  }

  const copyOf = (code: string) => eventually(async () => {
    const { result } = await house.dossier(code)
    assert.ok(result?.copy)
    const found = await house.deps.files.find(result.copy.file.id, code)
    assert.ok(found)
    return { ...result.copy, pdf: await buffer(found.content) }
  })

  it('has an electronic copy that the deciding agency signed, as another program confirms, and that the applicant may have (F10, G1, BT 17.10)', async () => {
    const code = await decided('2026-05-18T08:00')
    const { pdf, signedBy } = await copyOf(code)
    assert.equal(signedBy, 'pv06')
    const signatures = await signaturesOf(pdf)
    assert.match(signatures, /Signature is Valid/)
    assert.match(signatures, /Phòng Hồ sơ nghiệp vụ/)
    const { text, fonts, qr } = await readPdf(pdf)
    assert.match(text, /PHIẾU LÝ LỊCH TƯ PHÁP SỐ 1/)
    assert.match(text, /Số: 77\/LLTP/)
    assert.match(text, /Nguyễn Thị Ánh/)
    assert.match(text, /Nguyễn Văn Hùng/, 'the leader who decided')
    assert.ok(fonts.every(({ embedded }) => embedded))
    assert.equal(qr, `http://motcua.test/ho-so/${code}`)
    assert.ok(await copyForApplicant(await house.dossier(code), house.deps))
  })

  it('is a notice with the written reason when it is not granted, within the limit, recorded as the result (F8, BT 17.8)', async () => {
    const code = await decided('2026-05-19T08:00', {}, { appraisalOutcome: 'not-eligible', findings: 'Không đủ', reason: 'Không cư trú tại tỉnh' })
    const { result } = await house.inState(code, 'returned')
    assert.equal(result?.granted, false)
    const { text } = await readPdf((await copyOf(code)).pdf)
    assert.match(text, /THÔNG BÁO KHÔNG ĐỦ\s+ĐIỀU KIỆN/)
    assert.match(text, /Lý do: Không cư trú tại tỉnh/)
  })

  it('that is early is told before it is handed over at the counter, and kept for its retention once closed (G1, G2, G3, BT 18.3-18.5)', async () => {
    const code = await decided('2026-05-20T08:00', { delivery: 'counter' })
    const task = await house.task(code, 'hand-over')
    const early = (await house.deps.notices.of(code)).find(({ subject }) => subject.includes('đã có kết quả'))
    assert.match(early?.text ?? '', /trước hạn/)
    assert.equal((await house.dossier(code)).state, 'decided', 'told first, returned later')
    await house.at('2026-05-25T09:00')
    await house.completeAs(task, { receivedBy: 'applicant', checked: ['identity', 'originals'] })
    const closed = await house.inState(code, 'returned')
    assert.equal(closed.retainUntil, '2031-05-25')
    assert.deepEqual(closed.answers['hand-over']?.values['checked'], ['identity', 'originals'], 'what the clerk compared is on record')
  })

  it('that goes by post is told with its tracking number (G1, BT 13.2, 18)', async () => {
    const code = await decided('2026-05-26T08:00', { delivery: 'post' })
    await house.complete(code, 'hand-over', { receivedBy: 'post', trackingNumber: 'VN123456789' })
    await house.inState(code, 'returned')
    const posted = (await house.deps.notices.of(code)).find(({ subject }) => subject.includes('bưu chính'))
    assert.match(posted?.text ?? '', /VN123456789/)
  })

  it('that was wrong is issued again, signed, naming the one before, whose copy stays (G5, F10)', async () => {
    const code = await decided('2026-05-27T08:00')
    await house.inState(code, 'returned')
    const before = await copyOf(code)
    await report(code, 'correction-request', { error: 'Sai năm sinh' }, { kind: 'applicant' }, house.deps)
    await house.complete(code, 'correction-review', { correctionOutcome: 'corrected', correctionFault: 'agency', correctionText: 'Năm sinh đúng là 1990.' })
    const after = await eventually(async () => {
      const copy = await copyOf(code)
      assert.notEqual(copy.file.id, before.file.id)
      return copy
    })
    assert.match(await signaturesOf(after.pdf), /Signature is Valid/)
    const { text } = await readPdf(after.pdf)
    assert.match(text, /Đính chính kết quả số 77\/LLTP/)
    assert.match(text, /Năm sinh đúng là 1990\./)
    const { corrections } = await house.dossier(code)
    assert.equal(corrections[0]?.before.copy?.file.id, before.file.id)
    assert.ok(await house.deps.files.find(before.file.id, code))
  })
})
