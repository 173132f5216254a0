import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { scanToPdf } from '../../config/print/scan.ts'
import { picture } from '../config/print/pictures.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { NotAllowedByLaw } from '../../processes/law/refusal.ts'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { reusableDocuments } from '../../store/reusable-documents.ts'
import { checkTaskAnswers } from '../../web/check-task-answers.ts'
import { digitise } from '../../web/digitise.ts'
import { presentDossier } from '../../web/present-dossier.ts'
import { report } from '../../web/report-error.ts'
import { reuseDocument } from '../../web/reuse-document.ts'
import { dossierRequestCompletion } from '../../workers/dossier-request-completion.ts'

const business = {
  founder: 'individual', electronicIdentity: 'yes', businessName: 'Cơ sở Nước mắm Ba Làng', businessAddress: 'Khu phố 3, phường Hạc Thành',
  trades: 'Sản xuất nước mắm', capital: 100_000_000, workers: 6, taxMethod: 'declaration', filer: 'owner',
}
const establishment = {
  establishment: 'Cơ sở Nước mắm Ba Làng', establishmentAddress: 'Khu phố 3, phường Hạc Thành', establishmentKind: 'household', businessRegistered: 'no', registrationNumber: '26A8000123',
  products: 'Nước mắm', people: 6,
}

