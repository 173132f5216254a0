import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { concatTransformationMatrix, drawObject, PDFDocument, popGraphicsState, pushGraphicsState } from '@cantoo/pdf-lib'
import { findProcedure } from '../../processes/catalogue.ts'
import { fileDossier } from '../../web/file-dossier.ts'
import { partiesOf } from '../../web/parties.ts'
import { picture } from '../config/print/pictures.ts'
import { application, eventually, openHouse, type House } from '../house.ts'
import { desktop, Visitors, type Person } from './browser.ts'

/** Pages with a line of text each. */
async function textPdf(lines: readonly string[], password?: string): Promise<Uint8Array> {
  const made = await PDFDocument.create()
  for (const line of lines) made.addPage([595, 842]).drawText(line, { x: 60, y: 760 })
  if (password) made.encrypt({ userPassword: password, ownerPassword: password })
  return made.save()
}

/** A page as office scanners send it: black and white, compressed as fax machines do. */
async function scannedPdf(): Promise<Uint8Array> {
  const [width, height] = [620, 877]
  const { stdout } = await promisify(execFile)('convert', ['-size', `${String(width)}x${String(height)}`, 'xc:white', '-pointsize', '60', '-draw', "text 60,200 'Da quet'", '-monochrome', 'group4:-'], { encoding: 'buffer' })
  const made = await PDFDocument.create()
  const page = made.addPage([595, 842])
  const image = made.context.stream(stdout, {
    Type: 'XObject', Subtype: 'Image', Width: width, Height: height, ColorSpace: 'DeviceGray', BitsPerComponent: 1, Filter: 'CCITTFaxDecode', DecodeParms: { K: -1, Columns: width, Rows: height },
  })
  const name = page.node.newXObject('Scan', made.context.register(image))
  page.pushOperators(pushGraphicsState(), concatTransformationMatrix(595, 0, 0, 842, 0, 0), drawObject(name), popGraphicsState())
  return made.save()
}

/** An application with papers, filed at once. */
async function fileWith(house: House, name: string, files: readonly { name: string, type: string, content: Uint8Array }[]): Promise<string> {
  const { deps } = house
  const papers = await Promise.all(files.map(async (file) => ({ item: 'identity', file: await deps.files.put(file.name, file.type, Readable.from([Buffer.from(file.content)])) })))
  const draft = await deps.drafts.find(await deps.drafts.keep({ procedure: 'judicial-record', values: { ...application, name, purpose: 'Xin việc làm', delivery: 'online' }, papers }))
  assert.ok(draft, 'the draft is kept')
  return fileDossier({ draft, bundleVersion: 1, parties: await partiesOf(findProcedure('judicial-record'), deps), channel: 'online', language: 'vi', by: { kind: 'applicant' } }, deps)
}

