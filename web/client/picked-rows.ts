/** Told to a page when a part of it was replaced. */
export const replaced = 'motcua:replaced'

const boxesIn = (form: ParentNode) => Array.from(form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name="task"]'))

/** Counts the rows that are ticked beside what can be done to them; ticks all at once, or from one to another with the shift key. */
export function countPicked(page: Document): void {
  let last: string | null = null
  const count = () => {
    const form = page.querySelector<HTMLFormElement>('[data-bulk]')
    if (!form) return
    const boxes = boxesIn(form)
    const picked = boxes.filter(({ checked }) => checked).length
    const all = form.querySelector<HTMLInputElement>('[data-pick-all]')
    if (all) {
      all.hidden = false
      all.checked = picked > 0 && picked === boxes.length
      all.indeterminate = picked > 0 && picked < boxes.length
    }
    const told = form.querySelector<HTMLElement>('[data-picked]')
    if (told) {
      told.hidden = picked === 0
      told.textContent = (told.dataset['picked'] ?? '').replace('#', String(picked))
      told.closest('.bulk')?.toggleAttribute('data-some', picked > 0)
    }
  }
  page.addEventListener('click', (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || box.name !== 'task' || !box.form) return
    const boxes = boxesIn(box.form)
    const from = boxes.findIndex(({ value }) => value === last)
    if (event.shiftKey && from >= 0) {
      const to = boxes.indexOf(box)
      for (const each of boxes.slice(Math.min(from, to), Math.max(from, to) + 1)) each.checked = box.checked
    }
    last = box.value
    count()
  })
  page.addEventListener('change', (event) => {
    const box = event.target
    if (!(box instanceof HTMLInputElement) || !box.matches('[data-bulk] *')) return
    if (box.matches('[data-pick-all]') && box.form) for (const each of boxesIn(box.form)) each.checked = box.checked
    count()
  })
  page.addEventListener(replaced, count)
  addEventListener('pageshow', count)
  count()
}
