import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { Answers } from '../../store/dossiers.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { invitationPaper, presentAppointment } from '../../web/present-appointment.ts'
import { presentDossier } from '../../web/present-dossier.ts'
import { controlSheetOf } from '../../web/present-papers.ts'
import { presentPasses } from '../../web/present-passes.ts'
import { presentConsultations } from '../../web/present-steps.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

const building = {
  workKind: 'house', siteAddress: '15 ngõ 8 Lê Lợi, phường Hạc Thành', landPlot: 'Thửa 125, tờ bản đồ 34', landArea: 90, floors: 3, floorArea: 240, height: 11.5,
  landData: 'yes', adjacent: 'no', fireSafety: 'no', designReview: 'no', heritage: 'no', designer: 'Công ty Thiết kế Hạc Thành',
}
const visit = (visitOn: string, visitAt: string, attendance = 'required') =>
  ({ visitOn, visitAt, place: '15 ngõ 8 Lê Lợi', participants: 'Phạm Thùy Trang\nChủ đầu tư', content: 'Đối chiếu ranh giới, công trình liền kề', attendance })
const minutes = (heldOn: string, heldAt: string) =>
  ({ heldOn, heldAt, present: 'Phạm Thùy Trang; chủ đầu tư', found: 'Ranh giới đúng bản vẽ', conclusion: 'Phù hợp' })
const permit = { draftKind: 'permit', permittedFloors: 3, permittedHeight: 11.5, permittedArea: 240, setback: 'Trùng chỉ giới đường đỏ' }

