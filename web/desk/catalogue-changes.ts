import type { EditedFacts, EditedFee, EditedLimit, FactPart } from '../../processes/edition.ts'
import { formatDong } from '../../processes/law/fees.ts'
import { lifeEvents } from '../../processes/law/life-events.ts'
import { onlineLevels } from '../../processes/law/online-levels.ts'
import type { Language } from '../../processes/text.ts'
import { limitText } from '../limit-text.ts'
import { sayCatalogue } from '../messages/catalogue-editor.ts'

/** What a case of the fee comes to, in words: '0 đồng, mỗi bản 8.000 đồng'. */
function feeWords({ amount, scale }: EditedFee, language: Language): string {
  const dong = (value: number) => formatDong(value, language)
  if (!scale) return dong(amount)
  const { each: { [language]: each }, rates: [first, next], most } = scale
  return [
    ...(amount > 0 || !first ? [dong(amount)] : []), ...(first ? [sayCatalogue('words-each', language, { each, amount: dong(first.amount) })] : []),
    ...(next ? [sayCatalogue('words-next', language, { each, from: next.from, amount: dong(next.amount) })] : []), ...(most !== null ? [sayCatalogue('words-most', language, { amount: dong(most) })] : []),
  ].join('; ')
}

/** A limit as it is counted, and in the words that citizens read. */
function limitWords({ limit, words, appointments }: EditedLimit, language: Language): string {
  return [`${limitText(limit, language)} (“${words[language]}”)`, ...(appointments ? [`${limitText(appointments.first, language)} + ${limitText(appointments.second, language)} (“${appointments.words[language]}”)`] : [])].join('; ')
}

type Line = [FactPart, string, string]

/** Each fact by the part it belongs to and a name that stays, in one language. */
function linesOf(facts: EditedFacts, language: Language): Line[] {
  return [
    ...(['name', 'field', 'decidingAgency'] as const).map((part): Line => [part, '', facts[part][language]]), ['code', '', facts.code], ...facts.alsoCalled.map((word): Line => ['alsoCalled', word, word]),
    ['onlineLevel', '', [onlineLevels[facts.onlineLevel.level].name[language], facts.onlineLevel.text?.[language]].filter(Boolean).join(': ')],
    ...facts.lifeEvents.map(({ event, order, why }): Line => ['lifeEvents', event, `${lifeEvents[event].name[language]} (${String(order)}): ${why[language]}`]),
    ...facts.limits.map((each, index): Line => ['limits', String(index), limitWords(each, language)]), ...facts.laterLimits.map(({ cause, basis, ...each }): Line => ['laterLimits', cause, `${limitWords({ ...each, appointments: null }, language)}; ${basis}`]),
    ...(['applicants', 'conditions', 'legalBasis'] as const).flatMap((part) => facts[part].map((text): Line => [part, text.vi, text[language]])),
    ...facts.channels.map(({ channel, text }): Line => ['channels', channel, text[language]]),
    ...facts.documents.map(({ id, name, copies, when, template }): Line => ['documents', id, [name[language], copies[language], when?.[language], template].filter(Boolean).join(' · ')]),
    ...facts.fees.map((fee, index): Line => ['fees', String(index), `${fee.who[language]}: ${feeWords(fee, language)}`]),
    ...(facts.furtherCopies ? [['fees', 'further', sayCatalogue('words-further', language, { from: facts.furtherCopies.from, amount: formatDong(facts.furtherCopies.amount, language) })] as Line] : []),
  ]
}

/** What an edition changes, a line each, in one language; null where nothing stood or stands. */
export function changesBetween(before: EditedFacts, after: EditedFacts, language: Language): { part: FactPart, before: string | null, after: string | null }[] {
  const [old, next] = [linesOf(before, language), linesOf(after, language)]
  const same = (one: readonly string[], other: readonly string[]) => one[0] === other[0] && one[1] === other[1]
  return [
    ...next.flatMap((line) => {
      const was = old.find((each) => same(each, line))
      return was?.[2] === line[2] ? [] : [{ part: line[0], before: was?.[2] ?? null, after: line[2] }]
    }),
    ...old.filter((line) => !next.some((each) => same(each, line))).map(([part, , text]) => ({ part, before: text, after: null })),
  ]
}
