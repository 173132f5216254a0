import { openHouse, type House } from '../house.ts'
import { desktop, Visitors } from './browser.ts'

describe('Absences and who takes part, in a browser', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  before(async () => {
    house = await openHouse()
    await house.at('2026-02-11T08:00')
    visitors = await Visitors.welcome(house)
    for (const [username, name] of [['mavanhoa.pvhcchacthanh', 'Ma Văn Hòa'], ['mathikim.pvhcchacthanh', 'Ma Thị Kim']] as const) await house.deps.accounts.create({ username, name, unit: 'pvhcchacthanh', roles: ['one-stop-head', 'result-clerk'] }, 'cau-mat-khau-dai-cua-toi')
  })
  after(async () => {
    for (const username of ['mavanhoa.pvhcchacthanh', 'mathikim.pvhcchacthanh']) await house.deps.accounts.change(username, { active: false }, { by: { kind: 'system' }, at: house.deps.now() })
    await (visitors as Visitors | undefined)?.close()
  })

  it('are said and undone on a page that holds at 320 px, what is wrong beside its field (B6)', async () => {
    const person = await visitors.person(desktop)
    await person.signIn({ username: 'mavanhoa.pvhcchacthanh', password: 'cau-mat-khau-dai-cua-toi' })
    await person.open('/desk/password')
    await person.follow('Vắng mặt và người làm thay')
    await person.type('until', '10/02/2026')
    await person.select('substitute', 'mathikim.pvhcchacthanh')
    await person.press('Lưu')
    await person.page.getByText('Ngày cuối phải từ ngày đầu trở đi').first().waitFor()
    await person.look('desk-absence-wrong')
    await person.type('until', '12/02/2026')
    await person.press('Lưu')
    await person.page.getByText('Ma Thị Kim làm thay từ').waitFor()
    await person.look('desk-absences')
    await person.page.getByRole('row').filter({ hasText: 'Ma Văn Hòa' }).getByRole('link', { name: 'Kết thúc' }).click()
    await person.look('desk-absence-end')
    await person.press('Kết thúc')
    await person.page.getByText('Đã kết thúc.').waitFor()
    await person.open('/desk/participation')
    await person.look('desk-participation')
  })
})
