/** How long nobody must have typed, in ms. */
const calm = 3_000

/**
 * Keeps what is typed as a draft, a moment after the last key; files are left to the forms that are sent. What fails is tried again with
 * the next change. That it was kept is shown and not announced: it would interrupt whoever listens to the page.
 */
export function saveWhileWriting(root: ParentNode): void {
  for (const form of root.querySelectorAll<HTMLFormElement>('form[data-autosave]')) {
    const { autosave = '', saved = '', notSaved = '' } = form.dataset
    const status = form.querySelector<HTMLElement>('[data-autosave-status]')
    let timer: ReturnType<typeof setTimeout> | undefined
    let last = ''
    let sending: AbortController | undefined

    const save = async () => {
      const pairs = [...new FormData(form)].flatMap(([name, value]): [string, string][] => typeof value === 'string' ? [[name, value]] : [])
      const body = new URLSearchParams(pairs)
      if (body.toString() === last) return
      sending?.abort()
      sending = new AbortController()
      try {
        const answer = await fetch(autosave, { method: 'POST', body, signal: sending.signal })
        if (!answer.ok) throw new Error(String(answer.status))
        last = body.toString()
        if (status) status.textContent = saved.replace('%', new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: 'short' }).format(new Date()))
      } catch (error) {
        if (status && (error as Error).name !== 'AbortError') status.textContent = notSaved
      }
    }
    form.addEventListener('input', ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === 'file') return
      clearTimeout(timer)
      timer = setTimeout(() => { void save() }, calm)
    })
    form.addEventListener('submit', () => {
      clearTimeout(timer)
      sending?.abort()
    })
  }
}
