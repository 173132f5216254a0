import type { z } from 'zod'
import type { Dossier, TaskAnswers } from '../store/dossiers.ts'

/**
 * What was answered in a form that a step of the diagram before this one asked for.
 * @throws when it was never answered, or not as the worker needs it: the diagram asks for the job too early
 */
export function answersOf<Shape extends z.ZodType>(
  dossier: Dossier, key: string, shape: Shape,
): Omit<TaskAnswers, 'values'> & { values: z.infer<Shape> } {
  const answers = dossier.answers[key]
  if (!answers) throw new Error(`Dossier ${dossier.code}: nobody has answered '${key}'`)
  return { ...answers, values: shape.parse(answers.values) }
}
