import type { EditedFacts } from '../edition.ts'
import type { Limit } from '../law/limit.ts'
import { readDefinitions } from './check-diagram.ts'
import type { Finding } from './finding.ts'
import { hoursWithin, limitFindings } from './step-limits.ts'

/** A limit that the steps do not fit into: the published one of a case, by its place, or one that a step's finding brings, by its cause. */
export type LimitFault = { readonly case: number, readonly finding: Finding } | { readonly cause: string, readonly finding: Finding }

/** So long that the steps always fit: leaves only what is asked about the later limits. */
const unlimited: Limit = { amount: 10_000, unit: 'working-day' }

const same = (one: Limit | undefined, other: Limit) => one?.amount === other.amount && one.unit === other.unit

/**
 * The limits of an edition that the steps of the diagram do not fit into on every path (requirements A10, F12). A case that leaves out steps,
 * so that the longest path never fitted into its limit, must not become shorter.
 */
export async function limitFaults(diagram: string, before: EditedFacts, { limits, laterLimits }: EditedFacts): Promise<LimitFault[]> {
  const definitions = await readDefinitions(diagram)
  const cases = limits.flatMap(({ limit }, index) => {
    const was = before.limits[index]?.limit
    if (same(was, limit)) return []
    const [finding] = limitFindings(definitions, limit)
    const isShorter = !was || limitFindings(definitions, was).length === 0 || hoursWithin(limit) < hoursWithin(was)
    return finding && isShorter ? [{ case: index, finding }] : []
  })
  const causes = laterLimits.flatMap(({ cause, limit }) => {
    if (same(before.laterLimits.find((each) => each.cause === cause)?.limit, limit)) return []
    const [finding] = limitFindings(definitions, unlimited, { [cause]: limit })
    return finding ? [{ cause, finding }] : []
  })
  return [...cases, ...causes]
}
