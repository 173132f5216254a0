import { Linter } from 'bpmnlint'
import correctness from 'bpmnlint/config/correctness.js'
import camunda from 'bpmnlint-plugin-camunda-compat'
import { BpmnModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import type { Limit } from '../law/limit.ts'
import type { Definitions } from './elements.ts'
import { finding, type Finding } from './finding.ts'
import { houseFindings, type Surroundings } from './house-rules.ts'
import { lintRules } from './lint-rules.ts'
import { lintText } from './lint-texts.ts'
import { pathFindings } from './path-rules.ts'
import { limitFindings } from './step-limits.ts'

/** What a diagram is checked against. */
export interface CheckContext extends Surroundings {
  /** The shortest published limit of the procedure; without it the sum of the steps is not checked. */
  readonly limit?: Limit
  /** The limits that the steps may change it to, by their cause. */
  readonly laterLimits?: Readonly<Record<string, Limit>>
}

/** Correct BPMN that Zeebe 8.5 runs; without a parallel split that nobody sees, and without elements that lie on each other. */
const config = {
  extends: ['bpmnlint:correctness', 'plugin:camunda-compat/camunda-cloud-8-5'],
  rules: { 'no-gateway-join-fork': 'error', 'no-implicit-split': 'error', 'no-overlapping-elements': 'error' },
}

/** In characters; the largest diagrams that people draw have some 300,000. */
const longestDiagram = 2_000_000

const resolver = {
  resolveRule: (pkg: string, rule: string) => lintRules[`${pkg}/${rule}`],
  resolveConfig: (pkg: string, name: string) => pkg === 'bpmnlint' && name === 'correctness' ? correctness : camunda.configs[name],
}

async function lintFindings(definitions: Definitions): Promise<Finding[]> {
  // A linter that is used again repeats the findings of the run before.
  const results = await new Linter({ config, resolver }).lint(definitions)
  return Object.entries(results).flatMap(([name, reports]) => {
    const rule = name.includes('/') ? name : `bpmnlint/${name}`
    return reports.map(({ id, message }) => ({ rule, element: id ?? null, message: { vi: `${id ?? ''}: ${lintText(rule) ?? message}`, en: `${id ?? ''}: ${message}` } }))
  })
}

/** Reads a diagram that was deployed, so that it was found good. @throws when the XML cannot be read */
export async function readDefinitions(xml: string): Promise<Definitions> {
  return (await new BpmnModdle({ zeebe }).fromXML(xml)).rootElement as Definitions
}

/**
 * Everything that keeps a diagram from being deployed: the rules of BPMN and of Zeebe 8.5, and the house's own. The same in the
 * editor, in CI and before a deployment. A diagram that cannot be read has that one finding.
 */
export async function checkDiagram(xml: string, { limit, laterLimits = {}, ...surroundings }: CheckContext = {}): Promise<readonly Finding[]> {
  if (xml.length > longestDiagram) return [finding('readable', null, { why: `${String(xml.length)} > ${String(longestDiagram)} characters` })]
  let definitions: Definitions
  let warnings: readonly { readonly message: string }[]
  try {
    const parsed = await new BpmnModdle({ zeebe }).fromXML(xml)
    definitions = parsed.rootElement as Definitions
    warnings = parsed.warnings
  } catch (error) {
    return [finding('readable', null, { why: (error as Error).message })]
  }
  return [
    ...warnings.map(({ message }) => finding('readable', null, { why: message })),
    ...await lintFindings(definitions),
    ...houseFindings(definitions, surroundings),
    ...pathFindings(definitions, surroundings),
    ...limit ? limitFindings(definitions, limit, laterLimits) : [],
  ]
}
