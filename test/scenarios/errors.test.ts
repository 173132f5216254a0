import assert from 'node:assert/strict'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { report } from '../../web/report-error.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { eventually, openHouse, type House } from '../house.ts'

describe('A wrong result, and lost papers (BT 45/2023 art. 21), on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  before(async () => { house = await openHouse() })

  const applicant = { kind: 'applicant' } as const
  const told = async (code: string) => (await house.deps.notices.of(code)).filter(({ to }) => to === 'applicant').map(({ subject }) => subject)

  async function returned(at: string, delivery: string): Promise<string> {
    await house.at(at)
    const code = await house.file({ delivery })
    await house.bringToOfficer(code)
    await house.decideAndReturn(code)
    return code
  }

  it('is replaced under a new number when the agency erred: the old one stays beside it, the applicant pays nothing and is told with an apology (G5, BT 21.1)', async () => {
    const code = await returned('2026-06-01T08:00', 'counter')
    await house.at('2026-06-02T08:00')
    await report(code, 'correction-request', { error: 'Sai năm sinh' }, applicant, house.deps)
    await report(code, 'correction-request', { error: 'Sai năm sinh' }, applicant, house.deps)
    const task = await house.complete(code, 'correction-review', {
      correctionOutcome: 'replaced', correctionFault: 'agency', correctionNumber: '124/LLTP', correctionText: 'Năm sinh đúng là 1990.',
    })
    assert.equal(task.unit, 'pv06')
    assert.equal(task.due?.toString(), '2026-06-05T01:00:00Z', 'three working days (proposal)')
    const handOver = await house.task(code, 'hand-over')
    assert.equal(handOver.process, 'correction')
    await house.complete(code, 'hand-over', { receivedBy: 'applicant' })

    const dossier = await house.dossier(code)
    assert.equal(dossier.state, 'returned')
    assert.equal(dossier.result?.number, '124/LLTP')
    assert.deepEqual(dossier.corrections.map(({ outcome, fault, before }) => [outcome, fault, before.number]), [['replaced', 'agency', '123/LLTP']])
    const notice = (await house.deps.notices.of(code)).find(({ subject }) => subject.includes('đã được sửa'))
    assert.match(notice?.text ?? '', /thay thế.*Năm sinh đúng là 1990\..*xin lỗi.*chịu mọi chi phí/)
    assert.equal((await house.events(code)).filter(({ act }) => act === 'request-correction').length, 1, 'asking twice is asking once')
  })

  it('stands when it was right, with the reason; it may be asked again later (G5)', async () => {
    const code = await returned('2026-06-03T08:00', 'online')
    await report(code, 'correction-request', { error: 'Thiếu dấu' }, applicant, house.deps)
    await house.complete(code, 'correction-review', { correctionOutcome: 'none', correctionText: 'Kết quả khớp dữ liệu dân cư' })
    await eventually(async () => { assert.ok((await told(code)).includes(`Kết quả hồ sơ ${code} được giữ nguyên`)) })
    assert.deepEqual((await house.dossier(code)).corrections, [])

    await report(code, 'correction-request', { error: 'Vẫn sai' }, house.actor('case-officer', 'pv06'), house.deps)
    await house.complete(code, 'correction-review', { correctionOutcome: 'revoked', correctionFault: 'applicant', correctionText: 'Khai gian dối.' })
    await eventually(async () => { assert.ok((await told(code)).includes(`Kết quả hồ sơ ${code} đã được thu hồi`)) })
    const { corrections } = await house.dossier(code)
    assert.equal(corrections.at(-1)?.outcome, 'revoked')
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'hand-over'), 'nothing to hand over of a revoked result')
  })

  it('is not asked for before there is a result (G5)', async () => {
    await house.at('2026-06-05T08:00')
    const code = await house.file()
    await house.task(code, 'reception')
    await assert.rejects(report(code, 'correction-request', { error: 'x' }, applicant, house.deps), ActNotAllowed)
    await assert.rejects(report(code, 'loss-report', { lost: 'x' }, applicant, house.deps), ActNotAllowed, 'a loss is the agency’s to record')
  })

  it('tells the applicant at once of lost papers, with an apology, and of how they were made good, also when the dossier was stopped meanwhile (G5, BT 21.2)', async () => {
    await house.at('2026-06-08T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await report(code, 'loss-report', { lost: 'Bản chính văn bản ủy quyền', circumstances: 'Khi chuyển hồ sơ ngày 8/6' }, house.actor('leader', 'pv06'), house.deps)
    const remedy = await house.task(code, 'loss-remedy')
    assert.equal(remedy.role, 'one-stop-head')
    const apology = (await house.deps.notices.of(code)).find(({ subject }) => subject.startsWith('Xin lỗi vì giấy tờ'))
    assert.match(apology?.text ?? '', /Bản chính văn bản ủy quyền.*không phải chịu chi phí/)

    await requestWithdrawal(code, '', house.deps)
    await house.inState(code, 'withdrawn')
    await house.complete(code, 'loss-remedy', { responsible: 'Bưu chính', remedy: 'Đã cấp lại bản sao chứng thực, phí do bưu chính trả.' })
    await eventually(async () => { assert.ok((await told(code)).some((subject) => subject.startsWith('Đã khắc phục'))) })
    assert.deepEqual(await house.deps.tasks.openOf(code), [])
  })
})
