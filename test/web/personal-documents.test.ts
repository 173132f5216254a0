import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { application, eventually, openHouse, type House } from '../house.ts'
import { citizenOf, register } from './account/people.ts'
import { Visitor } from './visitor.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const business = {
  founder: 'individual', electronicIdentity: 'yes', businessName: 'Cơ sở Nước mắm Ba Làng', businessAddress: 'Khu phố 3, phường Hạc Thành',
  trades: 'Sản xuất nước mắm', capital: 100_000_000, workers: 6, taxMethod: 'declaration', filer: 'owner',
}
const { feeClass: _, dateOfBirth, ...person } = application
const foodSafety = {
  ...person, dateOfBirth: dateOfBirth.split('-').toReversed().join('/'),
  establishment: 'Cơ sở Nước mắm Ba Làng', establishmentAddress: 'Khu phố 3, phường Hạc Thành', establishmentKind: 'household', businessRegistered: 'no',
  products: 'Nước mắm', people: '6',
}
const owner = '038190007010'
const stranger = '038190007011'
const address = '/nop-ho-so/food-safety'
const offer = /name="reuse\.registration" type="checkbox" value="([^"]+)"/

describe('The document store on the pages, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  let from: string
  let id: string

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-07-06T08:00')
    from = await house.file({ ...business, identityNumber: owner }, { procedure: 'household-business' })
    await house.payBeforeReception(from)
    await house.complete(from, 'reception', { receptionOutcome: 'received' })
    await house.complete(from, 'assignment', { officer: 'phamthuytrang.hacthanh' })
    await house.complete(from, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Tên không trùng' })
    await house.complete(from, 'signature', { signatureOutcome: 'signed' })
    await house.complete(from, 'issue', { resultNumber: '26A8000777' })
    await house.inState(from, 'returned')
    id = (await house.deps.personalDocuments.from([from]))[0]?.id ?? assert.fail('nothing kept')
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  /** A browser that has proved to have part in the dossier of the result. */
  async function proved(): Promise<Visitor> {
    const visitor = new Visitor(serving.address)
    assert.equal((await visitor.lookUp(from, owner)).status, 303)
    return visitor
  }
  const post = (visitor: Visitor, fields: Record<string, string>) => visitor.upload(address, [['facilities', 'thuyet-minh.pdf', pdf]], { fields: { ...foodSafety, ...fields } })
  /** Sends what the form has become, and returns the dossier's code. */
  async function send(visitor: Visitor): Promise<string> {
    await visitor.go(`${address}/kiem-tra`)
    const sent = await visitor.send(`${address}/kiem-tra`, { declaration: 'yes' })
    return /da-nop\/(.+)$/.exec(sent.headers.get('location') ?? '')?.[1] ?? assert.fail(`not sent: ${sent.headers.get('location') ?? String(sent.status)}`)
  }

  it('offers a person’s own result in place of an upload, says where it is from, and files it with one tick (B4, D6, BT 15.6b, 17.10)', async () => {
    const visitor = await proved()
    const form = await (await visitor.go(address)).text()
    assert.match(form, /Dùng giấy tờ đã có trong kho/)
    assert.match(form, /Giấy chứng nhận đăng ký hộ kinh doanh/)
    assert.match(form, new RegExp(`cấp ngày 06/07/2026, từ hồ sơ ${from}; không thời hạn`))
    assert.equal(offer.exec(form)?.[1], id)

    const posted = await post(visitor, { 'identityNumber': owner, 'reuse.registration': id })
    assert.equal(posted.headers.get('location'), `${address}/kiem-tra`, await posted.text())
    assert.match(await (await visitor.go(`${address}/kiem-tra`)).text(), new RegExp(`Từ kho giấy tờ: hồ sơ ${from}, ngày 06/07/2026`))
    const code = await send(visitor)
    const { papers } = await house.dossier(code)
    assert.deepEqual(papers.map(({ item, reused }) => [item, reused?.document]).sort(), [['facilities', undefined], ['registration', id]])
    const file = papers.find(({ reused }) => reused)?.file.id ?? ''
    assert.equal((await visitor.go(`/ho-so/${code}/tep/${file}`)).status, 200)
    await house.task(code, 'reception')
  })

  it('is the account’s whose number is proved: shown, opened, offered when filing, and nobody else’s (B4, TN 14)', async () => {
    const [mine, other] = await Promise.all([{ identityNumber: owner, name: 'Chủ Kho', contact: 'chu.kho@vidu.vn' }, { identityNumber: owner, name: 'Người Lạ', contact: 'nguoi.la@vidu.vn' }]
      .map((person) => register(house, serving.address, person))) as [Visitor, Visitor]
    await house.deps.citizens.prove((await citizenOf(house, 'chu.kho@vidu.vn')).id, { how: 'clerk', by: 'lethihoa.ttpvhcc', at: house.deps.now() })
    const page = await (await mine.go('/tai-khoan/giay-to')).text()
    assert.match(page, /Giấy chứng nhận đăng ký hộ kinh doanh/)
    const href = /href="(\/tai-khoan\/giay-to\/[^"]+)"/.exec(page)?.[1] ?? assert.fail('it cannot be opened')
    const opened = await mine.go(href)
    assert.deepEqual([opened.status, opened.headers.get('content-type')], [200, 'application/pdf'])
    assert.equal(offer.exec(await (await mine.go(address)).text())?.[1], id)
    assert.equal((await post(mine, { 'identityNumber': owner, 'reuse.registration': id })).headers.get('location'), `${address}/kiem-tra`)
    const code = await send(mine)
    assert.deepEqual((await house.dossier(code)).papers.flatMap(({ reused }) => reused?.document ?? []), [id])
    assert.match(await (await mine.go('/tai-khoan')).text(), new RegExp(code))

    assert.doesNotMatch(await (await other.go('/tai-khoan/giay-to')).text(), /Giấy chứng nhận đăng ký/)
    assert.equal((await other.go(href)).status, 404)
    assert.doesNotMatch(await (await other.go(address)).text(), offer)
    assert.equal((await post(other, { 'identityNumber': owner, 'reuse.registration': id })).status, 422, 'a claimed number takes a paper from the store')
  })

  it('is not offered to who has proved nothing, whatever number is typed, nor taken when its id is sent all the same (B4)', async () => {
    const visitor = new Visitor(serving.address)
    assert.doesNotMatch(await (await visitor.go(address)).text(), offer)
    const page = await (await post(visitor, { 'identityNumber': owner, 'reuse.registration': id })).text()
    assert.doesNotMatch(page, offer)
    assert.match(page, /không dùng được cho hồ sơ này/)
    assert.equal((await visitor.go(`${address}/kiem-tra`)).status, 200)
    assert.equal((await visitor.send(`${address}/kiem-tra`, { declaration: 'yes' })).headers.get('location'), address, 'not sent without the paper')
  })

  it('is not offered or taken for another number, also when the number is changed after it was ticked (B4)', async () => {
    const visitor = await proved()
    await visitor.go(address)
    const wrong = await (await post(visitor, { 'identityNumber': stranger, 'reuse.registration': id })).text()
    assert.match(wrong, /không dùng được cho hồ sơ này/)
    assert.doesNotMatch(wrong, offer)
    assert.equal((await post(visitor, { 'identityNumber': owner, 'reuse.registration': id })).headers.get('location'), `${address}/kiem-tra`)
    const changed = await (await post(visitor, { identityNumber: stranger })).text()
    assert.match(changed, /không dùng được cho hồ sơ này/)
    assert.doesNotMatch(changed, /Từ kho giấy tờ/)
    assert.equal((await visitor.send(`${address}/kiem-tra`, { declaration: 'yes' })).headers.get('location'), address)
  })

  it('is put with the dossier by the clerk with one button, who is refused to ask for it; who filed under another’s number is not handed it (B4, D6, BT 15.5)', async () => {
    const anybody = new Visitor(serving.address)
    await anybody.go(address)
    const code = await house.file({ ...foodSafety, identityNumber: owner }, { procedure: 'food-safety' })
    const task = await house.task(code, 'reception')
    const clerk = new Visitor(serving.address)
    const { username, password } = house.accounts.find(({ username: name }) => name === 'lethihoa.ttpvhcc') ?? assert.fail('no clerk')
    await clerk.signIn(username, password)
    const page = await (await clerk.go(`/desk/tasks/${task.id}`)).text()
    assert.match(page, /Có trong kho dữ liệu điện tử của người nộp/)
    assert.match(page, /số 26A8000777/)
    const refused = await clerk.send(`/desk/tasks/${task.id}`, { receptionOutcome: 'incomplete', missingItems: 'registration', reason: 'Thiếu', amendments: '0' })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /không yêu cầu nộp lại.*Điều 15\.5/)

    const outsider = new Visitor(serving.address)
    const other = house.accounts.find(({ username: name }) => name === 'tranvanminh.pv06') ?? assert.fail('no outsider')
    await outsider.signIn(other.username, other.password)
    await outsider.go('/desk')
    assert.equal((await outsider.send(`/desk/dossiers/${code}/reuse`, { item: 'registration', document: id })).status, 403)

    const done = await clerk.send(`/desk/dossiers/${code}/reuse`, { item: 'registration', document: id, task: task.id })
    assert.equal(done.headers.get('location'), `/desk/tasks/${task.id}`)
    const after = await (await clerk.go(`/desk/tasks/${task.id}`)).text()
    assert.doesNotMatch(after, /Có trong kho dữ liệu điện tử/)
    const file = (await house.dossier(code)).papers.find(({ reused }) => reused)?.file.id ?? assert.fail('not attached')
    assert.equal((await clerk.go(`/desk/dossiers/${code}/files/${file}`)).status, 200)
    const event = (await house.events(code)).find(({ act }) => act === 'reuse-document')
    assert.deepEqual([event?.by.kind === 'staff' && event.by.username, event?.details['dossier']], ['lethihoa.ttpvhcc', from])

    assert.equal((await anybody.lookUp(code, owner)).status, 303, 'knows the number and the code of the dossier')
    const theirs = await (await anybody.go(`/ho-so/${code}`)).text()
    assert.match(theirs, new RegExp(`Từ kho giấy tờ: hồ sơ ${from}`))
    assert.doesNotMatch(theirs, new RegExp(file))
    assert.equal((await anybody.go(`/ho-so/${code}/tep/${file}`)).status, 403)
    await eventually(async () => { assert.equal((await house.dossier(code)).state, 'filed') })
  })
})
