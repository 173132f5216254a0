import assert from 'node:assert/strict'
import { mkdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser, type Page } from 'playwright-core'
import { shippedDiagrams } from '../../processes/catalogue.ts'
import { isFlow, isNode } from '../../processes/checks/elements.ts'
import { readModel } from './read-model.ts'

const fromModules = (file: string) => fileURLToPath(new URL(`../../node_modules/${file}`, import.meta.url))
const screenshots = fileURLToPath(new URL('../screenshots/diagrams/', import.meta.url))

/** What bpmn-js shows of a diagram; it stands in the page as `opened`. */
interface Opened {
  readonly warnings: readonly string[]
  readonly ids: readonly string[]
  /** Labels and shapes whose boxes cover each other in part, in the drawing's own units. */
  readonly covered: readonly string[]
  /** Texts that do not fit into their shape. */
  readonly cut: readonly string[]
  readonly width: number
  readonly height: number
}

/** Runs in the page: bpmn-js' viewer is its global `BpmnJS`. */
const openInPage = `async (xml) => {
  const viewer = window.viewer = new BpmnJS({ container: '#canvas' })
  const { warnings } = await viewer.importXML(xml)
  const registry = viewer.get('elementRegistry')
  const canvas = viewer.get('canvas')
  canvas.zoom('fit-viewport')
  const boxes = registry.filter((element) => !element.waypoints && element !== canvas.getRootElement()
    && !['bpmn:Participant', 'bpmn:Lane', 'bpmn:SubProcess'].includes(element.type))
  const covered = []
  boxes.forEach((a, index) => boxes.slice(index + 1).forEach((b) => {
    const apart = a.x + a.width <= b.x + 1 || b.x + b.width <= a.x + 1 || a.y + a.height <= b.y + 1 || b.y + b.height <= a.y + 1
    // An event at the edge of a step lies on it. The label of a gateway may stand in the corner that its diamond leaves free.
    if (!apart && b.labelTarget !== a && a.labelTarget !== b && a.host !== b && b.host !== a) covered.push(a.id + ' and ' + b.id)
  }))
  const cut = registry.filter((element) => !element.waypoints && !element.labelTarget && /Task|CallActivity/.test(element.type)).filter((element) => {
    const text = registry.getGraphics(element).querySelector('text')
    return text && (text.getBBox().height > element.height || text.getBBox().width > element.width)
  }).map(({ id }) => id)
  const { inner } = canvas.viewbox()
  return { warnings: warnings.map(({ message }) => message), ids: registry.getAll().map(({ id }) => id), covered, cut, width: inner.width, height: inner.height }
}`

describe('each diagram in bpmn-js, in a real Chromium', () => {
  let browser: Browser
  let page: Page
  const errors: string[] = []

  before(async () => {
    browser = await chromium.launch({
      executablePath: '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    })
    await mkdir(screenshots, { recursive: true })
  })
  after(() => browser.close())
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width: 1600, height: 1000 } })
    page.on('pageerror', ({ message }) => errors.push(message))
    await page.setContent('<!doctype html><meta charset="utf-8"><body style="margin:0"><div id="canvas" style="width:100vw;height:100vh"></div>')
    for (const file of ['diagram-js.css', 'bpmn-js.css']) await page.addStyleTag({ path: fromModules(`bpmn-js/dist/assets/${file}`) })
    await page.addScriptTag({ path: fromModules('bpmn-js/dist/bpmn-navigated-viewer.production.min.js') })
  })
  afterEach(() => page.close())

  for (const { process, diagram } of shippedDiagrams) {
    it(`${process}: opens without a warning, shows all its elements, and no text lies on another or is cut off`, async () => {
      const xml = await readFile(diagram, 'utf8')
      const opened = await page.evaluate(`(${openInPage})(${JSON.stringify(xml)})`) as Opened
      await page.setViewportSize({ width: Math.ceil(opened.width) + 60, height: Math.ceil(opened.height) + 60 })
      await page.evaluate('viewer.get("canvas").resized(); viewer.get("canvas").zoom("fit-viewport")')
      await page.screenshot({ path: `${screenshots}${process}.png` })
      assert.deepEqual([...errors, ...opened.warnings], [])
      const { elements } = await readModel(xml)
      const shown = new Set(opened.ids)
      assert.deepEqual(elements.filter((element) => isNode(element) || isFlow(element)).map(({ id }) => id).filter((id) => !shown.has(id)), [])
      assert.deepEqual({ covered: opened.covered, cut: opened.cut }, { covered: [], cut: [] })
    })
  }
})
