import assert from 'node:assert/strict'
import { recountFigures } from '../../config/recount-figures.ts'
import { reportColumns, type ReportColumn } from '../../processes/law/report-counts.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { reportingOfTayNinh } from '../../processes/law/reporting.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { readWorkbook } from '../config/print/read-workbook.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, type Visitor } from './visitor.ts'

const identityNumber = '038190006611'

describe('The reports at the desk', function () {
  this.timeout(300_000)
  let house: House
  let serving: Serving
  let mine: Record<'early' | 'counter' | 'open' | 'stopped' | 'late' | 'refused', string>
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2027-08-02T08:00')
    mine = {
      early: await house.file({ identityNumber }), counter: await house.file({ identityNumber }, { channel: 'counter' }), open: await house.file({ identityNumber }, { channel: 'post' }),
      stopped: await house.file({ identityNumber }), late: await house.file({ identityNumber }), refused: await house.file({ identityNumber }),
    }
    for (const code of [mine.early, mine.counter, mine.open, mine.stopped, mine.late]) await house.bringToOfficer(code)
    await house.complete(mine.refused, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền', rightAuthority: 'Công an tỉnh Nghệ An' })
    await house.inState(mine.refused, 'refused')
    await requestWithdrawal(mine.stopped, 'Không còn cần nữa', house.deps)
    await house.inState(mine.stopped, 'withdrawn')
    await house.at('2027-08-04T09:00')
    await house.decideAndReturn(mine.early)
    await house.decideAndReturn(mine.counter, { appraisalOutcome: 'ineligible', findings: 'Chưa đủ điều kiện' }).catch(() => undefined)
    await house.at('2027-09-06T09:00')
    await house.decideAndReturn(mine.late)
    await eventually(async () => { assert.ok((await house.dossier(mine.open)).momentsDone.some((key) => key.startsWith('overdue@')), 'it is not marked as overdue') })
    await counted()
  })
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  const read = async (path: string, visitor: Visitor) => (await (await visitor.go(path)).text()).replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
  async function counted(): Promise<void> {
    const { figures, ratings, now } = house.deps
    while (await figures.count(now()) > 0 || await ratings.count(now()) > 0);
  }
  const leader = () => signedIn(house, serving.address, house.username('leader', '.pv06'))

  /** The numbers of a row, with where each leads. */
  function row(html: string, name: RegExp): { column: ReportColumn, number: number, href: string | null }[] {
    const line = html.split('<tr class="govuk-table__row').find((each) => each.includes('table__main') && name.test(each)) ?? assert.fail(`no row ${String(name)}`)
    const cells = [...line.matchAll(/<td[^>]*data-label[^>]*><span>(?:<a class="govuk-link" href="([^"]+)">)?([\d.,]+)/g)]
    assert.equal(cells.length, reportColumns.length)
    return cells.map(([, href, number = ''], index) => ({ column: reportColumns[index] ?? 'carried', number: Number(number.replace(/\D/g, '')), href: href ?? null }))
  }
  async function listed(first: string, visitor: Visitor): Promise<string[]> {
    const codes = []
    for (let next: string | undefined = first; next;) {
      const html = await read(next, visitor)
      codes.push(...[...html.matchAll(/href="\/desk\/dossiers\/([^"]+)"/g)].map(([, code = '']) => code))
      next = /href="([^"]+)">Trang sau/.exec(html)?.[1]
    }
    return codes
  }

  it('show for a month what was carried over, received by way in, settled, under way, stopped and refused; the numbers add up and each opens exactly its dossiers (I1, TQ 16, TH 16.6, TN 18.8)', async () => {
    const visitor = await leader()
    const html = await read('/desk/reports?nam=2027&ky=m8&pham-vi=co-quan:pv06', visitor)
    assert.match(words(html), /Từ 01\/08\/2027 đến hết 31\/08\/2027/)
    const cells = row(html, />Cộng</)
    const of = (column: ReportColumn) => cells.find((each) => each.column === column)?.number ?? 0
    assert.equal(of('carried') + of('received'), of('settled') + of('under-way') + of('stopped'))
    assert.equal(of('online') + of('direct') + of('post'), of('received'))
    assert.equal(of('early') + of('on-time') + of('overdue'), of('settled'))
    assert.equal(of('in-time') + of('late'), of('under-way'))
    const behind: Partial<Record<ReportColumn, string[]>> = {}
    for (const { column, number, href } of cells) {
      assert.equal(href === null, number === 0, column)
      const codes = href ? await listed(href, visitor) : []
      assert.equal(codes.length, number, column)
      assert.equal(new Set(codes).size, codes.length, column)
      behind[column] = codes
    }
    const expected: Partial<Record<ReportColumn, string[]>> = {
      received: [mine.early, mine.counter, mine.open, mine.stopped, mine.late], online: [mine.early, mine.stopped, mine.late], direct: [mine.counter], post: [mine.open],
      early: [mine.early], stopped: [mine.stopped], refused: [mine.refused], late: [mine.late, mine.open],
    }
    for (const [column, codes] of Object.entries(expected)) for (const code of codes) assert.ok(behind[column as ReportColumn]?.includes(code), `${code} is not behind ${column}`)
    for (const column of ['carried', 'refused'] as const) assert.ok(!behind[column]?.includes(mine.open), column)
    assert.ok(!behind.early?.includes(mine.late))

    const september = row(await read('/desk/reports?nam=2027&ky=m9&pham-vi=co-quan:pv06', visitor), />Cộng</)
    assert.equal(september[0]?.number, of('under-way'), 'what was under way is carried over')
    const overdue = september.find(({ column }) => column === 'overdue')
    assert.ok((await listed(overdue?.href ?? '', visitor)).includes(mine.late), 'settled late in September')
    const settledIn = async (period: string) => {
      const page = await read(`/desk/reports?nam=2027&ky=${period}&pham-vi=co-quan:pv06`, visitor)
      return page.includes('Không có hồ sơ nào trong kỳ này') ? 0 : row(page, />Cộng</).find(({ column }) => column === 'settled')?.number ?? 0
    }
    assert.equal(await settledIn('q3'), await settledIn('m7') + await settledIn('m8') + await settledIn('m9'))
  })

  it('break the numbers down by agency, level, field, procedure and way in; each breakdown adds up to the same, and its numbers open their dossiers (I1)', async () => {
    const auditor = await signedIn(house, serving.address, 'tongvanduc.ttpvhcc')
    for (const [by, name] of [['agency', /Phòng Hồ sơ nghiệp vụ/], ['level', /Cấp tỉnh/], ['field', />Tư pháp|Lý lịch/], ['procedure', /Phiếu lý lịch tư pháp/], ['channel', /Trực tuyến/]] as const) {
      const html = await read(`/desk/reports?nam=2027&ky=q3&theo=${by}`, auditor)
      const total = row(html, />Cộng</)
      const rows = html.split('<tbody')[1]?.split('</tbody')[0]?.split('<tr class="govuk-table__row').slice(1) ?? []
      assert.ok(rows.length > 0, by)
      const sums = reportColumns.map((_, index) => rows.reduce((sum, line) => sum + Number([...line.matchAll(/<span>(?:<a[^>]*>)?([\d.,]+)/g)][index]?.[1]?.replace(/\D/g, '') ?? 0), 0))
      assert.deepEqual(sums, total.map(({ number }) => number), by)
      const received = row(html, name).find(({ column }) => column === 'received')
      const codes = await listed(received?.href ?? assert.fail(`nothing behind ${by}`), auditor)
      assert.equal(codes.length, received?.number, by)
      assert.ok(codes.includes(mine.early), by)
    }
    await auditor.go('/desk/reports?language=en')
    assert.match(words(await read('/desk/reports?nam=2027&ky=m8&theo=channel', auditor)), /Carried over.*Overdue now/)
  })

  it('are for those who may trace the numbers; others, and other agencies, are refused; what the address cannot mean is the present month (I1, B5)', async () => {
    const visitor = await leader()
    assert.equal((await visitor.go('/desk/reports')).status, 200)
    for (const path of ['/desk/reports?pham-vi=', '/desk/reports?pham-vi=co-quan:hacthanh', '/desk/reports/dossiers?so=received&nam=2027&ky=m8&pham-vi=co-quan:hacthanh', '/desk/reports/dossiers?so=received&nam=2027&ky=m8&pham-vi=']) {
      assert.equal((await visitor.go(path)).status, 403, path)
    }
    assert.equal((await (await signedIn(house, serving.address, 'lethihoa.ttpvhcc')).go('/desk/reports')).status, 403)
    const head = await signedIn(house, serving.address, 'dothimai.ttpvhcc')
    for (const path of ['/desk/reports/dossiers?so=everything', '/desk/reports/dossiers?so=received&theo=nothing&dong=pv06', '/desk/reports/dossiers?so=received&theo=channel&dong=toString']) assert.equal((await head.go(path)).status, 404, path)
    assert.match(words(await read('/desk/reports?nam=abc&ky=m99&theo=what', head)), /Tháng 9 năm 2027/)
    assert.match(words(await read('/desk/reports?nam=2027&ky=m12&pham-vi=co-quan:syt', head)), /Kỳ chưa kết thúc/)
    assert.match(words(await read('/desk/reports?nam=2026&ky=m1&pham-vi=co-quan:hoanghoa', head)), /Không có hồ sơ nào trong kỳ này/)
  })

  it('are published by the head once the period is over: frozen with number, date and name, the same bytes each time, while dossiers change; the difference is told, and a correction is a new version with its reason and what changed, the one before still readable; all in the audit trail (I1, I5)', async () => {
    const visitor = await leader()
    const address = '/desk/reports?nam=2027&ky=m8&pham-vi=co-quan:pv06'
    const seenIn = (html: string) => /name="seen" value="([^"]+)"/.exec(html)?.[1] ?? ''
    assert.equal(seenIn(await read('/desk/reports?nam=2027&ky=m9&pham-vi=co-quan:pv06', visitor)), '', 'September is not over')
    const auditor = await signedIn(house, serving.address, 'tongvanduc.ttpvhcc')
    assert.equal(seenIn(await read(address, auditor)), '', 'who supervises does not publish')
    const live = await read(address, visitor)
    const publish = '/desk/reports/publish?nam=2027&ky=m8&pham-vi=co-quan:pv06'
    assert.equal((await visitor.send('/desk/reports/publish?nam=2027&ky=m9&pham-vi=co-quan:pv06', { seen: seenIn(live) })).headers.get('location'), '/desk/reports?nam=2027&ky=m9&pham-vi=co-quan%3Apv06&theo=agency')
    await visitor.send(publish, { seen: 'something else' })
    assert.match(words(await read(address, visitor)), /Số liệu vừa thay đổi trong lúc xem/)
    assert.equal((await auditor.send(publish, { seen: seenIn(live) })).status, 403)
    const done = (await visitor.send(publish, { seen: seenIn(live) })).headers.get('location') ?? ''
    assert.match(done, /^\/desk\/reports\/published\/pv06-2027-\d+$/)
    await visitor.send(publish, { seen: seenIn(live) })
    assert.match(words(await read(address, visitor)), /Người khác vừa công bố/, 'a matter is published once; then it is corrected')
    const page = words(await read(done, visitor))
    assert.match(page, /Đã công bố: số \d+\/BC-PV06/)
    assert.match(page, /Số liệu hiện nay đúng như bản đã công bố/)
    const received = row(await read(done, visitor), />Cộng</).find(({ column }) => column === 'direct')?.number ?? 0
    const bytes = async (path: string, by: Visitor) => Buffer.from(await (await by.go(path)).arrayBuffer())
    const [xlsx, pdf] = [await bytes(`${done}.xlsx`, visitor), await bytes(`${done}.pdf`, visitor)]

    await house.deps.dossiers.act(mine.stopped, { act: 'correct-result', by: { kind: 'system' }, at: house.deps.now() }, () => ({ channel: 'counter' })).catch(async () => {
      await house.deps.dossiers.act(mine.early, { act: 'correct-result', by: { kind: 'system' }, at: house.deps.now() }, () => ({ channel: 'counter' }))
    })
    await counted()
    assert.equal(Buffer.compare(xlsx, await bytes(`${done}.xlsx`, auditor)), 0, 'the workbook stays as published')
    assert.equal(Buffer.compare(pdf, await bytes(`${done}.pdf`, auditor)), 0, 'the PDF stays as published')
    const after = await read(done, visitor)
    assert.match(words(after), /Số liệu hiện nay khác bản đã công bố ở \d+ số/)
    assert.match(words(await read(address, visitor)), /khác bản đã công bố/)
    assert.equal(row(after, />Cộng</).find(({ column }) => column === 'direct')?.number, received)

    const [sheets, text] = [await readWorkbook(xlsx), (await readPdf(pdf)).text.replace(/\s+/g, ' ')]
    assert.equal(sheets.length, 6, 'five breakdowns, and satisfaction')
    const total = sheets[0]?.rows.find(([name]) => name === 'Cộng') ?? []
    assert.deepEqual(total.slice(1), row(after, />Cộng</).map(({ number }) => number), 'its numbers are those of the page, as numbers')
    assert.ok(sheets.every(({ formulas }) => formulas === 0))
    assert.match(text, /BÁO CÁO TÌNH HÌNH, KẾT QUẢ GIẢI QUYẾT THỦ TỤC HÀNH CHÍNH.*Tháng 8 năm 2027 – từ ngày 01\/08\/2027 đến hết ngày 31\/08\/2027 – Phòng Hồ sơ nghiệp vụ/)
    assert.match(text, /Đã công bố lúc .*2027/)

    const empty = await visitor.send(`${done}/correct`, { seen: seenIn(after), reason: '  ' })
    assert.equal(empty.status, 422)
    assert.match(await empty.text(), /id="field-reason-error"/)
    assert.equal((await auditor.send(`${done}/correct`, { seen: seenIn(after), reason: 'Không được' })).status, 403)
    const corrected = (await visitor.send(`${done}/correct`, { seen: seenIn(after), reason: 'Ghi nhầm cách nộp của một hồ sơ' })).headers.get('location') ?? ''
    assert.match(corrected, /published\/pv06-2027-\d+$/)
    assert.notEqual(corrected, done)
    const second = words(await read(corrected, visitor))
    assert.match(second, /Đính chính báo cáo số .* Lý do: Ghi nhầm cách nộp của một hồ sơ/)
    assert.match(second, /Những số đã thay đổi.*Tiếp nhận: trực tiếp/)
    assert.match(words(await read(done, auditor)), /Bản này đã được đính chính bằng báo cáo số/)
    assert.equal(Buffer.compare(xlsx, await bytes(`${done}.xlsx`, visitor)), 0)
    const list = words(await read('/desk/reports/published', visitor))
    assert.match(list, /Đính chính lần 1.*Lần đầu/)

    const acts = (await house.deps.events.ofHouse(50)).filter(({ subject }) => [done, corrected].includes(subject.replace('report', '/desk/reports/published'))).map(({ act, by }) => `${act} ${by.kind === 'staff' ? by.username : ''}`)
    assert.deepEqual(acts.toSorted(), [`correct-report ${house.username('leader', '.pv06')}`, `publish-report ${house.username('leader', '.pv06')}`])
    assert.equal((await (await signedIn(house, serving.address, 'levanquang.pvhcchacthanh')).go(done)).status, 403, 'the head of another place')
    assert.equal((await visitor.go('/desk/reports/published/pv06-2027-999')).status, 404)
  })

  it('by the rules of a province that reports on the 15th of a quarter’s last month are cut there, and the head is reminded of what is due (I1, TN 18.8)', async () => {
    const { agencies } = house.deps
    const centre = await agencies.centre()
    assert.ok(centre)
    await house.at('2027-09-15T08:00')
    try {
      await agencies.put({ ...centre, reporting: reportingOfTayNinh })
      const head = await signedIn(house, serving.address, 'dothimai.ttpvhcc')
      const page = words(await read('/desk/reports?nam=2027&ky=q3', head))
      assert.match(page, /Từ 15\/06\/2027 đến hết 14\/09\/2027/)
      assert.match(page, /Báo cáo Quý III năm 2027 \(Toàn tỉnh\) phải có vào ngày 15\/09\/2027; chưa công bố/)
      await house.at('2027-09-16T08:00')
      assert.match(words(await read('/desk/reports?nam=2027&ky=q3', head)), /đã quá ngày phải có \(15\/09\/2027\)/)
    } finally {
      await agencies.put(centre)
    }
    assert.doesNotMatch(words(await read('/desk/reports', await signedIn(house, serving.address, 'dothimai.ttpvhcc'))), /phải có/, 'where no regulation names a day nobody is reminded')
  })

  it('are counted with each act and agree with a count from the dossiers; reading them costs the same however many dossiers there are (I1, A4)', async () => {
    await counted()
    assert.deepEqual((await recountFigures(house.deps, house.deps.now(), { mend: false })).filter(({ place }) => /^2027-0[89]/.test(place)), [])
    const plan = JSON.stringify(await house.deps.client.db(house.deps.databaseName).collection('figures')
      .find({ generation: 1, period: { $in: ['2027-08a', '2027-08b'] }, agency: { $gt: '' }, procedure: '' }).explain('queryPlanner'))
    assert.match(plan, /IXSCAN/)
    assert.doesNotMatch(plan, /COLLSCAN/)
  })
})
