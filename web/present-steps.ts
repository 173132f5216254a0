import type { Deps } from '../config/wire.ts'
import type { Language } from '../processes/text.ts'
import { tookToAgree, type Consultation } from '../store/consultations.ts'
import type { Dossier, Paper } from '../store/dossiers.ts'
import { stepName } from './present-dossier.ts'
import { runtimeOptions } from './runtime-options.ts'
import { answerGroups } from './view/answers.ts'
import { dateTime } from './view/format.ts'
import type { AnswerGroup, StepAnswers } from './view/models.ts'
import { translator } from './view/translate.ts'

/**
 * What was answered at the steps so far, for colleagues inside the house: the findings that the head reviews, what the applicant says was
 * completed. Of a step that was done twice the latest answers; newest first.
 */
export async function presentSteps(dossier: Dossier, language: Language, deps: Deps): Promise<StepAnswers[]> {
  const [steps, objections] = await Promise.all([answered(dossier, language, deps), objected(dossier, language, deps)])
  return [...steps, ...objections].sort((a, b) => String(b.at).localeCompare(String(a.at)))
}

async function answered(dossier: Dossier, language: Language, deps: Deps): Promise<StepAnswers[]> {
  const events = (await deps.events.of(dossier.code)).toReversed()
  const found = await Promise.all(Object.entries(dossier.answers).map(async ([name, { values, by, at }]) => {
    const event = events.find(({ act, details }) => act === 'complete-task' && details['form'] === name)
    if (!event) return null
    const process = String(event.details['process'])
    const form = (await deps.bundles.latest(process))?.forms[name]
    if (!form) return null
    const options = await runtimeOptions(form, dossier, { unit: dossier.units.deciding }, language, deps)
    const files = dossier.papers.filter(({ item, at: given }) => item.startsWith(`${name}.`) && given.equals(at))
      .map(({ file }) => ({ name: file.name, size: file.size, type: file.type, href: `/desk/dossiers/${dossier.code}/files/${file.id}` }))
    const answers = withAnswers(answerGroups(form, { values, language, options }))
    return {
      step: await stepName(process, String(event.details['element']), dossier, language, deps), at,
      by: by || translator(language)('desk.applicant'), answers, ...(files.length > 0 && { files }),
    }
  }))
  return found.filter((each) => each !== null)
}

/** What people had to say about what was posted, and how they are reached: for those who settle it only (requirement J8). */
async function objected({ code }: Dossier, language: Language, { postings }: Deps): Promise<StepAnswers[]> {
  const t = translator(language)
  return (await postings.of(code)).flatMap(({ objections }) => objections.map(({ name, contact, text, at }) => ({
    step: t('desk.objection'), by: name, at, answers: [{ rows: [{ label: t('desk.objection-contact'), lines: [contact] }, { label: t('desk.objection-text'), lines: text.split('\n') }] }],
  })))
}

/** Without what was left empty: here it says nothing. */
const withAnswers = (groups: readonly AnswerGroup[]): AnswerGroup[] =>
  groups.map((group) => ({ ...group, rows: group.rows.filter(({ lines }) => lines.length > 0) })).filter(({ rows }) => rows.length > 0)

/** Whether a paper came with an agency's answer. */
export const isOfAnswer = ({ item, at }: Pick<Paper, 'item' | 'at'>, answer: Consultation['answer']): boolean => item.startsWith('consultation-answer.') && answer?.at.equals(at) === true

/** What agencies were asked, and what they answered. */
export async function presentConsultations(
  dossier: Dossier, consultations: readonly Consultation[], language: Language, { agencies, bundles }: Pick<Deps, 'agencies' | 'bundles'>,
): Promise<StepAnswers[]> {
  const t = translator(language)
  const form = (await bundles.latest('consultation'))?.forms['consultation-answer']
  return Promise.all(consultations.map(async ({ id, agency, question, due, state, silence, answer, askedAt }) => {
    const { name, calendar } = await agencies.get(agency)
    const values = dossier.answers[`consultation-answer@${id}`]?.values
    const files = dossier.papers.filter((paper) => isOfAnswer(paper, answer)).map(({ file }) => ({ name: file.name, size: file.size, href: `/desk/dossiers/${dossier.code}/files/${file.id}` }))
    return {
      step: name[language], by: answer?.by ?? t(tookToAgree({ state, silence }) ? 'desk.took-to-agree' : 'desk.no-answer'), at: answer?.at ?? askedAt, ...(answer && state === 'unanswered' && { late: true }), ...(files.length > 0 && { files }),
      answers: [
        { rows: [{ label: t('desk.question'), lines: question.split('\n') }, { label: t('desk.answer-due'), lines: [dateTime(due, language, calendar.timeZone)] }] },
        ...(form && values ? answerGroups(form, { values, language }) : []),
      ],
    }
  }))
}
