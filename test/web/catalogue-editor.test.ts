import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { findProcedure, publishEditions } from '../../processes/catalogue.ts'
import { factsOn, faultsOf, withEdition } from '../../processes/edition.ts'
import { documentsFor, feeFor } from '../../processes/procedure.ts'
import { buildAssets } from '../../web/build.ts'
import { changesBetween } from '../../web/desk/catalogue-changes.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from './visitor.ts'

const procedure = 'judicial-record'
const path = `/desk/catalogue/${procedure}`

describe('The editor of the catalogue', function () {
  this.timeout(300_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(async () => {
    await house.deps.client.db(house.deps.databaseName).collection('editions').deleteMany({ procedure: { $in: [procedure, 'copy-certification', 'household-business', 'birth-registration'] } })
    publishEditions([])
    await serving.close()
  })

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/&#x27;/g, '’').replace(/\s+/g, ' ')
  const read = async (address: string, visitor = new Visitor(serving.address)) => (await visitor.go(address)).text()
  const analyst = () => signedIn(house, serving.address, 'lythuha.ttpvhcc')

  /** What the form holds, as a browser would send it. */
  function filledIn(html: string): Record<string, string> {
    const plain = (text: string) => text.replaceAll('&#x27;', '\'').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')
    const attribute = (tag: string, name: string) => plain(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? '')
    const inputs = [...html.matchAll(/<input [^>]*type="(?:text|hidden)"[^>]*>/g)].map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')])
    const areas = [...html.matchAll(/(<textarea [^>]*>)\n?([^<]*)<\/textarea>/g)].map(([, tag = '', text = '']) => [attribute(tag, 'name'), plain(text)])
    const ticks = [...html.matchAll(/<input [^>]*type="checkbox"[^>]*>/g)].filter(([tag]) => / checked/.test(tag)).map(([tag]) => [attribute(tag, 'name'), attribute(tag, 'value')])
    const selects = [...html.matchAll(/(<select [^>]*>)([^]*?)<\/select>/g)].map(([, tag = '', options = '']) => [attribute(tag, 'name'), attribute(/<option [^>]*selected[^>]*>/.exec(options)?.[0] ?? '', 'value')])
    return Object.fromEntries([...inputs, ...areas, ...ticks, ...selects].filter(([name]) => name !== '_csrf')) as Record<string, string>
  }

  it('changes what citizens read and what is asked and charged from a day on, not before: with a preview, the decision as source, and a history; a running dossier keeps what it was filed under (A10, J1, TH 6, TN 8.1, TQ 11.2b)', async () => {
    await house.at('2027-05-17T08:00')
    const editor = await analyst()
    const page = await read(`${path}/edit`, editor)
    const filled = filledIn(page)
    const fees = factsOn(findProcedure(procedure), Temporal.PlainDate.from('2027-05-17')).fees
    const full = fees.findIndex(({ amount }) => amount === 200_000)
    assert.ok(full >= 0 && filled['decision'] === '' && filled['from'] === '18/05/2027')

    const changed = {
      ...filled, 'decision': 'QĐ 888/QĐ-UBND ngày 14/5/2027', 'receivedOn': '14/05/2027', 'from': '20/05/2027', [`fee-${String(full)}-amount`]: '250000',
      'document-new-name-vi': 'Ảnh chân dung 4x6', 'document-new-name-en': 'Portrait 4x6', 'document-new-copies-vi': '2 ảnh', 'document-new-copies-en': '2 pictures',
      'conditions-vi': `${filled['conditions-vi'] ?? ''}\nẢnh chụp không quá 6 tháng.`, 'conditions-en': filled['conditions-en'] ?? '',
    }
    const wrong = await editor.send(`${path}/edit`, { ...changed, from: '17/05/2027' })
    assert.equal(wrong.status, 422)
    const told = await wrong.text()
    assert.match(told, /id="field-from-error">[^]*?Ngày áp dụng sớm nhất là 18\/05\/2027/)
    assert.match(told, /id="field-conditions-en-error">[^]*?Số dòng tiếng Anh/)
    assert.match(told, /Ảnh chụp không quá 6 tháng/, 'what was written is kept')
    const right = { ...changed, 'conditions-en': `${filled['conditions-en'] ?? ''}\nNo older than 6 months.` }
    assert.equal((await editor.send(`${path}/edit`, right)).status, 303)

    const draft = words(await read(path, editor))
    assert.match(draft, /hạn công bố 17:00 21\/05\/2027/, 'five working days from Friday 14 May')
    assert.match(draft, /Giấy tờ: — → Ảnh chân dung 4x6 · 2 ảnh/)
    assert.match(draft, /Soạn: Lý Thu Hà/)
    assert.match(words(await read(`${path}/preview`, editor)), /người dân sẽ thấy trang này từ 20\/05\/2027[^]*Ảnh chân dung 4x6[^]*QĐ 888\/QĐ-UBND/)
    assert.doesNotMatch(await read(`/thu-tuc/${procedure}`), /Ảnh chân dung 4x6/)

    await read(path, editor)
    assert.equal((await editor.send(`${path}/publish`, { version: '1' })).status, 303)
    const history = words(await read(path, editor))
    assert.match(history, /Đã công bố, áp dụng từ 20\/05\/2027/)
    assert.match(history, /Công bố: Lý Thu Hà, 08:00 17\/05\/2027/)
    assert.match(history, /kịp hạn 17:00 21\/05\/2027/)
    assert.match(words(await read(`${path}/editions/1`, editor)), /theo QĐ 888\/QĐ-UBND/)

    await house.at('2027-05-19T09:00')
    assert.doesNotMatch(await read(`/thu-tuc/${procedure}`), /Ảnh chân dung 4x6/, 'not before its day')
    const before = await house.file({ feeClass: 'full' })
    const owed = (code: string) => eventually(async () => {
      const { owed: amount } = await house.deps.feeLedger.balanceOf(code, 'fee')
      assert.ok(amount > 0, 'nothing is charged yet')
      return amount
    })
    assert.equal(await owed(before), 200_000)
    await house.at('2027-05-20T09:00')
    const now = words(await read(`/thu-tuc/${procedure}`))
    assert.match(now, /Ảnh chân dung 4x6/)
    assert.match(now, /Ảnh chụp không quá 6 tháng/)
    assert.match(now, /250\.000 đồng/)
    assert.match(now, /QĐ 888\/QĐ-UBND/)
    const after = await house.file({ feeClass: 'full' })
    assert.equal(await owed(after), 250_000)
    const asked = async (code: string) => {
      const { application, filedAt, channel } = await house.dossier(code)
      return documentsFor(findProcedure(procedure), application, filedAt, channel).map(({ name }) => name.vi)
    }
    assert.ok((await asked(after)).includes('Ảnh chân dung 4x6'))
    assert.ok(!(await asked(before)).includes('Ảnh chân dung 4x6'), 'a running dossier keeps what it was filed under')
    await house.payAtCounter(before)
    await house.bringToOfficer(before)
    assert.equal((await house.deps.feeLedger.balanceOf(before, 'fee')).paid, 200_000)

    const log = await house.deps.events.ofHouse(20, `process/${procedure}`)
    assert.deepEqual(log.slice(0, 2).map(({ act, by }) => `${act} ${by.kind === 'staff' ? by.username : by.kind}`), ['publish-catalogue lythuha.ttpvhcc', 'edit-catalogue lythuha.ttpvhcc'])
    assert.ok(log[0]?.changes.some(({ field }) => field.startsWith('facts.documents')))
  })

  it('tells two who edit at once of each other and keeps what both wrote; marks a draft whose time has run out; others may not edit (A10, B5)', async () => {
    await house.at('2027-05-24T08:00')
    const [one, other] = [await analyst(), await analyst()]
    const first = filledIn(await read(`${path}/edit`, one))
    const second = filledIn(await read(`${path}/edit`, other))
    assert.match(first['conditions-vi'] ?? '', /Ảnh chụp không quá 6 tháng/, 'it begins with what was published')
    const decided = { decision: 'QĐ 901/QĐ-UBND ngày 24/5/2027', receivedOn: '24/05/2027', from: '01/07/2027' }
    assert.equal((await one.send(`${path}/edit`, { ...first, ...decided, 'document-added-1-remove': 'true' })).status, 303)
    const refused = await other.send(`${path}/edit`, { ...second, ...decided, decision: 'QĐ 902/QĐ-UBND' })
    assert.equal(refused.status, 409)
    const shown = await refused.text()
    assert.match(words(shown), /Lý Thu Hà vừa lưu bản nháp này lúc 08:00 24\/05\/2027/)
    const kept = filledIn(shown)
    assert.equal(kept['decision'], 'QĐ 902/QĐ-UBND')
    assert.equal(kept['version'], '1')
    assert.equal((await one.send(`${path}/publish`, { version: '0' })).status, 303)
    assert.match(words(await read(path, one)), /Bản nháp vừa được người khác sửa/)
    assert.match(words(await read(path, one)), /Giấy tờ: Ảnh chân dung 4x6 · 2 ảnh → —/)
    assert.match(await read(`${path}/edit`, one), /name="document-added-1-remove"[^>]*checked/)
    assert.equal((await other.send(`${path}/edit`, kept)).status, 303)
    assert.match(words(await read(path, one)), /QĐ 902\/QĐ-UBND/)

    await house.at('2027-06-01T08:00')
    assert.match(words(await read('/desk/catalogue', await analyst())), /QUÁ HẠN công bố: 17:00 31\/05\/2027/)
    const last = await analyst()
    await read(path, last)
    await last.send(`${path}/publish`, { version: '1', discard: 'yes' })
    assert.match(words(await read(path, last)), /QĐ 902\/QĐ-UBND/, 'a draft that somebody changed is not thrown away')
    await last.send(`${path}/publish`, { version: '2', discard: 'yes' })
    const without = words(await read(path, last))
    assert.match(without, /Đã bỏ bản nháp/)
    assert.doesNotMatch(without, /QĐ 902|Công bố bản này/)
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    for (const address of ['/desk/catalogue', path, `${path}/edit`, `${path}/preview`]) assert.equal((await clerk.go(address)).status, 403, address)
    assert.equal((await clerk.send(`${path}/publish`, { version: '2' })).status, 403)
    assert.equal((await (await analyst()).go('/desk/catalogue/no-such-procedure')).status, 404)
  })

  it('edits a fee that is worked out from the application: a fixed part, a rate for each, another from the n-th on, and a bound (A10, C5, J1, TH 6)', async () => {
    await house.at('2027-06-02T08:00')
    const at = '/desk/catalogue/copy-certification'
    const editor = await analyst()
    const filled = filledIn(await read(`${at}/edit`, editor))
    assert.deepEqual(['amount', 'rate', 'next-from', 'next-rate', 'most'].map((part) => filled[`fee-0-${part}`]), ['0', '2000', '3', '1000', '200000'])
    const decided = { ...filled, 'decision': 'NQ 12/2027/NQ-HĐND', 'receivedOn': '01/06/2027', 'from': '10/06/2027' }
    const wrong = await editor.send(`${at}/edit`, { ...decided, 'fee-0-next-from': '' })
    assert.equal(wrong.status, 422)
    assert.match(await wrong.text(), /id="field-fee-0-next-from-error">[^]*?bắt đầu từ thứ mấy/)
    assert.equal((await editor.send(`${at}/edit`, { ...decided, 'fee-0-amount': '5000', 'fee-0-rate': '2500', 'fee-0-next-from': '4', 'fee-0-most': '' })).status, 303)
    assert.match(words(await read(at, editor)), /: 2\.000 đồng mỗi trang; từ trang thứ 3: 1\.000 đồng; tối đa 200\.000 đồng → [^→]*: 5\.000 đồng; 2\.500 đồng mỗi trang; từ trang thứ 4: 1\.000 đồng/)
    assert.equal((await editor.send(`${at}/publish`, { version: '1' })).status, 303)
    const fee = (local: string) => feeFor(findProcedure('copy-certification'), { originals: '2', pages1: 2, copies1: 1, pages2: 300, copies2: 2 }, Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant(), 'counter')
    assert.equal(fee('2027-06-09T23:59'), 4_000 + 2 * 200_000)
    assert.equal(fee('2027-06-10T00:00'), 5_000 + 2 * 2_500 + 2 * (3 * 2_500 + 297 * 1_000))
    const { documents } = findProcedure('copy-certification')
    assert.equal(documents.length, 1, 'papers that the decision leaves alone keep their source')
  })

  it('edits name, code, field, level, events and limits: a limit that the steps do not fit into is refused beside its field, a dossier received before its day keeps limit and name, one after it has the new ones (A10, F12, J1, TH 6, TN 8.1, TQ 11.2b)', async () => {
    await house.at('2027-06-03T08:00')
    const at = '/desk/catalogue/household-business'
    const editor = await analyst()
    const filled = filledIn(await read(`${at}/edit`, editor))
    assert.deepEqual(['code', 'level', 'event-business', 'event-business-order', 'limit-0-amount', 'limit-0-unit'].map((key) => filled[key]), ['1.001612', 'full', 'true', '1', '3', 'working-day'])
    const changed = {
      ...filled, 'decision': 'QĐ 950/QĐ-UBND ngày 1/6/2027', 'receivedOn': '01/06/2027', 'from': '10/06/2027',
      'name-vi': 'Đăng ký hộ kinh doanh', 'name-en': 'Registering a household business', 'code': '1.009999', 'field-vi': 'Hộ kinh doanh', 'field-en': 'Household businesses', 'alsoCalled': 'mở quán\nbuôn bán nhỏ',
      'level': 'partial', 'level-text-vi': 'Đến ký sổ đăng ký.', 'level-text-en': 'Come to sign the register.',
      'event-work': 'true', 'event-work-order': '9', 'event-work-why-vi': 'Khi tự làm chủ.', 'event-work-why-en': 'To be your own employer.',
      'limit-0-amount': '5', 'limit-0-words-vi': '05 ngày làm việc', 'limit-0-words-en': '5 working days',
    }
    const wrong = await editor.send(`${at}/edit`, { ...changed, 'limit-0-amount': '1', 'limit-0-words-vi': filled['limit-0-words-vi'] ?? '', 'code': '3.000333', 'level-text-en': '', 'event-work-order': '' })
    assert.equal(wrong.status, 422)
    const told = await wrong.text()
    assert.match(told, /id="field-limit-0-amount-error">[^]*?Tổng thời hạn các bước là [\d.]+ giờ làm việc, vượt thời hạn giải quyết \(8 giờ làm việc\)/)
    assert.match(told, /id="field-limit-0-words-vi-error">[^]*?câu chữ còn như cũ/)
    assert.match(told, /id="field-code-error">[^]*?Cấp Phiếu lý lịch tư pháp/)
    assert.match(told, /id="field-level-text-en-error">/)
    assert.match(told, /id="field-event-work-order-error">/)
    assert.equal((await editor.send(`${at}/edit`, changed)).status, 303)
    const draft = words(await read(at, editor))
    for (const line of [
      'Tên thủ tục: Đăng ký thành lập hộ kinh doanh → Đăng ký hộ kinh doanh', 'Mã thủ tục: 1.001612 → 1.009999', 'Mức độ trực tuyến: Toàn trình → Một phần: Đến ký sổ đăng ký.', 'Sự kiện: — → Đi làm, đi học (9): Khi tự làm chủ.',
      'Thời hạn: 3 ngày làm việc (“03 ngày làm việc”) → 5 ngày làm việc (“05 ngày làm việc”)',
    ]) assert.ok(draft.includes(line), `${line} is not in ${draft}`)
    assert.equal((await editor.send(`${at}/publish`, { version: '1' })).status, 303)

    const business = {
      founder: 'individual', electronicIdentity: 'yes', businessName: 'Quán Bún Cô Tư', businessAddress: '9 Lê Lai, phường Hạc Thành', trades: 'Dịch vụ ăn uống', capital: 50_000_000, workers: 1, taxMethod: 'declaration', filer: 'owner',
    }
    const received = async () => {
      const code = await house.file(business, { procedure: 'household-business' })
      await house.payBeforeReception(code)
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      await house.task(code, 'assignment')
      return code
    }
    await house.at('2027-06-09T08:30')
    const before = await received()
    assert.doesNotMatch(words(await read('/thu-tuc/household-business')), /1\.009999|05 ngày làm việc/)
    await house.at('2027-06-10T08:30')
    const after = await received()
    assert.equal(await house.due(before), '2027-06-14T17:00', 'three working days: Thursday, Friday, Monday')
    assert.equal(await house.due(after), '2027-06-17T17:00', 'five working days: Friday to Thursday')
    const clerk = await signedIn(house, serving.address, 'phamthuytrang.hacthanh')
    assert.match(words(await read(`/desk/dossiers/${before}`, clerk)), /Đăng ký thành lập hộ kinh doanh/, 'a dossier keeps the name under which it was filed')
    assert.match(words(await read(`/desk/dossiers/${after}`, clerk)), /Đăng ký hộ kinh doanh/)
    const [slip] = await house.deps.slips.of(after)
    assert.deepEqual(slip?.facts['procedure'], { vi: 'Đăng ký hộ kinh doanh', en: 'Registering a household business' })

    const page = words(await read('/thu-tuc/household-business'))
    for (const each of ['1.009999', '05 ngày làm việc', 'Một phần', 'Đến ký sổ đăng ký.', 'QĐ 950/QĐ-UBND']) assert.ok(page.includes(each), each)
    assert.match(words(await read('/su-kien/work')), /Đăng ký hộ kinh doanh[^]*Khi tự làm chủ/)
    assert.match(words(await read('/thu-tuc')), /Hộ kinh doanh/)
    assert.match(words(await read(`${at}/editions/1`, editor)), /Đăng ký hộ kinh doanh/)
  })

  it('takes back a planned edition before its day, with who did it in the history; not after it, and a draft that was written upon it is to be looked through (A10)', async () => {
    await house.at('2027-06-04T08:00')
    const at = '/desk/catalogue/birth-registration'
    const editor = await analyst()
    const write = async (from: string, conditions: string) => {
      const filled = filledIn(await read(`${at}/edit`, editor))
      const sent = await editor.send(`${at}/edit`, { ...filled, decision: 'QĐ 960/QĐ-UBND', receivedOn: '03/06/2027', from, 'conditions-vi': conditions, 'conditions-en': conditions })
      assert.equal(sent.status, 303, await sent.text())
    }
    await write('08/06/2027', 'Nhầm')
    await editor.send(`${at}/publish`, { version: '1' })
    await write('20/06/2027', 'Nhầm\nĐúng')
    const planned = words(await read(at, editor))
    assert.match(planned, /Rút bản số 1 trước khi áp dụng/)
    assert.match(planned, /Công bố bản này/)
    assert.match(words(await read(`${at}/editions/1/withdraw`, editor)), /Bản số 1 đã công bố, áp dụng từ 08\/06\/2027[^]*Yêu cầu, điều kiện: — → Nhầm/)
    assert.equal((await editor.send(`${at}/editions/1/withdraw`, {})).status, 303)
    const history = words(await read(at, editor))
    assert.match(history, /Đã rút bản số 1\./)
    assert.match(history, /ĐÃ RÚT Soạn: Lý Thu Hà[^]*Rút: Lý Thu Hà, 08:00 04\/06\/2027/)
    assert.match(history, /Nội dung đang có đã đổi từ khi soạn bản này/, 'the draft was written upon what was withdrawn')
    assert.doesNotMatch(history, /Công bố bản này/)
    assert.deepEqual(findProcedure('birth-registration').texts, undefined)
    assert.equal((await house.deps.events.ofHouse(20, 'process/birth-registration'))[0]?.act, 'withdraw-catalogue')

    await write('21/06/2027', 'Đúng')
    await editor.send(`${at}/publish`, { version: '2' })
    assert.match(words(await read(at, editor)), /áp dụng từ 21\/06\/2027/)
    await house.at('2027-06-21T08:00')
    const onTheDay = await analyst()
    assert.equal((await onTheDay.go(`${at}/editions/2/withdraw`)).status, 404)
    await read(at, onTheDay)
    await onTheDay.send(`${at}/editions/2/withdraw`, {})
    assert.match(words(await read(at, onTheDay)), /đã bắt đầu áp dụng/)
    assert.match(words(await read('/thu-tuc/birth-registration')), /Đúng/)
  })

  it('puts editions upon the dated facts: the case in which a paper or fee applies stays, a change that was known already still comes (A10, J1)', () => {
    const shipped = findProcedure('marital-status')
    const day = Temporal.PlainDate.from('2026-12-01')
    const facts = factsOn(shipped, day)
    const [first] = facts.documents
    assert.ok(first)
    const edition = { procedure: shipped.id, number: 1, from: '2026-12-01', source: 'QĐ 1', facts: { ...facts, conditions: [], documents: facts.documents.map((each) => ({ ...each, name: { vi: `${each.name.vi} mới`, en: 'New' } })) } }
    const edited = withEdition(shipped, edition)
    const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant()
    assert.deepEqual(documentsFor(edited, {}, at('2026-11-30T23:59')), documentsFor(shipped, {}, at('2026-11-30T23:59')))
    assert.deepEqual(documentsFor(edited, { reissue: 'expired' }, at('2026-12-01T00:00')).map(({ id }) => id), documentsFor(shipped, { reissue: 'expired' }, at('2026-12-01T00:00')).map(({ id }) => id))
    assert.deepEqual(factsOn(edited, day).conditions, [])
    assert.deepEqual(factsOn(edited, day.subtract({ days: 1 })), factsOn(shipped, day.subtract({ days: 1 })))
    assert.equal(edited.limits, shipped.limits)
    assert.deepEqual(changesBetween(facts, facts, 'vi'), [])
    assert.deepEqual(faultsOf(shipped, edition), [])
    assert.deepEqual(faultsOf(shipped, { ...edition, facts: { ...facts, applicants: [], documents: [first, first], fees: facts.fees.map((fee) => ({ ...fee, amount: -1 })) } }), ['no-applicants', 'amount', 'document-twice'])
  })
})
