import assert from 'node:assert/strict'
import { readAnswers } from '../../processes/form.ts'
import type { Answers } from '../../store/dossiers.ts'
import { digestOf, askEnquiry } from '../../web/ask-enquiry.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { asker, Enquiries, final, matter } from './enquiries.ts'

describe('Hỏi đáp, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  let play: Enquiries
  before(async () => {
    house = await openHouse()
    play = new Enquiries(house)
  })

  it('is taken in at any hour under a number of its own; asked on a Friday at 16:30 before a holiday, it is sorted by Tuesday 08:30 (H1, H2, A7, TQ 15.1, 15.2a)', async () => {
    await house.at('2026-04-24T16:30')
    const { code, secret } = await askEnquiry({ kind: 'question', asked: { ...asker, ...matter.question }, language: 'vi', receiving: 'ttpvhcc' }, house.deps)
    assert.match(code, /^HD-260424-\d{4}$/)
    assert.equal((await play.get(code)).secret, digestOf(code, secret.toLowerCase().replace('-', ' ')), 'only a digest is kept, and typing does not matter')
    const task = await house.task(code, 'question-sorting')
    assert.deepEqual([task.role, task.unit], ['reception-clerk', 'ttpvhcc'])
    assert.equal(await play.due(code), '2026-04-28T08:30', '2 working hours: half an hour on Friday, Monday is the Hùng Kings’ day')
    assert.match((await play.told(code, 'applicant'))[0] ?? '', new RegExp(`^Đã nhận câu hỏi ${code}: “Hỏi về thời hạn .*chậm nhất lúc 08:30 ngày 28/04/2026`))

    await house.at('2026-04-25T22:10')
    const night = await play.ask('question')
    assert.equal(await play.due(night), '2026-04-28T09:00', 'out of hours: received at the next working hour')
  })

  it('is passed to the right unit, answered within 3 working days of reception, approved by the unit’s leader (H2, H3, A7, TQ 14.3, 15.2)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await play.ask('question')
    await house.at('2026-03-02T09:00')
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    const draft = await house.task(code, 'question-answer')
    assert.deepEqual([draft.role, draft.unit], ['case-officer', 'pv06'])
    assert.equal(await play.due(code), '2026-03-05T17:00', 'from reception, not from sorting')

    const incomplete = await play.complete(code, 'question-answer', { ...final, legalBasis: '', answererPost: '', answererEmail: '' })
    assert.deepEqual(incomplete, { legalBasis: 'required', answererPost: 'required', answererEmail: 'required' }, 'the answer names post, mail and the legal text')

    await house.at('2026-03-04T10:00')
    await play.complete(code, 'question-answer', final)
    assert.deepEqual((await play.get(code)).replies, [], 'nothing is sent before the leader approves')
    await play.complete(code, 'question-approval', { approvalOutcome: 'back', remark: 'Nêu rõ điều luật' })
    await play.complete(code, 'question-answer', { ...final, text: 'Theo Điều 7, cơ quan nhận hồ sơ quyết định.' })
    await play.complete(code, 'question-approval', { approvalOutcome: 'approved' })
    const { replies, published } = await play.inState(code, 'answered')
    assert.deepEqual(replies.map(({ kind, text, legalBasis, from }) => ({ kind, text, legalBasis, from })), [{
      kind: 'final', text: 'Theo Điều 7, cơ quan nhận hồ sơ quyết định.', legalBasis: final['legalBasis'],
      from: { agency: 'Phòng Hồ sơ nghiệp vụ', person: 'Trần Văn Minh', post: 'Cán bộ', phone: '0237 3 725 725', email: 'minh@example.org' },
    }])
    assert.equal(published, null, 'private: only the asker reads it')
    assert.equal(await play.due(code), null)
    assert.deepEqual((await play.acts(code)).filter((act) => act !== 'remind'), [
      'ask', 'open', 'question-sorting', 'pass', 'question-answer', 'question-approval', 'question-answer', 'question-approval', 'answer',
    ])
    assert.equal(await house.deps.audit.verify(code), null, 'each act is a link of the audit’s chain')
    assert.equal((await play.told(code, 'applicant')).length, 3, 'received, passed, answered')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
  })

  it('is refused at once when it is a complaint, with the way that the law has for it (H2, TQ 14.4, 15.2a)', async () => {
    await house.at('2026-03-06T08:00')
    const code = await play.ask('question', { title: 'Khiếu nại quyết định thu hồi đất', content: 'Tôi khiếu nại quyết định thu hồi đất của Ủy ban nhân dân phường.' })
    await play.complete(code, 'question-sorting', { sortingOutcome: 'refused', refusal: 'complaint' })
    const { replies, closedAt } = await play.inState(code, 'refused')
    assert.ok(closedAt)
    assert.equal(replies[0]?.kind, 'refused')
    assert.match(replies[0].text, /Luật Khiếu nại 2011.*Ban Tiếp công dân/)
    assert.match((await play.told(code, 'applicant')).join('\n'), /Không tiếp nhận .*Luật Khiếu nại 2011/)
    assert.deepEqual(await play.acts(code), ['ask', 'open', 'question-sorting', 'refuse'])

    const unclear = await play.ask('question')
    assert.match((await play.complete(unclear, 'question-sorting', { sortingOutcome: 'refused', refusal: 'not-eligible' }))['reason'] ?? '', /giải thích/)
  })

  it('has 5 working days when several agencies answer together, and goes to the right unit when the first was wrong (H3, TQ 15.2b)', async () => {
    await house.at('2026-03-09T14:00')
    const code = await play.ask('question')
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'syt', coordination: 'several' })
    const first = await house.task(code, 'question-answer')
    assert.equal(first.unit, 'syt')
    assert.equal(await play.due(code), '2026-03-16T17:00')
    await play.complete(code, 'question-answer', { answerOutcome: 'other-unit', remark: 'Thuộc Công an tỉnh' })
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'several' })
    await eventually(async () => { assert.equal((await house.task(code, 'question-answer')).unit, 'pv06') })
    assert.equal(await play.due(code), '2026-03-16T17:00', 'the detour gains no time')
  })

  it('has 10 working days at most once an interim answer was sent to the asker; a second one is refused (H3, TQ 15.2b)', async () => {
    await house.at('2026-03-10T08:00')
    const code = await play.ask('question')
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'several' })
    assert.equal(await house.task(code, 'question-answer').then(() => play.due(code)), '2026-03-17T17:00')
    const interim: Answers = { ...final, answerOutcome: 'interim', text: 'Chúng tôi đang hỏi ý kiến Bộ Công an.' }
    await play.complete(code, 'question-answer', interim)
    await play.complete(code, 'question-approval', { approvalOutcome: 'approved' })
    await eventually(async () => { assert.equal((await play.get(code)).replies[0]?.text, 'Chúng tôi đang hỏi ý kiến Bộ Công an.') })
    assert.equal(await play.due(code), '2026-03-24T17:00', '10 working days from reception')
    assert.match((await play.told(code, 'applicant')).join('\n'), /trả lời bước đầu .* chậm nhất lúc 17:00 ngày 24\/03\/2026/)
    assert.match((await play.complete(code, 'question-answer', interim))['answerOutcome'] ?? '', /bước đầu một lần/)
    await play.complete(code, 'question-answer', final)
    await play.complete(code, 'question-approval', { approvalOutcome: 'approved' })
    assert.deepEqual((await play.inState(code, 'answered')).replies.map(({ kind }) => kind), ['interim', 'final'])
  })

  it('is told to the one-stop head when it is not sorted in time, and to the unit’s leader too when it is not answered (H3)', async () => {
    await house.at('2026-05-11T08:00')
    const code = await play.ask('question')
    await house.task(code, 'question-sorting')
    await house.at('2026-05-11T10:00')
    await eventually(async () => { assert.match((await play.told(code, 'one-stop-head'))[0] ?? '', /quá hạn phân loại lúc 10:00 ngày 11\/05\/2026/) })
    assert.deepEqual(await play.told(code, 'leader'), [])
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    await house.task(code, 'question-answer')
    assert.equal(await play.due(code), '2026-05-14T17:00')

    await house.at('2026-05-13T07:00')
    await eventually(async () => { assert.match((await play.told(code, 'case-officer'))[0] ?? '', /đến hạn trả lời lúc 17:00 ngày 14\/05\/2026/) })
    await house.at('2026-05-14T17:00')
    await eventually(async () => {
      assert.match((await play.told(code, 'leader'))[0] ?? '', /quá hạn trả lời lúc 17:00 ngày 14\/05\/2026 \(Phòng Hồ sơ nghiệp vụ\)/)
      assert.equal((await play.told(code, 'one-stop-head')).length, 2)
    })
    assert.deepEqual((await play.acts(code)).filter((act) => act === 'remind' || act === 'mark-overdue'), ['mark-overdue', 'remind', 'mark-overdue'])
  })

  it('may be continued by a further question of the same thread, with a clock of its own (H4, TQ 15.2c)', async () => {
    await house.at('2026-03-12T08:00')
    const code = await play.ask('question')
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    await play.complete(code, 'question-answer', final)
    await play.complete(code, 'question-approval', { approvalOutcome: 'approved' })
    await play.inState(code, 'answered')
    await house.at('2026-03-16T15:00')
    const further = await play.ask('question', { content: 'Vậy cơ quan nhận hồ sơ có được yêu cầu Phiếu mới hơn sáu tháng không?' }, code)
    assert.equal(await play.due(further), '2026-03-16T17:00')
    assert.deepEqual((await house.deps.enquiries.ofThread(code)).map((each) => each.code), [code, further])
  })

  it('stands in the public list only when the officer says so, without personal data (H4, TQ 15.2c)', async () => {
    await house.at('2026-03-18T08:00')
    const code = await play.ask('question')
    await play.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' })
    const version = { publish: 'public', publicTitle: 'Giá trị của Phiếu lý lịch tư pháp', publicContent: 'Phiếu lý lịch tư pháp có giá trị bao lâu?', publicAnswer: 'Luật không quy định.' }
    assert.deepEqual(await play.complete(code, 'question-answer', { ...final, ...version }), { withoutPersonalData: 'required' })
    const personal = await play.complete(code, 'question-answer', {
      ...final, ...version, withoutPersonalData: 'true', publicContent: 'Tôi là LÊ Thị Thu Hương, số 0912.345.678, hỏi về Phiếu.',
    })
    assert.match(personal['publicContent'] ?? '', /họ tên, điện thoại/)
    await play.complete(code, 'question-answer', { ...final, ...version, withoutPersonalData: 'true' })
    await play.complete(code, 'question-approval', { approvalOutcome: 'approved' })
    await play.inState(code, 'answered')
    const { shown } = await house.deps.enquiries.publishedOf('question', { page: 1, perPage: 1000 })
    assert.deepEqual(shown.filter((each) => each.code === code).map(({ code: each, version: { title, answer } }) => [each, title, answer]), [[code, 'Giá trị của Phiếu lý lịch tư pháp', 'Luật không quy định.']])
  })

  it('says who asks: a person with number and address, an organisation with its representative, post, founding decision and seat (H1, TQ 14.1)', async () => {
    const bundle = await house.deps.bundles.latest('question')
    const form = bundle?.forms['asker']
    assert(form)
    const missing = (answers: Record<string, string>) => readAnswers(form, answers).faults.map(({ key }) => key)
    assert.deepEqual(missing({ askerKind: 'person' }), ['name', 'nationality', 'identityNumber', 'address', 'phone'])
    assert.deepEqual(missing({ askerKind: 'organisation' }), ['organisation', 'representative', 'post', 'foundingDecision', 'seat', 'phone'])
  })
})
