import assert from 'node:assert/strict'
import { openHouse, type House } from '../house.ts'
import { desktop, Visitors, type Person } from './browser.ts'

describe('Two clerks at their desks', function () {
  this.timeout(180_000)
  let house: House
  let visitors: Visitors
  let first: Person
  let second: Person
  before(async () => {
    house = await openHouse()
    await house.at('2026-01-13T08:00')
    visitors = await Visitors.welcome(house)
    const one = house.accounts.find(({ username }) => username === 'lethihoa.ttpvhcc')
    assert(one)
    await house.deps.accounts.create({ username: 'vuthilan.ttpvhcc', name: 'Vũ Thị Lan', unit: 'ttpvhcc', roles: ['reception-clerk'] }, 'mot-mat-khau-dai-cho-lan')
    first = await visitors.person(desktop)
    await first.signIn(one)
    second = await visitors.person(desktop)
    await second.signIn({ username: 'vuthilan.ttpvhcc', password: 'mot-mat-khau-dai-cho-lan' })
  })
  after(() => (visitors as Visitors | undefined)?.close())

  it('see a task come, who takes it, and that it is done, without loading the page again (B6, G6)', async () => {
    await first.open('/desk')
    await second.open('/desk')
    const code = await house.file({ name: 'Cao Thị Sống' })
    const row = (person: Person) => person.page.getByRole('row').filter({ hasText: code })
    await row(first).waitFor()
    await row(second).waitFor()
    await first.follow(code)
    await first.press('Nhận việc')
    await first.page.getByText('Bạn đang làm việc này.').waitFor()
    await first.look('task-claimed')
    await row(second).getByText('Lê Thị Hoa đang làm').waitFor()
    await second.look('queue-taken')

    // She opens it all the same, knows who works on it, and does not overwrite her.
    await second.follow(code)
    assert.match(await second.words(), /Lê Thị Hoa đang làm việc này/)
    await second.choose('receptionOutcome', 'refused')
    await second.type('reason', 'Không thuộc thẩm quyền của tỉnh.')
    await second.press('Hoàn thành bước này')
    await second.page.getByRole('alert').getByText(/Lê Thị Hoa đang làm việc này nên chưa ghi nhận/).waitFor()
    assert.equal(await second.page.locator('[name="reason"]').inputValue(), 'Không thuộc thẩm quyền của tỉnh.')
    await second.look('task-taken')

    await first.open('/desk')
    await row(first).waitFor()
    await second.press('Làm thay và hoàn thành')
    await row(first).waitFor({ state: 'detached' })
    assert.equal((await house.inState(code, 'refused')).state, 'refused')
    assert.deepEqual((await house.events(code)).filter(({ act }) => act === 'claim-task').map(({ details }) => details['from'] ?? ''), ['', 'lethihoa.ttpvhcc'])
  })

  it('take a task over, and leave it to the unit again, on record (I5)', async () => {
    const code = await house.file({ name: 'Cao Văn Nhận' })
    const task = await house.task(code, 'reception')
    await first.open(`/desk/tasks/${task.id}`)
    await first.press('Nhận việc')
    await second.open(`/desk/tasks/${task.id}`)
    await second.press('Nhận việc')
    await second.page.getByText('Bạn đang làm việc này.').waitFor()
    await first.open(`/desk/tasks/${task.id}`)
    assert.match(await first.words(), /Vũ Thị Lan đang làm việc này/)
    await second.press('Trả lại việc')
    await second.page.waitForURL('**/desk')
    assert.equal((await house.deps.tasks.find(task.id))?.assignee, null)
    const acts = (await house.events(code)).filter(({ act }) => act === 'claim-task' || act === 'release-task')
    assert.deepEqual(acts.map(({ act, by, details }) => [act, by.kind === 'staff' ? by.username : '', details['from'] ?? '']), [
      ['claim-task', 'lethihoa.ttpvhcc', ''], ['claim-task', 'vuthilan.ttpvhcc', 'lethihoa.ttpvhcc'], ['release-task', 'vuthilan.ttpvhcc', ''],
    ])
  })

  it('are given their accounts by the administrator, and choose a password of their own first (B2)', async () => {
    const account = house.accounts.find(({ username }) => username === 'dangquocviet.ttpvhcc')
    assert(account)
    const administrator = await visitors.person(desktop)
    await administrator.signIn(account)
    await administrator.open('/desk/agencies/ttpvhcc')
    await administrator.follow('Cấp tài khoản mới')
    await administrator.look('desk-account-new')
    await administrator.type('name', 'Khổng Thị Nhài')
    await administrator.page.getByLabel('Công chức tiếp nhận hồ sơ').check()
    await administrator.press('Cấp tài khoản')
    await administrator.page.getByText('Mật khẩu ban đầu').waitFor()
    await administrator.look('desk-account-issued')
    const [, password = ''] = /Mật khẩu ban đầu: ([a-z2-9-]{14})/.exec(await administrator.words()) ?? []

    const person = await visitors.person(desktop)
    await person.open('/desk')
    await person.type('username', 'khongthinhai.ttpvhcc')
    await person.type('password', password)
    await person.page.locator('main form button').click()
    await person.sees('Đổi mật khẩu')
    await person.look('desk-password')
    await person.type('current', password)
    for (const name of ['password', 'again']) await person.type(name, 'sen trắng cuối hồ thu')
    await person.press('Lưu mật khẩu')
    await person.sees('Việc cần làm')
  })
})
