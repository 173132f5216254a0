import assert from 'node:assert/strict'
import type { Answers } from '../../store/dossiers.ts'
import { presentDue } from '../../web/present-dossier.ts'
import { recordObjection } from '../../web/record-objection.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

const land: Answers = {
  landRequest: 'certificate', difficultArea: 'no', onBehalf: 'self', plotNumber: '15', mapSheet: '7', plotAddress: 'Tổ 3, phường Hạc Thành', area: 120.5,
  landUse: 'residential', useSince: '1992', origin: 'inherited', originText: 'Bố mẹ để lại từ năm 1992', landPapers: 'yes', jointUsers: 'no', hasAsset: 'no', delivery: 'counter',
}
const checked: Answers = { present: 'Đất ở, sử dụng ổn định từ 1992', disputes: 'none', planning: 'fits' }

describe('Đăng ký, cấp Giấy chứng nhận lần đầu, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  before(async () => { house = await openHouse() })

  const file = (answers: Answers = {}) => house.file({ ...land, ...answers }, { procedure: 'first-land-certificate' })
  const told = async (code: string, to: string) => (await house.deps.notices.of(code)).filter((each) => each.to === to).map(({ subject }) => subject)
  const handOvers = async (code: string) => (await house.events(code)).filter(({ act }) => act === 'transfer').map(({ details }) => `${String(details['from'])} → ${String(details['to'])}`)
  const posting = (code: string) => eventually(async () => {
    const [found] = await house.deps.postings.of(code)
    assert.ok(found)
    return found
  })

  async function receive(code: string): Promise<void> {
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'assignment', { officer: house.username('case-officer', '.hacthanh') })
  }
  async function check(code: string): Promise<void> {
    await house.complete(code, 'land-extract', { landOutcome: 'done', extractNumber: '12/TL', measuredArea: 120.5 }, 'vpdk')
    await house.complete(code, 'verification', checked)
  }
  const finish = async (code: string) => {
    await house.complete(code, 'preparation', { draftNumber: 'DT 1' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: 'AA 000123' })
    await house.complete(code, 'cadastral-update', { updatedOn: '2026-04-20' }, 'vpdk')
    await house.payAtCounter(code)
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
    return house.inState(code, 'returned')
  }

  it('passes to the land office, to tax and back as one dossier; the clock stands for the payment and a second appointment counts from its proof (F7, J6, J8, F12, E1, BT 17.7)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await file()
    await receive(code)
    assert.equal(await house.due(code), '2026-03-23T17:00', 'the first appointment: 15 working days')
    const [receipt] = await house.deps.slips.of(code)
    assert.deepEqual(receipt?.facts['limit'], { amount: 20, unit: 'working-day' }, 'form 01 says the whole limit')
    assert.match(JSON.stringify(receipt.facts['second']), /5 ngày làm việc kể từ khi có chứng từ/, 'and both appointments')

    const { until, facts } = await posting(code)
    assert.equal(until.toString(), '2026-03-17T10:00:00Z', '15 days, to the end of that working day')
    assert.deepEqual(Object.keys(facts), ['plotNumber', 'mapSheet', 'plotAddress', 'area', 'landUse', 'useSince', 'origin'], 'nobody’s name')
    const extract = await house.task(code, 'land-extract', 'vpdk')
    assert.equal(extract.due?.toString(), '2026-03-04T10:00:00Z', 'the land office has two working days of its own')
    await house.at('2026-03-03T09:00')
    await check(code)
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'appraisal'), 'still posted')

    await house.at('2026-03-17T17:00')
    await house.task(code, 'appraisal')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ điều kiện' })
    await house.at('2026-03-19T10:00')
    await house.complete(code, 'tax-slip', { slipNumber: '5/PC', slipFacts: 'Đất ở 120,5 m²' })
    const duty = await house.task(code, 'tax-duty', 'thue')
    assert.equal(duty.due?.toString(), '2026-03-26T10:00:00Z')
    assert.equal(await house.due(code), null)

    await house.at('2026-03-24T09:00')
    await house.complete(code, 'tax-duty', { taxOutcome: 'payment', noticeNumber: '77/TB', amount: 12_000_000, payBy: '2026-04-23' }, 'thue')
    await house.task(code, 'payment-proof')
    const standing = await presentDue(await house.dossier(code), 'vi', house.deps)
    assert.deepEqual([standing?.paused, standing?.overdue, standing?.pausedFor], [true, undefined, 'chờ thực hiện nghĩa vụ tài chính'])
    await house.complete(code, 'payment-proof', { paidHow: 'treasury', receiptNumber: 'CT 1', paidOn: '2026-04-08' })
    await house.complete(code, 'payment-confirmation', { paymentOutcome: 'not-found', reason: 'Chưa thấy' }, 'thue')
    await house.at('2026-04-10T15:00')
    await house.complete(code, 'payment-proof', { paidHow: 'treasury', receiptNumber: 'CT 2', paidOn: '2026-04-09' })
    await house.complete(code, 'payment-confirmation', { paymentOutcome: 'confirmed' }, 'thue')

    await house.task(code, 'preparation')
    assert.equal(await house.due(code), '2026-04-17T17:00', 'five working days from the proof')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.met?.due.toString(), '2026-03-23T10:00:00Z')
    assert.equal(explained.met.at.toString(), '2026-03-19T03:00:00Z', 'met four days early')
    const waited = explained.lines.find(({ why }) => why.key === 'appointment-met')
    assert.deepEqual([waited?.from.toString(), waited?.to.toString(), waited?.counted], ['2026-03-19T03:00:00Z', '2026-04-10T08:00:00Z', 0])
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'mark-overdue'))

    await house.at('2026-04-16T10:00')
    const { result } = await finish(code)
    assert.deepEqual([result?.granted, result?.number], [true, 'AA 000123'])
    assert.deepEqual(await handOvers(code), [
      'pvhcchacthanh → hacthanh', 'hacthanh → vpdk', 'vpdk → hacthanh', 'hacthanh → thue', 'thue → hacthanh',
      'hacthanh → pvhcchacthanh', 'hacthanh → vpdk', 'vpdk → pvhcchacthanh',
    ])
    assert.deepEqual(new Set(await told(code, 'applicant')), new Set([
      `Hồ sơ ${code} đã được tiếp nhận`, `Hồ sơ ${code} đang được niêm yết công khai`, `Hồ sơ ${code} tạm dừng tính thời hạn`,
      `Hồ sơ ${code}: ngày hẹn trả kết quả`, `Hồ sơ ${code} đã có kết quả`,
    ]))
  })

  it('that somebody objects to while it is posted has the objection settled before it is appraised (J8)', async () => {
    await house.at('2026-05-04T08:00')
    const code = await file({ landRequest: 'registration', plotNumber: '16' })
    await receive(code)
    assert.equal(await house.due(code), '2026-05-27T17:00', '17 working days for registration only')
    await check(code)
    const { id } = await posting(code)
    const objection = { name: 'Lê Văn Bình', contact: '0903 000 000', text: 'Ranh giới phía đông chưa đúng' }
    assert.equal(await recordObjection(id, objection, null, house.deps), true)
    const [event] = (await house.events(code)).filter(({ act }) => act === 'record-objection')
    assert.ok(event && !JSON.stringify(event.details).includes('Bình'), 'who objects is not told in the timeline')

    await house.at('2026-05-19T17:00')
    await house.task(code, 'objections')
    assert.equal(await recordObjection(id, objection, null, house.deps), false, 'the posting is over')
    await house.complete(code, 'objections', { objectionFindings: 'Hai bên đã thống nhất ranh giới' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ điều kiện đăng ký' })
    await finish(code) // no tax, one appointment
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'meet-appointment'))
  })

  it('is urged at an agency that does not do its part in time, and goes on when that agency hands the part back with its reason (F7, G6, BT 17.7)', async () => {
    await house.at('2026-06-01T08:00')
    const code = await file({ plotNumber: '17' })
    await receive(code)
    await house.task(code, 'land-extract', 'vpdk')
    await house.at('2026-06-02T07:00')
    await eventually(async () => { assert.deepEqual(await told(code, 'case-officer'), [`Phần việc của hồ sơ ${code} sắp đến hạn`]) })
    await house.at('2026-06-03T17:00')
    await eventually(async () => { assert.deepEqual(await told(code, 'one-stop-head'), [`Phần việc của hồ sơ ${code} đã quá hạn`]) })

    await house.at('2026-06-04T09:00')
    await house.complete(code, 'land-extract', { landOutcome: 'rejected', reason: 'Số thửa không khớp bản đồ' }, 'vpdk')
    await house.task(code, 'part-review', 'hacthanh')
    const rejected = (await house.events(code)).find(({ act }) => act === 'reject-part')
    assert.deepEqual(rejected?.details, { agency: 'vpdk', form: 'land-extract', reason: 'Số thửa không khớp bản đồ' })
    await house.complete(code, 'part-review', { partReview: 'ask-again', clarification: 'Thửa 17, tờ 8' })
    await house.complete(code, 'land-extract', { landOutcome: 'done', extractNumber: '13/TL', measuredArea: 120.5 }, 'vpdk')
    await eventually(async () => {
      assert.deepEqual(await handOvers(code), ['pvhcchacthanh → hacthanh', 'hacthanh → vpdk', 'vpdk → hacthanh', 'hacthanh → vpdk', 'vpdk → hacthanh'])
    })
    await requestWithdrawal(code, 'Tôi nộp lại sau', house.deps)
    await house.inState(code, 'withdrawn')
  })

  it('that is stopped while it is posted and asked of other agencies leaves nothing behind: no posting, no task, no watch (J3, J8)', async () => {
    await house.at('2026-07-06T08:00')
    const code = await file({ plotNumber: '18' })
    await receive(code)
    const { id } = await posting(code)
    const extract = await house.task(code, 'land-extract', 'vpdk')
    await requestWithdrawal(code, 'Không làm nữa', house.deps)
    await house.inState(code, 'withdrawn')
    assert.equal((await house.deps.postings.find(id))?.state, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    assert.equal(await recordObjection(id, { name: 'A', contact: '1', text: 'B' }, null, house.deps), false)
    await house.at('2026-07-30T08:00')
    assert.equal((await house.deps.tasks.find(extract.id))?.state, 'withdrawn')
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'close-posting' || act === 'urge-part'))
  })

  it('that is late for the first appointment is shown as paused, not as late, once the payment is waited for; stopping it then ends it cleanly (J3, J6)', async () => {
    await house.at('2026-08-03T08:00')
    const code = await file({ plotNumber: '19' })
    await receive(code)
    await check(code)
    await house.at('2026-08-18T17:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ điều kiện' })
    await house.at('2026-08-25T09:00')
    assert.equal(await house.due(code), '2026-08-22T17:00', 'the make-up Saturday is the fifteenth day')
    await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'mark-overdue')) })
    await house.complete(code, 'tax-slip', { slipNumber: '6/PC', slipFacts: 'Đất ở' })
    await house.complete(code, 'tax-duty', { taxOutcome: 'rejected', reason: 'Thiếu vị trí' }, 'thue')
    await house.complete(code, 'tax-slip', { slipNumber: '6a/PC', slipFacts: 'Đất ở, vị trí 2' })
    await house.task(code, 'tax-duty', 'thue')
    const shown = await presentDue(await house.dossier(code), 'vi', house.deps)
    assert.deepEqual([shown?.paused, shown?.overdue], [true, undefined])
    assert.ok(shown?.lines.some(({ why }) => why.startsWith('Đã quá ngày hẹn thứ nhất')), 'that it was late is not forgotten')
    await requestWithdrawal(code, 'Không đủ tiền', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
  })

  it('needs no payment when tax says that it is exempt: the second appointment begins at once; in a difficult area the first has 25 days (J6)', async () => {
    await house.at('2026-03-02T09:00')
    const code = await file({ plotNumber: '20', difficultArea: 'yes' })
    await receive(code)
    assert.equal(await house.due(code), '2026-04-06T17:00')
    await check(code)
    await house.at('2026-03-18T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ điều kiện' })
    await house.complete(code, 'tax-slip', { slipNumber: '7/PC', slipFacts: 'Đất ở' })
    await house.at('2026-03-20T08:00')
    await house.complete(code, 'tax-duty', { taxOutcome: 'exempt', noticeNumber: '78/TB' }, 'thue')
    await house.task(code, 'preparation')
    assert.equal(await house.due(code), '2026-03-27T17:00')
    await house.complete(code, 'preparation', { draftNumber: 'DT 2' })
    await house.complete(code, 'signature', { signatureOutcome: 'back', remark: 'Sai diện tích' })
    await house.complete(code, 'preparation', { draftNumber: 'DT 2a' })
    await house.task(code, 'signature')
  })
})
