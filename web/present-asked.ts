import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { allQuestions } from '../processes/form.ts'
import { documentsFor } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Consultation } from '../store/consultations.ts'
import type { Dossier, Paper } from '../store/dossiers.ts'
import { isOfAnswer, presentConsultations } from './present-steps.ts'
import { answerGroups } from './view/answers.ts'
import type { DeskDossier } from './view/models.ts'

/** By which an agency knows whom it is asked about. */
const identifying: readonly string[] = ['name', 'dateOfBirth', 'identityNumber']

/** The papers that were sent along with what an agency is asked, and those of its own answer. */
export function readsAsked(asked: readonly Pick<Consultation, 'papers' | 'answer'>[], { papers }: Pick<Dossier, 'papers'>): Paper[] {
  return papers.filter((paper) => asked.some(({ papers: sent, answer }) => sent.includes(paper.item) || isOfAnswer(paper, answer)))
}

/**
 * What an agency reads that is asked about a dossier: whose it is, what the officer sent along, the questions put to it and its own answers
 * (BT 45/2023 art. 17.5); nothing of what others answered, of money, slips, notices or the course of the dossier.
 */
export async function presentAsked(
  dossier: Dossier, asked: readonly Consultation[], language: Language, deps: Pick<Deps, 'agencies' | 'bundles'>, fileHref = (file: string) => `/desk/dossiers/${dossier.code}/files/${file}`,
): Promise<DeskDossier> {
  const { code, procedure: id, application, state, filedAt, receivedAt, channel, units } = dossier
  const procedure = procedureOf(dossier)
  const form = (await deps.bundles.get(id, dossier.bundleVersion)).forms[procedure.applicationForm]
  const declared = asked.some(({ papers }) => papers.includes('application'))
  const components = form?.components ?? []
  const whose = allQuestions(components).filter(({ key }) => identifying.includes(key)).map(({ conditional: _, ...question }) => question)
  const sent = readsAsked(asked, dossier)
  const [receiving, deciding, returning] = await Promise.all((['receiving', 'deciding', 'returning'] as const).map(async (place) => (await deps.agencies.get(units[place])).name[language]))
  return {
    code, procedure: { name: procedure.name[language], href: `/thu-tuc/${id}` }, state, filedAt, asked: true,
    units: { receiving: receiving ?? '', deciding: deciding ?? '', returning: returning ?? '' },
    answers: answerGroups({ components: declared ? components : whose }, { values: application, language }),
    documents: documentsFor(procedure, application, receivedAt ?? filedAt, channel).flatMap(({ id: item, name }) => {
      const files = sent.filter((paper) => paper.item === item).map(({ file }) => ({ name: file.name, size: file.size, href: fileHref(file.id) }))
      return files.length > 0 ? [{ name: name[language], files }] : []
    }),
    timeline: [], slips: [], notices: [], passes: [], sentBack: false, steps: await presentConsultations(dossier, asked, language, deps),
  }
}
