import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { openHouse, type House } from '../house.ts'
import { codeOf } from '../web/desk/codes.ts'
import { desktop, phone, Visitors, type Person } from './browser.ts'

const password = 'cau-mat-khau-dai-cua-toi'
const people = { app: 'kieuthigiang.ttpvhcc', key: 'kieuvanha.ttpvhcc' }

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, 'localhost', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

async function giveAuthenticator({ page }: Person) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return { setVerified: (isUserVerified: boolean) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }) }
}

describe('The second factor in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2026-03-12T08:00')
    const port = await freePort()
    visitors = await Visitors.welcome({ deps: { ...house.deps, env: { ...house.deps.env, HOST: 'localhost', PORT: port, PUBLIC_ORIGIN: `http://localhost:${String(port)}` } } })
    for (const username of Object.values(people)) await house.deps.accounts.create({ username, name: 'Kiều Thị Giang', unit: 'ttpvhcc', roles: ['reception-clerk'] }, password)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => (visitors as Visitors | undefined)?.close())

  async function givePassword(person: Person, username: string) {
    await person.open('/desk/sign-in')
    await person.type('username', username)
    await person.type('password', password)
    await person.page.locator('main form button').click()
  }

  it('is an app’s code, scanned from a picture or typed, without scripts and at 320 px (B2)', async () => {
    const person = await visitors.person(phone, { javaScriptEnabled: false })
    await person.signIn({ username: people.app, password })
    await person.open('/desk/password')
    await person.follow('Xác thực bước hai')
    await person.sees('Xác thực bước hai')
    await person.look('second-factor-none')
    await person.follow('Thiết lập ứng dụng')
    const secret = await person.page.locator('.second-factor__secret').innerText()
    await person.type('code', '123')
    await person.press('Xác nhận')
    await person.page.getByText('Mã không đúng. Hãy xem lại giờ').first().waitFor()
    assert.equal(await person.page.locator('.second-factor__secret').innerText(), secret, 'the picture that was scanned still holds')
    await person.look('second-factor-app')
    await person.type('code', codeOf(house, secret))
    await person.press('Xác nhận')
    await person.sees('Mã dự phòng của bạn')
    await person.look('second-factor-codes')
    await person.follow('Tôi đã cất mã')
    await person.sees('Việc cần làm')

    await house.at('2026-03-12T08:10')
    const elsewhere = await visitors.person(desktop)
    await givePassword(elsewhere, people.app)
    await elsewhere.sees('Xác thực bước hai')
    await elsewhere.look('second-step')
    await elsewhere.open('/desk/sign-in/second?language=en')
    await elsewhere.sees('Second step')
    await elsewhere.type('code', codeOf(house, secret))
    await elsewhere.press('Sign in')
    await elsewhere.sees('Tasks')
    await elsewhere.open('/desk/second-factor')
    await elsewhere.look('second-factor-set-up-en')
  })

  it('is a passkey: the finger after the password; not another’s finger, and not the same signature twice (B2)', async () => {
    const person = await visitors.person(desktop)
    const device = await giveAuthenticator(person)
    await person.signIn({ username: people.key, password })
    await person.open('/desk/second-factor')
    await person.press('Tạo khóa truy cập trên máy này')
    await person.sees('Mã dự phòng của bạn')
    await person.press('Tạo mã dự phòng mới')
    await person.page.getByText('Chỉ hiện lần này').waitFor()
    await person.follow('Tôi đã cất mã')
    await person.press('Đăng xuất')

    await givePassword(person, people.key)
    await person.sees('Xác thực bước hai')
    await person.look('second-step-passkey')
    await device.setVerified(false)
    await person.press('Dùng khóa truy cập')
    await person.page.getByRole('alert').getByText('Không dùng được khóa truy cập').waitFor()
    await device.setVerified(true)
    const signing = person.page.waitForRequest('**/desk/sign-in/second/passkey')
    await person.press('Dùng khóa truy cập')
    await person.sees('Việc cần làm')
    const signed = await signing
    const token = await person.page.locator('[name="_csrf"]').first().inputValue()
    const replayed = await person.page.request.post('/desk/sign-in/second/passkey', { data: signed.postDataJSON() as object, headers: { 'x-csrf-token': token } })
    assert.equal(replayed.status(), 403, 'a signature was taken twice')
  })
})
