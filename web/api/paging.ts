import { z } from 'zod'
import type { Language } from '../../processes/text.ts'
import { refuse } from './problems.ts'

/** How a list is asked for: so many at a time, from where the page before ended. */
export const paging = { limit: z.coerce.number().int().min(1).max(100).default(50), cursor: z.string().max(300).optional() }

/** Where the page before ended, as the caller hands it back; it is of no use beyond what the caller may read anyway. @throws ApiProblem 400 */
export function readCursor<Shape extends z.ZodType>(shape: Shape, cursor: string | undefined, language: Language): z.infer<Shape> | null {
  if (cursor === undefined) return null
  try {
    return shape.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw refuse(400, 'bad-cursor', language)
  }
}

/** A page of what was found, which is one more than fits when there is a next page. */
export function pageOf<Item>(found: readonly Item[], limit: number, placeOf: (last: Item) => readonly unknown[]): { shown: readonly Item[], next: string | null } {
  const shown = found.slice(0, limit)
  const last = found.length > limit ? shown.at(-1) : undefined
  return { shown, next: last === undefined ? null : Buffer.from(JSON.stringify(placeOf(last))).toString('base64url') }
}
