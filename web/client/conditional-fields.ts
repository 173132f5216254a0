/** As web/view/shown-if.ts writes it into `data-shown-if`. */
interface Comparison { field: string, values: string[], not: boolean }
type ShownIf = { all: Comparison[] } | { any: Comparison[] }

/** The answer of a field as text: the ticked ones of a choice, 'true' or 'false' of a single box. */
function answers(form: HTMLFormElement, name: string): string[] {
  const inputs = [...form.elements].filter((element) =>
    'name' in element && element.name === name && !element.matches(':disabled'))
  return inputs.flatMap((element) => {
    if (element instanceof HTMLInputElement && (element.type === 'radio' || element.type === 'checkbox')) {
      if (element.checked) return [element.value]
      return element.type === 'checkbox' && inputs.length === 1 ? ['false'] : []
    }
    return element instanceof HTMLInputElement || element instanceof HTMLSelectElement || element instanceof HTMLTextAreaElement
      ? [element.value]
      : []
  })
}

function applies(form: HTMLFormElement, condition: ShownIf): boolean {
  const holds = ({ field, values, not }: Comparison): boolean => {
    const given = answers(form, field)
    return (given.length === 0 ? values.includes('') : given.some((each) => values.includes(each))) !== not
  }
  return 'all' in condition ? condition.all.every(holds) : condition.any.some(holds)
}

/** Shows a field only while it applies. What was typed into it stays there but is not sent while it is hidden. */
export function showConditionalFields(root: ParentNode): void {
  const fields = [...root.querySelectorAll<HTMLElement>('[data-shown-if]')].flatMap((element) => {
    const form = element.closest('form')
    if (!form) return []
    element.classList.add('is-conditional')
    return [{ element, form, condition: JSON.parse(element.dataset.shownIf ?? '') as ShownIf }]
  })

  function update(): void {
    // A field that is hidden has no answer, on which others may depend in turn: once more for each step of such a chain.
    for (let changed = true, steps = 0; changed && steps <= fields.length; steps++) {
      changed = false
      for (const { element, form, condition } of fields) {
        const hidden = !applies(form, condition)
        if (hidden !== element.hidden) changed = true
        element.hidden = hidden
        for (const input of element.querySelectorAll<HTMLInputElement>('input, select, textarea')) {
          input.disabled = input.closest('[data-shown-if][hidden]') !== null
        }
      }
    }
  }

  for (const form of new Set(fields.map((field) => field.form))) {
    form.addEventListener('input', update)
    form.addEventListener('change', update)
  }
  // The browser restores what was typed when one comes back to a page, after this script has run.
  if (fields.length > 0) addEventListener('pageshow', update)
  update()
}
