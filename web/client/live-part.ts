/**
 * Keeps a part of a page as it is on the server: `data-live` names where changes are told. The page is fetched anew and the part replaced; what has
 * the focus keeps it, and what changed is said in words to who cannot see it.
 */
export function keepLive(page: Document): void {
  const part = page.querySelector<HTMLElement>('[data-live]')
  const address = part?.dataset['live']
  if (!part || !address) return
  let shown = part
  const changes = new EventSource(address)
  let reading: Promise<void> | null = null
  let again = false
  changes.addEventListener('changed', () => {
    if (reading) { again = true; return }
    reading = refresh().finally(() => {
      reading = null
      if (again) { again = false; changes.dispatchEvent(new Event('changed')) }
    })
  })
  addEventListener('pagehide', () => { changes.close() })

  async function refresh(): Promise<void> {
    const answer = await fetch(location.href, { headers: { accept: 'text/html' } })
    if (!answer.ok || answer.redirected) return // signed out meanwhile: the page says so at the next click
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector<HTMLElement>('[data-live]')
    if (!fresh || fresh.innerHTML === shown.innerHTML) return
    const focused = shown.contains(page.activeElement) ? page.activeElement?.getAttribute('href') : null
    const adopted = page.importNode(fresh, true)
    shown.replaceWith(adopted)
    shown = adopted
    if (focused) Array.from(adopted.querySelectorAll<HTMLElement>('a[href]')).find((link) => link.getAttribute('href') === focused)?.focus()
    const said = page.querySelector('[data-live-said]')
    if (said) said.textContent = adopted.dataset['summary'] ?? ''
  }
}
