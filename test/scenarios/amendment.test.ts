import assert from 'node:assert/strict'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { amendDossier } from '../../web/amend-dossier.ts'
import { Amended, completeTask } from '../../web/complete-task.ts'
import { presentDossier } from '../../web/present-dossier.ts'
import { application, eventually, openHouse, type House } from '../house.ts'

describe('A filed dossier that the applicant changes, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const amend = (code: string, answers: Record<string, unknown>) =>
    amendDossier(code, { values: { ...application, ...answers }, papers: [] }, { kind: 'applicant' }, house.deps)

  it('is changed until it is received, with the names of what changed in the timeline; then no more (C4, TH 8.2, TN 10.2)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await house.file()
    await house.task(code, 'reception')
    await amend(code, { address: '15 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0987654321' })
    const changed = await house.dossier(code)
    assert.equal(changed.applicant.phone, '0987654321')
    assert.equal(changed.application['address'], '15 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa')
    assert.equal(await house.due(code), '2026-03-03T08:00', 'a change does not move the reception’s deadline')
    const { timeline } = await presentDossier(changed, { language: 'vi', side: 'staff', fileHref: String, slipHref: String }, house.deps)
    assert.match(timeline[0]?.text ?? '', /Nơi.*; Số điện thoại/)
    assert.doesNotMatch(timeline[0]?.text ?? '', /0987654321/, 'what changed, not to what')

    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
    await assert.rejects(amend(code, { phone: '0900000000' }), ActNotAllowed)
    assert.equal((await house.dossier(code)).applicant.phone, '0987654321')
  })

  it('is not decided upon by a clerk who has not seen the change (C4)', async () => {
    await house.at('2026-03-03T08:00')
    const code = await house.file()
    const task = await house.task(code, 'reception')
    const clerk = house.actor('reception-clerk', 'ttpvhcc')
    const form = (await house.deps.bundles.get(task.process, task.processVersion)).forms['reception']
    assert.ok(form)
    await amend(code, { phone: '0987654321' })
    const answers = { receptionOutcome: 'received' }
    await assert.rejects(completeTask({ task, by: clerk, answers, form, amendmentsSeen: 0 }, house.deps), Amended)
    assert.equal((await house.dossier(code)).state, 'filed')
    await completeTask({ task, by: clerk, answers, form, amendmentsSeen: 1 }, house.deps)
    await house.inState(code, 'settling')
  })

  it('is returned in the way that was chosen last (C3, BT 13, 18.3)', async () => {
    await house.at('2026-03-04T08:00')
    const code = await house.file({ delivery: 'online' })
    await house.task(code, 'reception')
    await amend(code, { delivery: 'counter' })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '55/LLTP' })
    const task = await house.task(code, 'hand-over')
    assert.equal(task.unit, 'ttpvhcc')
    const ready = (await house.deps.notices.of(code)).find(({ subject }) => subject.includes('đã có kết quả'))
    assert.match(ready?.text ?? '', /Trung tâm Phục vụ hành chính công tỉnh/, 'told where to collect it')
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
    await house.inState(code, 'returned')
  })

  it('says nothing when nothing was changed, and keeps a paper that was taken out (C4)', async () => {
    await house.at('2026-03-05T08:00')
    const code = await house.file()
    await house.task(code, 'reception')
    await amend(code, {})
    await eventually(async () => { assert.equal((await house.dossier(code)).amendments, 0) })
  })
})
