import type { z } from 'zod'
import type { TaskAnswers } from '../store/dossiers.ts'

/**
 * What was answered in a form that a step of the diagram before this one asked for.
 * @throws when it was never answered, or not as the worker needs it: the diagram asks for the job too early
 */
export function answersOf<Shape extends z.ZodType>(
  { code, answers: all }: { readonly code: string, readonly answers: Readonly<Record<string, TaskAnswers>> }, key: string, shape: Shape,
): Omit<TaskAnswers, 'values'> & { values: z.infer<Shape> } {
  const answers = all[key]
  if (!answers) throw new Error(`${code}: nobody has answered '${key}'`)
  return { ...answers, values: shape.parse(answers.values) }
}
