import assert from 'node:assert/strict'
import { createServer, type AddressInfo } from 'node:net'
import { openHouse, type House } from '../house.ts'
import { codeFor } from '../web/account/people.ts'
import { desktop, pdf, phone, Visitors, type Person } from './browser.ts'

const lan = { identityNumber: '038192007201', name: 'Trịnh Thị Lan', contact: 'lan.trinh@vidu.vn' }

/** A port that is free now: passkeys belong to an address, which must be known before the server listens. */
async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => { server.listen(0, 'localhost', resolve) })
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => { server.close(resolve) })
  return port
}

/** A device with a finger reader, as Chromium plays it. */
async function giveAuthenticator({ page }: Person) {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
  })
  return { setVerified: (isUserVerified: boolean) => devtools.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified }) }
}

describe('A citizen’s account in a browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors

  before(async () => {
    house = await openHouse()
    await house.at('2026-01-20T08:00')
    const port = await freePort()
    visitors = await Visitors.welcome({ deps: { ...house.deps, env: { ...house.deps.env, HOST: 'localhost', PORT: port, PUBLIC_ORIGIN: `http://localhost:${String(port)}` } } })
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => (visitors as Visitors | undefined)?.close())

  it('is registered with a mailed code and a passkey, files prefilled, shows “my dossiers”, and ends the other session (B1, B4, TH 8)', async () => {
    const citizen = await visitors.person(phone)
    const device = await giveAuthenticator(citizen)
    await citizen.open('/')
    const menu = () => citizen.page.locator('.menu__button').click()
    await menu()
    await citizen.follow('Đăng nhập')
    await citizen.sees('Đăng nhập')
    await citizen.look('account-sign-in')
    await citizen.follow('Đăng ký tài khoản')
    await citizen.type('identityNumber', '38')
    await citizen.press('Gửi mã xác nhận')
    await citizen.page.getByRole('alert').waitFor()
    await citizen.look('account-register-wrong')
    await citizen.choose('kind', 'citizen')
    for (const [name, value] of Object.entries(lan)) await citizen.type(name, value)
    await citizen.look('account-register')
    await citizen.press('Gửi mã xác nhận')
    await citizen.sees('Nhập mã xác nhận')
    await citizen.look('account-code')
    await citizen.type('code', await codeFor(house, lan.contact))
    await citizen.press('Tiếp tục')
    await citizen.sees('Chọn mật khẩu')
    await citizen.look('account-password')
    await citizen.press('Tạo khóa truy cập trên máy này')
    await citizen.sees('Hồ sơ của tôi')
    await citizen.look('account-empty')

    // Signs out, and in again with the finger alone; a finger that is not theirs does not do.
    await menu()
    await citizen.press('Đăng xuất')
    await citizen.open('/dang-nhap?next=/nop-ho-so/judicial-record')
    await device.setVerified(false)
    await citizen.press('Đăng nhập bằng khóa truy cập')
    await citizen.page.getByText('Không dùng được khóa truy cập').waitFor()
    await device.setVerified(true)
    const { page } = citizen
    const signing = page.waitForRequest('**/dang-nhap/khoa')
    await citizen.press('Đăng nhập bằng khóa truy cập')
    await citizen.sees('Nộp hồ sơ')
    const signed = await signing
    const token = await page.locator('[name="_csrf"]').first().inputValue()
    const replayed = await page.request.post('/dang-nhap/khoa', { data: signed.postDataJSON() as object, headers: { 'x-csrf-token': token } })
    assert.equal(replayed.status(), 403, 'a signature was taken twice')
    await citizen.open('/nop-ho-so/judicial-record')
    for (const [name, value] of [['name', lan.name], ['identityNumber', lan.identityNumber], ['email', lan.contact]] as const) {
      assert.equal(await page.locator(`[name="${name}"]`).inputValue(), value, name)
    }
    for (const [name, value] of Object.entries({ certificateKind: 'number-1', sex: 'female', severalPlaces: 'no', conviction: 'no', onBehalf: 'self', delivery: 'counter' })) await citizen.choose(name, value)
    for (const [name, value] of Object.entries({
      purpose: 'Xin việc', dateOfBirth: '28/02/1992', placeOfBirth: 'Phường Hạc Thành', identityIssuedOn: '02/09/2021', identityIssuedBy: 'Cục Cảnh sát quản lý hành chính về trật tự xã hội',
      address: '14 Lê Lợi, phường Hạc Thành', phone: '0977 007 201', residences: '09/2004 - nay: 14 Lê Lợi',
    })) await citizen.type(name, value)
    await citizen.select('feeClass', 'full')
    await citizen.attach('identity', pdf('can-cuoc.pdf'))
    await citizen.press('Xem lại trước khi gửi')
    await citizen.sees('Xem lại trước khi gửi')
    await page.getByLabel(/^Tôi cam đoan/).check()
    await citizen.press('Gửi hồ sơ')
    await citizen.sees('Đã gửi hồ sơ')
    const code = await page.locator('.confirmation__code').innerText()
    await citizen.open('/tai-khoan')
    await citizen.look('account-dossiers')
    assert.match(await citizen.words(), new RegExp(code))
    await house.task(code, 'reception')

    // From another device, with a code; that one is ended from the first.
    const elsewhere = await visitors.person(desktop)
    await elsewhere.open('/dang-nhap/ma')
    await elsewhere.type('contact', lan.contact)
    const before = house.mailServer.to(lan.contact).length
    await elsewhere.press('Gửi mã xác nhận')
    await elsewhere.sees('Nhập mã xác nhận')
    await elsewhere.type('code', await codeFor(house, lan.contact, before))
    await elsewhere.press('Tiếp tục')
    await elsewhere.sees('Hồ sơ của tôi')
    await elsewhere.follow('Cấp Phiếu lý lịch tư pháp')
    await elsewhere.page.waitForURL(`**/ho-so/${code}`)
    assert.match(await elsewhere.words(), new RegExp(code))
    await citizen.open('/tai-khoan/thong-tin')
    await citizen.look('account-data')
    await citizen.press('Kết thúc mọi phiên khác')
    await page.getByText('Đã kết thúc phiên đăng nhập').waitFor()
    await elsewhere.open(`/ho-so/${code}`)
    assert.doesNotMatch(await elsewhere.words(), new RegExp(lan.name))
    await elsewhere.open('/tai-khoan')
    await elsewhere.sees('Đăng nhập')
    await citizen.open('/tai-khoan')
    await citizen.sees('Hồ sơ của tôi')
  })

  it('reads in English too, and every page of it holds at 320 px (B1)', async () => {
    const citizen = await visitors.person(desktop)
    await citizen.open('/dang-nhap?language=en')
    await citizen.look('account-sign-in-en')
    await citizen.open('/dang-nhap/ma')
    await citizen.type('contact', lan.contact)
    const before = house.mailServer.to(lan.contact).length
    await citizen.press('Send the code')
    await citizen.sees('Enter the code')
    await citizen.look('account-code-en')
    await citizen.type('code', await codeFor(house, lan.contact, before))
    await citizen.press('Continue')
    await citizen.page.waitForURL('**/tai-khoan')
    await citizen.open('/tai-khoan?language=en')
    for (const [path, name] of [
      ['', 'dossiers'], ['/giay-to', 'papers'], ['/thong-tin', 'data'], ['/thong-tin/sua', 'edit'], ['/lien-he?loai=sms', 'contact'], ['/mat-khau', 'password'], ['/them-ho-so', 'claim'], ['/dong', 'close'], ['/dang-nhap-lai', 'again'],
    ] as const) {
      await citizen.open(`/tai-khoan${path}`)
      await citizen.look(`account-${name}-en`)
    }
    const clerk = await visitors.person(desktop)
    await clerk.signIn(house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc') ?? assert.fail('no clerk'))
    await clerk.open('/desk/file')
    await clerk.follow('Mở tài khoản cho người dân')
    await clerk.press('Gửi lời mời')
    await clerk.page.getByRole('alert').waitFor()
    await clerk.look('desk-invite-wrong')
  })
})
