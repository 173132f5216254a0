import type { Request, Response } from 'express'
import { HttpProblem } from '../problem.ts'
import { allQuestions, readAnswers, type Form } from '../../processes/form.ts'
import { brokenRules, type Application, type Channel, type Procedure } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import type { Deps } from '../../config/wire.ts'
import type { Draft } from '../../store/drafts.ts'
import type { PersonalDocument } from '../../store/personal-documents.ts'
import { documentFields, listedItems, missingDocuments, rejectedFiles } from '../documents.ts'
import { documentConditions } from '../document-conditions.ts'
import { errorTexts } from '../form-errors.ts'
import { say } from '../messages/routes.ts'
import type { TakeDeps } from '../take-file.ts'
import { readForm } from '../upload.ts'
import { formView } from '../view/form-fields.ts'
import type { FileModel } from '../view/models.ts'
import { render } from '../view/render.ts'
import { keepOwn, offersFor, takeTicked } from './offered-documents.ts'
import type { Temporal } from 'temporal-polyfill'

/** Files of one application, over all its documents. */
const mostPapers = 40

/** An application as it stands in the form: what was typed, right or wrong, and the papers. */
export type Filled = Pick<Draft, 'values' | 'papers'>

/** A posted application form. */
export interface PostedApplication {
  /** What is kept of it, also when something is wrong. */
  readonly filled: Filled
  /** The answers that are right. */
  readonly values: Application
  /** Whether a paper was to be taken out, which is no wish to go on. */
  readonly removing: boolean
  /** Whether it was only to be kept as it stands, right or wrong. */
  readonly saving: boolean
  readonly fieldErrors: Readonly<Record<string, string>>
  readonly documentErrors: Readonly<Record<string, string>>
  /** Those of them that are about files that were not taken. */
  readonly fileErrors: Readonly<Record<string, string>>
}

interface Asked {
  readonly procedure: Procedure
  readonly form: Form
  readonly language: Language
  readonly at: Temporal.Instant
  /** Online unless said otherwise: at the counter and by post papers come as papers, and none is attached here. */
  readonly channel?: Channel
  /** What document stores have that may be offered in this browser, whomever it belongs to. */
  readonly offered?: readonly PersonalDocument[]
  /** What else is wrong with answers, by field. */
  readonly faults?: (values: Application) => Readonly<Record<string, string>>
}

