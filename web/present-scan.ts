import { allQuestions } from '../processes/form.ts'
import { paperKindNames } from '../processes/law/digitisation.ts'
import { scanForm } from '../processes/paper-forms.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier, Scan } from '../store/dossiers.ts'
import { say } from './messages/routes.ts'
import { answerGroups } from './view/answers.ts'
import type { AnswerRow } from './view/models.ts'

/** How a paper was handed in, such as 'Bản chính × 1'. */
export function handedText({ kind, count }: Dossier['handedIn'][number], language: Language): string {
  return `${paperKindNames[kind][language]} × ${String(count)}`
}

/** The data of a scanned paper, and who scanned it (BT 45/2023 art. 17.1). */
export function scanRows({ data, by }: Scan, language: Language): AnswerRow[] {
  const given = new Set(Object.keys(data))
  const asked = { components: allQuestions(scanForm.components).filter(({ key }) => given.has(key)) }
  return [...answerGroups(asked, { values: { ...data }, language }).flatMap(({ rows }) => rows), { label: say('scan.by', language), lines: [by] }]
}
