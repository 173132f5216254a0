import { buffer } from 'node:stream/consumers'
import { ScanProblem, scanToPdf } from '../config/print/scan.ts'
import type { Deps } from '../config/wire.ts'
import { allQuestions, readAnswers } from '../processes/form.ts'
import { missingIdentity } from '../processes/law/digitisation.ts'
import { scanForm } from '../processes/paper-forms.ts'
import type { Language } from '../processes/text.ts'
import type { Answers, Paper } from '../store/dossiers.ts'
import { errorTexts } from './form-errors.ts'
import { say } from './messages/routes.ts'

/** The data of a scanned paper as they were posted, and what is wrong with them: BT 45/2023, art. 17.1. */
export function readScan(posted: Readonly<Record<string, unknown>>, language: Language): { values: Answers, typed: Answers, errors: Record<string, string> } {
  const { values, faults } = readAnswers(scanForm, posted)
  const typed = Object.fromEntries(allQuestions(scanForm.components).flatMap(({ key }) => posted[key] === undefined ? [] : [[key, posted[key]]]))
  return {
    values, typed,
    errors: {
      ...Object.fromEntries(missingIdentity({ ...typedOnly(typed), ...values }).map((key) => [key, say(key === 'identityNumber' ? 'scan.identity' : 'scan.substitute', language)])),
      ...errorTexts(scanForm, faults, language),
    },
  }
}

/** What somebody typed, right or wrong: a wrong number is told as wrong, not as missing. */
const typedOnly = (typed: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.entries(typed).filter(([, value]) => typeof value === 'number' || typeof value === 'string' && value.trim() !== ''))

/** What came from the scanner as one PDF, or why it is none. */
export async function scanOf(papers: readonly Pick<Paper, 'file'>[], { files }: Pick<Deps, 'files'>): Promise<Uint8Array | ScanProblem> {
  try {
    return await scanToPdf(await Promise.all(papers.map(async ({ file }) => {
      const found = await files.unowned(file.id)
      return { type: file.type, content: found ? await buffer(found.content) : Buffer.alloc(0) }
    })))
  } catch (error) {
    if (error instanceof ScanProblem) return error
    throw error
  }
}
