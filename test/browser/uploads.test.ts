import assert from 'node:assert/strict'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { hasClamd, eicar } from '../config/clamd.ts'
import { heicPhotograph, sidewaysPhotograph } from '../config/pictures/photographs.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { pdf, Visitors, type Person } from './browser.ts'

const form = '/nop-ho-so/judicial-record'
const phone320 = { width: 320, height: 640 }
const field = '[name="documents.fee-exemption"]'
const chunk = 1024 * 1024

describe('Files in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  let folder: string

  before(async () => {
    house = await openHouse()
    await house.at('2026-08-06T08:00')
    visitors = await Visitors.welcome(house)
    folder = await mkdtemp(path.join(tmpdir(), 'motcua-files-'))
  })
  after(async () => {
    await (visitors as Visitors | undefined)?.close()
    await rm(folder, { recursive: true, force: true })
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))

  async function asked(viewport = phone320): Promise<Person> {
    const person = await visitors.person(viewport)
    await person.open(form)
    await person.select('feeClass', 'poor')
    return person
  }
  const rows = ({ page }: Person) => page.locator('.uploads .files__file')
  const done = (person: Person) => person.page.locator('.uploads .files__file--done')

  it('photographs of a phone are sent as they are chosen, saved with the draft, and shown small before it is sent; by keyboard, at 320 px (C2)', async () => {
    const person = await asked()
    const { page } = person
    await page.locator(field).setInputFiles([
      { name: 'IMG_1.HEIC', mimeType: 'image/heic', buffer: await heicPhotograph() }, { name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: await sidewaysPhotograph() },
    ])
    await done(person).nth(1).waitFor()
    assert.match(await rows(person).first().innerText(), /IMG_1\.HEIC[\s\S]*Đã tải lên/)
    await person.look('file-photographs')
    await person.type('name', 'Lê Thị Ảnh')
    await page.locator('[data-autosave-status]').filter({ hasText: /Đã lưu nháp lúc/ }).waitFor()

    await page.getByRole('button', { name: 'Lưu bản nháp' }).focus()
    await page.keyboard.press('Enter')
    await person.sees('Bản nháp của bạn')
    await person.look('drafts')
    await page.getByRole('button', { name: /^Xóa / }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: /^Khôi phục / }).waitFor()
    await person.look('drafts-deleted')
    await page.getByRole('button', { name: /^Khôi phục / }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: /^Tiếp tục / }).focus()
    await page.keyboard.press('Enter')
    await person.sees('Nộp hồ sơ')
    assert.equal(await page.locator('[name="name"]').inputValue(), 'Lê Thị Ảnh')
    assert.match(await person.words(), /IMG_1\.jpg[\s\S]*IMG_2\.jpg/)
    await person.open(`${form}/kiem-tra`)
    await page.locator('.files__picture').nth(1).scrollIntoViewIfNeeded()
    await eventually(async () => {
      const widths = await page.locator('.files__picture').evaluateAll((pictures) => pictures.map((each) => (each as unknown as { naturalWidth: number }).naturalWidth))
      assert.deepEqual(widths, [64, 180], 'the pictures are loaded')
    })
    await person.look('file-summary-photographs')
  })

  it('a line that breaks is told of and gone on with where it broke, also after the page was loaded anew; a form that is sent waits (C2)', async () => {
    const person = await asked()
    const { page } = person
    const file = path.join(folder, 'ban-ve.pdf')
    await writeFile(file, Buffer.concat([pdf('x').buffer, Buffer.alloc(3.5 * chunk, '%')]))
    const begun: (string | null)[] = []
    let cut = true
    await page.route('**/tai-len/*', async (route) => {
      const at = route.request().headers()['upload-offset'] ?? null
      if (route.request().method() === 'PATCH' && at === String(chunk) && cut) {
        cut = false
        await page.context().setOffline(true)
        await route.abort('connectionfailed')
        return
      }
      begun.push(`${route.request().method()} ${at ?? ''}`.trim())
      await route.continue()
    })
    await page.locator(field).setInputFiles(file)
    await page.getByText('Mất kết nối. Phần đã tải lên vẫn được giữ.').waitFor()
    await person.press('Lưu bản nháp')
    assert.match(await page.locator('.upload__text').innerText(), /Đang chờ tải xong các tệp/)
    await page.screenshot({ path: 'test/screenshots/file-broken-off-320.png', fullPage: true })
    await page.context().setOffline(false)
    await person.sees('Bản nháp của bạn')
    assert.deepEqual(begun, ['PATCH 0', 'HEAD', `PATCH ${String(chunk)}`, `PATCH ${String(2 * chunk)}`, `PATCH ${String(3 * chunk)}`])
    assert.match(await person.words(), /1 tệp/)

    const second = path.join(folder, 'ban-ve-2.pdf')
    await writeFile(second, Buffer.concat([pdf('x').buffer, Buffer.alloc(2.5 * chunk, '%')]))
    await person.open(form)
    cut = true
    await page.locator(field).setInputFiles(second)
    await page.getByText('Mất kết nối. Phần đã tải lên vẫn được giữ.').waitFor()
    await page.context().setOffline(false)
    await page.unroute('**/tai-len/*')
    begun.length = 0
    page.on('request', (sent) => { if (sent.url().includes('/tai-len')) begun.push(`${sent.method()} ${sent.headers()['upload-offset'] ?? ''}`.trim()) })
    cut = false
    await page.goto(form)
    begun.length = 0
    await page.locator(field).setInputFiles(second)
    await done(person).first().waitFor()
    assert.equal(begun[0], 'HEAD', `gone on with: ${begun.join(', ')}`)
    assert.ok(!begun.includes('PATCH 0'), `nothing is sent twice: ${begun.join(', ')}`)
  })

  it('malware is told of beside the file at once, in both languages; a file can be put aside (C6)', async function () {
    if (!hasClamd()) this.skip()
    const person = await asked()
    const { page } = person
    await page.locator(field).setInputFiles([{ name: 'xau.pdf', mimeType: 'application/pdf', buffer: Buffer.concat([pdf('x').buffer, eicar]) }, pdf('tot.pdf')])
    await page.getByRole('alert').filter({ hasText: '“xau.pdf” có mã độc' }).waitFor()
    await done(person).waitFor()
    await person.look('file-malware')
    await page.getByRole('button', { name: 'Bỏ tệp xau.pdf' }).focus()
    await page.keyboard.press('Enter')
    assert.equal(await rows(person).count(), 1)
    await person.open(`${form}?language=en`)
    await person.select('feeClass', 'poor')
    await page.locator(field).setInputFiles([{ name: 'bad.pdf', mimeType: 'application/pdf', buffer: eicar }])
    await page.getByRole('alert').filter({ hasText: '“bad.pdf” holds malware' }).waitFor()
    const administrator = await visitors.person()
    await administrator.signIn(house.accounts.find(({ roles }) => roles.includes('administrator')) ?? assert.fail('no administrator'))
    await administrator.look('desk-malware')
    await administrator.follow('Xem các tệp bị chặn')
    await administrator.sees('Tệp có mã độc bị chặn')
    await administrator.look('caught-files')
  })
})
