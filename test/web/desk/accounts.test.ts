import assert from 'node:assert/strict'
import { serve, type Serving } from '../../../web/serve.ts'
import { openHouse, type House } from '../../house.ts'
import { signedIn, Visitor } from '../visitor.ts'

describe('Accounts of the staff', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  let administrator: Visitor
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    administrator = await signedIn(house, serving.address, 'dangquocviet.ttpvhcc')
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  const passwordOn = (html: string) => /Mật khẩu ban đầu: ([a-z2-9-]{14})/.exec(html)?.[1] ?? assert.fail('no password is shown')
  async function issue(name: string): Promise<string> {
    await administrator.go('/desk/accounts/new?unit=ttpvhcc')
    const answer = await administrator.send('/desk/accounts/new?unit=ttpvhcc', { name, roles: ['reception-clerk'] })
    assert.equal(answer.status, 200)
    return passwordOn(await answer.text())
  }
  async function signIn(username: string, password: string): Promise<Visitor> {
    const visitor = new Visitor(serving.address)
    await visitor.go('/desk/sign-in')
    assert.equal((await visitor.signIn(username, password)).status, 303, `${username} cannot sign in`)
    return visitor
  }
  const change = async (visitor: Visitor, current: string, password: string, again = password) => {
    await visitor.go('/desk/password')
    return visitor.send('/desk/password', { current, password, again })
  }

  it('are issued as hovaten.tendonvi with a password that is shown once and replaced at the first sign-in (B2, TH 2.2, 20.2)', async () => {
    const first = await issue('Phùng Thị  Đào')
    const person = await signIn('phungthidao.ttpvhcc', first)
    for (const path of ['/desk', '/desk/file', '/desk/find']) assert.equal((await person.go(path)).headers.get('location'), '/desk/password', path)
    for (const [password, again, words] of [['ngan', 'ngan', /ít nhất 10 ký tự/], ['phungthidao', 'phungthidao', /dễ đoán/], [first, first, /dễ đoán/], ['mưa xuân tháng giêng', 'mưa xuân tháng hai', /chưa giống nhau/]] as const) {
      const refused = await change(person, first, password, again)
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), words)
    }
    assert.match(await (await change(person, 'sai', 'mưa xuân tháng giêng')).text(), /Mật khẩu hiện tại chưa đúng/)
    assert.equal((await change(person, first, 'mưa xuân tháng giêng')).headers.get('location'), '/desk')
    assert.equal((await person.go('/desk')).status, 200)
    const visitor = new Visitor(serving.address)
    await visitor.go('/desk/sign-in')
    assert.equal((await visitor.signIn('phungthidao.ttpvhcc', first)).status, 422, 'the first password is worth nothing any more')
  })

  it('are not taken twice, and only under the unit’s name; a name that is taken is told beside the field with what was typed (B2)', async () => {
    await issue('Phùng Văn Mận')
    for (const [fields, words] of [
      [{ name: 'Phùng Văn Mận' }, /phungvanman\.ttpvhcc đã có/], [{ name: 'Phùng Văn Lê', username: 'phungvanle.pv06' }, /rồi “\.ttpvhcc”/], [{ name: '' }, /field-name-error/],
    ] as const) {
      await administrator.go('/desk/accounts/new?unit=ttpvhcc')
      const answer = await administrator.send('/desk/accounts/new?unit=ttpvhcc', { ...fields, roles: ['reception-clerk'] })
      assert.equal(answer.status, 422)
      assert.match(await answer.text(), words)
    }
    await administrator.go('/desk/accounts/new?unit=ttpvhcc')
    assert.equal((await administrator.send('/desk/accounts/new?unit=ttpvhcc', { name: 'Phùng Văn Mận', username: 'phungvanman2.ttpvhcc', roles: ['reception-clerk'] })).status, 200)
  })

  it('end what is signed in when the password is given anew, changed, or the account withdrawn; each act is on record without the password (B2, I5)', async () => {
    const first = await issue('Phùng Thị Mơ')
    const [here, elsewhere] = [await signIn('phungthimo.ttpvhcc', first), await signIn('phungthimo.ttpvhcc', first)]
    await change(here, first, 'hoa gạo đỏ đầu làng')
    assert.equal((await here.go('/desk')).status, 200)
    assert.match((await elsewhere.go('/desk')).headers.get('location') ?? '', /^\/desk\/sign-in/)

    await administrator.go('/desk/accounts/phungthimo.ttpvhcc')
    const given = passwordOn(await (await administrator.send('/desk/accounts/phungthimo.ttpvhcc', { reset: 'yes' })).text())
    assert.match((await here.go('/desk')).headers.get('location') ?? '', /^\/desk\/sign-in/)
    const again = await signIn('phungthimo.ttpvhcc', given)
    await administrator.go('/desk/accounts/phungthimo.ttpvhcc')
    await administrator.send('/desk/accounts/phungthimo.ttpvhcc', { unit: 'ttpvhcc', roles: ['reception-clerk'], active: 'no' })
    assert.match((await again.go('/desk/password')).headers.get('location') ?? '', /^\/desk\/sign-in/)

    const log = (await house.deps.events.of('account/phungthimo.ttpvhcc')).map(({ act }) => String(act))
    assert.deepEqual(log.filter((act) => act !== 'sign-in'), ['create-account', 'set-password', 'set-password', 'change-account'])
    assert.doesNotMatch(JSON.stringify(await house.deps.events.of('account/phungthimo.ttpvhcc')), new RegExp(`${given}|${first}`))
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.equal((await clerk.go('/desk/accounts/new?unit=ttpvhcc')).status, 403)
  })
})
