import { urlencoded, type Request } from 'express'
import type { z } from 'zod'
import { HttpProblem } from './problem.ts'

/** What a plain form holds. @throws HttpProblem 422 for anything that none of our forms sends: no body, lists for texts, too much */
export function readBody<Shape extends z.ZodType>(shape: Shape, { body }: Request): z.infer<Shape> {
  const result = shape.safeParse(body)
  if (!result.success) throw new HttpProblem(422)
  return result.data
}

/** Reads a plain form of the desk, of at most 200 kB and 400 fields. */
export const deskForm = urlencoded({ extended: false, limit: '200kb', parameterLimit: 400 })
