import assert from 'node:assert/strict'
import { application, openHouse, type House } from '../../house.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { Visitor } from '../visitor.ts'
import { actsOn, citizenOf, codeFor, register, sentTo, signInByCode } from './people.ts'

const hoa = { identityNumber: '038191007101', name: 'Lê Thị Hòa', contact: 'hoa.le@vidu.vn' }

describe('A citizen’s account, on a real mail server and SMS service', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-07-20T08:00')
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  it('is registered with a code by mail, signed in, and on record without a secret (B1, TH 8.1)', async () => {
    const visitor = await register(house, serving.address, hoa)
    const page = await (await visitor.go('/tai-khoan')).text()
    assert.match(page, /Hồ sơ của tôi/)
    assert.match(page, /Lê Thị Hòa/)
    const citizen = await citizenOf(house, hoa.contact)
    assert.equal(citizen.identityNumber, hoa.identityNumber)
    assert.equal(citizen.proof, null, 'a mail address proves nothing about a number')
    assert.deepEqual(await actsOn(house, citizen.id), ['register', 'sign-in'])
    const log = JSON.stringify(await house.deps.events.ofHouse(10, `citizen/${citizen.id}`))
    for (const secret of [hoa.identityNumber, hoa.contact, hoa.name]) assert.ok(!log.includes(secret), `the log names ${secret}`)
  })

  it('is registered with a code by SMS, for an organisation by its code and a foreigner by a passport (B1, BT 15.6a)', async () => {
    const company = await register(house, serving.address, { kind: 'organisation', identityNumber: '2801234567', name: 'Công ty Nước mắm Ba Làng', contact: '0977007102' })
    assert.match(await (await company.go('/tai-khoan/thong-tin')).text(), /Tổ chức, doanh nghiệp[^]*2801234567[^]*\+84977007102/)
    const foreigner = await register(house, serving.address, { kind: 'foreigner', identityNumber: 'c4 701703', name: 'Anna Schmidt', contact: 'anna.schmidt@vidu.vn' })
    assert.match(await (await foreigner.go('/tai-khoan/thong-tin?language=en')).status.toString(), /303/)
    assert.match(await (await foreigner.go('/tai-khoan/thong-tin')).text(), /Foreigner[^]*C4701703/)
  })

  it('says beside the field what is wrong with what was typed, keeps it, and sends nothing (B1)', async () => {
    const visitor = new Visitor(serving.address)
    await visitor.go('/dang-ky')
    const answer = await visitor.send('/dang-ky', { kind: 'citizen', identityNumber: '12', name: '', contact: 'khong-phai-thu@' })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    for (const field of ['identityNumber', 'name', 'contact']) assert.match(page, new RegExp(`id="field-${field}-error"`), field)
    assert.match(page, /value="khong-phai-thu@"/)
    assert.equal(sentTo(house, 'khong-phai-thu@'), 0)
  })

  it('signs in with the password that was chosen, and changes it only for who knows it (B1)', async () => {
    const visitor = await signInByCode(house, serving.address, hoa.contact)
    await visitor.go('/tai-khoan/mat-khau')
    for (const [fields, error] of [
      [{ password: 'ngắn', again: 'ngắn' }, 'password'], [{ password: '0381910071011', again: '0381910071011' }, 'password'], [{ password: 'con thuyền trên sông Mã', again: 'khác' }, 'again'],
    ] as const) {
      const refused = await visitor.send('/tai-khoan/mat-khau', fields)
      assert.equal(refused.status, 422)
      const page = await refused.text()
      assert.match(page, new RegExp(`id="field-${error}-error"`))
      assert.ok(!page.includes(fields.password), 'a password is sent back')
    }
    assert.equal((await visitor.send('/tai-khoan/mat-khau', { password: 'con thuyền trên sông Mã', again: 'con thuyền trên sông Mã' })).status, 303)

    const other = new Visitor(serving.address)
    await other.go('/dang-nhap')
    const planted = other.cookie
    const [wrong, nobody] = [await other.send('/dang-nhap', { contact: hoa.contact, password: 'con thuyền' }), await other.send('/dang-nhap', { contact: 'khong.ai@vidu.vn', password: 'con thuyền' })]
    assert.equal(wrong.status, 422)
    assert.equal((await wrong.text()).replaceAll(hoa.contact, '').replaceAll(other.token, ''), (await nobody.text()).replaceAll('khong.ai@vidu.vn', '').replaceAll(other.token, ''), 'told apart')
    assert.equal((await other.send('/dang-nhap', { contact: ' HOA.LE@vidu.vn', password: 'con thuyền trên sông Mã', next: '//evil.example/' })).headers.get('location'), '/tai-khoan', 'the way on stays here')
    assert.notEqual(other.cookie, planted, 'the session keeps an id that was known before')
    await other.go('/tai-khoan/mat-khau')
    assert.equal((await other.send('/tai-khoan/mat-khau', { current: 'sai rồi nhé', password: 'mười hai bến nước', again: 'mười hai bến nước' })).status, 422)
    assert.equal((await other.send('/tai-khoan/mat-khau', { current: 'con thuyền trên sông Mã', password: 'mười hai bến nước', again: 'mười hai bến nước' })).status, 303)
    assert.match((await visitor.go('/tai-khoan')).headers.get('location') ?? '', /^\/dang-nhap/, 'who had the old password is still in')
    const { id } = await citizenOf(house, hoa.contact)
    const acts = await actsOn(house, id)
    assert.equal(acts.filter((act) => act === 'set-password').length, 2)
    assert.ok(acts.includes('sign-in-failed'), 'the failed try is not on record')
    assert.ok(house.mailServer.to(hoa.contact).some(({ mail }) => mail.text?.includes('Mật khẩu của tài khoản vừa được đặt lại')), 'the owner was not told')
  })

  it('shows where it is signed in, and ends a session from elsewhere with all that browser could see (B1)', async () => {
    const [here, there] = [await signInByCode(house, serving.address, hoa.contact), await signInByCode(house, serving.address, hoa.contact)]
    assert.equal((await there.go('/tai-khoan')).status, 200)
    const page = await (await here.go('/tai-khoan/thong-tin')).text()
    assert.ok([...page.matchAll(/name="end" value="([\w-]{24})"/g)].length >= 2, 'not all sessions are shown')
    assert.equal((await here.send('/tai-khoan/phien', { end: 'others' })).status, 303)
    assert.match((await there.go('/tai-khoan')).headers.get('location') ?? '', /^\/dang-nhap/)
    assert.equal((await here.go('/tai-khoan')).status, 200)
    await here.go('/')
    assert.equal((await here.send('/dang-xuat')).headers.get('location'), '/')
    assert.match((await here.go('/tai-khoan')).headers.get('location') ?? '', /^\/dang-nhap/)
  })

  it('files prefilled, has what it filed under “my dossiers”, and its language is remembered (B1, B4, C2)', async () => {
    const visitor = await signInByCode(house, serving.address, hoa.contact)
    const form = await (await visitor.go('/nop-ho-so/judicial-record')).text()
    for (const known of [hoa.name, hoa.identityNumber, hoa.contact]) assert.ok(form.includes(`value="${known}"`), `the form does not know ${known}`)
    await visitor.go('/?language=en')
    const again = await signInByCode(house, serving.address, hoa.contact)
    assert.match(await (await again.go('/tai-khoan')).text(), /My dossiers/)
    await again.go('/?language=vi')
  })

  it('changes its mail with a code to the new one, and tells the old one (B1, TH 8.1d)', async () => {
    const visitor = await signInByCode(house, serving.address, hoa.contact)
    await visitor.go('/tai-khoan/lien-he?loai=mail')
    const told = sentTo(house, hoa.contact)
    assert.equal((await visitor.send('/tai-khoan/lien-he?loai=mail', { contact: 'hoa.moi@vidu.vn' })).headers.get('location'), '/xac-nhan')
    await visitor.go('/xac-nhan')
    assert.equal((await citizenOf(house, hoa.contact)).mail, hoa.contact, 'changed before the code')
    await visitor.send('/xac-nhan', { code: await codeFor(house, 'hoa.moi@vidu.vn') })
    assert.equal((await citizenOf(house, 'hoa.moi@vidu.vn')).name, hoa.name)
    await codeFor(house, hoa.contact, told, /(địa chỉ liên hệ)/i).catch(() => assert.fail('the old address was not told'))
  })

  it('downloads its data, and is closed: nothing of the person stays in it, dossiers do (B1)', async () => {
    const minh = { identityNumber: '038191007109', name: 'Phạm Minh Tú', contact: 'minh.tu@vidu.vn' }
    const visitor = await register(house, serving.address, minh)
    const { id } = await citizenOf(house, minh.contact)
    const code = await house.file({ ...application, identityNumber: minh.identityNumber, name: minh.name })
    await house.deps.holdings.add({ dossier: code, citizen: id, part: 'applicant', since: house.deps.now() })
    const other = await house.file({ ...application, identityNumber: '038191007110', name: 'Người Khác' })
    await house.deps.holdings.add({ dossier: other, citizen: id, part: 'filer', since: house.deps.now() })
    const answer = await visitor.go('/tai-khoan/du-lieu')
    assert.match(answer.headers.get('content-disposition') ?? '', /attachment/)
    const text = await answer.text()
    const data = JSON.parse(text) as { account: { name: string }, dossiers: { code: string, application?: unknown, filedForSomebodyElse?: boolean }[], log: { act: string }[] }
    assert.equal(data.account.name, minh.name)
    assert.deepEqual(data.dossiers.map((each) => [each.code, each.application !== undefined, each.filedForSomebodyElse]).sort(), [[code, true, undefined], [other, false, true]].sort())
    for (const secret of ['038191007110', 'Người Khác', 'publicKey', 'passwordHash']) assert.ok(!text.includes(secret), secret)

    await visitor.go('/tai-khoan/dong')
    assert.equal((await visitor.send('/tai-khoan/dong')).headers.get('location'), '/')
    const row = await house.deps.client.db(house.deps.databaseName).collection<{ _id: string }>('citizens').findOne({ _id: id })
    assert.doesNotMatch(JSON.stringify(row), /Minh|03819|vidu/)
    assert.equal((await house.dossier(code)).applicant.name, minh.name)
    assert.equal((await actsOn(house, id)).at(-1), 'close-account')
    await register(house, serving.address, minh)
  })
})
