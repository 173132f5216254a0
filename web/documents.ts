import type { Temporal } from 'temporal-polyfill'
import { documentsFor, type Application, type Channel, type DocumentItem, type Procedure, type ProcedureResult } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Paper } from '../store/dossiers.ts'
import type { StoredFile } from '../store/files.ts'
import type { PersonalDocument } from '../store/personal-documents.ts'
import { procedures } from '../processes/catalogue.ts'
import { say } from './messages/routes.ts'
import { acceptedTypes, largestFile } from './take-file.ts'
import type { PostedForm } from './upload.ts'
import type { FileFieldView } from './view/models.ts'

type Papers = readonly Omit<Paper, 'at'>[]

/** Every item that may be needed by a way of filing, whatever the application says. */
export function listedItems(procedure: Procedure, at: Temporal.Instant, channel: Channel = 'online'): readonly DocumentItem[] {
  const unanswered = { ...procedure, documents: procedure.documents.map((dated) => ({ ...dated, value: dated.value.map(({ isNeeded: _, ...item }) => item) })) }
  return documentsFor(unanswered, {}, at, channel)
}

/**
 * The items of the published list that are asked for, with what was attached to each (requirement D6), and what a document store has
 * for it (B4). Before the questions are answered every item that may be needed is shown, with the case it is for.
 */
export function documentFields(
  procedure: Procedure, application: Application, papers: Papers, language: Language, at: Temporal.Instant, errors: Readonly<Record<string, string>> = {},
  channel: Channel = 'online', offersFor: (item: DocumentItem) => readonly PersonalDocument[] = () => [],
): FileFieldView[] {
  const needed = new Set(documentsFor(procedure, application, at, channel).map(({ id }) => id))
  return listedItems(procedure, at, channel).map((listed) => {
    const { id, name, copies, when, onRequest, signed } = listed
    const error = errors[id]
    const offers = offersFor(listed).map((document) => ({
      document: document.id, name: documentName(document, language), abstract: document.abstract, facts: documentFacts(document, language),
    }))
    return {
      item: id, label: name[language], hint: signed ? `${copies[language]}. ${say('document.must-be-signed', language)}` : copies[language], ...(when && { when: when[language] }),
      required: needed.has(id) && !onRequest, accept: acceptedTypes, maxBytes: largestFile,
      files: papers.filter(({ item }) => item === id).map(({ file, ...paper }) => ({ name: file.name, size: file.size, remove: file.id, ...signedText(file, language), ...reusedFrom(paper, language) })),
      ...(error && { error }), ...(offers.length > 0 && { offers }),
    }
  })
}

/** What a paper of the document store is called: a result as its procedure names it, another one as it was named when it was kept. */
export function documentName({ kinds, name }: Pick<PersonalDocument, 'kinds' | 'name'>, language: Language): string {
  return procedures.flatMap((procedure): readonly ProcedureResult[] => procedure.results).find(({ code }) => kinds.includes(code))?.name[language] ?? name
}

const shortDate = (day: string) => day.split('-').toReversed().join('/')

/** Where a paper of the document store comes from, since when and until when it holds. */
export function documentFacts({ issuer, issuedOn, dossier, validUntil }: Pick<PersonalDocument, 'issuer' | 'issuedOn' | 'dossier' | 'validUntil'>, language: Language): string {
  const until = validUntil === null ? say('reuse.no-limit', language) : say('reuse.until', language, { day: shortDate(validUntil) })
  return say('reuse.facts', language, { issuer, day: shortDate(issuedOn), dossier, until })
}

/** Of a paper with a dossier or a draft: that it was taken from the document store, from which dossier and date. */
export function reusedFrom({ reused }: Pick<Paper, 'reused'>, language: Language): { from?: string } {
  return reused ? { from: say('reuse.from', language, { dossier: reused.dossier, day: shortDate(reused.issuedOn) }) } : {}
}

/** Who signed a file that was sent, in words, and whether it is as it was signed; nothing for one that bears no signature. */
export function signedText({ signatures = [] }: Pick<StoredFile, 'signatures'>, language: Language): { signature?: string } {
  if (signatures.length === 0) return {}
  const last = signatures.at(-1)
  return {
    signature: signatures.map(({ signer, intact, certificate = 'not-checked' }) =>
      say(!intact ? 'document.signature-broken' : last?.whole ? `document.signature-${certificate}` : 'document.signature-added-to', language, { signer: signer || '–' })).join(' '),
  }
}

const isSigned = ({ signatures = [] }: Pick<StoredFile, 'signatures'>) => signatures.every(({ intact }) => intact) && signatures.at(-1)?.whole === true

/** What is still to be attached, or to be signed, by item; `asked` are the items of form 02. */
export function missingDocuments(
  procedure: Procedure, application: Application, papers: Papers, language: Language, at: Temporal.Instant, { asked = [], channel = 'online' }: { asked?: readonly string[], channel?: Channel } = {},
): Record<string, string> {
  const listed = documentsFor(procedure, application, at, channel)
  const missing = listed.filter(({ id, onRequest }) => !onRequest || asked.includes(id)).filter(({ id }) => !papers.some(({ item }) => item === id))
  const unsigned = listed.filter(({ signed }) => signed).flatMap(({ id }) => papers.filter(({ item, file, reused }) => item === id && !reused && !isSigned(file)).slice(0, 1))
  return Object.fromEntries([
    ...missing.map(({ id, name }) => [id, say('document.missing', language, { name: name[language] })]),
    ...unsigned.map(({ item, file }) => [item, say('document.unsigned', language, { name: file.name })]),
  ] as [string, string][])
}

/** Why a file was not taken, in words. */
export const rejectedText = ({ name, reason }: Pick<PostedForm['rejected'][number], 'name' | 'reason'>, language: Language): string =>
  say(`document.${reason}`, language, { name, ...(reason === 'too-large' && { size: largestFile / 1024 ** 2 }) })

/** Why files were not taken, by item. */
export function rejectedFiles(rejected: PostedForm['rejected'], language: Language): Record<string, string> {
  return Object.fromEntries(rejected.map(({ item, ...file }) => [item, rejectedText(file, language)]))
}
