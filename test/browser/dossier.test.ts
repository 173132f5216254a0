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
    await page.getByRole('combobox', { name: 'Giấy tờ', exact: true }).selectOption({ label: 'co-mat-khau.pdf' })
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
})
