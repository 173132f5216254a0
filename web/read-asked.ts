import type { Deps } from '../config/wire.ts'
import { readAnswers, type Form } from '../processes/form.ts'
import type { EnquiryKind } from '../processes/law/enquiries.ts'
import type { Language } from '../processes/text.ts'
import type { Answers } from '../store/dossiers.ts'
import { checkAsked } from './check-enquiry-answers.ts'
import { errorTexts } from './form-errors.ts'
import { sayEnquiry } from './messages/enquiries.ts'
import { nearest } from './parties.ts'
import { enquiryOptions, intakeForms } from './present-enquiry.ts'

/** Who asks and the matter, as one form: that of the interface. */
export async function intakeForm(kind: EnquiryKind, deps: Pick<Deps, 'bundles'>): Promise<Form> {
  return { id: kind, components: (await intakeForms(kind, deps)).flatMap(({ components }) => components) }
}

/** A question or feedback as it was posted: its answers, or what is wrong with them, by field. */
export async function readAsked(
  kind: EnquiryKind, posted: Readonly<Record<string, unknown>>, language: Language, deps: Pick<Deps, 'bundles' | 'agencies'>,
): Promise<{ asked: Answers, errors: Record<string, string> }> {
  const options = await enquiryOptions(language, deps)
  const read = (await intakeForms(kind, deps)).map((form) => ({ form, ...readAnswers(form, posted, options) }))
  const asked = Object.assign({}, ...read.map(({ values }) => values)) as Answers
  return { asked, errors: { ...checkAsked(asked, language), ...Object.assign({}, ...read.map(({ form, faults }) => errorTexts(form, faults, language))) as Record<string, string> } }
}

/** A further question to one that was answered, and what is wrong with it. */
export function readFurther(content: string, language: Language): { written: string, error: string | undefined } {
  const written = content.normalize('NFC').replace(/\r\n/g, '\n').trim()
  return { written, error: written.length < 20 ? sayEnquiry('further.content', language) : checkAsked({ content: written }, language)['content'] }
}

/** The one-stop unit that sorts what is asked of an agency; null when there is none. */
export async function sorterOf({ agency }: Answers, { agencies }: Pick<Deps, 'agencies'>): Promise<string | null> {
  const chosen = await agencies.get(String(agency))
  return (chosen.kind === 'one-stop' ? chosen : nearest(await agencies.ofKind('one-stop'), chosen.territory))?.id ?? null
}
