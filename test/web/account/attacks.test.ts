import assert from 'node:assert/strict'
import { serve, type Serving } from '../../../web/serve.ts'
import { application, openHouse, type House } from '../../house.ts'
import { Visitor } from '../visitor.ts'
import { citizenOf, codeFor, register, sentTo, signInByCode } from './people.ts'

const mai = { identityNumber: '038194007401', name: 'Bùi Thị Mai', contact: 'mai.bui@vidu.vn' }
const thief = { identityNumber: '038194007402', name: 'Kẻ Trộm', contact: 'ke.trom@vidu.vn' }

describe('Citizens’ accounts against attackers', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  let owner: Visitor
  let code: string

  const forgetLimits = () => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
  const wrongFor = (right: string) => right === '000000' ? '111111' : '000000'

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-07-23T08:00')
    await forgetLimits()
    owner = await register(house, serving.address, mai)
    code = await house.file({ ...application, identityNumber: mai.identityNumber, name: mai.name, email: 'mai.ho-so@vidu.vn', phone: '0977007401' })
  })
  beforeEach(forgetLimits)
  after(() => serving.close())

  async function asks(path: string, fields: Record<string, string>): Promise<{ status: number, page: string, took: number }> {
    const visitor = new Visitor(serving.address)
    await visitor.go(path)
    const start = performance.now()
    const answer = await visitor.send(path, fields)
    const took = performance.now() - start
    const shown = answer.status === 303 ? await visitor.go(answer.headers.get('location') ?? '') : answer
    return { status: answer.status, page: (await shown.text()).replaceAll(visitor.token, '').replaceAll(fields['contact'] ?? '', ''), took }
  }

  it('answer alike and as late, whether an account exists or not; only the mail tells (B1)', async () => {
    for (const [path, fields] of [['/dang-ky', { kind: 'citizen', identityNumber: mai.identityNumber, name: mai.name }], ['/dang-nhap/ma', {}], ['/dang-nhap', { password: 'không biết đâu nhé' }]] as const) {
      const [known, unknown] = [await asks(path, { ...fields, contact: mai.contact }), await asks(path, { ...fields, contact: 'mb.khong.ai@vidu.vn' })]
      assert.equal(known.status, unknown.status)
      assert.equal(known.page, unknown.page, `${path} tells them apart`)
      for (const { took } of [known, unknown]) assert.ok(took >= 480, `${path} answers after ${String(Math.round(took))} ms: as soon as it knows`)
    }
    assert.match(house.mailServer.to(mai.contact).map(({ mail }) => mail.text).join(), /Địa chỉ này đã có tài khoản/)
    assert.match(house.mailServer.to('mb.khong.ai@vidu.vn').map(({ mail }) => mail.text).join(), /chưa có tài khoản/)
  })

  it('sign in whoever registers again with the code, and open no second account (B1)', async () => {
    const { id } = await citizenOf(house, mai.contact)
    await register(house, serving.address, { ...mai, name: 'Tên Khác' }).catch(() => undefined)
    const same = await citizenOf(house, mai.contact)
    assert.deepEqual([same.id, same.name], [id, mai.name])
  })

  it('let a code be guessed five times at most, also all at once, and then refuse the right one (B1)', async () => {
    const visitor = new Visitor(serving.address)
    await visitor.go('/dang-nhap/ma')
    let before = sentTo(house, mai.contact)
    await visitor.send('/dang-nhap/ma', { contact: mai.contact })
    await visitor.go('/xac-nhan')
    let right = await codeFor(house, mai.contact, before)
    for (let tries = 0; tries < 5; tries++) assert.equal((await visitor.send('/xac-nhan', { code: wrongFor(right) })).status, 422)
    assert.equal((await visitor.send('/xac-nhan', { code: right })).status, 422)

    const codes = house.deps.client.db(house.deps.databaseName).collection('oneTimeCodes')
    const known = (await codes.find({}).toArray()).map(({ _id }) => _id)
    await visitor.go('/dang-nhap/ma')
    before = sentTo(house, mai.contact)
    await visitor.send('/dang-nhap/ma', { contact: mai.contact })
    await visitor.go('/xac-nhan')
    right = await codeFor(house, mai.contact, before)
    const answers = await Promise.all(Array.from({ length: 20 }, () => visitor.send('/xac-nhan', { code: wrongFor(right) })))
    assert.ok(answers.every(({ status }) => status === 422))
    const row = await codes.findOne({ _id: { $nin: known } })
    assert.equal(row?.['triesLeft'], 0)
    assert.ok(!JSON.stringify(row).includes(right), 'the code is kept as it is')
    await visitor.go('/xac-nhan')
    assert.equal((await visitor.send('/xac-nhan', { code: right })).status, 422)
  })

  it('take a code once, in the browser that asked for it, within ten minutes, and for what it was sent for (B1)', async () => {
    const [asker, other] = [new Visitor(serving.address), new Visitor(serving.address)]
    const ask = async () => {
      await asker.go('/dang-nhap/ma')
      const before = sentTo(house, mai.contact)
      await asker.send('/dang-nhap/ma', { contact: mai.contact })
      await asker.go('/xac-nhan')
      return codeFor(house, mai.contact, before)
    }
    const first = await ask()
    await other.go('/dang-nhap')
    assert.equal((await other.send('/xac-nhan', { code: first })).headers.get('location'), '/dang-nhap')
    const second = await ask()
    if (first !== second) assert.equal((await asker.send('/xac-nhan', { code: first })).status, 422, 'an earlier code still holds')
    assert.equal((await asker.send('/xac-nhan', { code: second })).status, 303)
    await asker.go('/tai-khoan')
    assert.equal((await asker.send('/xac-nhan', { code: second })).headers.get('location'), '/dang-nhap', 'a code was taken twice')

    const late = await ask()
    await house.at('2026-07-23T08:11')
    assert.equal((await asker.send('/xac-nhan', { code: late })).status, 422)
    await house.at('2026-07-23T08:00')
  })

  it('send at most five codes an hour to one contact, whoever asks, and count an unknown one as well (B1)', async () => {
    for (const contact of [mai.contact, 'mb.khong.ai.nua@vidu.vn']) {
      const statuses: number[] = []
      for (let times = 0; times < 6; times++) statuses.push((await asks('/dang-nhap/ma', { contact })).status)
      assert.deepEqual(statuses, [303, 303, 303, 303, 303, 429], contact)
    }
  })

  it('limit how often a password is tried, for one that exists and one that does not (B1)', async () => {
    for (const contact of [mai.contact, 'mb.khong.ai@vidu.vn']) {
      const visitor = new Visitor(serving.address)
      await visitor.go('/dang-nhap')
      const statuses: number[] = []
      for (let times = 0; times < 11; times++) statuses.push((await visitor.send('/dang-nhap', { contact, password: `lần thứ ${String(times)}` })).status)
      assert.deepEqual([statuses.slice(0, 10).every((status) => status === 422), statuses[10]], [true, 429])
    }
  })

  it('refuse every form that another site sends (B1)', async () => {
    const visitor = await signInByCode(house, serving.address, mai.contact)
    const [session = ''] = (await house.deps.citizenSessions.of((await citizenOf(house, mai.contact)).id)).map(({ id }) => id)
    for (const [path, fields] of [
      ['/dang-ky', {}], ['/dang-nhap', {}], ['/dang-nhap/ma', {}], ['/xac-nhan', { code: '000000' }], ['/dang-xuat', {}], ['/dang-nhap/khoa/lua-chon', {}], ['/dang-nhap/khoa', {}],
      ['/tai-khoan/them-ho-so', { code }], ['/tai-khoan/thong-tin/sua', { name: 'Tên Khác', address: '' }], ['/tai-khoan/lien-he?loai=mail', { contact: thief.contact }],
      ['/tai-khoan/mat-khau', { password: 'mật khẩu của kẻ trộm', again: 'mật khẩu của kẻ trộm' }], ['/tai-khoan/phien', { end: session }], ['/tai-khoan/khoa', {}], ['/tai-khoan/khoa/lua-chon', {}], ['/tai-khoan/khoa/xoa', {}],
      ['/tai-khoan/dong', {}], ['/tai-khoan/dang-nhap-lai', {}],
    ] as const) {
      visitor.token = 'of another site'
      assert.equal((await visitor.send(path, fields)).status, 403, path)
    }
    assert.equal((await visitor.go('/tai-khoan')).status, 200)
    assert.equal((await citizenOf(house, mai.contact)).name, mai.name)
  })

  it('give nothing to whoever merely claims another’s number: no dossier, no file, no paper (B1, B4)', async () => {
    const liar = await register(house, serving.address, { ...thief, identityNumber: mai.identityNumber })
    const file = (await house.dossier(code)).papers[0]?.file.id ?? '0123456789ab'
    assert.doesNotMatch(await (await liar.go('/tai-khoan')).text(), new RegExp(code))
    for (const path of ['', '/rut', '/sua', `/tep/${file}`]) {
      const answer = await liar.go(`/ho-so/${code}${path}`)
      assert.match(await answer.text(), /action="\/ho-so"/, path)
    }
    await liar.go('/tai-khoan')
    assert.equal((await liar.send(`/ho-so/${code}/rut`, { reason: 'x' })).status, 403)
    await house.deps.personalDocuments.add({
      id: 'paper of mai', identityNumber: mai.identityNumber, at: house.deps.now(), kinds: ['identity'], name: 'Căn cước của Mai', abstract: '', issuer: 'Công an', issuedOn: '2024-01-02',
      validUntil: null, scope: '', file: { id: 'f00df00df00d', name: 'can-cuoc.pdf', type: 'application/pdf', size: 10 } as never, dossier: code, origin: 'paper',
    })
    assert.doesNotMatch(await (await liar.go('/tai-khoan/giay-to')).text(), /Căn cước của Mai/)
    assert.equal((await liar.go('/tai-khoan/giay-to/paper%20of%20mai')).status, 404)
    assert.ok(!(await (await liar.go('/tai-khoan/du-lieu')).text()).includes(code))
  })

  it('add a dossier with a code that goes to the contact in it, tell nobody whether there is one, and take it for that account only (B1, B3)', async () => {
    owner = await signInByCode(house, serving.address, mai.contact)
    assert.doesNotMatch(await (await owner.go('/tai-khoan')).text(), new RegExp(code))
    const claim = async (who: Visitor, dossier: string) => {
      await who.go('/tai-khoan/them-ho-so')
      assert.equal((await who.send('/tai-khoan/them-ho-so', { code: dossier })).headers.get('location'), '/xac-nhan')
      return (await (await who.go('/xac-nhan')).text()).replaceAll(who.token, '').replaceAll(mai.name, '').replaceAll(thief.name, '')
    }
    const before = sentTo(house, 'mai.ho-so@vidu.vn')
    const [there, not] = [await claim(owner, code), await claim(await signInByCode(house, serving.address, thief.contact), `${code.slice(0, -4)}9871`)]
    assert.equal(there, not)
    const right = await codeFor(house, 'mai.ho-so@vidu.vn', before)
    const wrong = await signInByCode(house, serving.address, thief.contact)
    await wrong.go('/xac-nhan')
    assert.equal((await wrong.send('/xac-nhan', { code: right })).headers.get('location'), '/dang-nhap')
    await owner.go('/xac-nhan')
    assert.equal((await owner.send('/xac-nhan', { code: right })).headers.get('location'), '/tai-khoan')
    assert.match(await (await owner.go('/tai-khoan')).text(), new RegExp(code))
    assert.equal((await owner.go(`/ho-so/${code}`)).status, 200)
    const { id } = await citizenOf(house, mai.contact)
    assert.equal((await house.deps.holdings.find(code, id))?.part, 'applicant')
  })

  it('end no session and take no key of another account (B1)', async () => {
    const [session] = await house.deps.citizenSessions.of((await citizenOf(house, mai.contact)).id)
    const stranger = await signInByCode(house, serving.address, thief.contact)
    await stranger.go('/tai-khoan/thong-tin')
    await stranger.send('/tai-khoan/phien', { end: session?.id ?? '' })
    assert.ok((await house.deps.citizenSessions.of((await citizenOf(house, mai.contact)).id)).some(({ id }) => id === session?.id))
    const taken = await stranger.go('/tai-khoan/lien-he?loai=mail')
    assert.equal(taken.status, 200)
    assert.equal((await stranger.send('/tai-khoan/lien-he?loai=mail', { contact: mai.contact })).headers.get('location'), '/xac-nhan')
    await stranger.go('/xac-nhan')
    assert.match(house.mailServer.to(mai.contact).map(({ mail }) => mail.text).at(-1) ?? '', /./)
    assert.equal((await citizenOf(house, mai.contact)).name, mai.name)
  })

  it('change no lock in a browser that was left open for longer than half an hour (B1)', async () => {
    const visitor = await signInByCode(house, serving.address, mai.contact)
    await house.at('2026-07-23T08:40')
    for (const path of ['/tai-khoan/mat-khau', '/tai-khoan/lien-he?loai=mail', '/tai-khoan/dong']) {
      assert.equal((await visitor.go(path)).headers.get('location'), '/tai-khoan/dang-nhap-lai', path)
    }
    assert.equal((await visitor.go('/tai-khoan')).status, 200)
    assert.equal((await visitor.send('/tai-khoan/dong')).headers.get('location'), '/tai-khoan/dang-nhap-lai')
    assert.equal((await citizenOf(house, mai.contact)).name, mai.name)
  })
})
