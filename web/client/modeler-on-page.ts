import { loadStyle } from './load-style.ts'
import type { openModeler } from './modeler.ts'

/** Loads the editor of diagrams on the one page that has it. */
export function showModeler(root: ParentNode): void {
  const section = root.querySelector<HTMLElement>('[data-modeler]')
  if (!section) return
  const { script = '', style = '', words = '{}' } = section.dataset
  loadStyle(style)
  void (async () => {
    const modeler = await import(script) as { openModeler: typeof openModeler }
    await modeler.openModeler(section)
  })().catch(() => {
    const trouble = section.querySelector<HTMLElement>('[data-trouble]')
    if (!trouble) return
    trouble.textContent = (JSON.parse(words) as { failed?: string }).failed ?? ''
    trouble.hidden = false
  })
}
