import assert from 'node:assert/strict'
import type { Router } from 'express'
import { deskRoutes } from '../../web/desk/routes.ts'
import { buildAssets } from '../../web/build.ts'
import { purposeOf } from '../../web/messages/desk-purposes.ts'
import { createLimits } from '../../web/rate-limits.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { openHouse, type House } from '../house.ts'
import { signedIn } from './visitor.ts'

/** Answers that are no pages: files, pieces of a page, and what only sends elsewhere. */
const noPages = /\.(?:pdf|csv|xlsx|json|bpmn)$|\/files\/:file$|^\/queue\/changes$|^\/oversight\/changes$|\/mail$|^\/audit\/log$/

describe('The help of the desk', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  /** The addresses of a router, and of those within it, that are read. */
  function read(router: Router): string[] {
    return router.stack.flatMap(({ route, handle }) => {
      if (route) return route.stack.some(({ method }) => method === 'get') ? [route.path] : []
      return 'stack' in handle ? read(handle as unknown as Router) : []
    })
  }

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')

  it('says in a sentence what each page of the desk is for, in both languages', () => {
    const pages = read(deskRoutes(house.deps, createLimits(house.deps))).filter((path) => !noPages.test(path))
    assert.ok(pages.length > 50, String(pages.length))
    for (const path of pages) {
      const address = `/desk${path === '/' ? '' : path.replaceAll(/:number/g, '1').replaceAll(/:\w+/g, 'x')}`
      const [vi, en] = [purposeOf(address, 'vi'), purposeOf(`${address}?language=en`, 'en')]
      assert.ok(vi && en && vi !== en, `${path} does not say what it is for`)
      assert.ok(vi.endsWith('.') && en.endsWith('.'), path)
    }
    assert.equal(purposeOf('/thu-tuc', 'vi'), null)
  })

  it('shows the sentence under the title of the pages of every role', async () => {
    await house.at('2027-06-08T08:00')
    for (const [username, addresses] of [
      ['lethihoa.ttpvhcc', ['/desk', '/desk/help', '/desk/file', '/desk/find', '/desk/hand-over', '/desk/register', '/desk/second-factor']],
      ['lythuha.ttpvhcc', ['/desk/catalogue', '/desk/catalogue/marital-status', '/desk/catalogue/marital-status/edit']],
    ] as const) {
      const person = await signedIn(house, serving.address, username)
      for (const address of addresses) {
        for (const language of ['vi', 'en'] as const) {
          await person.go(`${address}?language=${language}`)
          const html = await (await person.go(address)).text()
          assert.ok(html.includes(`<p class="title__purpose">${purposeOf(address, language) ?? ''}</p>`), `${address} in ${language}`)
        }
      }
    }
  })

  it('tells each role its day with links that open, and what the states mean', async () => {
    await house.at('2027-06-08T08:10')
    for (const account of house.accounts.filter(({ username }) => username.endsWith('.ttpvhcc'))) {
      const person = await signedIn(house, serving.address, account.username)
      const html = await (await person.go('/desk/help')).text()
      for (const name of ['Chờ tiếp nhận', 'Đang giải quyết', 'Đã rút hồ sơ', 'Trong danh sách việc']) assert.match(words(html), new RegExp(name))
      const links = [...html.matchAll(/<ol class="govuk-list govuk-list--number">([^]*?)<\/ol>/g)].flatMap(([, list = '']) => [...list.matchAll(/href="([^"]+)"/g)].map(([, href = '']) => href))
      assert.ok(links.length > 0, account.username)
      for (const href of new Set(links)) assert.equal((await person.go(href)).status, 200, `${account.username}: ${href}`)
    }
  })

  it('leads through the first day: ticked off for the account, put aside, and opened again from help', async () => {
    await house.at('2027-06-08T08:20')
    const username = 'lethihoa.ttpvhcc'
    const person = await signedIn(house, serving.address, username)
    const home = await (await person.go('/desk')).text()
    assert.match(words(home), /Ngày đầu tiên của bạn Vài trang nên xem trước\. Đã xong 0 trong \d/)
    const [, step = ''] = /name="done" value="([\w-]+)"/.exec(home) ?? []
    await person.send('/desk/help/first-day', { from: 'home', done: 'no-such-step' })
    const ticked = await person.send('/desk/help/first-day', { from: 'home', done: step })
    assert.equal(ticked.headers.get('location'), '/desk?first-day=open#first-day')
    const again = await (await signedIn(house, serving.address, username)).go('/desk')
    assert.match(words(await again.text()), /Đã xong 1 trong/, 'kept for the account, not for the session')
    await person.send('/desk/help/first-day', { undo: step })
    assert.match(words(await (await person.go('/desk')).text()), /Đã xong 0 trong/)
    await person.send('/desk/help/first-day', { from: 'home', hide: 'yes' })
    assert.match(words(await (await person.go('/desk')).text()), /Mở lại bất cứ lúc nào ở trang Trợ giúp/)
    assert.doesNotMatch(await (await person.go('/desk')).text(), /id="first-day"/)
    assert.match(await (await person.go('/desk/help')).text(), /Mở lại “Ngày đầu tiên của bạn”/)
    await person.send('/desk/help/first-day', { show: 'yes' })
    assert.match(await (await person.go('/desk')).text(), /id="first-day"/)
  })
})
