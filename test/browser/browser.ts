import assert from 'node:assert/strict'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import axe, { type AxeResults } from 'axe-core'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import type { House } from '../house.ts'

export const screenshots = path.resolve('test/screenshots')

export const phone = { width: 375, height: 720 }
/** The narrowest screen that a page must fit (WCAG 2.2, 1.4.10). */
export const narrow = { width: 320, height: 640 }
export const desktop = { width: 1280, height: 800 }

/** What a first visit to a page may weigh, compressed, in bytes. */
export const mostWeight = 100_000

/** The same at the desk, whose people come every day and not by telephone networks. */
export const mostWeightAtDesk = 110_000

/** What only a page with a diagram loads, and only once it is looked at. */
export const diagram = /\/assets\/diagram-|\.bpmn$/

/** A PDF of one empty page: enough for what looks at a file's content. */
export const pdf = (name: string) => ({
  name, mimeType: 'application/pdf',
  buffer: Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj '
    + '3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
})

/** How far a page is too wide for the screen, and by which elements; null when it is not. */
export async function tooWide(page: Page): Promise<string | null> {
  const wide = Number(await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth'))
  return wide <= 0 ? null : `${String(wide)} px too wide: ${String(await page.evaluate(standOut))}`
}

/** The elements that stand out at the side, in a few words. */
const standOut = `Array.from(document.querySelectorAll('main *')).filter((each) => each.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
  .slice(-3).map((each) => each.outerHTML.slice(0, 160)).join(' | ')`

/** What axe finds wrong, one line each; by all of its rules, or by those with a tag, without some. */
export async function violations(page: Page, { tags, without = [] }: { tags?: readonly string[], without?: readonly string[] } = {}): Promise<string[]> {
  await page.evaluate(axe.source)
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify({ resultTypes: ['violations'], rules: Object.fromEntries(without.map((rule) => [rule, { enabled: false }])), ...(tags && { runOnly: { type: 'tag', values: tags } }) })})`) as AxeResults
  return found.violations.map(({ id, help, nodes }) =>
    `${id}: ${help}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary ?? ''}`).join(' | ')}`)
}

/** A real Chromium on the pages of a house: what a person sees, looked at from all sides. */
export class Visitors {
  readonly address: string
  readonly #browser: Browser
  readonly #serving: Serving
  readonly #contexts: BrowserContext[] = []

  private constructor(browser: Browser, serving: Serving) {
    this.#browser = browser
    this.#serving = serving
    this.address = serving.address
  }

  static async welcome(house: Pick<House, 'deps'>): Promise<Visitors> {
    await buildAssets()
    const [browser, serving] = await Promise.all([
      chromium.launch({
        executablePath: '/usr/bin/chromium',
        args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
      }),
      serve(house.deps),
      mkdir(screenshots, { recursive: true }),
    ])
    return new Visitors(browser, serving)
  }

  /** A person with a browser of their own; whatever goes wrong in a page of theirs fails the test at the next look. */
  async person(viewport: { width: number, height: number } = desktop, { deviceScaleFactor = 1, javaScriptEnabled = true } = {}): Promise<Person> {
    const context = await this.#browser.newContext({ viewport, deviceScaleFactor, javaScriptEnabled, baseURL: this.address, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    context.setDefaultTimeout(30_000)
    this.#contexts.push(context)
    return new Person(await context.newPage(), viewport, javaScriptEnabled)
  }

  /** The browser of a person, signed in elsewhere with a cookie, in which several pages are open at once. */
  async browserWith(cookie: string): Promise<BrowserContext> {
    const context = await this.#browser.newContext({ viewport: desktop, baseURL: this.address, locale: 'vi-VN', timezoneId: 'Asia/Ho_Chi_Minh' })
    context.setDefaultTimeout(30_000)
    this.#contexts.push(context)
    const [name = '', value = ''] = cookie.split(/=(.*)/s)
    if (cookie) await context.addCookies([{ name, value, url: this.address }])
    return context
  }

  async close(): Promise<void> {
    await Promise.all(this.#contexts.map((context) => context.close()))
    await this.#browser.close()
    await this.#serving.close()
  }
}

export class Person {
  readonly page: Page
  readonly #viewport: { width: number, height: number }
  readonly #runsScripts: boolean
  readonly #trouble: string[] = []

  constructor(page: Page, viewport: { width: number, height: number }, runsScripts: boolean) {
    this.page = page
    this.#viewport = viewport
    this.#runsScripts = runsScripts
    page.on('pageerror', (error) => this.#trouble.push(`script: ${error.message}`))
    page.on('console', (message) => {
      // Pages that say no (404, 409, 422) are logged by the browser too; they are looked at as pages.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) this.#trouble.push(`console: ${message.text()}`)
    })
    page.on('response', (response) => { if (response.status() >= 500) this.#trouble.push(`${String(response.status())} ${response.url()}`) })
  }

  async open(address: string): Promise<void> { await this.page.goto(address) }

  /** Follows a link by what it says. */
  async follow(name: string | RegExp): Promise<void> { await this.page.getByRole('link', { name }).first().click() }

  /** Presses a button by what it says. */
  async press(name: string | RegExp): Promise<void> { await this.page.getByRole('button', { name }).click() }

  /** Fills in a field by its name in the form. */
  async type(name: string, text: string): Promise<void> { await this.page.locator(`[name="${name}"]:not([type="hidden"])`).fill(text) }

  async choose(name: string, value: string): Promise<void> { await this.page.locator(`[name="${name}"][value="${value}"]`).check() }

  async select(name: string, value: string): Promise<void> { await this.page.locator(`select[name="${name}"]`).selectOption(value) }

  async attach(item: string, file: ReturnType<typeof pdf>): Promise<void> { await this.page.locator(`[name="documents.${item}"]`).setInputFiles(file) }

  heading(): Promise<string> { return this.page.locator('h1').innerText() }

  /** The words of the page as they stand there. */
  words(): Promise<string> { return this.page.locator('body').innerText() }

  /** Waits until what has this id says so: forms with files are sent by a script, which the browser's own waiting does not see. */
  async reads(id: string, words: RegExp): Promise<void> { await this.page.locator(`[id="${id}"]`).filter({ hasText: words }).waitFor() }

  /** Waits until the page's main heading says so. */
  async sees(heading: string | RegExp): Promise<void> { await this.page.getByRole('heading', { level: 1, name: heading }).waitFor() }

  async signIn({ username, password }: { username: string, password: string }): Promise<void> {
    await this.open('/desk')
    await this.type('username', username)
    await this.type('password', password)
    await this.page.locator('main form button').click()
    await this.sees('Việc cần làm').catch(async () => {
      assert.fail(`${username} cannot sign in: ${this.page.url()} ${await this.words()} ${this.#trouble.join('; ')}`)
    })
  }

  /**
   * Looks at the page as it is now: nothing broke, axe finds nothing, nothing stands out at the side, also on the narrowest screen; keeps
   * pictures of it under test/screenshots.
   */
  async look(name: string): Promise<void> {
    const { page } = this
    if (this.#runsScripts) assert.deepEqual(await violations(page), [], name) // axe is a script too
    for (const size of [desktop, phone, narrow]) {
      await page.setViewportSize(size)
      if (size !== narrow) await page.screenshot({ path: path.join(screenshots, `${name}-${String(size.width)}.png`), fullPage: true })
      assert.equal(await tooWide(page), null, `${name} at ${String(size.width)} px`)
    }
    await page.setViewportSize(this.#viewport)
    assert.match(await page.title(), /\S – Một Cửa$/, name)
    assert.deepEqual(this.#trouble, [], name)
  }
}
