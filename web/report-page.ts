import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { readAnswers, type Form } from '../processes/form.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import { errorTexts } from './form-errors.ts'
import { say } from './messages/routes.ts'
import type { Report } from './report-error.ts'
import { formView } from './view/form-fields.ts'
import type { ReportModel } from './view/models.ts'

const processes = { 'correction-request': 'correction', 'loss-report': 'loss' } as const satisfies Record<Report, string>

/** The form of a report, as the latest version of its process asks it. */
export async function reportForm(kind: Report, { bundles }: Pick<Deps, 'bundles'>): Promise<Form> {
  const form = (await bundles.latest(processes[kind]))?.forms[kind]
  if (!form) throw new Error(`No form ${kind}`)
  return form
}

/** The page on which something is reported, empty or with what was wrong in it. */
export function reportPage(
  kind: Report, form: Form, { code, procedure, filedAt }: Dossier, at: { action: string, backHref: string }, language: Language,
  posted?: { values: Answers, errors: Readonly<Record<string, string>> },
): ReportModel {
  const { fields, errors } = formView(form, { values: posted?.values ?? {}, errors: posted?.errors ?? {}, language })
  return {
    ...at, code, procedure: { name: procedureOf({ procedure, filedAt }).name[language], href: `/thu-tuc/${procedure}` },
    heading: say(`${kind}.heading`, language), lead: say(`${kind}.lead`, language), sections: [{ fields }], errors,
  }
}

/** A posted report: its answers, or what is wrong with it. */
export function readReport(form: Form, posted: Readonly<Record<string, unknown>>, language: Language): { values: Answers, errors: Record<string, string> } {
  const { values, faults } = readAnswers(form, posted)
  return { values, errors: errorTexts(form, faults, language) }
}
