import { allQuestions, type Form } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import { rejectedFiles } from '../documents.ts'
import { sayApi } from '../messages/api.ts'
import type { Fault } from '../problem.ts'
import type { PostedForm } from '../upload.ts'
import { faultsAt, pointer } from './problems.ts'

/** Answers to questions that the form does not have: told, not dropped, since a program asks for something by them. */
export function unknownAnswers(form: Pick<Form, 'components'>, given: Readonly<Record<string, unknown>>, language: Language): Fault[] {
  const known = new Set(allQuestions(form.components).map(({ key }) => key))
  return Object.keys(given).filter((key) => !known.has(key)).map((key) => ({ pointer: pointer(['answers', key]), detail: sayApi('unknown-field', language) }))
}

/** What is wrong with the files themselves: not taken, or for an item that is not on the list. */
export function fileFaults({ papers, rejected }: Pick<PostedForm, 'papers' | 'rejected'>, items: readonly string[], language: Language): Fault[] {
  return [
    ...faultsAt('documents', rejectedFiles(rejected, language)),
    ...[...new Set([...papers, ...rejected].map(({ item }) => item))].filter((item) => !items.includes(item)).map((item) => ({ pointer: pointer(['documents', item]), detail: sayApi('unknown-item', language) })),
  ]
}
