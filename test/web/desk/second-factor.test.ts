import assert from 'node:assert/strict'
import { serve, type Serving } from '../../../web/serve.ts'
import { openHouse, type House } from '../../house.ts'
import { signedIn, Visitor } from '../visitor.ts'
import { codeOf } from './codes.ts'

const password = 'cau-mat-khau-dai-cua-toi'

describe('The second factor of the staff', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  let administrator: Visitor
  before(async () => {
    house = await openHouse()
    await house.at('2026-03-10T08:00')
    serving = await serve(house.deps)
    administrator = await signedIn(house, serving.address, 'dangquocviet.ttpvhcc')
    for (const [username, name, role] of [['kieuthianh.ttpvhcc', 'Kiều Thị Ánh', 'reception-clerk'], ['kieuvanbach.pv06', 'Kiều Văn Bách', 'leader'], ['kieuthichi.ttpvhcc', 'Kiều Thị Chi', 'reception-clerk'], ['kieuvandu.ttpvhcc', 'Kiều Văn Du', 'result-clerk']] as const) {
      await house.deps.accounts.create({ username, name, unit: username.split('.')[1] ?? '', roles: [role] }, password)
    }
  })
  const forgetLimits = () => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
  beforeEach(forgetLimits)
  after(() => (serving as Serving | undefined)?.close())

  async function enters(username: string, word = password): Promise<{ visitor: Visitor, to: string | null }> {
    const visitor = new Visitor(serving.address)
    const answer = await visitor.signIn(username, word)
    return { visitor, to: answer.headers.get('location') }
  }

  /** Sets up an app in a session; its secret, and the recovery codes that are shown. */
  async function setUpApp(visitor: Visitor): Promise<{ secret: string, recovery: string[] }> {
    const page = await (await visitor.go('/desk/second-factor/app')).text()
    const secret = /second-factor__secret">([A-Z2-7 ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? assert.fail('no secret is shown')
    assert.match(page, /src="data:image\/png;base64/)
    const shown = await visitor.send('/desk/second-factor/app', { code: codeOf(house, secret) })
    assert.equal(shown.status, 200)
    return { secret, recovery: [...(await shown.text()).matchAll(/<li>([a-z2-9]{5}-[a-z2-9]{5})<\/li>/g)].map(([, code = '']) => code) }
  }
  const step = (visitor: Visitor, code: string) => visitor.send('/desk/sign-in/second', { code })
  const acts = async (username: string) => (await house.deps.events.of(`account/${username}`)).map(({ act }) => String(act))

  it('is asked after the password; a code of the app is taken once, a recovery code once, and what is seen of it is not stored (B2, TH 20)', async () => {
    const name = 'kieuthianh.ttpvhcc'
    const first = await enters(name)
    assert.equal(first.to, '/desk')
    const elsewhere = await enters(name)
    const { secret, recovery } = await setUpApp(first.visitor)
    assert.equal(recovery.length, 10)
    assert.equal((await first.visitor.go('/desk')).status, 200, 'who set it up goes on')
    assert.match((await elsewhere.visitor.go('/desk')).headers.get('location') ?? '', /^\/desk\/sign-in/, 'a browser with the password alone is out')

    await house.at('2026-03-10T08:05')
    const { visitor, to } = await enters(name)
    assert.equal(to, '/desk/sign-in/second')
    for (const path of ['/desk', '/desk/password', '/desk/second-factor', '/desk/queue/changes']) assert.match((await visitor.go(path)).headers.get('location') ?? '', /^\/desk\/sign-in/, path)
    await visitor.go('/desk/sign-in/second')
    const wrong = await step(visitor, '000000')
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /Mã không đúng hoặc đã dùng/)
    const code = codeOf(house, secret)
    assert.equal((await step(visitor, code)).headers.get('location'), '/desk')
    assert.equal((await visitor.go('/desk')).status, 200)

    const again = await enters(name)
    await again.visitor.go('/desk/sign-in/second')
    assert.equal((await step(again.visitor, code)).status, 422, 'the same code was taken twice')
    assert.equal((await step(again.visitor, codeOf(house, secret, -30))).status, 422, 'a code of the step before was taken after it')
    const [paper = ''] = recovery
    assert.equal((await step(again.visitor, paper.toUpperCase().replace('-', ' '))).headers.get('location'), '/desk')
    assert.match(await (await again.visitor.go('/desk')).text(), /Còn 9 mã/)
    const third = await enters(name)
    await third.visitor.go('/desk/sign-in/second')
    assert.equal((await step(third.visitor, paper)).status, 422, 'a recovery code was taken twice')

    const kept = JSON.stringify(await house.deps.client.db(house.deps.databaseName).collection<{ _id: string }>('secondFactors').findOne({ _id: name }))
    for (const each of [secret, ...recovery, ...recovery.map((one) => one.replace('-', ''))]) assert.ok(!kept.includes(each), 'a secret is stored as it is')
    const log = await acts(name)
    for (const act of ['add-second-factor', 'make-recovery-codes', 'second-factor-failed', 'use-recovery-code']) assert.ok(log.includes(act), act)
    assert.ok(!JSON.stringify(await house.deps.events.of(`account/${name}`)).includes(secret), 'the log has the secret')
  })

  it('is set up at the next sign-in by whose role needs it, from the day on that the administrator says (B2)', async () => {
    const leader = await enters('kieuvanbach.pv06')
    await administrator.go('/desk/sign-in-rules')
    assert.equal((await administrator.send('/desk/sign-in-rules', { from: '09/03/2026', roles: ['leader'] })).status, 422, 'not from a day that is over')
    assert.equal((await administrator.send('/desk/sign-in-rules', { from: '11/03/2026', roles: ['leader'] })).status, 303)
    try {
      assert.equal((await leader.visitor.go('/desk')).status, 200, 'the day has not begun')
      await house.at('2026-03-11T08:00')
      assert.equal((await leader.visitor.go('/desk')).headers.get('location'), '/desk/second-factor')
      const { visitor, to } = await enters('kieuvanbach.pv06')
      assert.equal(to, '/desk')
      for (const path of ['/desk', '/desk/find', '/desk/progress']) assert.equal((await visitor.go(path)).headers.get('location'), '/desk/second-factor', path)
      assert.match(await (await visitor.go('/desk/second-factor')).text(), /Vai trò của bạn cần xác thực bước hai/)
      await setUpApp(visitor)
      assert.equal((await visitor.go('/desk')).status, 200)
      assert.equal((await enters('kieuthichi.ttpvhcc')).to, '/desk')
      const clerk = await enters('kieuthichi.ttpvhcc')
      assert.equal((await clerk.visitor.go('/desk')).status, 200, 'a clerk needs none')
      assert.equal((await clerk.visitor.go('/desk/sign-in-rules')).status, 403)
    } finally {
      await house.deps.signInRules.set('2026-03-11', [], { by: { kind: 'system' }, at: house.deps.now() })
    }
    assert.ok((await house.deps.events.ofHouse(50, 'house/sign-in')).some(({ act }) => act === 'change-sign-in-rules'))
  })

  it('holds for administrators, heads of agencies and of one-stop units where a house has decided nothing (B2)', async () => {
    const { signInRulesOn } = await import('../../../processes/law/sign-in-rules.ts')
    const { dayOf } = await import('../../../processes/procedure.ts')
    assert.deepEqual(signInRulesOn([], dayOf(house.deps.now())).secondFactor, ['administrator', 'leader', 'one-stop-head'])
  })

  it('is taken off by the administrator where a telephone was lost: the sessions end, it is on record, and the password alone does not know of it (B2, I5)', async () => {
    const name = 'kieuthichi.ttpvhcc'
    const { visitor } = await enters(name)
    await setUpApp(visitor)
    assert.match(await (await administrator.go(`/desk/accounts/${name}/second-factor`)).text(), /Mã dự phòng còn: 10/)
    assert.equal((await administrator.send(`/desk/accounts/${name}/second-factor`)).status, 303)
    assert.match((await visitor.go('/desk')).headers.get('location') ?? '', /^\/desk\/sign-in/)
    assert.equal((await enters(name)).to, '/desk')
    const reset = (await house.deps.events.of(`account/${name}`)).find(({ act }) => String(act) === 'reset-second-factor')
    assert.equal(reset?.by.kind === 'staff' ? reset.by.username : '', 'dangquocviet.ttpvhcc')
    const clerk = await enters(name)
    assert.equal((await clerk.visitor.go('/desk/accounts/lethihoa.ttpvhcc/second-factor')).status, 403)
  })

  it('is not guessed: tries are counted per account, whatever address they come from, and a wrong password never speaks of it (B2)', async () => {
    const name = 'kieuvandu.ttpvhcc'
    const { visitor } = await enters(name)
    const { secret } = await setUpApp(visitor)
    await house.at('2026-03-11T08:30')
    const wrong = await enters(name, 'sai-mat-khau')
    const nobody = await enters('khongcoai.ttpvhcc', 'sai-mat-khau')
    assert.deepEqual([wrong.to, nobody.to], [null, null])
    await forgetLimits()
    const guesser = await enters(name)
    await guesser.visitor.go('/desk/sign-in/second')
    const answers: number[] = []
    for (let tries = 0; tries < 7; tries++) answers.push((await step(guesser.visitor, String(100_000 + tries))).status)
    assert.deepEqual([...new Set(answers)], [422, 429])
    assert.equal((await step(guesser.visitor, codeOf(house, secret))).status, 429, 'the right code comes too late')
    await forgetLimits()
    assert.equal((await step(guesser.visitor, codeOf(house, secret))).headers.get('location'), '/desk')
  })

  it('is changed only soon after the sign-in, and taken away by its owner (B2)', async () => {
    const name = 'kieuvandu.ttpvhcc'
    await house.deps.secondFactors.reset(name, { by: { kind: 'system' }, at: house.deps.now() })
    const { visitor } = await enters(name)
    await setUpApp(visitor)
    await visitor.go('/desk/second-factor')
    assert.equal((await visitor.send('/desk/second-factor/remove', { what: 'app' })).headers.get('location'), '/desk/second-factor')
    assert.equal((await visitor.go('/desk')).status, 200)
    assert.equal((await enters(name)).to, '/desk')
  })
})