describe('The document store of a person, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  before(async () => { house = await openHouse() })

  /** A household business is registered for somebody; returns its dossier. */
  async function registered(at: string, identityNumber: string): Promise<string> {
    await house.at(at)
    const code = await house.file({ ...business, identityNumber }, { procedure: 'household-business' })
    await house.payBeforeReception(code)
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'assignment', { officer: 'phamthuytrang.hacthanh' })
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Tên không trùng trong phường' })
    await house.complete(code, 'signature', { signatureOutcome: 'signed' })
    await house.complete(code, 'issue', { resultNumber: '26A8000123' })
    await house.inState(code, 'returned')
    return code
  }
  const fileFoodSafety = (identityNumber: string) => house.file({ ...establishment, identityNumber }, { procedure: 'food-safety' })
  const inStore = async (code: string) => (await reusableDocuments(await house.dossier(code), house.deps.now(), house.deps)).map(({ item, document }) => ({ item: item.id, document }))
  const clerk = () => house.actor('reception-clerk', 'ttpvhcc')
  const asking = { receptionOutcome: 'incomplete', missingItems: ['registration'], reason: 'Thiếu bản sao đăng ký kinh doanh' }

  it('has each granted result, and a clerk takes it from there in place of asking for it, with one audited act (B4, D6, BT 15.5, 15.6b, 17.10)', async () => {
    const from = await registered('2026-06-01T08:00', '038190007001')
    await house.at('2026-06-04T08:00')
    const code = await fileFoodSafety('038190007001')
    await house.task(code, 'reception')
    const [found, ...more] = await inStore(code)
    assert.ok(found && more.length === 0)
    assert.deepEqual(
      [found.item, found.document.kinds, found.document.issuedOn, found.document.validUntil, found.document.dossier, found.document.state],
      ['registration', ['KQ.G12.001041'], '2026-06-01', null, from, 'valid'])
    assert.match(found.document.abstract, /số 26A8000123, cấp cho Nguyễn Thị Ánh/)
    assert.doesNotMatch(JSON.stringify(found.document), /038190007001/, 'the store is keyed by a hash of the number')

    await reuseDocument(code, { item: 'registration', document: found.document.id }, clerk(), house.deps)
    await reuseDocument(code, { item: 'registration', document: found.document.id }, clerk(), house.deps)
    const dossier = await house.dossier(code)
    assert.deepEqual(dossier.papers.map(({ item, reused }) => [item, reused?.dossier]), [['registration', from]])
    assert.equal((await house.events(code)).filter(({ act }) => act === 'reuse-document').length, 1)
    const { documents, timeline } = await presentDossier(dossier, { language: 'vi', side: 'staff', fileHref: String, slipHref: String }, house.deps)
    assert.match(documents.flatMap(({ files }) => files).map((file) => file.from).join(), new RegExp(`Từ kho giấy tờ: hồ sơ ${from}, ngày 01/06/2026`))
    assert.match(timeline[0]?.text ?? '', /Bản sao giấy chứng nhận đăng ký kinh doanh/)
    const opened = await house.deps.files.find(found.document.file.id, code)
    assert.ok(opened)
    assert.match((await readPdf(await buffer(opened.content))).text, /26A8000123/)
    assert.ok(await house.deps.files.find(found.document.file.id, from), 'the dossier that it came from still has it')
  })

  it('is never another person’s: not offered, not taken, and not shown under another number (B4, BT 15.6b)', async () => {
    const from = await registered('2026-06-08T08:00', '038190007002')
    const [theirs] = await house.deps.personalDocuments.from([from])
    assert.ok(theirs)
    await house.at('2026-06-11T08:00')
    const code = await fileFoodSafety('038190007003')
    await house.task(code, 'reception')
    assert.deepEqual(await inStore(code), [])
    await assert.rejects(reuseDocument(code, { item: 'registration', document: theirs.id }, clerk(), house.deps), ActNotAllowed)
    assert.deepEqual((await house.dossier(code)).papers, [])
    assert.equal(await house.deps.files.find(theirs.file.id, code), null)
    const task = await house.task(code, 'reception')
    assert.deepEqual(await checkTaskAnswers(task, asking, await house.dossier(code), 'vi', house.deps), {}, 'what their own store lacks may be asked for')
  })

  it('is not asked again: a request for completion is refused with the rule, but to verify authenticity or for data that disagree (B4, D6, BT 15.5, 15.6b)', async () => {
    await registered('2026-06-15T08:00', '038190007004')
    await house.at('2026-06-18T08:00')
    const code = await fileFoodSafety('038190007004')
    const task = await house.task(code, 'reception')
    const dossier = await house.dossier(code)
    const check = (answers: Record<string, unknown>, language: 'vi' | 'en' = 'vi') => checkTaskAnswers(task, { ...asking, ...answers }, dossier, language, house.deps)
    assert.match((await check({}))['missingItems'] ?? '', /đã có giấy tờ này.*Điều 15\.5/)
    assert.match((await check({}, 'en'))['missingItems'] ?? '', /document store.*15\.5/)
    assert.deepEqual(await check({ missingItems: ['facilities'] }), {})
    assert.deepEqual(await check({ askAgain: 'authenticity' }), {})
    assert.deepEqual(await check({ askAgain: 'inconsistent' }), {})
    assert.notDeepEqual(await check({ askAgain: 'because' }), {})

    const handled = { ...dossier, answers: { reception: { values: asking, by: 'x', at: house.deps.now() } } }
    const deps = { ...house.deps, dossiers: { ...house.deps.dossiers, get: () => Promise.resolve(handled) } }
    const job = { headers: { stage: 'reception' } } as unknown as Parameters<typeof dossierRequestCompletion.handle>[2]
    await assert.rejects(dossierRequestCompletion.handle({ dossier: code }, deps, job), NotAllowedByLaw, 'the worker holds to the same rule')
    assert.equal((await house.dossier(code)).state, 'filed')

    await house.completeAs(task, { ...asking, askAgain: 'authenticity' })
    await house.inState(code, 'completion-requested')
    const request = (await house.events(code)).find(({ act }) => act === 'request-completion')
    assert.equal(request?.details['askAgain'], 'authenticity', 'why it was asked again is in the log')
  })

  it('offers no more what was corrected or revoked, but what took its place (B4, G5, BT 17.10, 21.1)', async () => {
    const from = await registered('2026-06-22T08:00', '038190007005')
    await house.at('2026-06-25T08:00')
    const code = await fileFoodSafety('038190007005')
    await house.task(code, 'reception')
    const [first] = await inStore(code)
    assert.ok(first)
    const correct = async (outcome: string) => {
      await report(from, 'correction-request', { error: 'Sai địa chỉ' }, { kind: 'applicant' }, house.deps)
      await house.complete(from, 'correction-review', { correctionOutcome: outcome, correctionFault: 'agency', correctionNumber: '26A8000999', correctionText: 'Địa chỉ đúng: Khu phố 4' })
    }
    await correct('replaced')
    const second = await eventually(async () => {
      const found = await inStore(code)
      assert.deepEqual(found.map(({ document }) => document.abstract.includes('26A8000999')), [true])
      return found[0]
    })
    assert.notEqual(second?.document.file.id, first.document.file.id)
    await assert.rejects(reuseDocument(code, { item: 'registration', document: first.document.id }, clerk(), house.deps), ActNotAllowed)
    await eventually(async () => { assert.ok((await house.deps.tasks.openOf(from)).length === 0) })
    await correct('revoked')
    await eventually(async () => { assert.deepEqual(await inStore(code), []) })
    assert.deepEqual((await house.deps.personalDocuments.from([from])).map(({ state }) => state).sort(), ['replaced', 'revoked'])
  })

  it('has what was digitised before for the same item, until it expires, and keeps its file whatever becomes of the dossier (B4, BT 15.6, 17.1)', async () => {
    await house.at('2026-06-29T08:00')
    const { deps } = house
    const first = await house.file({ feeClass: 'student', identityNumber: '038190007006' }, { channel: 'counter' })
    const data = {
      typeCode: '3.000333-02', documentName: 'Thẻ sinh viên', abstract: 'Thẻ sinh viên khóa 2024-2026', identityNumber: '038 190 007 006', issuer: 'Trường Đại học Hồng Đức',
      issuedOn: '2024-09-05', validity: 'until', validUntil: '2026-06-30',
    } as const
    const by = clerk()
    assert(by.kind === 'staff')
    const scan = { id: 'scan-of-the-card', item: 'fee-exemption', data, pdf: await scanToPdf([{ type: 'image/jpeg', content: await picture('THE SINH VIEN') }]), by, unit: 'ttpvhcc' }
    assert.equal(await digitise(first, scan, deps), true)
    assert.equal(await digitise(first, scan, deps), false)
    const file = (await house.dossier(first)).papers[0]?.file ?? assert.fail('not digitised')
    const code = await house.file({ feeClass: 'student', identityNumber: '038190007006' })
    assert.deepEqual((await inStore(code)).map(({ item, document }) => [item, document.name]), [['fee-exemption', 'Thẻ sinh viên']])
    assert.deepEqual(await inStore(first), [], 'what came with a dossier may still be asked for there')
    assert.ok((await deps.personalDocuments.heldFiles()).includes(file.id))
    await deps.files.dropUnowned(new Date(Date.now() + 1_000), [...await deps.drafts.heldFiles(), ...await deps.personalDocuments.heldFiles()])
    await deps.files.share([file.id], code)
    assert.ok(await deps.files.find(file.id, code))
    await house.at('2026-07-01T08:00')
    assert.deepEqual(await inStore(code), [])
  })
})
