import assert from 'node:assert/strict'
import { createIdentityProvider } from '../../../config/identity-provider.ts'
import { serve, type Serving } from '../../../web/serve.ts'
import { application, openHouse, type House } from '../../house.ts'
import { Visitor } from '../visitor.ts'
import { client, startIdentityProvider } from './identity-provider.ts'
import { actsOn, citizenOf, register, signInByCode } from './people.ts'

const back = '/dang-nhap/dinh-danh/tro-ve'
const an = { sub: 'vn-7301', identity_number: '038193007301', name: 'Hoàng Văn An' }
const binh = { sub: 'vn-7302', identity_number: '038193007302', name: 'Đỗ Thị Bình' }

describe('Sign-in through the national identity provider, on a real OpenID Connect provider', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  let provider: Awaited<ReturnType<typeof startIdentityProvider>>

  before(async () => {
    house = await openHouse()
    await house.at('2026-07-22T08:00')
    provider = await startIdentityProvider(house.deps.env.PUBLIC_ORIGIN + back)
    const identityProvider = createIdentityProvider({
      OIDC_ISSUER: provider.issuer, OIDC_CLIENT_ID: client.id, OIDC_CLIENT_SECRET: client.secret, OIDC_IDENTITY_CLAIM: 'identity_number', OIDC_SCOPE: 'openid profile identity', OIDC_NAME: 'VNeID',
    })
    serving = await serve({ ...house.deps, identityProvider })
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(async () => {
    await (serving as Serving | undefined)?.close()
    await (provider as { close(): Promise<void> } | undefined)?.close()
  })

  /** From the portal to the provider, and what it answers. */
  async function comesBack(visitor: Visitor, from = '/dang-nhap/dinh-danh'): Promise<string> {
    const href = (await visitor.go(from)).headers.get('location') ?? assert.fail('not sent to the provider')
    assert.ok(href.startsWith(provider.issuer), href)
    const address = new URL(href)
    for (const guard of ['state', 'nonce', 'code_challenge']) assert.ok(address.searchParams.get(guard), `${guard} is missing`)
    assert.equal(address.searchParams.get('code_challenge_method'), 'S256')
    const returned = await provider.visit(href)
    return returned.pathname + returned.search
  }

  async function signIn(person: typeof an, next?: string): Promise<Visitor> {
    provider.is(person)
    const visitor = new Visitor(serving.address)
    const answer = await visitor.go(await comesBack(visitor, `/dang-nhap/dinh-danh${next === undefined ? '' : `?next=${encodeURIComponent(next)}`}`))
    assert.equal(answer.headers.get('location'), '/tai-khoan')
    await visitor.go('/tai-khoan')
    return visitor
  }

  it('is offered only where operations have configured it (B1)', async () => {
    assert.match(await (await new Visitor(serving.address).go('/dang-nhap')).text(), /Đăng nhập bằng VNeID/)
    const without = await serve(house.deps)
    const visitor = new Visitor(without.address)
    assert.doesNotMatch(await (await visitor.go('/dang-nhap')).text(), /VNeID/)
    assert.equal((await visitor.go('/dang-nhap/dinh-danh')).status, 404)
    await without.close()
  })

  it('opens an account whose number is proved, with all dossiers under that number, whoever filed them (B1, B3, TN 4.3)', async () => {
    const code = await house.file({ ...application, identityNumber: an.identity_number, name: an.name, email: '' }, { channel: 'counter' })
    const visitor = await signIn(an)
    const page = await (await visitor.go('/tai-khoan')).text()
    assert.match(page, new RegExp(code))
    assert.match(page, /Cán bộ Bộ phận Một cửa lập giúp bạn/)
    assert.match(await (await visitor.go(`/ho-so/${code}`)).text(), /Hoàng Văn An/)
    assert.match(await (await visitor.go('/tai-khoan/thong-tin')).text(), /đã được xác thực qua hệ thống định danh quốc gia/)
    await visitor.go('/tai-khoan')
    const again = await signIn(an)
    assert.match(await (await again.go('/tai-khoan')).text(), new RegExp(code), 'the second sign-in is another account')
  })

  it('never joins an account that only claims the number, which somebody else may have opened (B1)', async () => {
    const thief = await register(house, serving.address, { identityNumber: binh.identity_number, name: 'Kẻ Lạ', contact: 'ke.la@vidu.vn' })
    const code = await house.file({ ...application, identityNumber: binh.identity_number, name: binh.name, email: '' })
    await signIn(binh)
    const claimed = await citizenOf(house, 'ke.la@vidu.vn')
    assert.equal(claimed.proof, null)
    assert.equal(claimed.linked, false)
    assert.doesNotMatch(await (await thief.go('/tai-khoan')).text(), new RegExp(code))
    assert.match(await (await thief.go(`/ho-so/${code}`)).text(), /action="\/ho-so"/)
  })

  it('proves the number of the account that is signed in, if it is the same, and then takes it to the same account (B1, TN 4.3)', async () => {
    const chi = { sub: 'vn-7303', identity_number: '038193007303', name: 'Vũ Thị Chi' }
    const code = await house.file({ ...application, identityNumber: chi.identity_number, name: chi.name, email: '' })
    const visitor = await register(house, serving.address, { identityNumber: chi.identity_number, name: 'Chi', contact: 'chi.vu@vidu.vn' })
    const leave = async () => {
      await visitor.go('/tai-khoan/thong-tin')
      const page = await (await visitor.send('/tai-khoan/xac-thuc')).text()
      const href = new RegExp(`href="(${provider.issuer}[^"]+)"`).exec(page)?.[1] ?? assert.fail('no way to the provider')
      const returned = await provider.visit(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='))
      return visitor.go(returned.pathname + returned.search)
    }
    provider.is(an)
    assert.equal((await leave()).headers.get('location'), '/tai-khoan/thong-tin')
    assert.equal((await citizenOf(house, 'chi.vu@vidu.vn')).proof, null, 'proved with another person’s number')
    provider.is(chi)
    assert.equal((await leave()).headers.get('location'), '/tai-khoan/thong-tin')
    const proved = await citizenOf(house, 'chi.vu@vidu.vn')
    assert.equal(proved.proof?.how, 'national-provider')
    assert.equal(proved.name, chi.name)
    assert.match(await (await visitor.go('/tai-khoan')).text(), new RegExp(code))
    assert.ok((await actsOn(house, proved.id)).includes('prove-identity'))
    const other = await signIn(chi)
    assert.match(await (await other.go('/tai-khoan/thong-tin')).text(), /chi\.vu@vidu\.vn/)
    const again = await signInByCode(house, serving.address, 'chi.vu@vidu.vn')
    await again.go('/tai-khoan/thong-tin/sua')
    await again.send('/tai-khoan/thong-tin/sua', { name: 'Người Khác', address: '1 Lê Lợi', identityNumber: an.identity_number })
    const kept = await citizenOf(house, 'chi.vu@vidu.vn')
    assert.deepEqual([kept.identityNumber, kept.name, kept.address], [chi.identity_number, chi.name, '1 Lê Lợi'], 'a proved number was changed')
  })

  it('takes no answer that belongs to another errand, twice, or to nobody, and never leaves the portal (B1)', async () => {
    provider.is(an)
    const victim = new Visitor(serving.address)
    const attacker = new Visitor(serving.address)
    const answer = await comesBack(attacker)
    await victim.go('/dang-nhap')
    assert.equal((await victim.go(answer)).headers.get('location'), '/dang-nhap', 'an answer was planted in a browser that asked nothing')
    await comesBack(victim)
    assert.equal((await victim.go(answer)).headers.get('location'), '/dang-nhap', 'the answer of another errand was taken')
    assert.match((await victim.go('/tai-khoan')).headers.get('location') ?? '', /^\/dang-nhap/)
    assert.equal((await attacker.go(answer)).headers.get('location'), '/tai-khoan')
    assert.equal((await attacker.go(answer)).headers.get('location'), '/dang-nhap', 'an answer was taken twice')

    provider.is(null)
    const refused = new Visitor(serving.address)
    assert.equal((await refused.go(await comesBack(refused))).headers.get('location'), '/dang-nhap')
    provider.is({ sub: 'vn-7399', identity_number: 'khong-phai-so', name: 'Ai Đó' })
    const strange = new Visitor(serving.address)
    assert.equal((await strange.go(await comesBack(strange))).headers.get('location'), '/dang-nhap')
    await signIn(an, '//evil.example/')
    await signIn(an, 'https://evil.example/')
  })

  it('gives the browser a new session id, and mixes nobody up who is signed in meanwhile (B1)', async () => {
    provider.is(an)
    const visitor = new Visitor(serving.address)
    await visitor.go('/dang-nhap')
    const planted = visitor.cookie
    const answer = await comesBack(visitor)
    await visitor.go(answer)
    assert.notEqual(visitor.cookie, planted)
    const thief = new Visitor(serving.address)
    thief.cookie = planted
    assert.match((await thief.go('/tai-khoan')).headers.get('location') ?? '', /^\/dang-nhap/)
  })
})
