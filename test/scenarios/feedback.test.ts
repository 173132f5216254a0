import assert from 'node:assert/strict'
import { ninhBinhEnquiryLimits } from '../../processes/law/enquiry-limits.ts'
import { askEnquiry } from '../../web/ask-enquiry.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { asker, Enquiries, final, matter } from './enquiries.ts'
import type { EnquiryAct } from '../../processes/law/enquiries.ts'

describe('Phản ánh, kiến nghị, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  let play: Enquiries
  before(async () => {
    house = await openHouse()
    play = new Enquiries(house)
  })

  it('is answered within 3 working days of reception, by the unit with its leader’s approval, publicly when the officer says so (A8, TH 13-14, TN 7.4)', async () => {
    await house.at('2026-06-01T08:00')
    const code = await play.ask('feedback')
    assert.match(code, /^PA-260601-\d{4}$/)
    await play.complete(code, 'feedback-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    const draft = await house.task(code, 'feedback-answer')
    assert.deepEqual([draft.role, draft.unit], ['case-officer', 'pv06'])
    assert.equal(await play.due(code), '2026-06-04T17:00')
    const { legalBasis: _, ...answer } = { legalBasis: '', ...final, publish: 'public', publicTitle: 'Lỗi khi nộp hồ sơ', publicContent: 'Trang báo lỗi khi nộp hồ sơ.', publicAnswer: 'Lỗi đã được sửa ngày 02/6.', withoutPersonalData: 'true' }
    assert.deepEqual(await play.complete(code, 'feedback-answer', answer), {}, 'no legal text need be cited')
    await play.complete(code, 'feedback-approval', { approvalOutcome: 'approved' })
    const { replies, published } = await play.inState(code, 'answered')
    assert.equal(replies[0]?.from?.agency, 'Phòng Hồ sơ nghiệp vụ')
    assert.equal(published?.answer, 'Lỗi đã được sửa ngày 02/6.')
    const list = await house.deps.enquiries.publishedOf('feedback', { page: 1, perPage: 20 })
    assert.ok(list.shown.some((each) => each.code === code))
    assert.equal(await house.deps.audit.verify(code), null)
  })

  it('has the limit that its province has decided: 10 working days in Ninh Bình (A8)', async () => {
    await house.at('2026-06-02T08:00')
    const centre = await house.deps.agencies.get('ttpvhcc')
    await house.deps.agencies.put({ ...centre, id: 'ninhbinh', territory: 'ninh-binh', code: '000.00.14.H42', enquiries: ninhBinhEnquiryLimits })
    const { code } = await askEnquiry({ kind: 'feedback', asked: { ...asker, ...matter.feedback }, language: 'vi', receiving: 'ninhbinh' }, house.deps)
    const task = await house.task(code, 'feedback-sorting')
    assert.equal(task.unit, 'ninhbinh')
    const form = (await house.deps.bundles.get(task.process, task.processVersion)).forms[task.form]
    assert(form)
    const { completeEnquiryTask } = await import('../../web/complete-enquiry-task.ts')
    const by = { kind: 'staff' as const, username: 'hoa.ninhbinh', name: 'Hoa', role: 'reception-clerk' as const }
    await completeEnquiryTask({ task, by, answers: { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' }, form }, house.deps)
    await house.task(code, 'feedback-answer')
    assert.equal(await play.due(code), '2026-06-16T17:00')
  })

  it('is passed on within 5 working days when it is outside the competence, and the sender told where (A8, NĐ 20/2008 art. 9)', async () => {
    await house.at('2026-06-03T08:00')
    const [soon, late] = [await play.ask('feedback'), await play.ask('feedback')]
    await play.complete(soon, 'feedback-sorting', { sortingOutcome: 'outside', authority: 'Cục Thuế' })
    const { replies } = await play.inState(soon, 'passed-on')
    assert.match(replies[0]?.text ?? '', /đã được chuyển đến: Cục Thuế/)
    assert.match((await play.told(soon, 'applicant')).join('\n'), /chuyển đến Cục Thuế/)
    await house.at('2026-06-11T08:00')
    await play.complete(late, 'feedback-sorting', { sortingOutcome: 'outside', authority: 'Cục Thuế' })
    await play.inState(late, 'passed-on')
    const passedOn = async (code: string) => (await house.deps.events.of<EnquiryAct>(code)).find(({ act }) => act === 'pass-on')?.details
    assert.deepEqual([(await passedOn(soon))?.['late'], (await passedOn(late))?.['late']], [false, true])
    assert.equal((await passedOn(late))?.['due'], '2026-06-10T10:00:00Z', 'the end of the fifth working day')
  })

  it('goes to the unit’s leader when it is about the conduct of staff (A8)', async () => {
    await house.at('2026-06-15T08:00')
    const code = await play.ask('feedback', { about: 'conduct', title: 'Thái độ của cán bộ tại quầy', content: 'Cán bộ tại quầy số 3 trả lời thiếu tôn trọng người dân.' })
    await play.complete(code, 'feedback-sorting', { sortingOutcome: 'conduct', unit: 'pv06' })
    const task = await house.task(code, 'feedback-answer')
    assert.deepEqual([task.role, task.unit], ['leader', 'pv06'])
    assert.equal(await play.due(code), '2026-06-18T17:00')
    await play.complete(code, 'feedback-answer', { ...final, answerOutcome: 'interim', text: 'Chúng tôi đang xác minh.' })
    await eventually(async () => { assert.equal((await play.get(code)).replies.length, 1) })
    assert.equal(await play.due(code), '2026-06-29T17:00', 'once the interim answer was given')
    await play.complete(code, 'feedback-answer', final)
    assert.deepEqual((await play.inState(code, 'answered')).replies.map(({ kind }) => kind), ['interim', 'final'])
    assert.ok(!(await play.acts(code)).includes('feedback-approval'))
  })

  it('is not taken when it is a denunciation, and told who settles it; overdue, leader and one-stop head are told (A8, NĐ 20/2008 art. 5)', async () => {
    await house.at('2026-07-06T08:00')
    const code = await play.ask('feedback')
    await play.complete(code, 'feedback-sorting', { sortingOutcome: 'refused', refusal: 'denunciation', reason: 'Đề nghị ghi rõ người bị tố cáo.' })
    const { replies } = await play.inState(code, 'refused')
    assert.match(replies[0]?.text ?? '', /Luật Tố cáo 2018[\s\S]*Đề nghị ghi rõ/)

    const slow = await play.ask('feedback')
    await play.complete(slow, 'feedback-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    await house.task(slow, 'feedback-answer')
    await house.at('2026-07-09T17:00')
    await eventually(async () => {
      assert.match((await play.told(slow, 'leader'))[0] ?? '', new RegExp(`${slow} đã quá hạn trả lời`))
      assert.match((await play.told(slow, 'one-stop-head'))[0] ?? '', /quá hạn trả lời/)
    })
  })
})
