/*
 * When a field applies, in a form that the browser understands without evaluating code: the FEEL expression of form-js'
 * `conditional.hide`, as far as it compares fields with constants. All our forms keep to that; a richer expression is not an error,
 * its field is then always shown.
 */

/** `field` has one of the values, or, with `not`, none of them. */
export interface Comparison {
  field: string
  values: readonly string[]
  not: boolean
}

/** The field is shown if all (or any) of these hold. */
export type ShownIf = { all: readonly Comparison[] } | { any: readonly Comparison[] }

const term = /^([\p{L}_][\p{L}\p{N}_]*)\s*(=|!=)\s*("(?:[^"\\]|\\.)*"|true|false|null|-?\d+(?:\.\d+)?)$/u

function comparison(source: string): Comparison | null {
  const found = term.exec(unwrapped(source))
  if (!found) return null
  const [, field = '', operator, constant = ''] = found
  // null and "" are both 'nothing was entered' in a form.
  const value = constant === 'null' ? '' : constant.startsWith('"') ? JSON.parse(constant) as string : constant
  return { field, values: [value], not: operator === '!=' }
}

function unwrapped(source: string): string {
  let inner = source.trim()
  while (inner.startsWith('(') && closing(inner) === inner.length - 1) inner = inner.slice(1, -1).trim()
  return inner
}

/** Where the bracket that opens the text closes. */
function closing(source: string): number {
  let depth = 0
  for (let at = 0; at < source.length; at++) {
    if (source[at] === '(') depth++
    if (source[at] === ')' && --depth === 0) return at
  }
  return -1
}

function negated(comparison: Comparison): Comparison {
  return { ...comparison, not: !comparison.not }
}

/** Terms of one field that can be told as one: `a = 1 or a = 2` has two values. */
function merged(terms: readonly Comparison[], not: boolean): readonly Comparison[] {
  const done: Comparison[] = []
  for (const each of terms) {
    const at = done.findIndex(({ field, not: other }) => field === each.field && other === not && each.not === not)
    const same = done[at]
    if (same) done[at] = { ...same, values: [...same.values, ...each.values] }
    else done.push(each)
  }
  return done
}

/**
 * The condition under which a field is shown, from the expression under which it is hidden.
 *
 * @returns null when the expression is none of: comparisons with constants joined by `and`, or by `or`, or the `not(…)` of one
 */
export function shownIf(hide: string): ShownIf | null {
  const source = unwrapped(hide.trim().replace(/^=/, ''))
  if (source.startsWith('not(') && closing(source.slice(3)) === source.length - 4) {
    const inner = shownIf(source.slice(4, -1))
    if (!inner) return null
    return 'all' in inner
      ? { any: merged(inner.all.map(negated), false) }
      : { all: merged(inner.any.map(negated), true) }
  }
  for (const [word, join] of [[' or ', 'all'], [' and ', 'any']] as const) {
    const parts = source.split(word)
    if (parts.length === 1) continue
    const terms = parts.map(comparison)
    if (terms.some((each) => each === null)) return null
    const shown = (terms as Comparison[]).map(negated)
    return join === 'all' ? { all: merged(shown, true) } : { any: merged(shown, false) }
  }
  const single = comparison(source)
  return single && { all: [negated(single)] }
}