/** What was typed into the form's own fields, right or wrong; other fields are none of ours. */
const typedInto = (form: Form, posted: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(allQuestions(form.components).flatMap(({ key }) => posted[key] === undefined ? [] : [[key, posted[key]]]))

/** What is kept of a form as it is: right answers as they are read, wrong ones as they were typed. */
export const typedAndRead = (form: Form, posted: Readonly<Record<string, unknown>>): Filled['values'] => ({ ...typedInto(form, posted), ...readAnswers(form, posted).values })

const ruleErrors = (procedure: Procedure, values: Application, language: Language) =>
  Object.fromEntries(brokenRules(procedure, values).map(({ field, words }) => [field, words[language]]))

/**
 * Reads the posted form with its new papers, beside those that were there before. A paper from a document store stays only while the
 * application is for whom it belongs to. @throws HttpProblem 413 for too many papers
 */
export async function readApplication(
  req: Request, { procedure, form, language, at, channel = 'online', offered = [], faults: also }: Asked, before: Filled['papers'], deps: TakeDeps & Pick<Deps, 'uploads' | 'personalDocuments'>,
): Promise<PostedApplication> {
  const posted = await readForm(req, deps)
  const stays = before.filter(({ file }) => file.id !== posted.fields['remove'])
  // A form that is sent again names the files that came before it again.
  const handedIn = [...stays, ...posted.papers.filter(({ file }) => !stays.some((paper) => paper.file.id === file.id))]
  const { values, faults } = readAnswers(form, posted.fields)
  const ticked = takeTicked(listedItems(procedure, at), posted.fields, { procedure, offered, papers: handedIn })
  const { papers, refused } = await keepOwn(ticked.papers, values, at, deps)
  if (papers.length > mostPapers) {
    await deps.files.drop(posted.papers.map(({ file }) => file.id))
    throw new HttpProblem(413)
  }
  const fileErrors = rejectedFiles(posted.rejected, language)
  return {
    saving: posted.fields['save'] === 'draft', fileErrors,
    filled: { values: typedAndRead(form, posted.fields), papers }, values,
    removing: typeof posted.fields['remove'] === 'string',
    fieldErrors: { ...also?.(values), ...ruleErrors(procedure, values, language), ...errorTexts(form, faults, language) },
    documentErrors: {
      ...(channel === 'online' && missingDocuments(procedure, values, papers, language, at)), ...fileErrors,
      ...(channel === 'online' && Object.fromEntries([...ticked.refused, ...refused].map((item) => [item, say('reuse.not-here', language)]))),
    },
  }
}

/** Whether an application may be sent as it is. */
export function isComplete(posted: PostedApplication): boolean {
  return !posted.removing && !posted.saving && Object.keys({ ...posted.fieldErrors, ...posted.documentErrors }).length === 0
}

/** What is still missing or wrong in what was kept of a form, in words; nothing when it may be sent. */
export function whatIsMissing({ values: kept, papers }: Filled, { procedure, form, language, at, faults: also }: Omit<Asked, 'offered'>): string[] {
  const { values, faults } = readAnswers(form, kept)
  return Object.values({
    ...also?.(values), ...ruleErrors(procedure, values, language), ...errorTexts(form, faults, language), ...missingDocuments(procedure, values, papers, language, at),
  })
}

/** What is wrong with an application and its papers, by field and by document: the same rules however it comes. */
export async function applicationFaults(
  { values: kept, papers }: Filled, { procedure, form, language, at, channel = 'online', faults: also }: Omit<Asked, 'offered'>, deps: Pick<Deps, 'personalDocuments'>,
): Promise<Pick<PostedApplication, 'values' | 'fieldErrors' | 'documentErrors'>> {
  const { values, faults } = readAnswers(form, kept)
  const { refused } = await keepOwn(papers, values, at, deps)
  return {
    values, fieldErrors: { ...also?.(values), ...ruleErrors(procedure, values, language), ...errorTexts(form, faults, language) },
    documentErrors: { ...missingDocuments(procedure, values, papers, language, at, { channel }), ...Object.fromEntries(refused.map((item) => [item, say('reuse.not-here', language)])) },
  }
}

/** Whether what was kept of a form is complete: the same rules as when it was posted. */
export async function mayBeSent(kept: Filled, asked: Omit<Asked, 'offered'>, deps: Pick<Deps, 'personalDocuments'>): Promise<Application | null> {
  const { values, fieldErrors, documentErrors } = await applicationFaults(kept, asked, deps)
  return Object.keys({ ...fieldErrors, ...documentErrors }).length === 0 ? values : null
}

/** Shows the form with its papers; with what was wrong when it has been posted. */
export function showApplication(
  res: Response, { procedure, form, language, at, channel = 'online', offered = [] }: Asked, filled: Filled, page: Omit<FileModel, 'sections' | 'documents' | 'documentsDepend' | 'errors'>, { personalDocuments }: Pick<Deps, 'personalDocuments'>,
  posted?: PostedApplication,
): void {
  const wrong = !posted || posted.removing ? undefined : posted.saving ? { fieldErrors: {}, documentErrors: posted.fileErrors } : posted
  const { fields, errors } = formView(form, { values: filled.values, errors: wrong?.fieldErrors ?? {}, language })
  const conditions = documentConditions(procedure, form, at)
  const asked = channel !== 'online' ? [] : documentFields(procedure, posted?.values ?? filled.values, filled.papers, language, at, wrong?.documentErrors ?? {},
    channel, (item) => offersFor(item, { procedure, offered, ...filled }, personalDocuments))
  const documents = asked.map((field) => {
    const condition = field.files.length === 0 ? conditions.get(field.item) : undefined
    return { ...field, ...(condition && { shownIf: JSON.stringify(condition) }) }
  })
  render(res, 'portal/file', {
    ...page, sections: [{ fields }], documents, documentsDepend: documents.some(({ shownIf }) => shownIf !== undefined),
    errors: [...errors, ...documents.flatMap(({ item, error }) => error ? [{ text: error, href: `#field-documents.${item}` }] : [])],
  }, { ...(page.counter && { layout: 'desk' }) })
}