describe('Cấp giấy phép xây dựng, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  async function toOfficer(answers: Answers = {}): Promise<string> {
    const code = await house.file({ ...building, ...answers }, { procedure: 'building-permit' })
    await house.bringToOfficer(code)
    return code
  }
  const timeline = async (code: string, side: 'applicant' | 'staff' = 'applicant') => (await presentDossier(await house.dossier(code), {
    language: 'vi', side, fileHref: String, slipHref: String,
  }, house.deps)).timeline
  const told = async (code: string, to = 'applicant') => (await house.deps.notices.of(code)).filter((notice) => notice.to === to)

  async function concludeAndReturn(code: string): Promise<void> {
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Phù hợp quy hoạch' })
    await house.complete(code, 'permit-draft', permit)
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '45/GPXD' })
    await house.inState(code, 'returned')
  }

  it('takes an agency that does not answer within 2 working days for agreed and tells the one-stop head, while the site is verified with the owner there (F3, F5, F12, J5, BT 17.3, 17.5)', async () => {
    await house.at('2026-07-06T08:00')
    const code = await toOfficer()
    assert.equal(await house.due(code), '2026-07-15T17:00', '7 working days for a house')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'both', agencies: ['sxd', 'pc07'], question: 'Có phù hợp quy hoạch và an toàn cháy không?' })

    const arranging = await house.task(code, 'verification-appointment')
    const dossier = await house.dossier(code)
    for (const [answers, why] of [[visit('2026-07-04', '08:30'), /phía trước/], [visit('2026-07-11', '08:30'), /giờ làm việc/], [visit('2026-07-08', '12:00'), /giờ làm việc/], [visit('2026-07-16', '08:30'), /trước hạn giải quyết/]] as const) {
      const refused = await checkTaskAnswers(arranging, answers, dossier, 'vi', house.deps)
      assert.match(refused['visitAt'] ?? '', why)
    }
    await house.completeAs(arranging, visit('2026-07-08', '08:30'))
    const work = await house.task(code, 'verification-minutes')
    assert.equal(work.due?.toString(), '2026-07-09T01:30:00Z', '8 working hours from the appointment, not from the arrangement')
    const invited = (await told(code)).find(({ subject }) => subject === `Lịch thẩm tra, xác minh hồ sơ ${code}`)
    assert.match(invited?.text ?? '', /lúc 08:30 ngày 08\/07\/2026 tại 15 ngõ 8 Lê Lợi/)
    assert.deepEqual(invited?.channels.includes('portal'), true)
    const shown = await presentAppointment(await house.dossier(code), house.deps)
    assert.equal(shown?.place, '15 ngõ 8 Lê Lợi')
    const paper = await invitationPaper(await house.dossier(code), house.deps)
    assert.equal(paper.title, 'Giấy mời thẩm tra, xác minh hồ sơ')
    assert.ok(paper.rows.some(({ label, lines }) => label === 'Thành phần' && lines.includes('Chủ đầu tư')))

    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Phù hợp quy hoạch' }, 'sxd')
    await house.at('2026-07-08T10:00')
    const future = await checkTaskAnswers(work, { verificationOutcome: 'held', ...minutes('2026-07-08', '14:00') }, await house.dossier(code), 'vi', house.deps)
    assert.match(future['heldAt'] ?? '', /không thể ở phía trước/)
    await house.complete(code, 'verification-minutes', { verificationOutcome: 'held', ...minutes('2026-07-08', '08:30') })
    await eventually(async () => {
      const kept = (await house.events(code)).find(({ act }) => act === 'record-verification')
      assert.deepEqual([kept?.details['attended'], kept?.details['conclusion'], kept?.details['present'], kept?.details['by']], [true, 'Phù hợp', 'Phạm Thùy Trang; chủ đầu tư', 'Phạm Thùy Trang'])
    })
    assert.equal(await presentAppointment(await house.dossier(code), house.deps), undefined, 'nobody is invited any more')
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'appraisal'), 'the second agency still has time')

    await house.at('2026-07-08T17:00')
    await house.task(code, 'appraisal')
    const [planning, fire] = await house.deps.consultations.of(code)
    assert.deepEqual([planning?.state, fire?.state, fire?.silence, fire?.due.toString()], ['answered', 'unanswered', 'consent', '2026-07-08T10:00:00Z'])
    assert.match((await told(code, 'one-stop-head')).map(({ text }) => text).join(' '), /Phòng Cảnh sát phòng cháy, chữa cháy chưa trả lời .* nên được coi là đồng ý/)
    assert.match((await timeline(code)).find(({ title }) => title === 'Cơ quan phối hợp không trả lời đúng hạn')?.text ?? '', /được coi là đồng ý/, 'the applicant reads it too')
    const asked = await presentConsultations(await house.dossier(code), await house.deps.consultations.of(code), 'vi', house.deps)
    assert.ok(asked.some(({ step, by }) => step === 'Phòng Cảnh sát phòng cháy, chữa cháy' && by === 'Không trả lời đúng hạn, được coi là đồng ý'), 'and so does the officer')

    const sheet = await controlSheetOf(await house.dossier(code), house.deps)
    assert.match(sheet.paragraphs.join(' '), /Phòng Cảnh sát phòng cháy, chữa cháy không trả lời lấy ý kiến đến 17 giờ 00 phút, ngày 08 tháng 7 năm 2026, được coi là đồng ý/)

    await house.complete(code, 'consultation-answer', { opinion: 'other', text: 'Cần lối thoát nạn' }, 'pc07')
    await eventually(async () => {
      const [, late] = await house.deps.consultations.of(code)
      assert.deepEqual([late?.state, late?.answer?.text], ['unanswered', 'Cần lối thoát nạn'], 'a late answer is kept, and stays late')
    })
    await concludeAndReturn(code)
    assert.equal((await house.dossier(code)).result?.granted, true)
  })

  it('arranges the verification anew when the owner did not come, tells them again, and goes on without them the second time (F3, BT 17.3b)', async () => {
    await house.at('2026-07-13T08:00')
    const code = await toOfficer()
    await house.complete(code, 'appraisal', { appraisalOutcome: 'verify' })
    await house.complete(code, 'verification-appointment', visit('2026-07-14', '08:30'))
    await house.at('2026-07-14T10:00')
    await house.complete(code, 'verification-minutes', { verificationOutcome: 'again', missedBecause: 'applicant', missedReason: 'Chủ đầu tư không có mặt' })
    await house.complete(code, 'verification-appointment', visit('2026-07-15', '14:00'))
    await house.task(code, 'verification-minutes')
    const invitations = (await told(code)).filter(({ subject }) => subject === `Lịch thẩm tra, xác minh hồ sơ ${code}`)
    assert.deepEqual(invitations.map(({ text }) => text.startsWith('Lịch cũ được thay.')), [false, true])
    const missed = (await timeline(code)).find(({ title }) => title === 'Chưa thẩm tra, xác minh được')
    assert.deepEqual([missed?.text, missed?.tone], ['Chủ đầu tư không có mặt', 'problem'])

    await house.at('2026-07-15T16:00')
    await house.complete(code, 'verification-minutes', { verificationOutcome: 'without-applicant', ...minutes('2026-07-15', '14:00'), present: 'Phạm Thùy Trang' })
    await house.task(code, 'appraisal')
    const kept = (await house.events(code)).findLast(({ act }) => act === 'record-verification')
    assert.equal(kept?.details['attended'], false)
    await concludeAndReturn(code)
  })

  it('returned after appraisal: the notice is due within 3 working days, the owner has 2, and then it is refused in one (F4, F8, BT 17.4)', async () => {
    await house.at('2026-07-20T08:00')
    const code = await toOfficer()
    await house.at('2026-07-21T09:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'incomplete', missingItems: ['drawings'], reason: 'Thiếu bản vẽ móng' })
    const notice = await house.task(code, 'return-notice')
    assert.deepEqual([notice.unit, notice.due?.toString()], ['pvhcchacthanh', '2026-07-24T10:00:00Z'], 'through the one-stop unit, 3 working days from the appraisal')

    await house.at('2026-07-22T08:00')
    await house.complete(code, 'return-notice')
    await house.inState(code, 'returned-for-completion')
    const asked = await house.task(code, 'completion')
    assert.equal(asked.due?.toString(), '2026-07-24T10:00:00Z', '2 working days')
    assert.equal(await house.due(code), null)

    await house.at('2026-07-24T17:00')
    const refusal = await house.task(code, 'signature')
    assert.equal(refusal.due?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(), '2026-07-27', 'to be refused within one working day')
    assert.equal((await house.dossier(code)).state, 'settling')
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '9/TB' })
    const { result } = await house.inState(code, 'returned')
    assert.deepEqual([result?.granted, result?.reason], [false, 'Không bổ sung, hoàn thiện hồ sơ đúng thời hạn: Thiếu bản vẽ móng'])
    assert.ok((await timeline(code)).some(({ title }) => title === 'Không bổ sung đúng hạn; hồ sơ được giải quyết như hiện có'))
  })

  it('completed in time has its limit counted from zero, and the end of the owner’s time changes nothing any more (F4, BT 17.4)', async () => {
    await house.at('2026-08-03T08:00')
    const code = await toOfficer()
    await house.complete(code, 'appraisal', { appraisalOutcome: 'incomplete', missingItems: ['drawings'], reason: 'Thiếu bản vẽ móng' })
    await house.complete(code, 'return-notice')
    await house.at('2026-08-04T10:00')
    await house.complete(code, 'completion', { note: 'Đã gửi bản vẽ móng' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-08-13T17:00')
    await house.at('2026-08-06T08:00')
    await concludeAndReturn(code)
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'lapse'))
  })

  it('keeps the parameters of the day on which it was received: 15 days and 12 for an opinion until 30 June 2026, 7 and 2 working days since (J1)', async () => {
    await house.at('2026-06-30T08:00')
    const before = await toOfficer()
    assert.equal(await house.due(before), '2026-07-15T17:00', '15 calendar days')
    await house.at('2026-07-01T08:00')
    const since = await toOfficer()
    const works = await toOfficer({ workKind: 'other' })
    assert.deepEqual([await house.due(since), await house.due(works)], ['2026-07-10T17:00', '2026-07-15T17:00'], '7 working days for a house, 10 for other works')
    for (const code of [before, since]) await house.complete(code, 'appraisal', { appraisalOutcome: 'consult', agencies: ['sxd'], question: 'Có phù hợp quy hoạch không?' })
    const dues = await eventually(async () => {
      const [[old], [now]] = [await house.deps.consultations.of(before), await house.deps.consultations.of(since)]
      assert.ok(old && now)
      return [old.due, now.due].map((due) => due.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString())
    })
    assert.deepEqual(dues, ['2026-07-13T17:00:00', '2026-07-03T17:00:00'])
    for (const code of [before, since, works]) {
      await requestWithdrawal(code, '', house.deps)
      await house.inState(code, 'withdrawn')
    }
  })

  it('sent back twice: each time at a step has its own clock and tells who sent it back and why, the dossier’s clock runs on (J7)', async () => {
    await house.at('2026-09-07T08:00')
    const code = await toOfficer()
    const due = await house.due(code)
    const first = await house.task(code, 'appraisal')
    await house.at('2026-09-08T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ' })
    await house.complete(code, 'permit-draft', permit)
    await house.complete(code, 'review', { reviewOutcome: 'back', remark: 'Làm rõ khoảng lùi' })
    const second = await house.task(code, 'appraisal')
    assert.deepEqual([second.pass, second.sentBack], [2, { by: 'Nguyễn Thị Bích', remark: 'Làm rõ khoảng lùi' }], 'shown on the officer’s queue')
    assert.ok(second.due && first.due && Temporal.Instant.compare(second.due, first.due) > 0, 'the step’s clock starts again')
    assert.equal(await house.due(code), due, 'the dossier’s does not')

    await house.at('2026-09-11T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đã làm rõ' })
    await house.complete(code, 'permit-draft', permit)
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'back', remark: 'Sửa diện tích sàn' })
    const third = await house.task(code, 'appraisal')
    assert.deepEqual([third.pass, third.sentBack?.by], [3, 'Hoàng Mạnh Cường'])
    await concludeAndReturn(code)

    const passes = (await presentPasses(await house.dossier(code), 'vi', house.deps)).filter(({ step }) => step === 'Thẩm định hồ sơ')
    assert.deepEqual(passes.map(({ pass, minutes: had, late }) => [pass ?? 1, had, late ?? false]), [[1, 480, false], [2, 1440, true], [3, 0, false]], 'the second time took 24 working hours instead of 20')
    const backs = (await presentPasses(await house.dossier(code), 'vi', house.deps)).filter(({ back }) => back !== undefined)
    const sheet = await controlSheetOf(await house.dossier(code), house.deps)
    const remarks = sheet.table?.rows.map((row) => row.at(-1)) ?? []
    assert.ok(remarks.includes('Kiểm tra, trình ký; trả lại: Làm rõ khoảng lùi') && remarks.includes('Thẩm định hồ sơ; lượt 3'), remarks.join(' | '))
    assert.deepEqual(backs.map(({ step, by, back }) => [step, by, back]), [
      ['Kiểm tra, trình ký', 'Nguyễn Thị Bích', 'Làm rõ khoảng lùi'], ['Ký giấy phép hoặc văn bản từ chối', 'Hoàng Mạnh Cường', 'Sửa diện tích sàn'],
    ])
  })

  it('withdrawn while a verification is arranged: nobody is invited or asked any more (J3)', async () => {
    await house.at('2026-09-21T08:00')
    const code = await toOfficer()
    await house.complete(code, 'appraisal', { appraisalOutcome: 'verify' })
    await house.complete(code, 'verification-appointment', visit('2026-09-22', '08:30'))
    await house.task(code, 'verification-minutes')
    await requestWithdrawal(code, 'Không xây nữa', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    assert.equal(await presentAppointment(await house.dossier(code), house.deps), undefined)
  })
})
