import assert from 'node:assert/strict'
import { figuresOf, leastRatings } from '../../processes/law/figures.ts'
import { recountFigures } from '../../config/recount-figures.ts'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from './visitor.ts'

const identityNumber = '038190007711'

describe('The figures and ratings on the pages', function () {
  this.timeout(300_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const read = async (path: string, visitor = new Visitor(serving.address)) => (await (await visitor.go(path)).text()).replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
  async function counted(): Promise<void> {
    const { figures, ratings, now } = house.deps
    while (await figures.count(now()) > 0 || await ratings.count(now()) > 0);
  }
  /** A dossier of this test's own applicant, settled and returned. */
  async function returned(): Promise<string> {
    const code = await house.file({ identityNumber })
    await house.bringToOfficer(code)
    await house.decideAndReturn(code)
    return code
  }

  it('show every month, also where nothing was counted, each number with its meaning and source, in both languages, with charts that a strict policy lets in (A4, TQ 8.2, TH 5.2)', async () => {
    await house.at('2027-03-03T08:00')
    await returned()
    await counted()
    const html = await read('/thong-ke?nam=2027')
    const page = words(html)
    for (const month of ['Tháng 1', 'Tháng 2', 'Tháng 3']) assert.ok(page.includes(month), month)
    assert.match(html, /<th scope="row"[^>]*><a[^>]*thang=3[^>]*>Tháng 3<\/a>/)
    assert.doesNotMatch(html, /<th scope="row"[^>]*><a[^>]*thang=4&/, 'a month that has not begun is not told')
    assert.match(page, /Có kết quả sau ngày giờ hẹn trả ban đầu/)
    assert.match(page, /Nguồn: TQ 8\.2a/)
    assert.match(page, /Phòng Hồ sơ nghiệp vụ/)
    const [year, march] = await house.deps.figures.of({ periods: ['2027', '2027-03'], agencies: ['pv06'], procedures: null })
    const agency = await read('/thong-ke?nam=2027&pham-vi=co-quan:pv06')
    assert.match(agency, new RegExp(`figures__value">${String(figuresOf(year ?? {}).received)}<`))
    assert.match(await read('/thong-ke?nam=2027&thang=3&pham-vi=co-quan:pv06'), new RegExp(`figures__value">${String(figuresOf(march ?? {}).received)}<`))
    assert.doesNotMatch(agency, /pham-vi=thu-tuc/, 'agency and procedure are not crossed in public')
    assert.match(words(await read('/thong-ke?nam=hai-nghin&thang=13&pham-vi=co-quan:nowhere')), /Toàn tỉnh · Năm 2027/)
    assert.match(words(await read('/thong-ke?nam=2026&pham-vi=thu-tuc:judicial-record')), /Tháng 12/)

    const english = new Visitor(serving.address)
    await english.go('/thong-ke?language=en')
    assert.match(words(await read('/thong-ke?nam=2027', english)), /Decided after the original due date and hour/)

    const charts = [...html.matchAll(/(?:src|srcset)="(\/thong-ke\/bieu-do\/[^"]+)"/g)].map(([, path = '']) => path)
    assert.ok(charts.length >= 4, 'months and agencies, narrow and wide')
    for (const path of charts) {
      const answer = await new Visitor(serving.address).go(path)
      assert.equal(answer.headers.get('content-type'), 'image/svg+xml; charset=utf-8')
      const svg = await answer.text()
      assert.match(svg, /^<svg [^>]*viewBox/)
      assert.match(svg, /Trước hạn|Rất hài lòng/)
      assert.ok(!/<script|\son\w+=|href="http/.test(svg), `${path} is no more than a picture`)
      assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'/)
      assert.ok(svg.length < 60_000, `${path}: ${String(svg.length)}`)
    }
    assert.equal((await new Visitor(serving.address).go('/thong-ke/bieu-do/secrets.svg')).status, 404)
  })

  it('are open data at addresses that stay: CSV and JSON say the same, the descriptor explains every column, with licence and time (A4)', async () => {
    await house.at('2027-03-04T08:00')
    await counted()
    const answer = await new Visitor(serving.address).go('/thong-ke/du-lieu/co-quan-2027.csv')
    assert.equal(answer.headers.get('access-control-allow-origin'), '*')
    assert.match(answer.headers.get('link') ?? '', /rel="license"/)
    const lines = (await answer.text()).replace(/^\ufeff/, '').trim().split('\r\n').map((line) => line.slice(1, -1).split('","'))
    const { rows, updated } = JSON.parse(await read('/thong-ke/du-lieu/co-quan-2027.json')) as { rows: Record<string, string | number>[], updated: string }
    assert.deepEqual(lines.slice(1), rows.map((row) => Object.values(row).map(String)))
    assert.ok(updated)
    const march = rows.filter(({ month }) => month === '2027-03')
    const sum = (column: string) => march.filter(({ agency }) => agency !== 'province').reduce((total, row) => total + Number(row[column]), 0)
    for (const column of ['received', 'received_online', 'settled', 'settled_overdue', 'refused', 'stopped']) assert.equal(sum(column), march.find(({ agency }) => agency === 'province')?.[column], column)
    assert.ok(march.some(({ agency, received }) => agency === 'syt' && received === 0) || march.some(({ agency }) => agency === 'syt'), 'an agency without a dossier has its line')

    const described = JSON.parse(await read('/thong-ke/datapackage.json')) as { licenses: { name: string }[], resources: { path: string, schema: { fields: { name: string, title: string }[] } }[] }
    assert.equal(described.licenses[0]?.name, 'CC-BY-4.0')
    for (const { path, schema } of described.resources) {
      const [head = ''] = (await read(new URL(path).pathname)).replace(/^\ufeff/, '').split('\r\n')
      assert.deepEqual(head.slice(1, -1).split('","'), schema.fields.map(({ name }) => name), path)
      assert.ok(schema.fields.every(({ title }) => title))
    }
    assert.equal((await new Visitor(serving.address).go('/thong-ke/du-lieu/co-quan-1999.csv')).status, 404)
    assert.equal((await new Visitor(serving.address).go('/thong-ke/du-lieu/nguoi-nop-2027.csv')).status, 404)
  })

  it('lead at the desk from each number to exactly its dossiers, a page at a time, for those entitled to them; others are refused (A4, B5)', async () => {
    await house.at('2027-03-08T08:00')
    const mine = []
    for (let count = 0; count < 3; count++) mine.push(await returned())
    await counted()
    const leader = await signedIn(house, serving.address, house.username('leader', '.pv06'))
    const page = await read('/desk/figures?nam=2027&thang=3&pham-vi=co-quan:pv06', leader)
    for (const what of ['received', 'online', 'settled', 'early']) {
      const [, path = '', number = ''] = new RegExp(`href="(/desk/figures/dossiers\\?so=${what}&ky=2027-03[^"]*)">(\\d+)<`).exec(page) ?? []
      assert.ok(path, `no link behind ${what}`)
      const codes = []
      for (let next: string | undefined = path; next;) {
        const html = await read(next, leader)
        codes.push(...[...html.matchAll(/href="\/desk\/dossiers\/([^"]+)"/g)].map(([, code]) => code))
        next = /href="([^"]+)">Trang sau/.exec(html)?.[1]
      }
      assert.equal(codes.length, Number(number), what)
      assert.equal(new Set(codes).size, codes.length)
      for (const code of mine) assert.ok(codes.includes(code), `${code} is behind ${what}`)
    }
    const status = async (username: string, path: string) => (await (await signedIn(house, serving.address, username)).go(path)).status
    const ofPolice = '/desk/figures/dossiers?so=settled&ky=2027-03&co-quan=pv06'
    assert.equal((await leader.go('/desk/figures/dossiers?so=settled&ky=2027-03&co-quan=hacthanh')).status, 403)
    assert.equal((await leader.go('/desk/figures/dossiers?so=settled&ky=2027-03')).status, 403, 'the whole province is not the leader’s')
    assert.equal((await leader.go('/desk/figures/dossiers?so=everything&co-quan=pv06')).status, 404)
    assert.equal((await leader.go('/desk/ratings')).status, 403)
    for (const path of [ofPolice, '/desk/figures', '/desk/ratings']) assert.equal(await status('lethihoa.ttpvhcc', path), 403, path)
    assert.equal(await status('levanquang.pvhcchacthanh', ofPolice), 403, 'the head of a commune’s unit sees that place')
    assert.equal(await status('levanquang.pvhcchacthanh', '/desk/figures/dossiers?so=settled&ky=2027-03&co-quan=hacthanh'), 200)
    for (const username of ['tongvanduc.ttpvhcc', 'dothimai.ttpvhcc']) {
      assert.equal(await status(username, ofPolice), 200)
      assert.equal(await status(username, '/desk/figures/dossiers?so=open'), 200)
      assert.equal(await status(username, '/desk/figures/dossiers?so=refused&ky=2027'), 200)
    }
  })

  it('let the applicant rate a closed dossier, once, from its own page; what is missing is said beside the field; the remark is for the heads only (A6, TQ 9.2, TN 7.5, BT 5.1d)', async () => {
    await house.at('2027-04-05T08:00')
    const open = await house.file({ identityNumber })
    const code = await returned()
    const [notice] = (await house.deps.notices.of(code)).filter(({ subject }) => subject.includes('đã có kết quả'))
    assert.match(notice?.text ?? '', /mời quý ông\/bà đánh giá sự phục vụ/)
    const path = `/ho-so/${code}/danh-gia`
    const stranger = new Visitor(serving.address)
    assert.match(words(await read(path, stranger)), /Tra cứu hồ sơ/)
    assert.equal((await stranger.send(path, { timeliness: '5', service: '5', remark: '' })).status, 403)

    const applicant = new Visitor(serving.address)
    await applicant.lookUp(open, identityNumber)
    assert.doesNotMatch(await read(`/ho-so/${open}`, applicant), /danh-gia/)
    assert.equal((await applicant.go(`/ho-so/${open}/danh-gia`)).status, 303)
    await applicant.lookUp(code, identityNumber)
    assert.ok((await read(`/ho-so/${code}`, applicant)).includes(`href="${path}"`))
    await applicant.go(path)
    const wrong = await applicant.send(path, { timeliness: '9', remark: 'Cán bộ tận tình, chỉ dẫn rõ.' })
    assert.equal(wrong.status, 422)
    const shown = await wrong.text()
    assert.match(shown, /id="field-timeliness-error"/)
    assert.match(shown, /id="field-service-error"/)
    assert.match(shown, /Cán bộ tận tình, chỉ dẫn rõ\./, 'what was written is kept')
    assert.equal((await applicant.send(path, { timeliness: '4', service: '5', remark: 'Cán bộ tận tình, chỉ dẫn rõ. (7711)' })).status, 303)
    const after = await read(`/ho-so/${code}`, applicant)
    assert.match(words(after), /Cảm ơn đánh giá/)
    assert.doesNotMatch(after, /danh-gia/)
    await applicant.send(path, { timeliness: '1', service: '1', remark: '' })
    assert.match(words(await read(`/ho-so/${code}`, applicant)), /đã được đánh giá/)

    const kept = await house.deps.client.db(house.deps.databaseName).collection('ratings').find({ remark: /7711/ }).toArray()
    assert.equal(kept.length, 1)
    assert.deepEqual([kept[0]?.['timeliness'], kept[0]?.['service'], kept[0]?.['month']], [4, 5, '2027-04'])
    const text = JSON.stringify(kept)
    for (const personal of [code, identityNumber, 'Nguyễn Thị Ánh', '2027-04-05']) assert.ok(!text.includes(personal), `${personal} is not in the rating`)

    assert.match(words(await read('/desk/ratings', await signedIn(house, serving.address, 'dothimai.ttpvhcc'))), /Cán bộ tận tình, chỉ dẫn rõ\. \(7711\)/)
    assert.match(words(await read('/desk/ratings', await signedIn(house, serving.address, 'dangquocviet.ttpvhcc'))), /\(7711\)/)
    assert.doesNotMatch(words(await read('/desk/ratings', await signedIn(house, serving.address, 'levanquang.pvhcchacthanh'))), /\(7711\)/)
    for (const path of ['/thong-ke?nam=2027', '/thong-ke/du-lieu/danh-gia-2027.json']) assert.doesNotMatch(await read(path), /7711/)
  })

  it('publish ratings only in groups: the totals of no two moments differ by what one person gave (A6, A4)', async () => {
    await house.at('2027-04-06T08:00')
    await counted()
    const { figures, ratings, now, transactions } = house.deps
    const rated = async () => (await figures.of({ periods: ['2027-04'], agencies: ['syt'], procedures: null }))[0]?.rated ?? 0
    const first = await rated()
    const give = (number: number) => ratings.give(`syt ${String(number)}`, { agency: 'syt', procedure: 'food-safety', timeliness: 5, service: 3, remark: '' }, now())
    for (let number = 1; number < leastRatings; number++) {
      await give(number)
      await counted()
      assert.equal(await rated(), first, `${String(number)} are too few`)
    }
    assert.match(words(await read('/thong-ke?nam=2027&pham-vi=co-quan:syt')), /Chưa đủ đánh giá để công bố/)
    await give(leastRatings)
    await counted()
    await eventually(async () => { assert.equal(await rated(), first + leastRatings) })
    const page = words(await read('/thong-ke?nam=2027&pham-vi=co-quan:syt'))
    assert.match(page, /5 đánh giá trong kỳ/)
    assert.match(page, /Tiến độ giải quyết 5 0 0 0 0 5,0/)
    assert.match(page, /Chất lượng, thái độ phục vụ 0 0 5 0 0 3,0/)
    assert.match(words(await read('/thong-ke?nam=2027&pham-vi=thu-tuc:food-safety')), /không theo thủ tục/)
    assert.deepEqual((await recountFigures(house.deps, now(), { mend: false })).filter(({ place }) => place.startsWith('2027')), [])
    await assert.rejects(transactions.run(() => give(1)), /rated before/)
  })
})
