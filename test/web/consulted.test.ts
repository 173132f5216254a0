import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { openHouse, type House } from '../house.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { signedIn, type Visitor } from './visitor.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

describe('An agency that is asked about a dossier', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  async function somebodyOf(unit: string): Promise<Visitor> {
    const { username } = house.accounts.find((each) => each.username.endsWith(`.${unit}`)) ?? assert.fail(unit)
    return signedIn(house, serving.address, username)
  }

  it('reads whose it is, the question, what the officer sent along and its own answer, and nothing else (F5, BT 17.5)', async () => {
    await house.at('2026-09-14T08:00')
    const code = await house.file()
    const [sent, kept] = await Promise.all(['can-cuoc.pdf', 'ho-ngheo.pdf'].map((name) => house.deps.files.put(name, 'application/pdf', Readable.from([pdf]))))
    assert.ok(sent && kept)
    await house.deps.files.assign([sent.id, kept.id], code)
    await house.deps.dossiers.act(code, { act: 'charge-fee', by: { kind: 'system' }, at: house.deps.now() }, ({ filedAt: at }) => ({
      papers: [{ item: 'identity', file: sent, at }, { item: 'fee-exemption', file: kept, at }],
    }))
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', {
      appraisalOutcome: 'consult', agencies: ['tand', 'thads'], question: 'Có bản án chưa thi hành không?', sharedPapers: ['identity'], answerWithin: 2,
    })
    const task = await house.task(code, 'consultation-answer', 'thads')
    await house.complete(code, 'consultation-answer', { opinion: 'agree', text: 'Tòa án không thấy bản án nào' }, 'tand')
    const slip = (await house.deps.slips.of(code))[0]?.id ?? assert.fail('no slip')

    const agency = await somebodyOf('thads')
    for (const path of [`/desk/tasks/${task.id}`, `/desk/dossiers/${code}`]) {
      const page = await (await agency.go(path)).text()
      for (const shown of [/Nguyễn Thị Ánh/, /038190001234/, /28\/02\/1990/, /Có bản án chưa thi hành không/, /lý lịch tư pháp/i]) assert.match(page, shown, `${path} ${String(shown)}`)
      for (const hidden of [/0912345678/, /anh@example\.org/, /Lê Lợi/, /Tòa án không thấy/, /Tòa án nhân dân/, /ho-ngheo\.pdf/, /\/slips\//, /desk-history/, /desk-due/, /\/fees/, /control-sheet/]) {
        assert.doesNotMatch(page, hidden, `${path} ${String(hidden)}`)
      }
    }
    assert.equal((await agency.go(`/desk/dossiers/${code}/files/${kept.id}`)).status, 403)
    for (const path of [`slips/${encodeURIComponent(slip)}`, `slips/${encodeURIComponent(slip)}.pdf`, 'fees', 'control-sheet', 'control-sheet.pdf', 'correction', 'loss']) {
      assert.equal((await agency.go(`/desk/dossiers/${code}/${path}`)).status, 403, path)
    }
    assert.equal((await agency.go(`/desk/dossiers/${code}/files/${sent.id}`)).status, 200)
    await agency.go('/desk')
    assert.equal((await agency.send('/desk/find', { words: code })).headers.get('location'), `/desk/dossiers/${code}`)

    await agency.go(`/desk/tasks/${task.id}`)
    assert.equal((await agency.send(`/desk/tasks/${task.id}`, { opinion: 'other', text: 'Đang thi hành một bản án', amendments: '0' })).headers.get('location'), '/desk')
    assert.match(await (await agency.go(`/desk/dossiers/${code}`)).text(), /Đang thi hành một bản án/)
    const officer = await somebodyOf('pv06')
    assert.match(await (await officer.go(`/desk/dossiers/${code}`)).text(), /Tòa án không thấy bản án nào/, 'the units of the dossier read all of it')
  })
})
