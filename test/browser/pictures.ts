import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { desktop, Visitors } from './browser.ts'
import { closeHouse, openHouse } from '../house.ts'
import { stopServers } from '../servers.ts'

/*
 * Makes the pictures of the README, with a morning's work at reception on a real engine and database:
 *
 *   npm run build && node --import tsx test/browser/pictures.ts
 */

const folder = path.resolve('web/pictures')

const families = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Vũ', 'Đặng', 'Bùi']
const given = ['Thị Ánh', 'Văn Bình', 'Thị Cúc', 'Quốc Dũng', 'Thị Giang', 'Đình Hải', 'Thu Hương', 'Minh Khang', 'Thị Lan', 'Đức Mạnh', 'Thị Nga', 'Hồng Phúc', 'Thị Quỳnh']
const names = Array.from({ length: 40 }, (_, at) => `${families[at % families.length] ?? ''} ${given[at % given.length] ?? ''}`)

try {
  const house = await openHouse()
  const visitors = await Visitors.welcome(house)
  await mkdir(folder, { recursive: true })

  // Filed over two days: the first are late, some are due before noon, the last came in this morning.
  for (const [at, name] of names.entries()) {
    if (at === 0) await house.at('2026-11-19T14:10')
    if (at === 5) await house.at('2026-11-20T10:25')
    if (at === 21) await house.at('2026-11-20T16:40')
    const code = await house.file({
      name, certificateKind: at % 7 === 3 ? 'number-2' : 'number-1', purpose: 'Bổ sung hồ sơ xin việc', delivery: at % 2 ? 'online' : 'counter', feeClass: 'full',
    })
    await house.task(code, 'reception')
  }
  await house.at('2026-11-23T08:00')

  const clerk = await visitors.person({ width: 1280, height: 690 })
  const account = house.accounts.find(({ roles }) => roles.includes('reception-clerk'))
  if (account) await clerk.signIn(account)
  await clerk.page.screenshot({ path: path.join(folder, 'desk.png') })

  // Twice as fine, so that the names in it can be read when it is enlarged.
  const citizen = await visitors.person(desktop, { deviceScaleFactor: 2 })
  await citizen.open('/thu-tuc/judicial-record')
  await citizen.page.locator('.diagram--ready svg').first().waitFor()
  await citizen.press('Vừa khung')
  await citizen.page.locator('.diagram__canvas').screenshot({ path: path.join(folder, 'diagram.png') })
  await visitors.close()
} finally {
  await closeHouse()
  await stopServers()
}
