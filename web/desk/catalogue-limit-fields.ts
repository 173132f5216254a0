import { sameFact, type EditedFacts, type EditedLimit } from '../../processes/edition.ts'
import type { FormComponent, QuestionComponent } from '../../processes/form.ts'
import { largestAmount, limitUnits, type Limit } from '../../processes/law/limit.ts'
import { catalogueText } from '../messages/catalogue-editor.ts'
import { limitUnitNames } from '../messages/catalogue-words.ts'
import { answersOf, both, choice, line, pair, whole, type EditorFaults } from './catalogue-fields.ts'

const limitFields = (key: string, amount: ReturnType<typeof catalogueText>, unit: ReturnType<typeof catalogueText>): QuestionComponent[] =>
  [whole(`${key}-amount`, amount, { min: 1, max: largestAmount }), choice(`${key}-unit`, unit, limitUnits.map((each) => [each, limitUnitNames[each]]))]

/** The published limits by their cases, and those that a finding on the way brings. */
export function limitFieldsOf({ limits, laterLimits }: EditedFacts): FormComponent[] {
  return [
    ...limits.flatMap(({ appointments }, index) => {
      const [key, number] = [`limit-${String(index)}`, index + 1]
      const t = (message: Parameters<typeof catalogueText>[0]) => catalogueText(message, { number })
      return [
        ...limitFields(key, t('limit-amount'), t('limit-unit')), ...pair(`${key}-words`, t('limit-words'), true),
        ...(appointments ? [
          ...limitFields(`${key}-first`, t('limit-first'), t('limit-first-unit')), ...limitFields(`${key}-second`, t('limit-second'), t('limit-second-unit')), ...pair(`${key}-second-words`, t('limit-second-words'), true),
        ] : []),
      ]
    }),
    ...laterLimits.flatMap(({ cause, words }) => {
      const key = `later-${cause}`
      const t = (message: Parameters<typeof catalogueText>[0]) => ({ vi: catalogueText(message, { words: words.vi }).vi, en: catalogueText(message, { words: words.en }).en })
      return [...limitFields(key, t('later-amount'), t('later-unit')), ...pair(`${key}-words`, t('later-words'), true), line(`${key}-basis`, t('later-basis'), true)]
    }),
  ]
}

const limitValues = (key: string, { amount, unit }: Limit) => ({ [`${key}-amount`]: amount, [`${key}-unit`]: unit })

export function valuesOfLimits({ limits, laterLimits }: EditedFacts): Record<string, unknown> {
  return Object.assign({}, ...limits.map(({ limit, words, appointments }, index) => {
    const key = `limit-${String(index)}`
    return {
      ...limitValues(key, limit), ...both(`${key}-words`, words),
      ...(appointments && { ...limitValues(`${key}-first`, appointments.first), ...limitValues(`${key}-second`, appointments.second), ...both(`${key}-second-words`, appointments.words) }),
    }
  }), ...laterLimits.map(({ cause, limit, words, basis }) => ({ ...limitValues(`later-${cause}`, limit), ...both(`later-${cause}-words`, words), [`later-${cause}-basis`]: basis }))) as Record<string, unknown>
}

/**
 * The limits that were typed, over those that the form was made of. The words that citizens read must go along with a limit, and two
 * appointments must add up to it.
 */
export function readLimits(values: Readonly<Record<string, unknown>>, shown: EditedFacts, stood: EditedFacts, faults: EditorFaults): Pick<EditedFacts, 'limits' | 'laterLimits'> {
  const { said, number, text } = answersOf(values)
  const limitOf = (key: string, otherwise: Limit): Limit => ({ amount: number(`${key}-amount`) ?? otherwise.amount, unit: limitUnits.find((each) => each === said(`${key}-unit`)) ?? otherwise.unit })
  const compareWords = (key: string, limit: Limit, words: EditedLimit['words'], was: Pick<EditedLimit, 'limit' | 'words'> | undefined) => {
    if (!was || sameFact(was.limit, limit)) return
    for (const language of ['vi', 'en'] as const) if (was.words[language] === words[language]) faults[`${key}-words-${language}`] = { key: 'fault-limit-words' }
  }
  return {
    limits: shown.limits.map(({ limit: before, appointments }, index) => {
      const key = `limit-${String(index)}`
      const [limit, words] = [limitOf(key, before), text(`${key}-words`)]
      compareWords(key, limit, words, stood.limits[index])
      if (!appointments) return { limit, words, appointments }
      const [first, second] = [limitOf(`${key}-first`, appointments.first), limitOf(`${key}-second`, appointments.second)]
      if (first.unit !== limit.unit || second.unit !== limit.unit || first.amount + second.amount !== limit.amount) faults[`${key}-first-amount`] = { key: 'fault-appointments' }
      return { limit, words, appointments: { first, second, words: text(`${key}-second-words`) } }
    }),
    laterLimits: shown.laterLimits.map(({ cause, limit: before }) => {
      const key = `later-${cause}`
      const [limit, words] = [limitOf(key, before), text(`${key}-words`)]
      compareWords(key, limit, words, stood.laterLimits.find((each) => each.cause === cause))
      return { cause, limit, words, basis: said(`${key}-basis`) }
    }),
  }
}