describe('One dossier, one page', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  let clerk: Person
  before(async () => {
    house = await openHouse()
    await house.at('2026-02-10T08:00')
    visitors = await Visitors.welcome(house)
    clerk = await visitors.person(desktop)
    await clerk.signIn(house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc') ?? assert.fail())
  })
  after(() => (visitors as Visitors | undefined)?.close())

  it('has the papers beside the form: pages, zoom, turns, text to select, by buttons and by keys (F2)', async () => {
    const code = await fileWith(house, 'Dương Thị Quỳ', [
      { name: 'can-cuoc.pdf', type: 'application/pdf', content: await textPdf(['Can cuoc 038190004477', 'Mat sau']) },
      { name: 'anh.jpg', type: 'image/jpeg', content: await picture('Anh chup', { size: '900x500' }) },
      { name: 'quet.pdf', type: 'application/pdf', content: await scannedPdf() },
      { name: 'co-mat-khau.pdf', type: 'application/pdf', content: await textPdf(['Kin'], 'bi-mat') },
      { name: 'hong.pdf', type: 'application/pdf', content: Buffer.from('%PDF-1.7 and then nothing that a reader knows') },
    ])
    const task = await house.task(code, 'reception')
    const { page } = clerk
    const loaded: string[] = []
    page.on('request', (request) => { loaded.push(new URL(request.url()).pathname) })
    await clerk.open(`/desk/tasks/${task.id}`)
    assert.deepEqual(loaded.filter((path) => /pdf|viewer/.test(path)), [], 'nothing of the viewer is loaded before a paper is opened')

    const link = page.getByRole('link', { name: /^can-cuoc\.pdf/ })
    await link.focus()
    await page.keyboard.press('Enter')
    const stage = page.getByRole('region', { name: 'can-cuoc.pdf' })
    await stage.getByText('Can cuoc 038190004477').waitFor()
    assert.ok(await stage.evaluate<boolean, { ownerDocument: { activeElement: unknown } }>((each) => each.ownerDocument.activeElement === each), 'the paper has the focus')
    const box = async (what: ReturnType<Person['page']['locator']>) => await what.boundingBox() ?? assert.fail('it is not to be seen')
    const [paper, form] = [await box(page.locator('.viewer')), await box(page.locator('.columns__side'))]
    assert.ok(paper.x + paper.width <= form.x && Math.abs(paper.y - form.y) < 60, 'paper and form stand side by side')
    await clerk.look('dossier-viewer')

    const state = page.locator('.viewer__page')
    const scale = async () => Number.parseInt(await page.locator('.viewer__scale').innerText(), 10)
    await stage.focus()
    await page.keyboard.press('PageDown')
    await stage.getByText('Mat sau').waitFor()
    assert.equal(await state.innerText(), 'Trang 2/2')
    const fitted = await scale()
    await page.keyboard.press('+')
    await eventually(async () => { assert.ok(await scale() > fitted, 'larger') })
    await page.keyboard.press('0')
    await eventually(async () => { assert.equal(await scale(), fitted, 'as wide as the place again') })
    const upright = await box(stage.locator('.paper-page'))
    await clerk.press('Xoay')
    assert.ok(upright.height > upright.width, 'it stands upright')
    await eventually(async () => {
      const { width, height } = await box(stage.locator('.paper-page'))
      assert.ok(width > height, 'it lies')
    })

    await clerk.press('Giấy tờ sau')
    const shot = page.getByRole('img', { name: 'anh.jpg' })
    await shot.waitFor()
    await clerk.look('dossier-viewer-picture')
    await clerk.press('Giấy tờ sau')
    await page.getByRole('status').filter({ hasText: 'Trang này là ảnh, không có chữ để đọc hay chọn.' }).waitFor()
    const ink = await page.locator('.paper-page canvas').evaluate<number, { width: number, height: number, getContext(kind: string): { getImageData(...box: number[]): { data: ArrayLike<number> } } }>((canvas) => {
      const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
      return Array.from<number>(data).filter((value, at) => at % 4 === 0 && value < 60).length
    })
    assert.ok(ink > 200, `a fax-compressed scan is drawn: ${String(ink)} dark points`)
    await page.getByRole('combobox', { name: 'Giấy tờ', exact: true }).selectOption({ label: 'Bản sao căn cước hoặc hộ chiếu: co-mat-khau.pdf' })
    await page.locator('.viewer__problem').filter({ hasText: 'Tệp có mật khẩu' }).waitFor()
    await clerk.press('Giấy tờ sau')
    await page.locator('.viewer__problem').filter({ hasText: 'Tệp bị hỏng' }).waitFor()
    await clerk.look('dossier-viewer-broken')
    await page.keyboard.press('Escape')
    await page.locator('.viewer').waitFor({ state: 'hidden' })
    assert.equal(await page.evaluate('document.activeElement.getAttribute("data-paper")'), 'hong.pdf', 'the focus is back at the paper in the list')

    // The bar between papers and form is moved by the arrows, and stays as it was left.
    const bar = page.getByRole('separator', { name: 'Chia chỗ giữa giấy tờ và biểu mẫu' })
    const before = (await box(page.locator('.columns__side'))).width
    await bar.focus()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    const wider = (await box(page.locator('.columns__side'))).width
    assert.ok(wider > before + 20, `${String(before)} to ${String(wider)}`)
    await page.reload()
    assert.ok(Math.abs((await box(page.locator('.columns__side'))).width - wider) < 2, 'it is kept')
  })

  it('has the published list with a tick, what kind of copy and a remark for each; form 02 is proposed from what is not ticked, and colleagues read it (D6, BT 15.1)', async () => {
    const code = await fileWith(house, 'Dương Văn Sổ', [{ name: 'can-cuoc.pdf', type: 'application/pdf', content: await textPdf(['Mo']) }])
    const { page } = clerk
    await clerk.open(`/desk/tasks/${(await house.task(code, 'reception')).id}`)
    const tick = page.getByLabel(/^Bản sao căn cước hoặc hộ chiếu/).and(page.locator('[type=checkbox]')).first()
    assert.ok(await tick.isChecked(), 'what was filed is proposed')
    assert.equal(await page.getByLabel('Loại bản: Bản sao căn cước hoặc hộ chiếu').inputValue(), 'electronic')
    await tick.uncheck()
    await page.getByLabel('Ghi chú: Bản sao căn cước hoặc hộ chiếu').fill('Ảnh mờ, không đọc được số')

    // What is said of the list and the outcome must go together.
    await clerk.choose('receptionOutcome', 'received')
    await clerk.press('Hoàn thành bước này')
    await clerk.reads('field-receptionOutcome-error', /chưa hợp lệ: Bản sao căn cước/)
    assert.equal(await page.getByLabel('Ghi chú: Bản sao căn cước hoặc hộ chiếu').inputValue(), 'Ảnh mờ, không đọc được số', 'what was written is kept')
    await clerk.look('dossier-list')

    await clerk.choose('receptionOutcome', 'incomplete')
    assert.deepEqual(await page.locator('[name="missingItems"]:checked').evaluateAll<string[], { value: string }>((boxes) => boxes.map(({ value }) => value)), ['identity', 'fee-exemption'])
    assert.match(await page.locator('[name="reason"]').inputValue(), /^Bản sao căn cước hoặc hộ chiếu: Ảnh mờ, không đọc được số\n.*: chưa có$/)
    await clerk.press('Hoàn thành bước này')
    await clerk.sees('Việc cần làm')
    const dossier = await house.inState(code, 'completion-requested')
    assert.deepEqual(dossier.documentCheck?.items.map(({ item, valid, kind, remark }) => [item, valid, kind, remark]), [['identity', false, 'electronic', 'Ảnh mờ, không đọc được số'], ['fee-exemption', false, null, '']])
    const checked = (await house.events(code)).find(({ act }) => act === 'check-documents')
    assert.equal(checked?.by.kind === 'staff' && checked.by.name, 'Lê Thị Hoa', 'who checked it is on record')
    assert.doesNotMatch(JSON.stringify(checked), /Ảnh mờ/, 'the log has no free text')
    const slip = await eventually(async () => (await house.deps.slips.of(code)).find(({ kind }) => kind === 'completion-request') ?? assert.fail('no form 02'))
    await clerk.open(`/desk/dossiers/${code}/slips/${encodeURIComponent(slip.id)}`)
    assert.match(await clerk.words(), /Bản sao căn cước hoặc hộ chiếu \(Ảnh mờ, không đọc được số\)/)
    await clerk.open(`/desk/dossiers/${code}`)
    assert.match(await clerk.words(), /Ảnh mờ, không đọc được số[^]*Lê Thị Hoa kiểm tra lúc/)
  })

  it('keeps the list without scripts too, and form 01 says what was handed in as what (D6, D7)', async () => {
    const code = await fileWith(house, 'Dương Thị Thẻ', [{ name: 'can-cuoc.pdf', type: 'application/pdf', content: await textPdf(['Ro']) }])
    const plain = await visitors.person(desktop, { javaScriptEnabled: false })
    await plain.open('/desk')
    await plain.type('username', 'lethihoa.ttpvhcc')
    await plain.type('password', house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc')?.password ?? '')
    await plain.page.locator('main form button').click()
    await plain.open(`/desk/tasks/${(await house.task(code, 'reception')).id}`)
    await plain.type('list.fee-exemption.remark', 'Đã xem sổ hộ nghèo')
    await plain.page.locator('[name="list.fee-exemption.valid"]').check()
    await plain.page.locator('[name="list.fee-exemption.kind"]').selectOption('shown')
    await plain.page.locator('[name="list.identity.valid"]').uncheck()
    await plain.press('Lưu danh sách')
    await plain.page.getByText('Đã lưu danh sách giấy tờ.').waitFor()
    assert.ok(await plain.page.locator('[name="missingItems"][value="identity"]').isChecked(), 'form 02 is proposed')
    await plain.page.locator('[name="list.identity.valid"]').check()
    await plain.choose('receptionOutcome', 'received')
    await plain.press('Hoàn thành bước này')
    await house.inState(code, 'settling')
    const receipt = await eventually(async () => (await house.deps.slips.of(code)).find(({ kind }) => kind === 'receipt') ?? assert.fail('no form 01'))
    await plain.open(`/desk/dossiers/${code}/slips/${encodeURIComponent(receipt.id)}`)
    assert.match(await plain.words(), /Bản sao căn cước hoặc hộ chiếu \(Bản điện tử × 1\)[^]*\(Chỉ xuất trình để đối chiếu × 1\)/)
    assert.equal((await house.events(code)).filter(({ act }) => act === 'check-documents').length, 2)
  })

  it('shows where the dossier stands in its diagram, what was sent, and what the law lets the reader do now, by which article; it prints (F2, I2)', async () => {
    const code = await house.file({ name: 'Dương Thị Mốc' })
    const { page } = clerk
    const task = await house.task(code, 'reception')
    await clerk.open(`/desk/dossiers/${code}`)
    assert.match(await clerk.words(), /Được làm lúc này\s+Tiếp nhận hồ sơ Điều 15\.1a, 15\.2b QĐ 45\/2023[^]*Từ chối tiếp nhận Điều 15\.1c, 15\.2a QĐ 45\/2023/)
    await clerk.follow('Yêu cầu bổ sung, hoàn thiện')
    assert.equal(new URL(page.url()).pathname, `/desk/tasks/${task.id}`)
    await house.bringToOfficer(code)
    await clerk.open(`/desk/dossiers/${code}`)
    const words = await clerk.words()
    assert.match(words, /Được làm lúc này[^]*Lúc này bạn không có việc gì với hồ sơ này/)
    assert.doesNotMatch(words, /Yêu cầu bổ sung, hoàn thiện Điều/, 'not the clerk’s any more')
    assert.match(words, /Tin đã gửi[^]*Cổng: đã gửi/)
    assert.match(words, /Đang ở\s+Thẩm định/)
    const nav = page.getByRole('navigation', { name: 'Các phần của hồ sơ' })
    for (const link of await nav.getByRole('link').all()) {
      const id = (await link.getAttribute('href') ?? '').slice(1)
      assert.equal(await page.locator(`[id="${id}"]`).count(), 1, `the part ${id} is there`)
    }
    await nav.getByRole('link', { name: 'Sơ đồ quy trình' }).click()
    await page.locator('.token-now .djs-visual').waitFor()
    assert.equal(await page.locator('.token-now').getAttribute('data-element-id'), 'appraisal')
    assert.deepEqual((await page.locator('.token-done').evaluateAll<(string | null)[], { getAttribute(name: string): string | null }>((all) => all.map((each) => each.getAttribute('data-element-id')))).sort(), ['assignment', 'reception'])
    await clerk.look('dossier-page')
    await page.emulateMedia({ media: 'print' })
    assert.equal(await nav.isVisible(), false, 'the navigation is not printed')
    await page.emulateMedia({ media: 'screen' })
    await clerk.open(`/desk/dossiers/${code}?language=en`)
    for (const part of ['What you may do now', 'Messages sent', 'Diagram: where it stands']) assert.ok((await clerk.words()).includes(part), part)
    await clerk.look('dossier-page-en')
    await clerk.open(`/desk/dossiers/${code}?language=vi`)
  })

  it('is opened by a code reader wherever nobody is writing: by the code, or by the address in the QR code of its slip; an unknown code is told so (D9, F2)', async () => {
    const code = await house.file({ name: 'Dương Văn Đọc' })
    await house.task(code, 'reception')
    const { page } = clerk
    const read = async (words: string) => {
      await page.keyboard.type(words)
      await page.keyboard.press('Enter')
    }
    await clerk.open('/desk')
    await read(code)
    await page.waitForURL(`**/desk/dossiers/${code}`)
    await clerk.open('/desk/file')
    await read(`http://motcua.test/ho-so/${code}`)
    await page.waitForURL(`**/desk/dossiers/${code}`)
    await read('000.00.14.H56-260210-9999')
    await page.waitForURL('**/desk/find')
    await page.locator('#field-words-error').waitFor()
    assert.equal(await page.locator('#field-words').inputValue(), '000.00.14.H56-260210-9999', 'what was read can be looked at')
    await page.locator('#field-words').fill('')
    await page.locator('#field-words').focus()
    await read(code.toLowerCase())
    await page.waitForURL(`**/desk/dossiers/${code}`)
  })
})
