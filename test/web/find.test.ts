import assert from 'node:assert/strict'
import { pino } from 'pino'
import { procedures } from '../../processes/catalogue.ts'
import { inForce } from '../../processes/law/dated.ts'
import { Temporal } from 'temporal-polyfill'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { asker, Enquiries, final } from '../scenarios/enquiries.ts'
import { signedIn, Visitor } from './visitor.ts'

/** The words of a page, without its marks. */
const wordsOf = (html: string) => html.replace(/<(script|style)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ').replaceAll('&#x27;', '\'').replaceAll('&amp;', '&').replaceAll('\u00a0', ' ').replace(/\s+/g, ' ')

describe('Finding a procedure, an agency, an answer', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  let citizen: Visitor
  before(async () => {
    house = await openHouse()
    await house.at('2026-09-10T09:30')
    serving = await serve(house.deps)
    citizen = new Visitor(serving.address)
  })
  after(() => (serving as Serving | undefined)?.close())

  const page = async (path: string) => {
    const answer = await citizen.go(path)
    assert.equal(answer.status, 200, path)
    return answer.text()
  }
  const listed = (html: string) => [...html.matchAll(/class="row__name" href="\/thu-tuc\/([a-z-]+)"/g)].map(([, id]) => id)

  it('goes by field, level and deciding agency, each procedure under the name of its published decision and with its online level (A2)', async () => {
    const whole = await page('/thu-tuc')
    assert.deepEqual(listed(whole).sort(), procedures.map(({ id }) => id).sort())
    for (const { name } of procedures) assert.ok(wordsOf(whole).includes(name.vi), name.vi)
    assert.match(wordsOf(whole), /Mức độ trực tuyến: Toàn trình/)
    assert.deepEqual(listed(await page('/thu-tuc?field=ho-tich')).sort(), ['birth-registration', 'birth-residence-health', 'marital-status', 'marriage-registration'])
    assert.deepEqual(listed(await page('/thu-tuc?level=province')).sort(), ['food-safety', 'judicial-record'])
    assert.deepEqual(listed(await page('/thu-tuc?agency=hoanghoa')), ['household-business'])
    assert.deepEqual(listed(await page('/thu-tuc?field=ho-tich&level=province')), [])
    assert.match(wordsOf(await page('/thu-tuc?field=nothing&page=99')), /Không có thủ tục nào như vậy.*Bỏ lọc/)
  })

  it('goes by life event, in the order in which things are needed; the grouping is dated, sourced and called a proposal (A2)', async () => {
    const home = await page('/')
    for (const event of ['birth', 'marriage', 'house', 'business', 'work', 'abroad']) assert.match(home, new RegExp(`href="/su-kien/${event}"`))
    const marriage = await page('/su-kien/marriage')
    assert.deepEqual(listed(marriage), ['marital-status', 'marriage-registration'])
    assert.match(wordsOf(marriage), /Kết hôn.*Cần khi đăng ký kết hôn ở nơi khác.*là đề xuất của hệ thống, không phải quy định/)
    assert.equal((await citizen.go('/su-kien/toString')).status, 404)
    for (const { id, lifeEvents = [] } of procedures) {
      const { mark, source } = inForce(lifeEvents, Temporal.PlainDate.from('2026-09-10'))
      assert.equal(mark, 'proposal', id)
      assert.match(source, /246\/QĐ-UBND/, id)
    }
    assert.match(wordsOf(await page('/thu-tuc/marital-status')), /Thường cần khi Kết hôn/)
  })

  it('shows on a procedure’s page steps, ways of filing, documents and copies, limit, who may apply, agency, result, fees, forms, conditions and legal basis (A3)', async () => {
    for (const procedure of procedures) {
      const html = await page(`/thu-tuc/${procedure.id}`)
      const words = wordsOf(html)
      const day = Temporal.PlainDate.from('2026-09-15')
      const told = [
        procedure.name, procedure.decidingAgency, procedure.field, ...procedure.applicants, ...procedure.conditions, ...procedure.legalBasis, ...procedure.results.map(({ name }) => name),
        ...procedure.channels.flatMap(({ name, text }) => [name, text]), ...inForce(procedure.documents, day).value.flatMap(({ name, copies }) => [name, copies]),
        ...inForce(procedure.limits, day).value.map((each) => each.words), ...inForce(procedure.fees, day).value.cases.map(({ who }) => who),
      ]
      for (const { vi } of told) assert.ok(words.includes(wordsOf(vi)), `${procedure.id}: ${vi}`)
      for (const heading of ['Giấy tờ cần nộp', 'Mẫu đơn, tờ khai', 'Cách nộp', 'Ai được nộp', 'Yêu cầu, điều kiện', 'Các bước giải quyết', 'Căn cứ pháp lý', 'Thời hạn giải quyết', 'Phí, lệ phí', 'Kết quả', 'Mức độ trực tuyến', 'Nguồn của thông tin']) assert.ok(words.includes(heading), `${procedure.id}: ${heading}`)
      assert.match(html, new RegExp(`data-diagram="/thu-tuc/${procedure.id}/quy-trinh.bpmn"`))
      assert.match(html, /href="\/co-quan\/[a-z0-9]+"/, `${procedure.id} names no unit that decides it`)
      const form = wordsOf(await page(`/thu-tuc/${procedure.id}/to-khai`))
      assert.match(form, /Độc lập - Tự do - Hạnh phúc.*Tờ khai trống.*Kính gửi:.*Người khai \(ký, ghi rõ họ tên\)/, procedure.id)
      for (const { vi } of [procedure.decidingAgency, procedure.name]) assert.ok(form.includes(vi), `${procedure.id}: ${vi}`)
    }
  })

  it('shows the agencies at three levels; one that has ended says who goes on with its work (A1)', async () => {
    const words = wordsOf(await page('/co-quan'))
    assert.match(words, /Cấp tỉnh .*Trung tâm Phục vụ hành chính công tỉnh.*Cấp huyện Không có đơn vị nào đang hoạt động ở cấp này.*Đã kết thúc hoạt động.*thành phố Thanh Hóa.*Cấp xã .*Hạc Thành.*Hoằng Hóa/)
    const ended = await page('/co-quan/motcuatp')
    assert.match(wordsOf(ended), /kết thúc hoạt động sau ngày 30\/06\/2025\. Công việc do Trung tâm Phục vụ hành chính công phường Hạc Thành tiếp tục/)
    assert.match(ended, /href="\/co-quan\/pvhcchacthanh"/)
    assert.deepEqual(listed(ended), [])
    assert.equal((await citizen.go('/co-quan/nobody')).status, 404)
  })

  it('tells of a one-stop unit address, telephone, hotline, mail, hours, staff with post, field and telephone, and what it receives (A1, A11)', async () => {
    const html = await page('/co-quan/pvhcchacthanh')
    const words = wordsOf(html)
    assert.match(words, /Số 24, đường Triệu Quốc Đạt, Hạc Thành/)
    assert.match(words, /0237 3 111 111.*Đường dây nóng 0237 3 111 199.*hacthanh@motcua\.example/)
    assert.match(words, /Đang mở cửa đến 11:00/)
    assert.match(words, /Thứ Hai – Thứ Sáu 7:00 – 11:00, 13:00 – 17:00/)
    assert.match(words, /Lê Văn Quang Giám đốc Trung tâm 0237 3 111 101 Trịnh Thị Nga Công chức tiếp nhận hồ sơ Hộ tịch, chứng thực 0237 3 111 121/)
    assert.deepEqual(listed(html).sort(), procedures.map(({ id }) => id).sort())
    assert.deepEqual(listed(await page('/co-quan/pv06')), ['judicial-record'])
    assert.match(wordsOf(await page('/co-quan/tand')), /Tham gia giải quyết.*Cấp Phiếu lý lịch tư pháp/)
    const english = new Visitor(serving.address)
    await english.go('/?language=en')
    assert.match(wordsOf(await (await english.go('/co-quan/pvhcchacthanh')).text()), /Director of the centre.*Monday – Friday/)
  })

  it('lets an administrator change contact and staff from a day on; people see it then, and the log tells who did (A11, I5)', async () => {
    const administrator = await signedIn(house, serving.address, 'dangquocviet.ttpvhcc')
    const base = '/desk/agencies/pvhcchoanghoa'
    await administrator.go(`${base}/contact`)
    const version = async () => String((await house.deps.agencies.get('pvhcchoanghoa')).version ?? 0)
    const contact = { from: '14/09/2026', address: 'Số 2, khu phố Trung Sơn', phone: '0237 3 222 220', hotline: '1022', email: 'moi@motcua.example' }
    const wrong = await administrator.send(`${base}/contact`, { ...contact, from: '01/09/2026', email: 'moi@', version: await version() })
    assert.equal(wrong.status, 422)
    const shown = await wrong.text()
    assert.match(shown, /value="Số 2, khu phố Trung Sơn"/)
    assert.match(wordsOf(shown), /không được trước hôm nay.*địa chỉ thư điện tử chưa đúng/)
    assert.equal((await administrator.send(`${base}/contact`, { ...contact, version: await version() })).status, 303)
    assert.equal((await administrator.send(`${base}/contact`, { ...contact, version: '0' })).status, 409)

    await administrator.go(`${base}/staff/new`)
    const person = { from: '10/09/2026', name: 'Hà Thị Sen', post: 'Phó Giám đốc Trung tâm', postEnglish: 'Deputy director', head: 'no', phone: '0237 3 222 202' }
    assert.match(await (await administrator.send(`${base}/staff/new`, { ...person, version: await version() })).text(), /Nêu lĩnh vực phụ trách/)
    assert.equal((await administrator.send(`${base}/staff/new`, { ...person, head: 'yes', version: await version() })).status, 303)
    assert.equal((await administrator.send(`${base}/staff/bui-thi-loan/end`, { until: '14/09/2026', version: await version() })).status, 303)

    const today = wordsOf(await page('/co-quan/pvhcchoanghoa'))
    assert.match(today, /Nguyễn Thị Tuyết.*Hà Thị Sen Phó Giám đốc Trung tâm 0237 3 222 202 Bùi Thị Loan/)
    assert.match(today, /Khu phố Trung Sơn, Hoằng Hóa.*0237 3 222 221/)
    await house.at('2026-09-15T09:30')
    const later = wordsOf(await page('/co-quan/pvhcchoanghoa'))
    assert.match(later, /Số 2, khu phố Trung Sơn, Hoằng Hóa.*0237 3 222 220.*1022.*moi@motcua\.example/)
    assert.ok(!later.includes('Bùi Thị Loan'), 'who has left the list is still on the page')
    assert.ok((await house.deps.agencies.get('pvhcchoanghoa')).staff?.some(({ name, until }) => name === 'Bùi Thị Loan' && until === '2026-09-14'), 'the past is not kept')

    const log = await house.deps.events.ofHouse(10, 'agency/pvhcchoanghoa')
    assert.deepEqual(log.slice(0, 3).map(({ act, by }) => [act, by.kind === 'staff' && by.username]), [
      ['change-staff-list', 'dangquocviet.ttpvhcc'], ['change-staff-list', 'dangquocviet.ttpvhcc'], ['change-contact', 'dangquocviet.ttpvhcc'],
    ])
    const clerk = await signedIn(house, serving.address, 'buithiloan.pvhcchoanghoa')
    assert.equal((await clerk.go(`${base}/contact`)).status, 403)
    assert.equal((await clerk.go(`${base}/staff/new`)).status, 403)
  })

  it('searches without a script: procedures, agencies, answers; nothing found says what to do (A5)', async () => {
    assert.match(await page('/tim-kiem?q=khaj+sinh'), /href="\/thu-tuc\/birth-registration"/)
    assert.match(await page('/tim-kiem?q=so+y+te'), /href="\/co-quan\/syt"/)
    assert.match(await page('/tim-kiem?q=dang+ky+ket+hon'), /class="found__name" href="\/thu-tuc\/marriage-registration"/)
    const nothing = await page(`/tim-kiem?q=${encodeURIComponent('<b>zzzqqq')}`)
    assert.match(nothing, /Không tìm thấy “&lt;b&gt;zzzqqq”/)
    assert.match(nothing, /href="\/hoi-dap\/dat-cau-hoi"/)
    assert.match(wordsOf(await page('/tim-kiem')), /Bạn cần gì\?/)
    assert.match(await page('/tim-kiem?q[]=x&q=khai'), /./)
    const { found, told } = await (await citizen.go('/tim-kiem/goi-y?q=khai%20s')).json() as { found: { href: string, kind: string }[], told: string }
    assert.ok(found.slice(0, 2).some(({ href }) => href === '/thu-tuc/birth-registration'), JSON.stringify(found))
    assert.match(told, /^\d gợi ý/)
  })

  it('finds a question that was answered in public, and nothing of who asked or of what was not published (A5, A7)', async () => {
    const enquiries = new Enquiries(house)
    const ask = async (title: string, publish: Record<string, unknown>) => {
      const code = await enquiries.ask('question', { title, content: 'Tôi cần nộp phiếu cho cơ quan ở nước ngoài thì phải hợp pháp hóa lãnh sự ở đâu?' })
      assert.deepEqual(await enquiries.complete(code, 'question-sorting', { sortingOutcome: 'passed', unit: 'pv06', coordination: 'one' }), {})
      assert.deepEqual(await enquiries.complete(code, 'question-answer', { ...final, ...publish }), {})
      assert.deepEqual(await enquiries.complete(code, 'question-approval', { approvalOutcome: 'approved' }), {})
      await enquiries.inState(code, 'answered')
      return code
    }
    const open = await ask('Hợp pháp hóa lãnh sự phiếu lý lịch tư pháp', {
      publish: 'public', publicTitle: 'Hợp pháp hóa lãnh sự phiếu lý lịch tư pháp', publicContent: 'Phải hợp pháp hóa lãnh sự ở đâu?', publicAnswer: 'Tại Cục Lãnh sự, Bộ Ngoại giao.', withoutPersonalData: true,
    })
    const closed = await ask('Chuyện riêng về hợp pháp hóa', { publish: 'private' })
    await eventually(async () => { assert.match(await page('/tim-kiem?q=hop+phap+hoa+lanh+su'), new RegExp(`class="found__name" href="/hoi-dap/${open}"`)) })
    const found = await page('/tim-kiem?q=hop+phap+hoa')
    assert.doesNotMatch(found, new RegExp(closed))
    assert.match(wordsOf(found), /Hỏi đáp Hợp pháp hóa lãnh sự phiếu lý lịch tư pháp Tại Cục Lãnh sự/)
    for (const personal of [String(asker['name']), String(asker['identityNumber']), String(asker['email'])]) assert.doesNotMatch(await page(`/tim-kiem?q=${encodeURIComponent(personal)}`), new RegExp(`${open}|${closed}`), personal)
  })

  it('leads a dossier code to the look-up, searches for no person, and writes neither into the log (A5, G4)', async () => {
    const code = await house.file({ name: 'Tạ Quang Khải', identityNumber: '038187004455', phone: '0913 555 777' })
    const lines: string[] = []
    const logged = await serve({ ...house.deps, log: pino({ level: 'trace' }, { write: (line: string) => { lines.push(line) } }) })
    const stranger = new Visitor(logged.address)
    const typedIn = async (text: string) => (await stranger.go(`/tim-kiem?q=${encodeURIComponent(text)}`)).text()
    for (const typed of [code, code.toLowerCase(), code.replaceAll('-', ' – ')]) {
      const html = await typedIn(typed)
      assert.match(html, /action="\/ho-so"/, typed)
      assert.match(html, new RegExp(`name="code" value="${code}"`), typed)
      await stranger.go(`/tim-kiem/goi-y?q=${encodeURIComponent(typed)}`)
    }
    for (const secret of ['Tạ Quang Khải', 'ta quang khai', '038187004455', '0913 555 777']) assert.doesNotMatch(await typedIn(secret), new RegExp(code), secret)
    await logged.close()
    assert.ok(lines.some((line) => line.includes('/tim-kiem')), 'nothing was logged at all')
    assert.deepEqual(lines.filter((line) => line.includes(code)), [])
    await citizen.lookUp(code, '038187004455')
    assert.match(await page(`/tim-kiem?q=${code}`), new RegExp(`class="found__name" href="/ho-so/${code}"`), 'who has proved it goes straight there')
  })

  it('finds what changed an instant ago: an agency that was set up today (A1, A5)', async () => {
    const base = await house.deps.agencies.get('syt')
    await house.deps.agencies.put({ ...base, id: 'sgd', decides: [], name: { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education' }, code: '000.00.29.H56' })
    await eventually(async () => { assert.match(await page('/tim-kiem?q=so+giao+duc'), /href="\/co-quan\/sgd"/) })
    await house.deps.agencies.put({ ...base, id: 'sgd', decides: [], name: { vi: 'Sở Giáo dục và Đào tạo', en: 'Department of Education' }, code: '000.00.29.H56', validUntil: '2026-09-01' })
    await eventually(async () => { assert.doesNotMatch(await page('/tim-kiem?q=so+giao+duc'), /href="\/co-quan\/sgd"/) })
  })
})
