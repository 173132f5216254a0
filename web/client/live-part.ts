import { replaced } from './picked-rows.ts'

/** How often a list is read anew without being told to, in ms: what was due later is due today after a while. */
const nowAndThen = 60_000

/** What an element is found by in a later copy of the page. */
function nameOf(element: Element | null): string | null {
  if (!(element instanceof HTMLElement)) return null
  if (element instanceof HTMLInputElement && element.name !== '') return `[name="${CSS.escape(element.name)}"][value="${CSS.escape(element.value)}"]`
  if (element.id !== '') return `#${CSS.escape(element.id)}`
  const href = element.getAttribute('href')
  return href === null ? null : `a[href="${CSS.escape(href)}"]`
}

/**
 * Keeps a part of a page as it is on the server: `data-live` names where changes are told. The page is fetched anew and the part replaced; what has
 * the focus keeps it, what is ticked stays so, what is being used (`data-live-still`) is left alone, and what changed is said in words to who
 * cannot see it.
 */
export function keepLive(page: Document): void {
  const part = page.querySelector<HTMLElement>('[data-live]')
  const address = part?.dataset['live']
  if (!part || !address) return
  let shown = part
  let read = ''
  const changes = new EventSource(address)
  let reading: Promise<void> | null = null
  let again = false
  const refreshOnce = () => {
    if (reading) { again = true; return }
    reading = refresh().catch(() => undefined).finally(() => {
      reading = null
      if (again) { again = false; refreshOnce() }
    })
  }
  changes.addEventListener('changed', refreshOnce)
  const regularly = setInterval(() => { if (page.visibilityState === 'visible') refreshOnce() }, nowAndThen)
  addEventListener('pagehide', () => { changes.close(); clearInterval(regularly) })
  const own = part.dataset['address']
  if (own && location.search === '') history.replaceState(null, '', own + location.hash)

  async function refresh(): Promise<void> {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return // signed out meanwhile: the page says so at the next click
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[data-live]')
    if (!fresh || fresh.innerHTML === read) return
    read = fresh.innerHTML
    const focused = shown.contains(page.activeElement) ? nameOf(page.activeElement) : null
    const ticked = new Set(Array.from(shown.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name]:checked'), nameOf))
    const adopted = page.importNode(fresh, true)
    const stills = Array.from(shown.querySelectorAll<HTMLElement>('[data-live-still]'))
    for (const [index, still] of Array.from(adopted.querySelectorAll<HTMLElement>('[data-live-still]')).entries()) {
      const before = stills[index]
      if (before && (before.contains(page.activeElement) || before.hasAttribute('open'))) still.replaceWith(before)
    }
    for (const box of adopted.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name]')) if (ticked.has(nameOf(box))) box.checked = true
    const active = page.activeElement
    shown.replaceWith(adopted)
    shown = adopted
    if (active instanceof HTMLElement && adopted.contains(active)) active.focus()
    else if (focused) adopted.querySelector<HTMLElement>(focused)?.focus()
    page.dispatchEvent(new Event(replaced))
    const said = page.querySelector('[data-live-said]')
    if (said) said.textContent = adopted.dataset['summary'] ?? ''
  }
}
