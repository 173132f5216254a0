import 'camunda-bpmn-js/dist/assets/camunda-cloud-modeler.css'
import 'camunda-bpmn-js/dist/assets/bpmn-font/css/bpmn-embedded.css'
import 'bpmn-js-token-simulation/assets/css/bpmn-js-token-simulation.css'
import '../styles/modeler.scss'
import Modeler from 'camunda-bpmn-js/lib/camunda-cloud/Modeler'
import tokenSimulation from 'bpmn-js-token-simulation'
import type Canvas from 'diagram-js/lib/core/Canvas'
import type ElementRegistry from 'diagram-js/lib/core/ElementRegistry'
import type Selection from 'diagram-js/lib/features/selection/Selection'
import type ZoomScroll from 'diagram-js/lib/navigation/zoomscroll/ZoomScroll'
import { vietnamese } from './modeler-vi.ts'

interface Finding { readonly rule: string, readonly element: string | null, readonly message: string }

interface Words { readonly saved: string, readonly saving: string, readonly notSaved: string, readonly conflict: string, readonly alsoHere: string, readonly noFindings: string, readonly checking: string, readonly failed: string, readonly unreadable: string }

interface CommandStack { canUndo(): boolean, canRedo(): boolean, undo(): void, redo(): void }

interface Templates { setTemplates(templates: readonly object[]): void }

/** Milliseconds after the last change until it is saved. */
const saveAfter = 800
/** Milliseconds until a saving that failed is tried again. */
const againAfter = 5_000
/** Milliseconds between the words "I am here". */
const hereEvery = 15_000

const fill = (text: string, places: Readonly<Record<string, string>>) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => places[name] ?? '')

