import MiniSearch, { type SearchOptions, type SearchResult } from 'minisearch'
import type { Language } from '../../processes/text.ts'
import type { SearchDocument } from './documents.ts'
import { folded, terms, withoutInputMethod } from './fold.ts'

/** No question is read further: what it costs to answer does not grow with what is typed. */
const longestQuery = 200
const mostTerms = 12

/** Words that say what the reader wants to do and not what it is about; left out when nothing has all words of the question. */
const empty = new Set(('toi muon can xin lam cach cho hoi ve o dau nhu the nao gi la thi duoc khong di nhe voi va hay thu tuc to '
  + 'i want need to how do can get a an the of for in at my where what is please').split(' '))

interface Entry { readonly id: string, readonly title: string, readonly words: string, readonly more: string }

/** 'khaisinh' is typed too: neighbouring words are also indexed as one. */
const joined = (text: string) => { const all = terms(text); return all.slice(1).map((term, at) => `${all[at] ?? ''}${term}`).join(' ') }

const entry = ({ id, name, words, more }: SearchDocument): Entry => ({
  id, title: `${name.vi} ${name.en}`, words: [...words, joined(name.vi), ...words.map(joined)].join(' '), more: more.join(' '),
})

const base: SearchOptions = { boost: { title: 4, words: 3, more: 1 }, combineWith: 'AND', weights: { prefix: 0.6, fuzzy: 0.3 } }
const lastIsPrefix = (term: string, at: number, all: readonly string[]) => at === all.length - 1 && (term.length >= 2 || at > 0)
/** One letter may be wrong in a word of four; in one of three only among others, or too much would be like it. */
const oneWrong = (term: string) => term.length >= 4 ? 1 : 0
const oneWrongAmongOthers = (term: string, _: number, all: readonly string[]) => term.length >= (all.length >= 2 ? 3 : 4) ? 1 : 0

const isSentence = (asked: readonly string[]) => asked.length >= 5
/** With so many found, no more lenient way is tried; a whole sentence is not taken word by word. */
const enough = (asked: readonly string[]) => isSentence(asked) ? 3 : 1

const withoutEmpty = (asked: readonly string[]) => asked.filter((term) => !empty.has(term))

/** From strict to lenient: what a stricter way finds stands before what a more lenient one adds. */
const ways: readonly { readonly terms: (asked: readonly string[]) => readonly string[], readonly options: SearchOptions, readonly share?: number, readonly upTo?: number, readonly sentence?: true }[] = [
  { terms: (asked) => asked, options: { ...base, prefix: lastIsPrefix } },
  { terms: withoutEmpty, options: { ...base, combineWith: 'OR' }, share: 0.7, sentence: true },
  { terms: (asked) => asked, options: { ...base, prefix: lastIsPrefix, fuzzy: oneWrong } },
  { terms: (asked) => asked.map(withoutInputMethod), options: { ...base, prefix: lastIsPrefix, fuzzy: oneWrong } },
  { terms: withoutEmpty, options: { ...base, prefix: lastIsPrefix, fuzzy: oneWrong } },
  { terms: withoutEmpty, options: { ...base, prefix: lastIsPrefix, fuzzy: oneWrongAmongOthers }, upTo: 4 },
  { terms: withoutEmpty, options: { ...base, combineWith: 'OR', prefix: lastIsPrefix, fuzzy: oneWrong }, share: 0.6 },
]

const mostAnswers = 100
const isAnswer = (found: SearchDocument | undefined) => found?.kind === 'question' || found?.kind === 'feedback'

const kindWeight = { 'procedure': 1.4, 'event': 0.9, 'agency': 1, 'page': 0.9, 'question': 0.8, 'feedback': 0.6 } as const satisfies Record<SearchDocument['kind'], number>

/**
 * A full-text index in memory for Vietnamese, with or without accents (requirement A5). Words are compared folded (fold.ts), may be begun only,
 * wrong by one letter, typed with the input method off, or among others that mean nothing here.
 */
export function createIndex() {
  const search = new MiniSearch<Entry>({ fields: ['title', 'words', 'more'], tokenize: terms, processTerm: (term) => term })
  const documents = new Map<string, SearchDocument>()
  /** What is said of each, folded, in which a phrase may stand. */
  const phrases = new Map<string, string>()

  function put(document: SearchDocument): void {
    if (search.has(document.id)) search.replace(entry(document))
    else search.add(entry(document))
    documents.set(document.id, document)
    phrases.set(document.id, folded([document.name.vi, document.name.en, ...document.words, ...document.more].join(' ')))
  }

  return {
    put,
    /** Makes the documents whose ids begin so those that are given; what did not change stays. */
    replaceAll(beginning: string, fresh: readonly SearchDocument[]): void {
      const ids = new Set(fresh.map(({ id }) => id))
      for (const id of documents.keys()) {
        if (!id.startsWith(beginning) || ids.has(id)) continue
        search.discard(id)
        documents.delete(id)
        phrases.delete(id)
      }
      for (const each of fresh) if (JSON.stringify(documents.get(each.id)) !== JSON.stringify(each)) put(each)
    },
    /** What fits a question best, the best first. With accents typed, what has the same accents goes before what only has the same letters. */
    find(question: string, language: Language, most: number): SearchDocument[] {
      const written = question.slice(0, longestQuery).normalize('NFC').toLowerCase().trim()
      const asked = terms(written).slice(0, mostTerms)
      const phrase = folded(written)
      /** How many of the words that were found stand side by side there, as they may in the question. */
      const together = (id: string, found: readonly string[]) => {
        const text = ` ${phrases.get(id) ?? ''} `
        return found.slice(0, mostTerms).flatMap((one) => found.slice(0, mostTerms).filter((other) => one !== other && text.includes(` ${one} ${other} `))).length
      }
      const score = ({ id, score: own, terms: matched }: SearchResult) => {
        const found = documents.get(id as string)
        if (!found) return 0
        const name = found.name.vi.normalize('NFC').toLowerCase()
        const sameAccents = written !== phrase && name.includes(written) ? 1.5 : 1
        const samePhrase = folded(found.name[language]).includes(phrase) ? 2 : phrases.get(found.id)?.includes(phrase) ? 1.4 : 1
        return own * kindWeight[found.kind] * sameAccents * samePhrase * (1 + 0.5 * Math.min(together(found.id, matched), asked.length - 1))
      }
      const found = new Set<string>()
      for (const { terms: chosen, options, share, upTo = mostTerms, sentence } of ways) {
        if (sentence && !isSentence(asked)) continue
        const words = chosen(asked)
        if (words.length === 0 || words.length > upTo) continue
        const hits = search.search(words.join(' '), options).filter(({ id, queryTerms }) => !found.has(id as string) && (share === undefined || new Set(queryTerms).size >= words.length * share))
        // Hits come by their raw score. There may be very many answers: only the best of them are weighed further.
        let answers = 0
        const weighed = hits.filter(({ id }) => !isAnswer(documents.get(id as string)) || ++answers <= mostAnswers)
        for (const { id } of weighed.map((hit) => ({ id: hit.id as string, score: score(hit) })).sort((one, other) => other.score - one.score)) found.add(id)
        if (found.size >= enough(asked)) break
      }
      return [...found].slice(0, most).flatMap((id) => documents.get(id) ?? [])
    },
  }
}

export type SearchIndex = ReturnType<typeof createIndex>
