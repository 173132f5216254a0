/** Bytes for people. */
export function size(bytes: number): string {
  const [amount, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, 'MB'] : [Math.max(1, bytes / 1000), 'kB']
  return `${new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: unit === 'MB' ? 1 : 0 }).format(amount)} ${unit}`
}

export function element(name: string, className: string, text?: string): HTMLElement {
  const made = document.createElement(name)
  made.className = className
  if (text !== undefined) made.textContent = text
  return made
}

/** Below each file field: what was chosen, how large it is, and whether it is too large, before it is sent. */
export function showChosenFiles(root: ParentNode): void {
  for (const field of root.querySelectorAll<HTMLElement>('[data-file-field]')) {
    const input = field.querySelector<HTMLInputElement>('input[type=file]')
    const place = field.querySelector<HTMLElement>('.file-field__chosen')
    const { maxBytes = '', tooLarge = '', chosen = '' } = field.dataset
    if (!input || !place) continue
    const show = () => {
      const files = [...input.files ?? []]
      const list = element('ul', 'files')
      list.setAttribute('aria-label', chosen)
      for (const file of files) {
        const row = element('li', 'files__file')
        row.append(element('span', 'files__name', file.name), element('span', 'files__size', size(file.size)))
        if (file.size > Number(maxBytes)) row.append(element('p', 'file-field__warning', tooLarge))
        list.append(row)
      }
      place.replaceChildren(...files.length > 0 ? [list] : [])
      input.setCustomValidity(files.some((file) => file.size > Number(maxBytes)) ? tooLarge : '')
    }
    input.addEventListener('change', show)
    addEventListener('pageshow', show)
  }
}
