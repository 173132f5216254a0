import { parseExpression } from 'feelin'

/** What a FEEL expression reads and what it compares it with. */
export interface FeelReading {
  readonly isValid: boolean
  /** The variables, each once. */
  readonly names: readonly string[]
  /** `name = "value"` and `name != "value"`, as they stand in the expression. */
  readonly comparisons: readonly { readonly name: string, readonly operator: '=' | '!=', readonly value: string }[]
}

/** Reads an expression as the diagrams and the forms write it, with or without the leading `=`. */
export function readFeel(expression: string): FeelReading {
  const text = expression.replace(/^\s*=/, '')
  const names = new Set<string>()
  const comparisons: FeelReading['comparisons'][number][] = []
  let isValid = true
  parseExpression(text, {}, undefined).iterate({
    enter(node) {
      if (node.type.isError) isValid = false
      const calls = node.node.parent?.name === 'FunctionInvocation' && node.from === node.node.parent.from
      if (node.name === 'VariableName' && !calls) names.add(text.slice(node.from, node.to))
      if (node.name !== 'Comparison') return
      const [, name, operator, value] = /^([\p{L}_][\p{L}\d_]*)\s*(!?=)\s*"([^"]*)"$/u.exec(text.slice(node.from, node.to)) ?? []
      if (name && operator && value !== undefined) comparisons.push({ name, operator: operator as '=' | '!=', value })
    },
  })
  return { isValid, names: [...names], comparisons }
}
