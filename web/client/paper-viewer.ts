import { fetchPaper, openPicture, whyUnreadable, type OpenPaper, type PaperProblem } from './open-paper.ts'
import type { openPdf } from './pdf-pages.ts'

const step = 1.25
const [least, most] = [0.2, 5]

type Action = 'previous-paper' | 'next-paper' | 'previous-page' | 'next-page' | 'smaller' | 'larger' | 'fit' | 'turn' | 'close'

/** Keys work only while the viewer has the focus, so that none is in the way of typing (WCAG 2.2, 2.1.4). */
const keys: Readonly<Record<string, Action>> = {
  '+': 'larger', '=': 'larger', '-': 'smaller', '0': 'fit', 'r': 'turn', 'R': 'turn', 'PageDown': 'next-page', 'PageUp': 'previous-page',
  'n': 'next-paper', 'N': 'next-paper', 'p': 'previous-paper', 'P': 'previous-paper', 'Escape': 'close',
}

/** A file by what it was handed in for, as the list has it. */
function nameOf(link: HTMLAnchorElement): string {
  const item = link.closest('.document')?.querySelector('.document__name')?.textContent.trim()
  return [item, link.dataset.paper].filter(Boolean).join(': ')
}

/** The papers of a dossier, one at a time, beside what is written about them: pages, zoom and turns, by buttons and keys. */
export class PaperViewer {
  readonly #place: HTMLElement
  readonly #links: readonly HTMLAnchorElement[]
  readonly #stage: HTMLElement
  readonly #choice: HTMLSelectElement
  #link: HTMLAnchorElement | undefined
  #paper: OpenPaper | undefined
  #page = 1
  #turn = 0
  /** Null: as wide as the place. */
  #scale: number | null = null
  #shownScale = 1
  /** Counts what was asked for: what comes late, for a paper or a page that was left meanwhile, is not shown. */
  #asked = 0

