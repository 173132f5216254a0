/**
 * What form 02 asks for follows the list of papers while it is ticked: a paper that loses its tick is asked for, one that gets it back is not, and the
 * reason says each remark in a line until somebody writes their own. Without this script the button below the list does the same on the server.
 */
export function proposeFromList(root: ParentNode): void {
  const form = root.querySelector<HTMLFormElement>('form[data-list]')
  if (!form) return
  const rows = [...root.querySelectorAll<HTMLElement>('[data-list-item]')]
  const reason = form.querySelector<HTMLTextAreaElement>('[name="reason"]')
  let proposed = ''

  const read = (row: HTMLElement) => ({
    item: row.dataset.listItem ?? '', name: row.dataset.name ?? '', valid: row.querySelector<HTMLInputElement>('[type=checkbox]')?.checked === true,
    remark: row.querySelector<HTMLInputElement>('.check__remark')?.value.trim() ?? '', onRequest: row.dataset.onRequest !== undefined,
  })
  const isAsked = ({ valid, remark, onRequest }: ReturnType<typeof read>) => !valid && (!onRequest || remark !== '')
  const asks = () => form.querySelector('[type=radio][value="incomplete"]:checked') !== null
  const boxOf = (item: string) => [...form.querySelectorAll<HTMLInputElement>('[name="missingItems"]')].find(({ value }) => value === item)

  function propose(changed: readonly HTMLElement[]): void {
    for (const found of changed.map(read)) {
      const box = boxOf(found.item)
      if (box) box.checked = isAsked(found)
    }
    if (!reason || reason.value !== proposed) return // somebody's own words stay
    proposed = asks() ? rows.map(read).filter(isAsked).map(({ name, remark }) => `${name}: ${remark || (form?.dataset.list ?? '')}`).join('\n') : ''
    reason.value = proposed
  }

  for (const row of rows) {
    row.addEventListener('input', ({ target }) => {
      const kind = row.querySelector<HTMLSelectElement>('.check__kind')
      const tick = row.querySelector<HTMLInputElement>('[type=checkbox]')
      // A paper of which something is wrong is seldom ticked first: choosing what it is ticks it, choosing nothing takes the tick away.
      if (tick && target === kind) tick.checked = kind?.value !== ''
      propose([row])
    })
  }
  form.addEventListener('change', ({ target }) => { if (target instanceof HTMLInputElement && target.type === 'radio') propose(asks() ? rows : []) })
}