/** The editor of one draft: saved while one draws, checked by the server after each saving, in the language of the page. */
export async function openModeler(section: HTMLElement): Promise<void> {
  const part = (name: string): HTMLElement => {
    const found = section.querySelector<HTMLElement>(`[data-${name}]`)
    if (!found) throw new Error(`No part ${name}`)
    return found
  }
  const { modeler: at = '', token = '', words: json = '{}' } = section.dataset
  const words = JSON.parse(json) as Words
  let revision = Number(section.dataset['revision'])

  const post = (path: string, body: object) => fetch(`${at}/${path}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': token }, body: JSON.stringify(body), redirect: 'error' })
  const get = async (path: string): Promise<Response> => {
    const answer = await fetch(`${at}/${path}`)
    if (!answer.ok) throw new Error(`${path}: ${String(answer.status)}`)
    return answer
  }

  const [xml, templates] = await Promise.all([get('diagram.bpmn').then((answer) => answer.text()), get('templates.json').then((answer) => answer.json() as Promise<object[]>)])
  part('loading').remove()
  const font = { fontFamily: "'Be Vietnam Pro', sans-serif" }
  const modeler = new Modeler({
    container: part('canvas'), propertiesPanel: { parent: part('panel') }, textRenderer: { defaultStyle: font, externalStyle: font },
    additionalModules: [tokenSimulation, { translate: ['value', (text: string, places: Readonly<Record<string, string>> = {}) => fill(
      ((document.documentElement.lang === 'vi' ? vietnamese[text] : undefined) ?? text).replace(/\{(\w+)\}/g, '{{$1}}'), places)] }],
  })
  const [canvas, commands, registry, selection, zoom] = [
    modeler.get<Canvas>('canvas'), modeler.get<CommandStack>('commandStack'), modeler.get<ElementRegistry>('elementRegistry'), modeler.get<Selection>('selection'), modeler.get<ZoomScroll>('zoomScroll'),
  ]
  modeler.get<Templates>('elementTemplatesLoader').setTemplates(templates)
  await modeler.importXML(xml)
  canvas.zoom('fit-viewport', 'auto' as never)

  const [undo, redo] = [section.querySelector<HTMLButtonElement>('[data-do="undo"]'), section.querySelector<HTMLButtonElement>('[data-do="redo"]')]
  let marked: readonly string[] = []

  /** The findings as a list, and as marks where they are. */
  function show(findings: readonly Finding[]): void {
    for (const id of marked) if (registry.get(id)) canvas.removeMarker(id, 'finding')
    marked = [...new Set(findings.flatMap(({ element }) => element !== null && registry.get(element) ? [element] : []))]
    for (const id of marked) canvas.addMarker(id, 'finding')
    part('count').textContent = findings.length === 0 ? '✓' : String(findings.length)
    part('findings-lead').hidden = findings.length === 0
    part('findings').replaceChildren(...findings.length === 0 ? [Object.assign(document.createElement('li'), { textContent: words.noFindings, className: 'modeler__none' })] : findings.map(({ element, message }) => {
      const item = document.createElement('li')
      const place = element === null ? undefined : registry.get(element)
      if (!place) {
        item.textContent = message
        return item
      }
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link-button', textContent: message })
      button.addEventListener('click', () => {
        selection.select(place)
        canvas.scrollToElement(place as never)
        part('canvas').scrollIntoView({ block: 'nearest' })
      })
      item.append(button)
      return item
    }))
  }

  let [timer, sending, changedMeanwhile, stopped] = [0, false, false, false]
  const drawn = async () => (await modeler.saveXML({ format: true })).xml ?? ''
  const say = (text: string) => { part('saved').textContent = text }

  async function save(): Promise<void> {
    if (sending) { changedMeanwhile = true; return }
    sending = true
    timer = 0
    changedMeanwhile = false
    say(words.saving)
    try {
      const answer = await post('diagram', { revision, diagram: await drawn() })
      if (answer.status === 409) {
        stopped = true
        part('conflict-text').textContent = (await answer.json() as { detail: string }).detail
        part('conflict').hidden = false
        say('')
      } else if (answer.ok) {
        const { revision: next, at: when, findings } = await answer.json() as { revision: number, at: string, findings: Finding[] }
        revision = next
        part('trouble').hidden = true
        say(fill(words.saved, { at: when }))
        show(findings)
      } else throw new Error(String(answer.status))
    } catch {
      part('trouble').textContent = words.notSaved
      part('trouble').hidden = false
      changedMeanwhile = true
    }
    sending = false
    if (changedMeanwhile && !stopped) later(part('trouble').hidden ? saveAfter : againAfter)
  }

  function later(milliseconds: number): void {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => { void save() }, milliseconds)
  }

  modeler.on('commandStack.changed', () => {
    if (undo) undo.disabled = !commands.canUndo()
    if (redo) redo.disabled = !commands.canRedo()
    later(saveAfter)
  })
  addEventListener('beforeunload', (event) => { if (!stopped && (timer || sending)) event.preventDefault() })

  /** Gives a file to whoever draws. */
  function give(name: string, content: Blob): void {
    const link = Object.assign(document.createElement('a'), { href: URL.createObjectURL(content), download: name })
    link.click()
    setTimeout(() => { URL.revokeObjectURL(link.href) }, 1_000)
  }

  async function png(svg: string): Promise<Blob> {
    const picture = new Image()
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
    await picture.decode()
    const sheet = Object.assign(document.createElement('canvas'), { width: picture.width * 2, height: picture.height * 2 })
    sheet.getContext('2d')?.drawImage(picture, 0, 0, sheet.width, sheet.height)
    return new Promise((resolve, reject) => { sheet.toBlob((blob) => { if (blob) resolve(blob); else reject(new Error('no picture')) }) })
  }

  const name = section.dataset['process'] ?? 'diagram'
  const svg = async () => (await modeler.saveSVG()).svg
  const deeds: Readonly<Record<string, () => unknown>> = {
    undo: () => { commands.undo() }, redo: () => { commands.redo() },
    in: () => { zoom.stepZoom(1) }, out: () => { zoom.stepZoom(-1) }, fit: () => canvas.zoom('fit-viewport', 'auto' as never),
    bpmn: async () => { give(`${name}.bpmn`, new Blob([await drawn()], { type: 'application/xml' })) },
    svg: async () => { give(`${name}.svg`, new Blob([await svg()], { type: 'image/svg+xml' })) },
    png: async () => { give(`${name}.png`, await png(await svg())) },
    theirs: () => { stopped = true; location.reload() },
    mine: async () => { location.assign((await (await post('copy', { revision, diagram: await drawn() })).json() as { href: string }).href) },
  }
  section.addEventListener('click', ({ target }) => {
    const deed = target instanceof HTMLElement ? target.closest<HTMLElement>('[data-do]')?.dataset['do'] : undefined
    if (deed) void deeds[deed]?.()
  })

  section.querySelector<HTMLInputElement>('[data-import]')?.addEventListener('change', ({ target }) => {
    const input = target as HTMLInputElement
    const [file] = input.files ?? []
    input.value = ''
    if (!file) return
    void (async () => {
      const before = await drawn()
      try {
        await modeler.importXML(await file.text())
        canvas.zoom('fit-viewport', 'auto' as never)
        part('trouble').hidden = true
        later(0)
      } catch (error) {
        await modeler.importXML(before)
        part('trouble').textContent = fill(words.unreadable, { why: (error as Error).message })
        part('trouble').hidden = false
      }
    })()
  })

  async function here(): Promise<void> {
    const { names } = await (await post('here', {})).json() as { names: readonly string[] }
    part('others').hidden = names.length === 0
    part('others').textContent = fill(words.alsoHere, { names: names.join(', ') })
  }
  void here().catch(() => undefined)
  setInterval(() => { void here().catch(() => undefined) }, hereEvery)

  show(await get('findings.json').then((answer) => answer.json() as Promise<Finding[]>))
  section.dataset['ready'] = 'yes'
}
