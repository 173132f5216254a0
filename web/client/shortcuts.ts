import { shortcuts, type Shortcut, type ShortcutPlace } from '../shortcuts.ts'

/** How long the second of two keys is waited for, in ms. */
const between = 1_200

const typing = 'input:not([type="checkbox"]):not([type="radio"]):not([type="button"]):not([type="submit"]), textarea, select, [contenteditable]:not([contenteditable="false"]), [data-keys]'

const rowsOf = (page: Document) => Array.from(page.querySelectorAll<HTMLElement>('[data-bulk] tbody tr'))
const linkOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLAnchorElement>('a.queue__code') ?? null
const boxOf = (row: HTMLElement | undefined) => row?.querySelector<HTMLInputElement>('input[name="task"]') ?? null

/** Lets people work the desk by single keys, as long as they like it (WCAG 2.2, 2.1.4) and are not typing. */
export function listenToShortcuts(page: Document): void {
  if (!page.body.hasAttribute('data-shortcuts')) return
  const here: readonly ShortcutPlace[] = ['everywhere', ...page.querySelector('[data-bulk], [data-queue]') ? ['queue' as const] : [], ...page.getElementById('work') ? ['task' as const] : []]
  const known: readonly Shortcut[] = here.toReversed().flatMap((place): readonly Shortcut[] => shortcuts[place])
  let first: { readonly key: string, readonly at: number } | null = null

  page.addEventListener('keydown', (event) => {
    const { key, target } = event
    if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.isComposing || key === 'Shift') return
    if (target instanceof Element && target.closest(typing)) return
    if (page.querySelector('dialog[open]')) return
    const before = first && event.timeStamp - first.at < between ? first.key : null
    first = null
    const found = known.find(({ keys: [one, two] }) => two === undefined ? before === null && one === key : before === one && two === key)
    if (found) {
      if (perform(found)) event.preventDefault()
    } else if (before === null && known.some(({ keys }) => keys.length === 2 && keys[0] === key)) first = { key, at: event.timeStamp }
  })

  /** @returns whether there was anything to do */
  function perform({ does, keys }: Shortcut): boolean {
    if (typeof does !== 'string') return 'go' in does ? go(does.go) : 'focus' in does ? focus(does.focus) : press(does.press)
    const rows = rowsOf(page)
    const at = rows.findIndex((row) => row.contains(page.activeElement))
    switch (does) {
      case 'list': return keys[0] === '?' && openList()
      case 'next': return step(rows, at + 1)
      case 'previous': return step(rows, at < 0 ? rows.length - 1 : at - 1)
      case 'tick': return click(boxOf(rows[at]))
      case 'tick-all': return click(page.querySelector<HTMLInputElement>('[data-pick-all]'))
      case 'untick': {
        const ticked = rows.flatMap((row) => boxOf(row) ?? []).filter(({ checked }) => checked)
        for (const box of ticked) click(box)
        return ticked.length > 0
      }
    }
  }

  function step(rows: readonly HTMLElement[], to: number): boolean {
    const link = linkOf(rows[to])
    if (!link) return rows.length > 0
    link.focus()
    link.scrollIntoView({ block: 'nearest' })
    return true
  }

  /** Only where the reader's own menu goes, or anybody's. */
  function go(address: string): boolean {
    const link = page.querySelector<HTMLAnchorElement>(`.header a[href="${address}"]`)
    if (!link && !address.startsWith('/desk?') && address !== '/desk' && address !== '/desk/find') return false
    location.assign(address)
    return true
  }

  function focus(place: string): boolean {
    const field = place.startsWith('#') ? page.querySelector<HTMLElement>('.task__work form:not(.claim) :is(input:not([type="hidden"]), select, textarea), form:not(.claim, .find, .header__user) :is(input[type="radio"], input[type="text"], textarea, select)')
      : page.querySelector<HTMLInputElement>(`form[action="${place}"] input[name="words"]`)
    if (!field) return go(place)
    field.focus()
    if (field instanceof HTMLInputElement && field.name === 'words') field.select()
    return true
  }

  /** What is ticked is meant, or else the row where the reader is. */
  function press(name: string): boolean {
    const button = page.querySelector<HTMLButtonElement>(`[data-shortcut="${name}"], .claim button[value="${name}"]`)
    if (!button) return false
    if (button.matches('[data-bulk] *')) {
      const rows = rowsOf(page)
      if (!rows.some((row) => boxOf(row)?.checked)) {
        const box = boxOf(rows.find((row) => row.contains(page.activeElement)))
        if (!box) return false
        box.checked = true
      }
    }
    button.click()
    return true
  }

  function openList(): boolean {
    const dialog = page.querySelector<HTMLDialogElement>('dialog[data-shortcut-list]')
    dialog?.showModal()
    return dialog !== null
  }
}

function click(box: HTMLInputElement | null): boolean {
  box?.click()
  return box !== null
}
