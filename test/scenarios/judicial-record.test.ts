import assert from 'node:assert/strict'
import { vietnam } from '../../processes/calendars/vietnam.ts'
import { workingMinutesBetween } from '../../processes/law/working-time.ts'
import { readAnswers } from '../../processes/form.ts'
import { judicialRecord } from '../../processes/judicial-record/procedure.ts'
import { runtimeOptions } from '../../web/runtime-options.ts'
import { TaskNotOpen } from '../../store/tasks.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { openHouse, eventually, type House } from '../house.ts'

describe('Cấp Phiếu lý lịch tư pháp, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  it('is issued on time: filed, received with form 01, assigned, appraised, signed, issued and returned (BT 15-18)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await house.file()
    assert.match(code, /^000\.00\.14\.H56-260302-\d{4}$/)
    await house.task(code, 'reception')
    assert.equal(await house.due(code), '2026-03-03T08:00', 'reception answers within 8 working hours')

    await house.at('2026-03-02T09:30')
    await house.bringToOfficer(code)
    assert.equal(await house.due(code), '2026-03-12T17:00', '10 calendar days from reception')
    const [receipt] = await house.deps.slips.of(code)
    assert.equal(receipt?.kind, 'receipt')
    assert.match(receipt.number, /^\d+\/TTPVHCC$/)

    await house.at('2026-03-09T10:00')
    await house.decideAndReturn(code)
    const dossier = await house.dossier(code)
    assert.equal(dossier.result?.granted, true)
    assert.equal(dossier.result.number, '123/LLTP')
    const told = (await house.deps.notices.of(code)).map(({ subject }) => subject)
    assert.deepEqual(told, [`Hồ sơ ${code} đã được tiếp nhận`, `Hồ sơ ${code} đã có kết quả`])
    assert.deepEqual((await house.events(code)).map(({ act, details }) => act === 'complete-task' ? details['form'] : act), [
      'file', 'open', 'reception', 'receive', 'charge-fee', 'transfer', 'assignment', 'appraisal', 'review', 'signature', 'record-result', 'issue',
      'issue-result', 'announce-result', 'close',
    ])
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
  })
  it('is completed before reception once: form 02, the reception clock stands and starts again; a second request is refused by the rule (D4, BT 14.2, 15.1b)', async () => {
    await house.at('2026-03-16T08:00')
    const code = await house.file()
    await house.at('2026-03-16T09:00')
    await house.complete(code, 'reception', { receptionOutcome: 'incomplete', missingItems: ['application'], reason: 'Thiếu quá trình cư trú' })
    const asked = await house.inState(code, 'completion-requested')
    assert.equal(await house.due(code), null, 'the clock stands while it is the applicant’s turn')
    assert.equal(asked.completionRequests.reception, 1)
    assert.deepEqual((await house.deps.slips.of(code)).map(({ kind }) => kind), ['completion-request'])

    await house.at('2026-03-18T10:00')
    await house.complete(code, 'completion', { note: 'Đã bổ sung' })
    await house.inState(code, 'filed')
    assert.equal(await house.due(code), '2026-03-19T10:00', '8 working hours from the completion')

    const reception = await house.task(code, 'reception')
    const refusal = await checkTaskAnswers(reception, { receptionOutcome: 'incomplete' }, await house.dossier(code), 'vi', house.deps)
    assert.match(refusal['receptionOutcome'] ?? '', /Đã yêu cầu bổ sung một lần/)
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
  })

  it('asks for nothing beyond the published list, whatever is posted (D6, BT 14.3)', async () => {
    await house.at('2026-03-17T08:00')
    const code = await house.file()
    const task = await house.task(code, 'reception')
    const dossier = await house.dossier(code)
    const form = (await house.deps.bundles.get(task.process, task.processVersion)).forms['reception']
    assert.ok(form)
    const options = await runtimeOptions(form, dossier, task, 'vi', house.deps)
    const read = (missingItems: string[]) =>
      readAnswers(form, { receptionOutcome: 'incomplete', missingItems, reason: 'Thiếu giấy tờ' }, options).faults.map(({ key, code: fault }) => `${key}: ${fault}`)
    assert.deepEqual(read(['application']), [])
    assert.deepEqual(read(['application', 'household-book']), ['missingItems: not-a-choice'], 'a household book is on no list')
    assert.ok((options['documents'] ?? []).every(({ value }) => value === 'application' || judicialRecord.documents.some((dated) => dated.value.some(({ id }) => id === value))))
  })

  it('is returned after appraisal with form 02; the time limit starts again from zero once it is complete (F4, BT 17.4)', async () => {
    await house.at('2026-04-01T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    assert.equal(await house.due(code), '2026-04-13T17:00', '10 days end on Saturday 11 April: the next working day')

    await house.at('2026-04-06T09:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'incomplete', missingItems: ['application'], reason: 'Tờ khai chưa đủ nơi cư trú' })
    await house.inState(code, 'returned-for-completion')
    assert.equal(await house.due(code), null)

    await house.at('2026-04-08T14:00')
    await house.complete(code, 'completion', { note: 'Đã bổ sung nơi cư trú' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-04-20T17:00', '10 days from the completion end on Saturday 18 April')
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.lines[0]?.why.key, 'restarted')

    const again = await checkTaskAnswers(await house.task(code, 'appraisal'), { appraisalOutcome: 'incomplete' }, await house.dossier(code), 'en', house.deps)
    assert.match(again['appraisalOutcome'] ?? '', /may not be returned again/)
    await house.decideAndReturn(code)
  })

  it('is refused at reception: form 03 with the reason, pointing to the right authority (D5, BT 15.1c)', async () => {
    await house.at('2026-04-21T08:00')
    const code = await house.file()
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền', rightAuthority: 'Công an tỉnh Nghệ An' })
    const { closedAt } = await house.inState(code, 'refused')
    assert.ok(closedAt)
    const [slip] = await house.deps.slips.of(code)
    assert.equal(slip?.kind, 'refusal')
    assert.equal(slip.facts['rightAuthority'], 'Công an tỉnh Nghệ An')
    const [notice] = await house.deps.notices.of(code)
    assert.match(notice?.text ?? '', /Nơi có thẩm quyền: Công an tỉnh Nghệ An/)
  })

  it('goes on when a consulted agency does not answer by its deadline; the one-stop head is told, a late answer is kept (F5, BT 17.5)', async () => {
    await house.at('2026-05-11T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', {
      appraisalOutcome: 'consult', agencies: ['tand', 'thads'], question: 'Có bản án chưa thi hành không?', answerWithin: 2,
    })
    await house.task(code, 'consultation-answer', 'thads')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Không có' }, 'tand')
    await eventually(async () => {
      const [court] = await house.deps.consultations.of(code)
      assert.equal(court?.state, 'answered')
    })
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'appraisal'), 'still waiting for the second agency')

    await house.at('2026-05-13T17:00')
    await house.task(code, 'appraisal')
    const [, enforcement] = await house.deps.consultations.of(code)
    assert.equal(enforcement?.state, 'unanswered')
    const told = (await house.deps.notices.of(code)).filter(({ to }) => to === 'one-stop-head')
    assert.match(told[0]?.text ?? '', /Thi hành án dân sự tỉnh chưa trả lời/)

    await house.complete(code, 'consultation-answer', { opinion: 'other', text: 'Trả lời muộn' }, 'thads')
    await eventually(async () => {
      const [, late] = await house.deps.consultations.of(code)
      assert.equal(late?.answer?.text, 'Trả lời muộn')
      assert.equal(late.state, 'unanswered')
    })
    await house.decideAndReturn(code)
  })

  it('that will be late gets its apology drafted at least one day before it is due, one new date, and no second one (F9, BT 17.9)', async () => {
    await house.at('2026-06-01T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    assert.equal(await house.due(code), '2026-06-11T17:00')

    await house.at('2026-06-09T07:00')
    const draft = await house.task(code, 'apology-draft')
    assert.ok(draft.createdAt.until((await house.deps.dossiers.due(await house.dossier(code)))?.due ?? draft.createdAt).total('hours') >= 24)

    const early = await checkTaskAnswers(draft, { apologyOutcome: 'late', newDate: '2026-06-10' }, await house.dossier(code), 'vi', house.deps)
    assert.match(early['newDate'] ?? '', /phải sau thời điểm hết hạn/)
    const weekend = await checkTaskAnswers(draft, { apologyOutcome: 'late', newDate: '2026-06-20' }, await house.dossier(code), 'vi', house.deps)
    assert.match(weekend['newDate'] ?? '', /phải là ngày làm việc/)

    await house.at('2026-06-09T15:00')
    await house.complete(code, 'apology-draft', { apologyOutcome: 'late', reason: 'Chờ xác minh tại tòa án', newDate: '2026-06-18' })
    await house.complete(code, 'apology-signature', { apologySignature: 'signed' })
    await eventually(async () => { assert.equal(await house.due(code), '2026-06-18T17:00') })
    const apology = (await house.deps.slips.of(code)).find(({ kind }) => kind === 'apology')
    assert.equal(apology?.facts['reason'], 'Chờ xác minh tại tòa án')
    assert.ok((await house.deps.notices.of(code)).some(({ to, text }) => to === 'applicant' && text.includes('17:00 ngày 18/06/2026')))
    const explained = await house.deps.dossiers.due(await house.dossier(code))
    assert.equal(explained?.firstDue?.toString(), '2026-06-11T10:00:00Z', 'the first due date stays known')

    const second = await checkTaskAnswers(draft, { apologyOutcome: 'late', newDate: '2026-06-25' }, await house.dossier(code), 'vi', house.deps)
    assert.match(second['newDate'] ?? '', /không được hẹn lại lần nữa/)
    await house.at('2026-06-16T09:00')
    await eventually(async () => {
      assert.equal((await house.events(code)).filter(({ act }) => act === 'propose-apology').length, 2)
    })
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ process }) => process === 'apology'), 'no second apology is drafted')

    await house.at('2026-06-18T17:30')
    await eventually(async () => {
      assert.ok((await house.events(code)).some(({ act }) => act === 'mark-overdue'))
    })
    await house.decideAndReturn(code)
  })

  it('leaves the apology behind when the decision comes first', async () => {
    await house.at('2026-07-06T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await house.at('2026-07-14T08:00')
    await house.task(code, 'apology-draft')
    await house.decideAndReturn(code)
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    assert.equal((await house.dossier(code)).appointments, 0)
  })

  it('is withdrawn by the applicant while nothing is decided: stop notice, no task stays on a desk (J3, NĐ 118/2025 art. 21)', async () => {
    await house.at('2026-07-20T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await requestWithdrawal(code, 'Không còn nhu cầu', house.deps)
    await house.inState(code, 'withdrawn')
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
    assert.ok((await house.deps.slips.of(code)).some(({ kind }) => kind === 'stop-notice'))
    const { processInstanceKey } = await house.dossier(code)
    await eventually(async () => {
      assert.equal(await house.deps.engine.cancelInstance(processInstanceKey ?? ''), 'gone', 'the instance has ended')
    })
  })

  it('can no longer be withdrawn once decided; the applicant is told', async () => {
    await house.at('2026-07-27T08:00')
    const code = await house.file({ delivery: 'counter' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'not-eligible', findings: 'Không đủ', reason: 'Không cư trú tại tỉnh' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.inState(code, 'decided')
    await requestWithdrawal(code, '', house.deps)
    await eventually(async () => {
      assert.ok((await house.deps.notices.of(code)).some(({ subject }) => subject === `Không thể dừng hồ sơ ${code}`))
    })
    await house.complete(code, 'issue', { resultNumber: '9/TB' })
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
    const { result } = await house.inState(code, 'returned')
    assert.equal(result?.granted, false, 'a refusal with its written reason is a result too (F8, BT 17.8)')
    assert.equal(result.reason, 'Không cư trú tại tỉnh')
  })

  it('goes back to the officer when the head or the leader does not agree (J7)', async () => {
    await house.at('2026-08-03T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ' })
    await house.complete(code, 'review', { reviewOutcome: 'back', remark: 'Bổ sung xác minh' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đã xác minh' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'back', remark: 'Sửa câu chữ' })
    await house.decideAndReturn(code)
  })

  it('has a longer appraisal in its 15-day case, so that the step is not late while the dossier is in time (J7, F13)', async () => {
    await house.at('2026-08-05T08:00')
    const [short, long] = [await house.file(), await house.file({ severalPlaces: 'yes' })]
    for (const code of [short, long]) await house.bringToOfficer(code)
    const hours = async (code: string) => {
      const { createdAt, due } = await house.task(code, 'appraisal')
      return due && Math.round(workingMinutesBetween(createdAt, due, vietnam) / 60)
    }
    assert.deepEqual([await hours(short), await hours(long)], [32, 72])
    await house.decideAndReturn(short)
    await house.decideAndReturn(long)
  })

  it('filed at 16:55 before the holiday has five minutes of its reception clock counted before it (D1, BT 15.2)', async () => {
    await house.at('2026-08-28T16:55')
    const code = await house.file()
    assert.equal(await house.due(code), '2026-09-03T16:55', 'Friday 28 August; 31 August to 2 September are days off')
    await house.task(code, 'reception')
    await house.at('2026-09-03T16:00')
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
  })

  it('counts a make-up Saturday as a working day, for the reception clock and as the last day of the limit (D2, J9)', async () => {
    await house.at('2026-08-21T16:00')
    const code = await house.file()
    assert.equal(await house.due(code), '2026-08-22T16:00', 'Saturday 22 August is worked in place of Monday 31 August')
    await house.task(code, 'reception')

    await house.at('2026-08-12T08:00')
    const onSaturday = await house.file()
    await house.complete(onSaturday, 'reception', { receptionOutcome: 'received' })
    await house.inState(onSaturday, 'settling')
    assert.equal(await house.due(onSaturday), '2026-08-22T17:00', 'the tenth day is a Saturday that is worked')
  })

  it('of two clerks on one task the second is told who was quicker', async () => {
    await house.at('2026-09-07T08:00')
    const code = await house.file()
    const task = await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await assert.rejects(house.completeAs(task, { receptionOutcome: 'refused', reason: 'x' }), (error) => error instanceof TaskNotOpen && error.task.completedBy === 'Lê Thị Hoa')
    await house.inState(code, 'settling')
  })
})
