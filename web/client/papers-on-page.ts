import type { PaperViewer } from './paper-viewer.ts'

/**
 * Opens papers beside the form, where the page has a place for them, instead of in a tab of their own: what it takes is loaded with the first one.
 * A click with Ctrl, Shift or the middle button still opens a tab, and so does a browser without scripts.
 */
export function openPapersBeside(root: ParentNode): void {
  const place = root.querySelector<HTMLElement>('[data-viewer]')
  const links = [...root.querySelectorAll<HTMLAnchorElement>('a[data-paper]')]
  if (!place || links.length === 0) return
  let viewer: PaperViewer | undefined
  let loading: Promise<void> | undefined
  for (const link of links) {
    link.removeAttribute('target')
    const told = link.querySelector('.govuk-visually-hidden')
    if (told) told.textContent = ` (${place.dataset.beside ?? ''})`
    link.addEventListener('click', (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      loading ??= import(place.dataset.script ?? '').then((loaded: { PaperViewer: typeof PaperViewer }) => { viewer = new loaded.PaperViewer(place, links) })
      void loading.then(() => { viewer?.open(link) }, () => {
        loading = undefined
        open(link.href, '_blank', 'noopener')
      })
    })
  }
}
