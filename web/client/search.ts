interface Suggestion { name: string, href: string, text: string, kind: string }
interface Answer { found: Suggestion[], told: string, all: string }

/** So long after the last key the server is asked, in ms. */
const pause = 180

/**
 * Shows suggestions while one types in a search box (the combobox of the ARIA authoring practices): arrows choose, Enter goes there, Escape
 * closes; how many there are is told. Without this script the form asks for the page with the results.
 */
export function suggestWhileTyping(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-search]')) start(form)
}

function start(form: HTMLFormElement): void {
  const input = form.querySelector<HTMLInputElement>('input[name="q"]')
  const list = form.querySelector<HTMLElement>('[role="listbox"]')
  const told = form.querySelector<HTMLElement>('[data-told]')
  if (!input || !list || !told) return
  for (const [name, value] of Object.entries({ 'role': 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) input.setAttribute(name, value)

  let chosen = -1
  let timer = 0
  let asked: AbortController | null = null
  const options = () => [...list.querySelectorAll<HTMLElement>('[role="option"]')]

  function choose(at: number): void {
    const all = options()
    chosen = all.length === 0 ? -1 : (at + all.length + 1) % (all.length + 1) // one past the last: back in the field
    if (chosen === all.length) chosen = -1
    for (const [index, option] of all.entries()) option.setAttribute('aria-selected', String(index === chosen))
    const option = all[chosen]
    if (option) {
      input?.setAttribute('aria-activedescendant', option.id)
      option.scrollIntoView({ block: 'nearest' })
    } else input?.removeAttribute('aria-activedescendant')
  }

  function close(): void {
    clearTimeout(timer)
    asked?.abort()
    if (list) list.hidden = true
    input?.setAttribute('aria-expanded', 'false')
    choose(-1)
  }

  function show({ found, told: words, all }: Answer, query: string): void {
    if (!list || !told || !input) return
    const rows = found.length === 0 ? [] : [...found, { name: all, href: `${form.action}?q=${encodeURIComponent(query)}`, text: '', kind: '' }]
    list.replaceChildren(...rows.map(({ name, href, text, kind }, at) => {
      const option = document.createElement('li')
      option.id = `${list.id}-${String(at)}`
      option.className = kind ? 'suggestion' : 'suggestion suggestion--all'
      option.setAttribute('role', 'option')
      option.setAttribute('aria-selected', 'false')
      option.dataset.href = href
      for (const [part, words] of [['name', name], ['text', [kind, text].filter(Boolean).join(' · ')]] as const) {
        if (!words) continue
        const span = document.createElement('span')
        span.className = `suggestion__${part}`
        span.textContent = words
        option.append(span, ' ')
      }
      return option
    }))
    list.hidden = rows.length === 0
    input.setAttribute('aria-expanded', String(rows.length > 0))
    choose(-1)
    told.textContent = words
  }

  async function ask(query: string): Promise<void> {
    asked?.abort()
    const own = asked = new AbortController()
    try {
      const answer = await fetch(`${form.dataset.search ?? ''}?q=${encodeURIComponent(query)}`, { signal: own.signal, headers: { accept: 'application/json' } })
      if (answer.ok && document.activeElement === input) show(await answer.json() as Answer, query)
    } catch {
      // The connection failed, or something else was typed meanwhile: the form itself still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    const query = input.value.trim()
    if (query.length < 2) { close(); told.textContent = ''; return }
    timer = setTimeout(() => void ask(query), pause)
  })

  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return
    if (event.key === 'Escape' && !list.hidden) { event.preventDefault(); close(); return }
    if (list.hidden) return
    if (event.key === 'ArrowDown') { event.preventDefault(); choose(chosen + 1) }
    if (event.key === 'ArrowUp') { event.preventDefault(); choose(chosen === -1 ? options().length - 1 : chosen - 1) }
    const href = options()[chosen]?.dataset.href
    if (event.key === 'Enter' && href) { event.preventDefault(); location.assign(href) }
  })

  input.addEventListener('blur', close)
  // The press would take the focus from the field, and with it the list, before it became a click.
  list.addEventListener('pointerdown', (event) => { event.preventDefault() })
  list.addEventListener('click', ({ target }) => {
    const href = target instanceof Element ? target.closest<HTMLElement>('[role="option"]')?.dataset.href : undefined
    if (href) location.assign(href)
  })
}
