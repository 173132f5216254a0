import assert from 'node:assert/strict'
import { presentDossier } from '../../web/present-dossier.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { readAnswers } from '../../processes/form.ts'
import { formatDong } from '../../processes/law/fees.ts'
import { eventually, openHouse, type House } from '../house.ts'

const business = {
  founder: 'individual', electronicIdentity: 'yes', businessName: 'Quán Cà phê Hương Quê', businessAddress: '24 Triệu Quốc Đạt, phường Hạc Thành',
  trades: 'Dịch vụ phục vụ đồ uống', capital: 100_000_000, workers: 2, taxMethod: 'declaration', filer: 'owner',
}

describe('Đăng ký thành lập hộ kinh doanh, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  async function file(): Promise<string> {
    const code = await house.file(business, { procedure: 'household-business' })
    await house.payBeforeReception(code)
    return code
  }

  async function toRegistrar(code: string): Promise<void> {
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'assignment', { officer: 'phamthuytrang.hacthanh' })
    await house.task(code, 'appraisal')
  }
  const timeline = async (code: string) => (await presentDossier(await house.dossier(code), {
    language: 'vi', side: 'applicant', fileHref: String, slipHref: String,
  }, house.deps)).timeline

  it('is registered within 3 working days of reception, each step within its own limit, in the commune’s own steps (F1, F2, F12, F13)', async () => {
    await house.at('2026-03-05T08:00')
    const code = await file()
    assert.match(code, /^000\.01\.31\.H56-260305-/, 'received by the ward’s own one-stop unit')
    const reception = await house.task(code, 'reception')
    assert.equal(reception.unit, 'pvhcchacthanh')

    await house.at('2026-03-05T08:30')
    await toRegistrar(code)
    assert.equal(await house.due(code), '2026-03-10T17:00', '3 working days: Friday, Monday, Tuesday')
    const appraisal = await house.task(code, 'appraisal')
    assert.equal(appraisal.assignee, 'phamthuytrang.hacthanh', 'the officer whom the head of the registrar assigned')
    assert.equal(appraisal.due?.toString({ smallestUnit: 'minute' }), '2026-03-06T03:30Z', '10 working hours from Thursday 08:30: Friday 10:30')

    await house.at('2026-03-06T08:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Tên không trùng trong phường' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '26A8000123' })
    const { result } = await house.inState(code, 'returned')
    assert.deepEqual([result?.granted, result?.number], [true, '26A8000123'])
    const steps = (await house.events(code)).filter(({ act }) => act === 'complete-task' || act === 'assign-number')
    assert.deepEqual(steps.map(({ act, details }) => details['element'] ?? act), ['reception', 'assignment', 'appraisal', 'signature', 'assign-number', 'issue'])
    const numbered = (await timeline(code)).find(({ title }) => title === 'Đã ghi nhận mã số hộ kinh doanh')
    assert.equal(numbered?.text, '038190001234', 'the owner’s identity number is the number of the business')
  })

  it('is returned with one notice of all amendments, within the 3 days; the limit starts again from zero (F4, BT 17.4)', async () => {
    await house.at('2026-03-12T08:00')
    const code = await file()
    await toRegistrar(code)
    assert.equal(await house.due(code), '2026-03-17T17:00')
    await house.at('2026-03-16T10:00')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'incomplete', missingItems: ['application'], reason: 'Tên trùng với hộ kinh doanh đã đăng ký' })
    await house.inState(code, 'returned-for-completion')
    const [, notice] = await house.deps.slips.of(code)
    assert.equal(notice?.kind, 'completion-request')
    assert.ok(notice.issuedAt.toString() <= '2026-03-17T10:00:00Z', 'within the 3 working days from reception')

    await house.at('2026-03-20T14:00')
    await house.complete(code, 'completion', { note: 'Đổi tên thành Cà phê Hạc Thành' })
    await house.inState(code, 'settling')
    assert.equal(await house.due(code), '2026-03-25T17:00', '3 working days from the amended dossier')
    const second = await checkTaskAnswers(await house.task(code, 'appraisal'), { appraisalOutcome: 'incomplete' }, await house.dossier(code), 'vi', house.deps)
    assert.match(second['appraisalOutcome'] ?? '', /một lần/, 'a second notice is refused by the rule')
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '26A8000124' })
    await house.inState(code, 'returned')
  })

  it('is refused with its ground and written reason within the limit, as a result, and gets no number (F8, BT 17.8)', async () => {
    await house.at('2026-03-26T08:00')
    const code = await file()
    await toRegistrar(code)
    await house.complete(code, 'appraisal', {
      appraisalOutcome: 'not-eligible', findings: 'Đã là chủ hộ kinh doanh khác', refusalGround: 'second-business', reason: 'Đã đăng ký hộ kinh doanh tại xã Hoằng Hóa',
    })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '5/TB-ĐKKD' })
    const { result, closedAt } = await house.inState(code, 'returned')
    assert.deepEqual([result?.granted, result?.reason], [false, 'Đã đăng ký hộ kinh doanh tại xã Hoằng Hóa'])
    assert.ok(closedAt && closedAt.toString() < '2026-03-31T10:00:00Z')
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'assign-number'))
    assert.ok((await timeline(code)).every(({ title }) => !title.includes('mã số')))
  })

  it('filed in the wrong place is refused at reception, with the right registrar named; nothing else is asked at reception (D5, D6)', async () => {
    await house.at('2026-04-02T08:00')
    const code = await file()
    const form = (await house.deps.bundles.latest('household-business'))?.forms['reception']
    assert.ok(form)
    assert.deepEqual(readAnswers(form, { receptionOutcome: 'incomplete', missingItems: ['identity'], reason: 'Thiếu' }).faults.map(({ key }) => key), ['receptionOutcome'])
    await house.complete(code, 'reception', { receptionOutcome: 'refused', reason: 'Trụ sở ở tỉnh khác', rightAuthority: 'UBND phường Trường Vinh, tỉnh Nghệ An' })
    await house.inState(code, 'refused')
    assert.ok((await house.deps.notices.of(code)).some(({ text }) => text.includes('Nơi có thẩm quyền: UBND phường Trường Vinh')))
  })

  it('waits for its fee before anybody receives it: 150.000 đồng online, 50.000 at the counter (C5, J10, TQ 12.2c)', async () => {
    for (const [channel, owed] of [['online', 150_000], ['counter', 50_000]] as const) {
      await house.at(channel === 'online' ? '2026-04-09T08:00' : '2026-04-10T08:00')
      const code = await house.file(business, { procedure: 'household-business', channel })
      await eventually(async () => { assert.ok((await house.events(code)).some(({ act }) => act === 'await-payment')) })
      assert.deepEqual(await house.deps.tasks.openOf(code), [])
      assert.equal((await house.deps.feeLedger.balanceOf(code)).owed, owed)
      assert.ok((await house.deps.notices.of(code)).some(({ text }) => text.includes(`cần nộp ${formatDong(owed, 'vi')}`)))
      await house.payAtCounter(code)
      await house.task(code, 'reception')
    }
  })
})
