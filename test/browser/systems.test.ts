import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { narrow, Visitors, type Person } from './browser.ts'

describe('An administrator and another agency’s system, in a real browser', function () {
  this.timeout(240_000)
  let house: House
  let visitors: Visitors
  let admin: Person
  before(async () => {
    house = await openHouse()
    await house.at('2026-05-25T08:00')
    visitors = await Visitors.welcome(house)
    admin = await visitors.person()
    await admin.signIn(house.accounts.find(({ username }) => username === 'dangquocviet.ttpvhcc') ?? assert.fail())
  })
  after(() => visitors.close())

  it('registers it, sees its secret once, gives it a new one and withdraws it; also on the narrowest screen (I3)', async () => {
    await admin.follow('Hệ thống kết nối')
    await admin.sees('Hệ thống kết nối')
    await admin.follow('Đăng ký hệ thống')
    await admin.sees('Đăng ký hệ thống')
    await admin.type('name', '')
    await admin.press('Đăng ký hệ thống')
    await admin.reads('field-name-error', /Tên hệ thống/)
    await admin.look('systems-refused')
    await admin.type('name', 'Hệ thống quản lý lý lịch tư pháp dùng chung của Bộ Công an')
    await admin.select('unit', 'pv06')
    await admin.choose('roles', 'case-officer')
    await admin.choose('roles', 'leader')
    for (const scope of ['dossiers:file', 'dossiers:read', 'tasks:read', 'tasks:complete']) await admin.choose('scopes', scope)
    await admin.press('Đăng ký hệ thống')
    await admin.sees(/Hệ thống quản lý lý lịch tư pháp/)
    assert.match(await admin.words(), /client_secret\): [\w-]{43}/)
    await admin.look('systems-secret')
    await admin.follow('Về trang hệ thống')
    assert.doesNotMatch(await admin.words(), /client_secret/)
    await admin.look('system')
    await admin.page.setViewportSize(narrow)
    await admin.follow('Cấp khóa mới')
    await admin.choose('end', 'later')
    await admin.look('system-rotation')
    await admin.press('Cấp khóa mới')
    assert.match(await admin.words(), /client_secret\): [\w-]{43}/)
    await admin.follow('Về trang hệ thống')
    await admin.follow('Thu hồi quyền kết nối')
    await admin.look('system-withdrawal')
    await admin.press('Thu hồi quyền kết nối')
    await admin.sees(/Hệ thống quản lý lý lịch tư pháp/)
    assert.match(await admin.words(), /Đã thu hồi\./)
    await admin.look('system-withdrawn')
    await admin.follow('Về danh sách hệ thống')
    await admin.look('systems')
  })
})
