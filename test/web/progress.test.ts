import assert from 'node:assert/strict'
import { serve, type Serving } from '../../web/serve.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn } from './visitor.ts'

describe('The supervision board', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/&#x3D;/g, '=').replace(/\s+/g, ' ')

  it('shows every dossier that is under way, where it is, with whom and for how long; what is late is found; only who supervises looks (I2, BT 4.8, 9.5, TN 18.4)', async () => {
    await house.at('2027-06-07T08:00')
    const late = await house.file({ name: 'Ngô Thị Tiến Độ', identityNumber: '038190009911' })
    await house.bringToOfficer(late)
    await house.at('2027-06-28T09:00')
    const fresh = await house.file({ name: 'Ngô Văn Vừa Nộp', identityNumber: '038190009912' })
    await house.task(fresh, 'reception')
    const head = await signedIn(house, serving.address, 'dothimai.ttpvhcc')

    /** All pages of a kind. */
    async function read(address: string): Promise<string> {
      const html = await (await head.go(address)).text()
      const next = /href="([^"]*)">Trang sau/.exec(html)?.[1]
      return html + (next ? await read(next.replaceAll('&#x3D;', '=').replaceAll('&amp;', '&')) : '')
    }
    const all = words(await read('/desk/progress?co-quan=pv06'))
    assert.ok(all.includes(fresh) && all.includes(late), `of ${String(all.match(/H56-\d{6}-\d{4}/g)?.length)} dossiers: ${fresh} ${String(all.includes(fresh))}, ${late} ${String(all.includes(late))}`)
    assert.match(all, new RegExp(`${fresh}[\\s\\S]*Ngô Văn Vừa Nộp[\\s\\S]*Kiểm tra, tiếp nhận hồ sơ – Trung tâm Phục vụ hành chính công tỉnh`))
    assert.match(all, new RegExp(`${late}[\\s\\S]*Thẩm định, tra cứu, xác minh – .*Phòng Hồ sơ nghiệp vụ 15 ngày`))
    assert.match(all, /quá hạn bước/)
    const overdue = words(await read('/desk/progress?co-quan=pv06&loai=late'))
    assert.ok(overdue.includes(late) && !overdue.includes(fresh), 'only what is late')

    await house.decideAndReturn(late)
    assert.ok(!(await read('/desk/progress?co-quan=pv06')).includes(late), 'what is closed is not under way')

    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.equal((await clerk.go('/desk/progress')).status, 403)
    const leader = await signedIn(house, serving.address, house.accounts.find(({ roles, username }) => roles.includes('leader') && username.endsWith('.pv06'))?.username ?? '')
    assert.equal((await leader.go('/desk/progress?co-quan=hacthanh')).status, 403)
    assert.equal((await leader.go('/desk/progress')).status, 200)
  })
})
