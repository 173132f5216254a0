import assert from 'node:assert/strict'
import { eventually, openHouse, type House } from '../house.ts'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { signedIn } from './visitor.ts'

describe('The pages of auditor, administrator and head', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  const staff = (username: string) => signedIn(house, serving.address, username)
  const page = async (answer: Promise<Response>) => (await answer).text()
  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

  it('show the auditor who did what to a dossier, let it be filtered, and prove it whole or say where it is not; others may not look (I5, BT 3.6)', async () => {
    await house.at('2026-03-02T08:00')
    const code = await house.file()
    await house.bringToOfficer(code)
    const auditor = await staff('tongvanduc.ttpvhcc')
    const log = words(await page(auditor.go(`/desk/audit/log?subject=${code}&verify=1`)))
    assert.match(log, /Nhật ký toàn vẹn/)
    assert.match(log, /Lê Thị Hoa lethihoa\.ttpvhcc · Công chức tiếp nhận hồ sơ Trung tâm Phục vụ hành chính công tỉnh/)
    assert.match(log, /state: filed → settling/)
    assert.match(log, /answers\.reception[^ ]*: đã thay đổi/)
    assert.doesNotMatch(log, /038190001234|0912345678|anh@example/)
    const filtered = words(await page(auditor.go(`/desk/audit/log?subject=${code}&act=receive&who=`)))
    assert.doesNotMatch(filtered, /state: — → filed|Chuyển đến cơ quan giải quyết —/)

    const events = house.deps.client.db(house.deps.databaseName).collection('events')
    const before = await events.findOne({ '_id.dossier': code, '_id.revision': 3 })
    await events.updateOne({ '_id.dossier': code, '_id.revision': 3 }, { $set: { 'by.name': 'Ai đó' } })
    assert.match(words(await page(auditor.go(`/desk/audit/log?subject=${code}&verify=1`))), /Nhật ký bị đứt ở lần thay đổi 3: Nội dung sự kiện/)
    await events.replaceOne({ '_id.dossier': code, '_id.revision': 3 }, before as never)

    await house.at('2027-06-07T08:00') // after the acts of all other scenarios: the page begins with the latest
    await staff('tongvanduc.ttpvhcc')
    assert.match(words(await page(auditor.go('/desk/audit'))), /Đăng nhập account\/tongvanduc\.ttpvhcc/)
    const clerk = await staff('lethihoa.ttpvhcc')
    assert.equal((await clerk.go(`/desk/audit/log?subject=${code}`)).status, 403)
    assert.equal((await clerk.go('/desk/agencies')).status, 403)
    assert.equal((await auditor.go('/desk/agencies')).status, 403)
  })

  it('take a swap-day in two steps: what is wrong is said beside the field, the preview changes nothing, the confirmation is logged (J9, D2, BT 10)', async () => {
    await house.at('2026-06-01T08:00')
    const before = await house.deps.agencies.get('pv06')
    try {
      const code = await house.file()
      await house.bringToOfficer(code)
      assert.equal(await house.due(code), '2026-06-11T17:00')
      const admin = await staff('dangquocviet.ttpvhcc')
      const path = '/desk/agencies/pv06/swap-day'
      await admin.go(path)
      const wrong = await admin.send(path, { version: '0', dayOff: '13/06/2026', madeUp: '12/06/2026', cause: 'TB 1', scope: 'this' })
      assert.equal(wrong.status, 422)
      const shown = await wrong.text()
      assert.match(shown, /id="field-dayOff-error">[^]*?Ngày này đã là ngày nghỉ/)
      assert.match(shown, /id="field-madeUp-error">[^]*?Ngày này đã là ngày làm việc/)
      assert.match(shown, /value="13\/06\/2026"/, 'what was typed is kept')

      const fields = { version: '0', dayOff: '11/06/2026', madeUp: '13/06/2026', cause: 'TB 9441/TB-BNV', scope: 'this' }
      const preview = words(await page(admin.send(path, fields)))
      assert.match(preview, /Phòng Hồ sơ nghiệp vụ: \d+ trên \d+ hồ sơ đang mở đổi ngày hẹn/)
      assert.ok(preview.includes(code))
      assert.equal(await house.due(code), '2026-06-11T17:00')
      const confirmed = await admin.send(path, { ...fields, confirm: 'yes' })
      assert.equal(confirmed.status, 303)
      await eventually(async () => {
        const change = (await house.deps.calendarChanges.of('pv06')).find(({ cause }) => cause === 'TB 9441/TB-BNV')
        assert.equal(change?.reached, null, 'not all dossiers have been told')
      })
      assert.equal(await house.due(code), '2026-06-12T17:00')
      const agency = words(await page(admin.go('/desk/agencies/pv06')))
      assert.match(agency, /13\/06\/2026 Làm bù \(Thứ Năm\)/)
      assert.match(agency, /TB 9441\/TB-BNV \d+, đã xong/)
      assert.equal((await admin.send(path, { ...fields, dayOff: '15/06/2026', madeUp: '', confirm: 'yes' })).status, 409, 'of an older version')
    } finally {
      await house.deps.agencies.put(before)
    }
  })

  it('let reminders, counting and ways of delivery be set from a date on, with their history; those before hold until then (J1, G6, B6)', async () => {
    await house.at('2026-07-06T08:00')
    const before = await house.deps.agencies.get('syt')
    try {
      const admin = await staff('dangquocviet.ttpvhcc')
      const path = '/desk/agencies/syt/rules'
      await admin.go(path)
      const good = { version: '0', from: '10/07/2026', counting: 'hours', remind: '3, 1', apology: '2', after: '1', every: '2', deliveries: ['online', 'post'] }
      const wrong = await (await admin.send(path, { ...good, remind: 'ba', from: '01/07/2026' })).text()
      assert.match(wrong, /id="field-remind-error">[^]*?Ghi số ngày cách nhau/)
      assert.match(wrong, /id="field-from-error">[^]*?hôm nay/)
      assert.equal((await admin.send(path, good)).status, 303)
      const shown = words(await page(admin.go('/desk/agencies/syt')))
      assert.match(shown, /từ đầu theo ngày trước 1 ngày/)
      assert.match(shown, /10\/07\/2026 theo giờ trước 3, 1 ngày; đề xuất xin lỗi trước 2 ngày; báo người đứng đầu một cửa sau 1 ngày, nhắc lại mỗi 2 ngày trực tuyến, qua bưu chính/)
      assert.match(words(await page(admin.go('/desk/audit/log?subject=agency/syt'))), /Đặng Quốc Việt[^]*Thay đổi cấu hình/)
    } finally {
      await house.deps.agencies.put(before)
    }
  })

  it('let the head give a dossier to another officer with a reason (F1, BT 17.1)', async () => {
    await house.at('2026-07-06T08:00')
    const officer = { username: 'phanthiha.pv06', name: 'Phan Thị Hà', unit: 'pv06', roles: ['case-officer' as const] }
    await house.deps.accounts.create(officer, 'a password of her own')
    const code = await house.file()
    await house.bringToOfficer(code)
    const leader = await staff('nguyenvanhung.pv06')
    const path = `/desk/dossiers/${code}/officer`
    assert.ok((await page(leader.go(`/desk/dossiers/${code}`))).includes(path))
    await leader.go(path)
    assert.match(await page(leader.send(path, { officer: officer.username, reason: '' })), /id="field-reason-error"/)
    assert.equal((await leader.send(path, { officer: officer.username, reason: 'Đi công tác' })).status, 303)
    assert.equal((await house.task(code, 'appraisal')).assignee, officer.username)
    const admin = await staff('dangquocviet.ttpvhcc')
    await admin.go(`/desk/accounts/${officer.username}`)
    assert.equal((await admin.send(`/desk/accounts/${officer.username}`, { unit: 'pv06', roles: ['case-officer'], active: 'no' })).status, 303)
    assert.match(words(await page(leader.go(path))), /Phan Thị Hà \(đã ngừng hoặc chuyển đơn vị\)/)
  })
})