  constructor(place: HTMLElement, links: readonly HTMLAnchorElement[]) {
    this.#place = place
    this.#links = links
    this.#stage = this.#part('.viewer__stage')
    this.#choice = this.#part('select')
    this.#choice.replaceChildren(...links.map((link, at) => new Option(nameOf(link), String(at))))
    this.#choice.addEventListener('change', () => { this.open(links[Number(this.#choice.value)], false) })
    place.addEventListener('click', ({ target }) => {
      const action = target instanceof Element ? target.closest<HTMLElement>('[data-do]')?.dataset.do : undefined
      if (action) this.#do(action as Action)
    })
    place.addEventListener('keydown', (event) => {
      const action = event.ctrlKey || event.metaKey || event.altKey || event.target === this.#choice && event.key !== 'Escape' ? undefined : keys[event.key]
      if (!action) return
      event.preventDefault()
      this.#do(action)
    })
    let width = 0
    new ResizeObserver(() => {
      if (Math.abs(this.#stage.clientWidth - width) < 4 || place.hidden) return
      width = this.#stage.clientWidth
      if (this.#scale === null) void this.#draw()
    }).observe(this.#stage)
  }

  #part<Part extends Element>(selector: string): Part {
    const found = this.#place.querySelector<Part>(selector)
    if (!found) throw new Error(`the viewer has no ${selector}`)
    return found
  }

  open(link: HTMLAnchorElement | undefined, takesFocus = true): void {
    if (!link) return
    this.#link = link
    const [name, type] = [link.dataset.paper ?? '', link.dataset.paperType ?? '']
    this.#choice.value = String(this.#links.indexOf(link))
    for (const own of this.#place.querySelectorAll<HTMLAnchorElement>('a')) own.href = link.href
    this.#place.hidden = false
    document.body.classList.add('viewing')
    this.#place.scrollIntoView({ block: 'start' })
    if (takesFocus) this.#stage.focus({ preventScroll: true })
    this.#stage.setAttribute('aria-label', name)
    this.#page = 1
    this.#turn = 0
    void this.#load(link.href, name, type)
  }

  async #load(address: string, name: string, type: string): Promise<void> {
    const asked = ++this.#asked
    const before = this.#paper
    this.#paper = undefined
    this.#tell(this.#words('loading'))
    this.#stage.replaceChildren()
    this.#showState()
    await before?.close()
    try {
      const paper = type === 'application/pdf' ? await this.#openPdf(await fetchPaper(address)) : await openPicture(address, name)
      if (asked !== this.#asked) { await paper.close(); return }
      this.#paper = paper
      await this.#draw()
    } catch (error) {
      if (asked === this.#asked) this.#fail(whyUnreadable(error))
    }
  }

  async #openPdf(content: ArrayBuffer): Promise<OpenPaper> {
    const { pdfScript = '', pdfWorker = '', pdfParts = '' } = this.#place.dataset
    const { openPdf: opens } = await import(pdfScript) as { openPdf: typeof openPdf }
    // pdf.js asks for what it needs with absolute addresses.
    return opens(content, { worker: new URL(pdfWorker, location.href).href, parts: new URL(pdfParts, location.href).href })
  }

  async #draw(): Promise<void> {
    const paper = this.#paper
    if (!paper) return
    const asked = ++this.#asked
    try {
      const { width } = await paper.size(this.#page, this.#turn)
      // Room for the scroll bar, so that a page that fits the width does not change it by being long.
      const scale = this.#scale ?? Math.min(most, Math.max(least, (this.#stage.clientWidth - 34) / width))
      const { box, hasText } = await paper.draw(this.#page, scale, this.#turn)
      if (asked !== this.#asked) return
      this.#shownScale = scale
      this.#stage.replaceChildren(box)
      this.#tell([
        `${this.#link?.dataset.paper ?? ''}.`, `${this.#pageWords()}.`, `${String(Math.round(scale * 100))} %.`, ...hasText ? [] : [this.#words('noText')],
      ].join(' '))
      this.#showState()
    } catch (error) {
      if (asked === this.#asked) this.#fail(whyUnreadable(error))
    }
  }

  #do(action: Action): void {
    const at = this.#link ? this.#links.indexOf(this.#link) : -1
    if (action === 'close') { this.#close(); return }
    if (action === 'next-paper' || action === 'previous-paper') { this.open(this.#links[at + (action === 'next-paper' ? 1 : -1)], false); return }
    if (!this.#paper) return
    if (action === 'next-page' || action === 'previous-page') {
      const page = this.#page + (action === 'next-page' ? 1 : -1)
      if (page < 1 || page > this.#paper.pages) return
      this.#page = page
      this.#stage.scrollTop = 0
    }
    if (action === 'turn') this.#turn = (this.#turn + 90) % 360
    if (action === 'fit') this.#scale = null
    if (action === 'larger') this.#scale = Math.min(most, this.#shownScale * step)
    if (action === 'smaller') this.#scale = Math.max(least, this.#shownScale / step)
    void this.#draw()
  }

  #close(): void {
    this.#asked++
    this.#place.hidden = true
    document.body.classList.remove('viewing')
    this.#stage.replaceChildren()
    void this.#paper?.close()
    this.#paper = undefined
    this.#link?.focus()
  }

  #fail(why: PaperProblem): void {
    const problem = document.createElement('p')
    problem.className = 'viewer__problem'
    problem.textContent = this.#words(why)
    this.#stage.replaceChildren(problem)
    this.#tell(this.#words(why))
    this.#showState()
  }

  #pageWords(): string {
    return this.#words('page').replace('%p', String(this.#page)).replace('%n', String(this.#paper?.pages ?? 1))
  }

  /** Texts stand in the page, in the reader's language. */
  #words(key: 'loading' | 'page' | 'noText' | PaperProblem): string {
    return this.#place.dataset[key] ?? ''
  }

  #tell(words: string): void { this.#part('.viewer__told').textContent = words }

  /** Which buttons do something now; one that is focused and has come to its end keeps the focus. */
  #showState(): void {
    const at = this.#link ? this.#links.indexOf(this.#link) : -1
    const paper = this.#paper
    const can: Readonly<Record<Exclude<Action, 'close'>, boolean>> = {
      'previous-paper': at > 0, 'next-paper': at < this.#links.length - 1,
      'previous-page': paper !== undefined && this.#page > 1, 'next-page': paper !== undefined && this.#page < paper.pages,
      'smaller': paper !== undefined && this.#shownScale > least, 'larger': paper !== undefined && this.#shownScale < most, 'fit': paper !== undefined, 'turn': paper !== undefined,
    }
    for (const [action, possible] of Object.entries(can)) this.#part(`[data-do="${action}"]`).setAttribute('aria-disabled', String(!possible))
    this.#part('.viewer__page').textContent = paper ? this.#pageWords() : ''
    this.#part('.viewer__scale').textContent = paper ? `${String(Math.round(this.#shownScale * 100))} %` : ''
  }
}
