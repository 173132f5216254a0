import assert from 'node:assert/strict'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { presentDossier, presentDue } from '../../web/present-dossier.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

const establishment = {
  establishment: 'Cơ sở Nước mắm Ba Làng', establishmentAddress: 'Khu phố 3, phường Hạc Thành', establishmentKind: 'household', businessRegistered: 'yes', registrationNumber: '038190001234',
  products: 'Nước mắm', people: 6,
}
const team = { decisionNumber: '12/QĐ-SYT', members: 'Dương Văn Hải\nLê Thị Na\nTrần Văn Bốn', specialists: 2 }
const visit = (visitOn: string) => ({ visitOn, visitAt: '08:30', place: 'Khu phố 3', participants: 'Đoàn thẩm định\nĐại diện cơ sở', content: 'Thẩm định điều kiện an toàn thực phẩm', attendance: 'required' })
const minutes = (heldOn: string) => ({ verificationOutcome: 'held', heldOn, heldAt: '08:30', present: 'Đoàn thẩm định; đại diện cơ sở', found: 'Khu sơ chế thiếu lưới chắn', conclusion: 'Còn một điểm chưa đạt' })
const remedy = { assessmentOutcome: 'remedy', findings: 'Chưa đạt một điểm', reason: 'Lắp lưới chắn côn trùng', localAuthority: 'hacthanh' }

