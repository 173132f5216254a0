import { loadStyle } from './load-style.ts'
import type { showDiagram } from './diagram.ts'

/** Loads the viewer, of which most pages have no need, when a diagram comes near the part of the page that is seen. */
export function showDiagrams(root: ParentNode): void {
  for (const figure of root.querySelectorAll<HTMLElement>('[data-diagram]')) {
    new IntersectionObserver(([entry], observer) => {
      if (!entry?.isIntersecting) return
      observer.disconnect()
      void load(figure)
    }, { rootMargin: '600px' }).observe(figure.parentElement ?? figure)
  }
}

async function load(figure: HTMLElement): Promise<void> {
  const { script = '', style = '', diagram = '' } = figure.dataset
  try {
    loadStyle(style)
    const viewer = await import(script) as { showDiagram: typeof showDiagram }
    const answer = await fetch(diagram)
    if (!answer.ok) throw new Error(`${diagram}: ${answer.status}`)
    await viewer.showDiagram(figure, await answer.text())
  } catch {
    figure.classList.remove('diagram--ready')
    const failed = figure.querySelector<HTMLElement>('.diagram__failed')
    if (failed) failed.hidden = false
  }
}
