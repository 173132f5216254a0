import type { Deps } from '../../config/wire.ts'
import { attachmentsOf, type Form } from '../../processes/form.ts'
import type { Answers } from '../../store/dossiers.ts'
import type { KeptAnswer } from '../../store/request-keys.ts'
import { fileFaults, unknownAnswers } from './answer-faults.ts'
import type { Call } from './operation.ts'
import { faultsAt, wrongInput } from './problems.ts'

type Faults = Readonly<Record<string, string>>

/** What came with a request, read by the form that it answers: what is wrong with it and with its files, by field, as the pages tell it. */
export interface Reading {
  readonly form: Pick<Form, 'components'>
  readonly errors: Faults
  readonly fileErrors?: Faults
  /** The items for which files may come, beside the form's own places. */
  readonly items?: readonly string[]
}

type Answering = Pick<Call<unknown, unknown, { answers: Answers }>, 'body' | 'files' | 'language' | 'keep'>

/** Tells everything that is wrong with what came, each with its place. @throws ApiProblem 422 */
export function refuseFaults({ body, files, language }: Pick<Answering, 'body' | 'files' | 'language'>, { form, errors, fileErrors = {}, items = [] }: Reading): void {
  const places = [...items, ...attachmentsOf(form.components).map(({ key }) => key)]
  const faults = [
    ...unknownAnswers(form, body.answers, language), ...faultsAt('answers', errors), ...faultsAt('documents', fileErrors),
    ...fileFaults({ papers: files.papers, rejected: files.rejected.filter(({ item }) => !(item in fileErrors)) }, places, language),
  ]
  if (faults.length > 0) throw wrongInput(faults, language)
}

/**
 * The one way in which answers to a form are carried out: everything that is wrong is told at once, each with its place; else the act and the answer to
 * the request are kept in one transaction.
 * @throws ApiProblem 422
 */
export async function carryOut<Answer extends KeptAnswer>(
  call: Answering, reading: Reading, { transactions }: Pick<Deps, 'transactions'>, act: () => Promise<Answer>,
): Promise<Answer> {
  refuseFaults(call, reading)
  return transactions.run(async () => call.keep(await act()))
}