describe('Cấp giấy chứng nhận an toàn thực phẩm, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  /** Received and checked on a morning, inspected on another. */
  async function inspected(received: string, held: string): Promise<string> {
    await house.at(`${received}T08:00`)
    const code = await house.file(establishment, { procedure: 'food-safety' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Hợp lệ' })
    await house.complete(code, 'inspection-team', team)
    await house.complete(code, 'verification-appointment', visit(held))
    await house.at(`${held}T11:00`)
    await house.complete(code, 'verification-minutes', minutes(held))
    await house.task(code, 'assessment')
    return code
  }
  async function signAndReturn(code: string): Promise<void> {
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '7/ATTP' })
    await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'await-payment'), 'online, and 700.000 đồng are owed') })
    assert.equal((await house.dossier(code)).state, 'decided')
    await house.payAtCounter(code)
    await house.inState(code, 'returned')
  }
  const due = async (code: string) => presentDue(await house.dossier(code), 'vi', house.deps)

  it('is inspected by a team with an appointment; what is amiss is put right in time while the clock stands, assessed again, and certified (F3, J6, J8, F12)', async () => {
    const code = await inspected('2026-09-07', '2026-09-09')
    assert.equal(await house.due(code), '2026-09-22T17:00', '15 days')
    assert.match((await house.deps.notices.of(code)).map(({ text }) => text).join(' '), /thẩm tra, xác minh .* lúc 08:30 ngày 09\/09\/2026/)
    await house.complete(code, 'assessment', remedy)
    const work = await house.task(code, 'remedy')
    assert.equal(work.due?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(), '2026-10-09', '30 days at most')
    const standing = await due(code)
    assert.deepEqual([standing?.paused, standing?.overdue, standing?.pausedFor], [true, undefined, 'chờ khắc phục'], 'paused, not late')

    await house.at('2026-09-28T08:00')
    assert.equal((await due(code))?.overdue, undefined, 'not late after its first date either')
    await house.complete(code, 'remedy', { remedyReport: 'Đã lắp lưới chắn' })
    const again = await house.task(code, 'reassessment')
    assert.equal(again.due?.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate().toString(), '2026-10-05', '5 working days')
    await house.at('2026-09-29T08:00')
    await house.complete(code, 'reassessment', { reassessmentOutcome: 'passed', findings: 'Đã khắc phục' })
    await house.task(code, 'review')
    assert.equal(await house.due(code), '2026-10-13T17:00', 'the days from the 9th to the 29th are not counted')
    await signAndReturn(code)
    assert.equal((await house.dossier(code)).result?.granted, true)
    const { clocks } = await house.dossier(code)
    assert.deepEqual(clocks.settlement?.events.map(({ type, cause }) => `${type} ${cause ?? ''}`), ['start received', 'pause remedy', 'resume remedy'])
  })

  it('that is not put right within 30 days fails: no certificate, written reason, a copy to the local authority (J8, F8)', async () => {
    const code = await inspected('2026-10-05', '2026-10-07')
    await house.complete(code, 'assessment', remedy)
    await house.task(code, 'remedy')
    await house.at('2026-11-06T17:00')
    await house.task(code, 'review')
    await signAndReturn(code)
    const { result } = await house.dossier(code)
    assert.deepEqual([result?.granted, result?.reason], [false, 'Không báo cáo kết quả khắc phục đúng thời hạn: Lắp lưới chắn côn trùng'])
    const copy = (await house.deps.notices.of(code)).find(({ unit, to }) => unit === 'hacthanh' && to === 'leader')
    assert.match(copy?.text ?? '', /không đạt, không được cấp giấy chứng nhận. Lý do: Không báo cáo/)
    const told = (await house.events(code)).find(({ act }) => act === 'notify-authority')
    assert.equal(told?.details['agency'], 'hacthanh')
  })

  it('waits for a laboratory with its clock standing, and for a team that must explain without; failed, it is refused (J8)', async () => {
    const code = await inspected('2026-09-14', '2026-09-16')
    await house.complete(code, 'assessment', { assessmentOutcome: 'laboratory', findings: 'Đã lấy 2 mẫu' })
    await house.task(code, 'laboratory-result')
    assert.equal((await due(code))?.pausedFor, 'chờ kết quả kiểm nghiệm')
    await house.at('2026-09-23T08:00')
    await house.complete(code, 'laboratory-result', { resultOn: '2026-09-22', laboratory: 'Trung tâm Kiểm nghiệm', sampleResult: 'failed' })
    await house.task(code, 'assessment')
    assert.equal(await house.due(code), '2026-10-07T17:00', '15 days, without the eight from the 16th to the 23rd')
    await house.complete(code, 'assessment', { assessmentOutcome: 'explain', findings: 'Biên bản chưa rõ nguồn nước' })
    await house.complete(code, 'verification-appointment', visit('2026-09-24'))
    await house.at('2026-09-24T11:00')
    await house.complete(code, 'verification-minutes', minutes('2026-09-24'))
    await house.complete(code, 'assessment', { assessmentOutcome: 'failed', findings: 'Mẫu không đạt', reason: 'Mẫu vượt giới hạn histamin', localAuthority: 'hacthanh' })
    await signAndReturn(code)
    assert.deepEqual((await house.dossier(code)).result?.reason, 'Mẫu vượt giới hạn histamin')
    const applicantSees = (await presentDossier(await house.dossier(code), { language: 'vi', side: 'applicant', fileHref: String, slipHref: String }, house.deps)).timeline
    assert.equal(applicantSees.filter(({ title }) => title === 'Đã lập biên bản thẩm tra, xác minh').length, 2)
  })

  it('needs a team of 3 to 5 with 2 specialists under Decree 46/2026, any team while that is suspended (J1, J8)', async () => {
    const refusal = async (received: string, members: string, specialists: number) => {
      await house.at(`${received}T08:00`)
      const code = await house.file(establishment, { procedure: 'food-safety' })
      await house.bringToOfficer(code)
      await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Hợp lệ' })
      const refused = await checkTaskAnswers(await house.task(code, 'inspection-team'), { ...team, members, specialists }, await house.dossier(code), 'vi', house.deps)
      await requestWithdrawal(code, '', house.deps)
      await house.inState(code, 'withdrawn')
      return refused['members'] ?? ''
    }
    assert.equal(await refusal('2026-03-02', 'Dương Văn Hải', 1), '')
    assert.match(await refusal('2026-04-20', 'Dương Văn Hải', 1), /3-5 người/)
    assert.match(await refusal('2026-04-21', 'A\nB\nC', 1), /ít nhất 2 người/)
  })

  it('is withdrawn while its clock stands: the remedy is asked of nobody any more, and the end of its time does nothing (J3, J6)', async () => {
    const code = await inspected('2026-09-03', '2026-09-04')
    await house.complete(code, 'assessment', remedy)
    await house.task(code, 'remedy')
    await requestWithdrawal(code, 'Ngừng sản xuất', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    await house.at('2026-10-06T08:00')
    await eventually(async () => { assert.equal((await house.dossier(code)).state, 'withdrawn') })
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'lapse'))
  })
})
