/** How wide the side may be, in percent of the whole. */
const [narrowest, widest] = [24, 62]
const kept = 'desk-side'

/**
 * Lets the reader give the papers or the form more room: a bar between the two, dragged or moved by the arrows (the window splitter of the ARIA
 * authoring practices). The choice is kept in this browser.
 */
export function letSplit(root: ParentNode): void {
  const columns = root.querySelector<HTMLElement>('[data-split]')
  const side = columns?.querySelector<HTMLElement>('.columns__side')
  if (!columns || !side) return
  const bar = document.createElement('div')
  bar.className = 'split'
  bar.tabIndex = 0
  side.id ||= 'side'
  for (const [name, value] of Object.entries({
    'role': 'separator', 'aria-orientation': 'vertical', 'aria-label': columns.dataset.split ?? '', 'aria-controls': side.id, 'aria-valuemin': String(narrowest), 'aria-valuemax': String(widest),
  })) bar.setAttribute(name, value)
  side.before(bar)

  function give(percent: number): void {
    const share = Math.round(Math.min(widest, Math.max(narrowest, percent)))
    columns?.style.setProperty('--side', `${String(share)}%`)
    bar.setAttribute('aria-valuenow', String(share))
    try { localStorage.setItem(kept, String(share)) } catch { /* a browser that keeps nothing begins anew */ }
  }
  const share = () => side.getBoundingClientRect().width / columns.getBoundingClientRect().width * 100

  let before: string | null = null
  try { before = localStorage.getItem(kept) } catch { /* as above */ }
  if (before) give(Number(before))
  else bar.setAttribute('aria-valuenow', String(Math.round(share())))

  bar.addEventListener('pointerdown', (event) => {
    event.preventDefault()
    bar.focus()
    bar.setPointerCapture(event.pointerId)
    const move = ({ clientX }: PointerEvent) => {
      const { right, width } = columns.getBoundingClientRect()
      give((right - clientX) / width * 100)
    }
    bar.addEventListener('pointermove', move)
    bar.addEventListener('lostpointercapture', () => { bar.removeEventListener('pointermove', move) }, { once: true })
  })
  bar.addEventListener('keydown', (event) => {
    const steps: Readonly<Record<string, number>> = { ArrowLeft: 3, ArrowRight: -3, Home: -100, End: 100 }
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    give(share() + by)
  })
}
