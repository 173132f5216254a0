import assert from 'node:assert/strict'
import { presentSteps } from '../../web/present-steps.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { Visitor } from './visitor.ts'

describe('what is posted publicly', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  it('is read by anybody without a name or a dossier code, and objected to; a bad form keeps what was typed (J8)', async () => {
    await house.at('2026-09-07T08:00')
    const code = await house.file({
      landRequest: 'registration', difficultArea: 'no', onBehalf: 'self', plotNumber: '77', mapSheet: '9', plotAddress: 'Tổ 5, phường Hạc Thành', area: 90, landUse: 'residential',
      useSince: '1995', origin: 'cleared', originText: 'Khai hoang từ năm 1995, ở liên tục', landPapers: 'no', jointUsers: 'no', hasAsset: 'no', delivery: 'counter',
    }, { procedure: 'first-land-certificate' })
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.complete(code, 'assignment', { officer: house.username('case-officer', '.hacthanh') })
    const id = await eventually(async () => {
      const [found] = await house.deps.postings.of(code)
      assert.ok(found)
      return found.id
    })

    const visitor = new Visitor(serving.address)
    const list = await (await visitor.go('/niem-yet')).text()
    assert.match(list, new RegExp(`href="/niem-yet/${id}"`))
    const page = await (await visitor.go(`/niem-yet/${id}`)).text()
    assert.match(page, /Tổ 5, phường Hạc Thành/)
    assert.match(page, /Tự khai hoang/)
    for (const shown of [list, page]) for (const secret of [code, 'Nguyễn Thị Ánh', '038190001234', '0912345678']) assert.ok(!shown.includes(secret), secret)

    const refused = await (await visitor.send(`/niem-yet/${id}`, { objectorName: 'Lê Văn Bình', objectorContact: '', objection: 'Lấn sang đất nhà tôi' })).text()
    assert.match(refused, /Lấn sang đất nhà tôi/)
    assert.match(refused, /field-objectorContact/)
    assert.equal((await visitor.send(`/niem-yet/${id}`, { objectorName: 'Lê Văn Bình', objectorContact: '0903000000', objection: 'Lấn sang đất nhà tôi' })).status, 303)
    const posting = await house.deps.postings.find(id)
    assert.deepEqual(posting?.objections.map(({ name, text, recordedBy }) => [name, text, recordedBy]), [['Lê Văn Bình', 'Lấn sang đất nhà tôi', null]])
    assert.ok(!(await (await visitor.go(`/niem-yet/${id}`)).text()).includes('Lê Văn Bình'), 'who objects is not public')
    const [told] = (await presentSteps(await house.dossier(code), 'vi', house.deps)).filter(({ by }) => by === 'Lê Văn Bình')
    assert.match(JSON.stringify(told?.answers), /0903000000.*Lấn sang đất nhà tôi/, 'the officer reads it')
    assert.equal((await visitor.go('/niem-yet/1-2')).status, 404)

    const flooding = new Visitor(serving.address)
    await flooding.go(`/niem-yet/${id}`)
    const answers: number[] = []
    for (let sent = 0; sent < 12; sent++) answers.push((await flooding.send(`/niem-yet/${id}`, { objectorName: 'x', objectorContact: 'x', objection: 'x'.repeat(3_000) })).status)
    assert.equal(answers.at(-1), 429, 'one address cannot fill a posting')
    assert.equal((await house.deps.postings.find(id))?.objections.length, 10)
  })
})
