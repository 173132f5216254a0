import assert from 'node:assert/strict'
import { handOverPapers, confirmPapers } from '../../web/hand-over.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn, type Visitor } from '../web/visitor.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('Control sheet and register', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  const clerk = (username: string) => signedIn(house, serving.address, username)
  const paperOf = async (visitor: Visitor, address: string) => readPdf(Buffer.from(await (await visitor.go(address)).arrayBuffer()))
  const cells = (page: string) => [...page.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) => [...row.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell = '']) => flat(cell).trim())).filter((row) => row.length > 0)

  it('form 05, today 06, says from the events who gave the dossier to whom, when, and how each stood against the limit of the step (F11, J3, BT 12)', async () => {
    await house.at('2027-03-01T08:00')
    const code = await house.file({ delivery: 'counter' }, { channel: 'counter' })
    const minh = await clerk('tranvanminh.pv06')
    assert.equal((await minh.go(`/desk/dossiers/${code}/control-sheet`)).status, 404, 'not before it is received')
    await house.at('2027-03-01T09:30')
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'assignment')
    const [giver, taker] = [house.actor('reception-clerk', 'ttpvhcc'), house.actor('case-officer', 'pv06')]
    assert.ok(giver.kind === 'staff' && taker.kind === 'staff')
    await house.at('2027-03-01T16:00')
    const list = await handOverPapers({ from: 'ttpvhcc', to: 'pv06', dossiers: [code], by: giver }, house.deps)
    assert.ok(list)
    await confirmPapers(list, [{ dossier: code, state: 'received', remark: '' }], { unit: 'pv06', by: taker }, house.deps)
    await house.at('2027-03-02T08:00')
    await house.complete(code, 'assignment', { officer: 'tranvanminh.pv06' })
    await house.task(code, 'appraisal')
    await house.at('2027-03-05T08:00')
    await house.decideAndReturn(code)

    assert.match(await (await minh.go(`/desk/dossiers/${code}`)).text(), new RegExp(`href="/desk/dossiers/${code}/control-sheet"`))
    const page = await (await minh.go(`/desk/dossiers/${code}/control-sheet`)).text()
    assert.match(flat(page), /Mẫu số 06.*Phiếu kiểm soát quá trình giải quyết hồ sơ/)
    assert.match(flat(page), /Hẹn trả kết quả:.*17 giờ 00 phút, ngày 11 tháng 3 năm 2027.*Kết quả giải quyết:.*08 giờ 00 phút, ngày 05 tháng 3 năm 2027 – trước hạn/)
    const rows = cells(page)
    assert.deepEqual(rows[0]?.slice(0, 6), [
      '1', 'Trung tâm Phục vụ hành chính công tỉnh Lê Thị Hoa', '09:30 01/03/2027', 'Phòng Hồ sơ nghiệp vụ Nguyễn Văn Hùng', '09:30 01/03/2027', rows[0]?.[5],
    ], 'the electronic dossier is taken at the moment that it is given')
    assert.deepEqual(rows[1], [
      '2', 'Trung tâm Phục vụ hành chính công tỉnh Lê Thị Hoa', '16:00 01/03/2027', 'Phòng Hồ sơ nghiệp vụ Trần Văn Minh', '16:00 01/03/2027', 'Đúng hạn', `Hồ sơ giấy, danh sách ${list}`,
    ], 'the papers pass by their list')
    assert.match(rows[2]?.join('|') ?? '', /^3\|Phòng Hồ sơ nghiệp vụ Nguyễn Văn Hùng\|08:00 02\/03\/2027\|Phòng Hồ sơ nghiệp vụ Trần Văn Minh\|08:00 02\/03\/2027\|.*\|Phân công/)
    assert.match(rows.at(-1)?.join('|') ?? '', /Phạm Văn Long/, 'the result clerk of the one-stop unit is the last')
    const pdf = await paperOf(minh, `/desk/dossiers/${code}/control-sheet.pdf`)
    assert.match(flat(pdf.text), /PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ/)
    assert.equal(pdf.qr, `http://motcua.test/ho-so/${code}`)
    assert.equal((await (await clerk('buivannam.tand')).go(`/desk/dossiers/${code}/control-sheet`)).status, 403)
  })

  it('form 06, today 07, lists what a unit received in a period and field, as page, PDF and table; an empty period says so (F11, J3, BT 12)', async () => {
    await house.at('2027-02-15T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    await house.at('2027-02-17T08:00')
    await house.decideAndReturn(code)
    const unreceived = await house.file()
    await house.task(unreceived, 'reception')
    const hoa = await clerk('lethihoa.ttpvhcc')
    const period = 'from=15/02/2027&to=17/02/2027'
    const page = flat(await (await hoa.go(`/desk/register?${period}`)).text())
    assert.match(page, new RegExp(`1 hồ sơ.*${code}.*1\\. Nguyễn Thị Ánh.*08:00 15/02/2027.*17:00 25/02/2027.*08:00 17/02/2027`))
    assert.ok(!page.includes(unreceived), 'what was not received is not in the register')
    assert.match(flat(await (await hoa.go('/desk/register?from=16/02/2027&to=17/02/2027')).text()), /Không có hồ sơ nào trong thời gian này/)
    assert.match(flat(await (await hoa.go(`/desk/register?${period}&field=${encodeURIComponent('Lý lịch tư pháp')}`)).text()), new RegExp(code))

    const wrong = await hoa.go('/desk/register?from=31/02/2027&to=1')
    assert.equal(wrong.status, 422)
    assert.match(flat(await wrong.text()), /Ghi ngày có thật.*value="31\/02\/2027"/)
    assert.match(await (await hoa.go('/desk/register?from=17/02/2027&to=15/02/2027')).text(), /Ngày cuối phải sau/)
    assert.match(await (await hoa.go('/desk/register?from=01/01/2025&to=15/02/2027')).text(), /nhiều nhất một năm/)

    const pdf = await paperOf(hoa, `/desk/register.pdf?${period}&volume=1`)
    assert.match(flat(pdf.text), /Mẫu số 07.*SỔ THEO DÕI HỒ SƠ.*Tất cả lĩnh vực – Từ ngày 15\/02\/2027 đến ngày 17\/02\/2027 – Quyển số 1\/1/)
    assert.ok(pdf.text.includes(code))
    const csv = await hoa.go(`/desk/register.csv?${period}`)
    assert.match(csv.headers.get('content-type') ?? '', /text\/csv/)
    const [head, line, ...rest] = (await csv.text()).replace(/^\ufeff/, '').split('\r\n')
    assert.match(head ?? '', /^"STT","Mã hồ sơ","Tên thủ tục hành chính"/)
    assert.match(line ?? '', new RegExp(`^"1","${code}","Cấp Phiếu lý lịch tư pháp","Nguyễn Thị Ánh"`))
    assert.deepEqual(rest, [''])
    assert.equal((await (await clerk('tranvanminh.pv06')).go(`/desk/register?${period}`)).status, 403)
  })

  it('reads only the period that is asked for, by its index (F11)', async () => {
    const collection = house.deps.client.db(house.deps.databaseName).collection('dossiers')
    const plan = await collection.find({ 'units.receiving': 'ttpvhcc', 'receivedAt': { $gte: new Date('2027-02-15'), $lt: new Date('2027-02-18') } }).sort({ receivedAt: 1, _id: 1 }).explain('executionStats') as { executionStats: { totalDocsExamined: number, nReturned: number } }
    assert.equal(plan.executionStats.totalDocsExamined, plan.executionStats.nReturned)
  })
})
