import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { enquiryKinds, type EnquiryKind } from '../../processes/law/enquiries.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import { agencyDocuments, answerDocument, eventDocuments, pageDocuments, procedureDocuments, type SearchDocument } from './documents.ts'
import { createIndex } from './index.ts'

/** How old the index may be, in ms. */
const freshFor = 5_000
/** An answer may be committed after a later one: so far back is looked again. */
const overlap = { minutes: 10 }
const batch = 500

export interface Search { find(question: string, language: Language, most: number): Promise<SearchDocument[]> }

/**
 * The portal's search over procedures, life events, agencies, public questions and answers, and pages (requirement A5; TQ 9.1). A request
 * searches memory; at most every five seconds one of them first takes in what is new, which depends on neither dossiers nor old answers.
 */
export function createSearch({ agencies, enquiries, now }: Pick<Deps, 'agencies' | 'enquiries' | 'now'>): Search {
  const index = createIndex()
  for (const each of [...eventDocuments, ...pageDocuments]) index.put(each)

  const seenUntil = new Map<EnquiryKind, Temporal.Instant>()
  async function takeAnswers(kind: EnquiryKind): Promise<void> {
    const seen = seenUntil.get(kind)
    for (let after = seen && now().epochMilliseconds >= seen.epochMilliseconds ? seen.subtract(overlap) : null; ;) { // a clock that was set back begins anew
      const found = await enquiries.publishedAfter(kind, after, batch)
      for (const { code, version } of found) index.put(answerDocument(kind, code, version))
      const last = found.at(-1)?.version.at
      if (last) seenUntil.set(kind, last)
      if (found.length < batch || !last) return
      after = last
    }
  }

  let until = 0
  let running: Promise<void> | null = null
  async function refresh(): Promise<void> {
    const today = dayOf(now())
    index.replaceAll('procedure/', procedureDocuments(today))
    index.replaceAll('agency/', agencyDocuments(await agencies.all(), today))
    for (const kind of enquiryKinds) await takeAnswers(kind)
    until = Date.now() + freshFor
  }

  return {
    async find(question, language, most) {
      if (Date.now() > until) {
        running ??= refresh().finally(() => { running = null })
        await running
      }
      return index.find(question, language, most)
    },
  }
}
