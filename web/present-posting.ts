import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { allQuestions, readAnswers, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import type { Objection, Posting } from '../store/postings.ts'
import { errorTexts } from './form-errors.ts'
import { answerGroups } from './view/answers.ts'
import type { PostingModel } from './view/models.ts'

/** What somebody who objects is asked: who they are, for the agency only, and what they have to say. */
export const objectionForm: Pick<Form, 'components'> = {
  components: [
    { type: 'textfield', key: 'objectorName', label: 'Họ và tên', validate: { required: true, maxLength: 100 }, properties: { 'label:en': 'Your name' } },
    { type: 'textfield', key: 'objectorContact', label: 'Điện thoại hoặc địa chỉ để liên hệ', validate: { required: true, maxLength: 200 }, properties: { 'label:en': 'Telephone or address' } },
    { type: 'textarea', key: 'objection', label: 'Ý kiến về nội dung niêm yết', validate: { required: true, maxLength: 3000 }, properties: { 'label:en': 'What you object to' } },
  ],
}

const answers = z.object({ objectorName: z.string(), objectorContact: z.string(), objection: z.string() })

/** An objection as it was posted, or what is wrong with it. */
export function readObjection(posted: Readonly<Record<string, unknown>>, language: Language): { objection: Pick<Objection, 'name' | 'contact' | 'text'> } | { errors: Record<string, string> } {
  const { values, faults } = readAnswers(objectionForm, posted)
  if (faults.length > 0) return { errors: errorTexts(objectionForm, faults, language) }
  const { objectorName: name, objectorContact: contact, objection: text } = answers.parse(values)
  return { objection: { name, contact, text } }
}

/** What is posted, with nobody's name. */
export async function presentPosting(
  { id, procedure, bundleVersion, unit, facts, from, until, state }: Posting, language: Language, { bundles, agencies }: Pick<Deps, 'bundles' | 'agencies'>,
): Promise<PostingModel> {
  const { applicationForm, name } = findProcedure(procedure)
  const form = (await bundles.get(procedure, bundleVersion)).forms[applicationForm]
  const agency = await agencies.get(unit)
  const components = form ? allQuestions(form.components).filter(({ key }) => key in facts).map(({ conditional: _, ...question }) => question) : []
  return {
    procedure: name[language], agency: agency.name[language], address: agency.address, from, until, open: state === 'open', href: `/niem-yet/${id}`,
    answers: answerGroups({ components } as Pick<Form, 'components'>, { values: facts, language }),
  }
}
