/** Loads a style sheet that most pages have no need of. */
export function loadStyle(href: string): void {
  const sheet = document.createElement('link')
  sheet.rel = 'stylesheet'
  sheet.href = href
  document.head.append(sheet)
}
