import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { findProcedure, procedureOf } from '../processes/catalogue.ts'
import { allQuestions, type Form } from '../processes/form.ts'
import { isPauseCause, pauseCauses } from '../processes/law/pause-causes.ts'
import { mayAct } from '../processes/law/dossier-states.ts'
import { slipForm } from '../processes/law/slips.ts'
import type { ReplacedLimit } from '../processes/law/due-date.ts'
import type { LedgerEvent } from '../processes/law/deadline-ledger.ts'
import { momentText } from '../processes/law/moment-text.ts'
import { sayWhy } from '../processes/law/messages.ts'
import type { LimitUnit } from '../processes/law/limit.ts'
import { documentsFor, laterLimitFor } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier, Paper } from '../store/dossiers.ts'
import { runningClock } from '../store/dossiers.ts'
import { nameOf, type DossierEvent } from '../store/events.ts'
import type { Slip } from '../store/slips.ts'
import { limitText } from './limit-text.ts'
import { reusedFrom, signedText } from './documents.ts'
import { checkedView } from './check-documents.ts'
import { listedFor } from './digitise.ts'
import { say } from './messages/routes.ts'
import { resultSignature } from './result-signature.ts'
import { handedText, scanRows } from './present-scan.ts'
import { actTitles, insideForms, insideOnly, troubling } from './messages/timeline.ts'
import { answerGroups } from './view/answers.ts'
import { dateTime } from './view/format.ts'
import { localised } from './view/form-fields.ts'
import { presentJoint } from './present-joint.ts'
import type { JointView, AnswerGroup, AttachedDocument, DueView, EndedView, SlipLink, TimelineEntry } from './view/models.ts'
import { translator } from './view/translate.ts'

/** For whom a dossier is shown, and where its files and slips are opened. */
export interface Audience {
  readonly language: Language
  readonly side: 'applicant' | 'staff'
  readonly fileHref: (file: string) => string
  readonly slipHref: (slip: string) => string
  /** Which papers are opened here; all, when it is not said. */
  readonly mayOpen?: (paper: Paper) => boolean
}

export interface PresentedDossier {
  readonly answers: readonly AnswerGroup[]
  readonly documents: readonly AttachedDocument[]
  readonly timeline: readonly TimelineEntry[]
  readonly slips: readonly SlipLink[]
  readonly due: DueView | undefined
  /** Of a joint procedure only. */
  readonly joint: JointView | null
  /** It was received without form 01, which is given to who asks (BT 45/2023 art. 15.4). */
  readonly receiptToAskFor: boolean
  /** The latest apology, read with the slips. */
  readonly apology: { readonly reason: string, readonly newDue: string, readonly href: string } | undefined
  /** When it was decided or closed, and what had been promised; while a clock runs there is `due` instead. */
  readonly ended: EndedView | undefined
}

/** What every page about a dossier shows of it. */
export async function presentDossier(dossier: Dossier, audience: Audience, deps: Deps): Promise<PresentedDossier> {
  const [bundle, events, slips, due] = await Promise.all([
    deps.bundles.get(dossier.procedure, dossier.bundleVersion), deps.events.of(dossier.code), deps.slips.of(dossier.code),
    presentDue(dossier, audience.language, deps),
  ])
  const procedure = procedureOf(dossier)
  const form = bundle.forms[procedure.applicationForm]
  return {
    answers: form ? answerGroups(form, { values: dossier.application, language: audience.language }) : [],
    documents: await attachedDocuments(dossier, audience, deps),
    timeline: await timeline(dossier, events, audience, form, deps),
    slips: slips.map(({ id, kind, number, issuedAt }) => ({
      title: slipForm(kind, issuedAt.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()).title[audience.language], number, issuedAt, href: audience.slipHref(id),
    })),
    due,
    joint: await presentJoint(dossier, events, bundle.steps, audience.language, deps),
    receiptToAskFor: mayAct('applicant', 'request-slip', dossier.state) && !slips.some(({ kind }) => kind === 'receipt'),
    apology: presentApology(slips, audience),
    ended: presentEnd(dossier, slips, audience.language),
  }
}

function presentApology(slips: readonly Slip[], { slipHref }: Audience): PresentedDossier['apology'] {
  const apology = slips.findLast(({ kind }) => kind === 'apology')
  return apology && { reason: String(apology.facts['reason']), newDue: String(apology.facts['to']), href: slipHref(apology.id) }
}

/** How it ended, and the last date that was promised on a slip. */
function presentEnd({ state, decidedAt, closedAt }: Dossier, slips: readonly Slip[], language: Language): EndedView | undefined {
  const at = closedAt ?? decidedAt
  if (!at || !(state === 'decided' || state === 'returned' || state === 'refused' || state === 'withdrawn')) return undefined
  const promise = slips.findLast(({ kind }) => kind === 'receipt' || kind === 'apology')
  const promised = promise?.facts[promise.kind === 'receipt' ? 'due' : 'to']
  return { label: translator(language)(`ended.${state}`), at, ...(typeof promised === 'string' && { promised }) }
}

const units = {
  vi: { hour: 'giờ làm việc', day: 'ngày' },
  en: { hour: 'working hours', day: 'days' },
} as const

function counted(amount: number, unit: LimitUnit, language: Language): string {
  const shown = new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(amount)
  return `${shown} ${units[language][unit === 'working-hour' ? 'hour' : 'day']}`
}

/** The due date of the clock that runs now, with its lines; nothing once decided. */
export async function presentDue(dossier: Dossier, language: Language, deps: Pick<Deps, 'dossiers' | 'now'>): Promise<DueView | undefined> {
  const clock = runningClock(dossier)
  const explained = await deps.dossiers.due(dossier)
  if (!clock || !explained) return undefined
  const { due, firstDue, lines, paused, limit, replaced } = explained
  return {
    label: translator(language)(dossier.receivedAt === null ? 'due.reception' : 'due.result'),
    ...(due && { at: due }),
    ...(paused && { paused, ...pausedFor(clock.events, language) }),
    ...(due && Temporal.Instant.compare(deps.now(), due) > 0 && { overdue: true }),
    ...(due && firstDue && !due.equals(firstDue) && { movedFrom: firstDue }),
    ...(replaced.length > 0 && { replaced: replaced.map((each) => replacedText(each, dossier, language)) }),
    lines: lines.map(({ from, to, counted: amount, why }) => ({ from, to, counted: counted(amount, limit.unit, language), why: sayWhy(why, language) })),
  }
}

/** What limit gave way to another one, when it was due, and why. */
function replacedText({ limit, due, cause, basis }: ReplacedLimit, { procedure, receivedAt }: Dossier, language: Language): string {
  const later = cause && receivedAt ? laterLimitFor(findProcedure(procedure), cause, receivedAt) : null
  return translator(language)('dossier.due-replaced', {
    limit: limitText(limit, language), due: due ? dateTime(due, language, 'Asia/Ho_Chi_Minh') : '–', words: later?.words[language] ?? '', basis: basis ?? '',
  })
}

/** Why the clock stands; of a dossier that is to be completed the page says more than that. */
function pausedFor(events: readonly LedgerEvent[], language: Language): Pick<DueView, 'pausedFor'> {
  const cause = events.at(-1)?.cause
  return isPauseCause(cause) && cause !== 'form-02' ? { pausedFor: pauseCauses[cause][language] } : {}
}

async function attachedDocuments(dossier: Dossier, { language, side, fileHref, mayOpen = () => true }: Audience, deps: Pick<Deps, 'agencies' | 'files' | 'trust'>): Promise<AttachedDocument[]> {
  const listed = listedFor(dossier)
  const signers = [...new Set(dossier.papers.flatMap(({ scan }) => scan?.signedBy ?? []))]
  const names = new Map(await Promise.all(signers.map(async (unit) => [unit, (await deps.agencies.get(unit)).name[language]] as const)))
  const copy = side === 'staff' ? dossier.result?.copy : undefined
  const result = copy && { name: say('result.copy', language), files: [{ name: copy.file.name, size: copy.file.size, type: copy.file.type, href: fileHref(copy.file.id), signature: (await resultSignature(dossier.code, copy, language, deps)).text }] }
  return [...result ? [result] : [], ...listed.map(({ id, name }) => {
    const handed = dossier.handedIn.find(({ item }) => item === id)
    const found = side === 'staff' ? checkedView(id, dossier, language) : undefined
    return {
      name: name[language], item: id, ...(found && { found }), ...(handed && { handed: handedText(handed, language) }),
      files: dossier.papers.filter(({ item }) => item === id).map((paper) => ({ ...paper, opened: mayOpen(paper) })).map(({ file, at: given, opened, scan, ...paper }) => ({
        name: file.name, size: file.size, ...(side === 'staff' && { type: file.type }), ...(opened && { href: fileHref(file.id) }), ...reusedFrom(paper, language), ...(!given.equals(dossier.filedAt) && { added: given }), ...signedText(file, language),
        ...(scan && { signature: scan.signedBy === null ? say('scan.unsigned', language) : say('scan.signed', language, { unit: names.get(scan.signedBy) ?? '' }) }),
        ...(scan && side === 'staff' && { data: scanRows(scan, language) }),
      })),
    }
  })]
}

/** Newest first. */
async function timeline(dossier: Dossier, events: readonly DossierEvent[], { language, side }: Audience, form: Form | undefined, deps: Deps): Promise<TimelineEntry[]> {
  const shown = events.toReversed().filter(({ act, details }) => side === 'staff' || !(insideOnly.includes(act) || act === 'complete-task' && insideForms.includes(String(details['form']))))
  return Promise.all(shown.map(async ({ act, at, by, details }) => {
    const text = act === 'amend' ? amended(dossier, details, language, form) : await detailText(act, details, dossier, language, deps)
    return {
      at, tone: troubling.includes(act) ? 'problem' as const : 'done' as const,
      title: act === 'complete-task' ? await stepName(String(details['process']), String(details['element']), dossier, language, deps) : actTitles[act][language],
      ...(text && { text }),
      ...(nameOf(by) && { by: nameOf(by) }),
    }
  }))
}

/** What the applicant changed: the questions and papers by their names, nothing of the answers. */
function amended(dossier: Dossier, details: DossierEvent['details'], language: Language, form: Form | undefined): string {
  const { fields, added, removed } = amendment.parse(details)
  const questions = allQuestions(form?.components ?? []).filter(({ key }) => fields.includes(key)).flatMap((each) => localised(each, 'label', language) ?? [])
  const listed = documentsFor(findProcedure(dossier.procedure), dossier.application, dossier.filedAt, dossier.channel)
  const papers = [...added, ...removed.map(({ item }) => item)].map((item) => listed.find(({ id }) => id === item)?.name[language] ?? item)
  return [...questions, ...new Set(papers)].join('; ')
}

const amendment = z.object({ fields: z.array(z.string()), added: z.array(z.string()), removed: z.array(z.object({ item: z.string() })) })

/** The name of a step, by the latest version of its diagram. */
export async function stepName(
  process: string, element: string, dossier: Pick<Dossier, 'procedure'>, language: Language, { bundles }: Pick<Deps, 'bundles'>,
): Promise<string> {
  return (await bundles.names(process || dossier.procedure))[element]?.[language] ?? element
}

async function detailText(act: DossierEvent['act'], details: DossierEvent['details'], dossier: Dossier, language: Language, { agencies }: Deps): Promise<string | undefined> {
  if (act === 'request-completion' || act === 'refuse' || act === 'issue-apology') return typeof details['reason'] === 'string' ? details['reason'] : undefined
  if (act === 'pause-clock') {
    const cause = String(details['cause'])
    return isPauseCause(cause) ? pauseCauses[cause][language] : undefined
  }
  if (act === 'reuse-document') {
    const { item, ...reused } = z.object({ item: z.string(), document: z.string(), dossier: z.string(), issuedOn: z.string() }).parse(details)
    const name = documentsFor(findProcedure(dossier.procedure), dossier.application, dossier.filedAt, dossier.channel).find(({ id }) => id === item)?.name[language] ?? item
    return `${name}. ${reusedFrom({ reused }, language).from ?? ''}`
  }
  if (act === 'assign-number') return String(details['number'])
  if (act === 'record-part') {
    const { name } = findProcedure(dossier.procedure).results.find(({ part }) => part === details['part']) ?? {}
    const more = details['number'] ?? details['reason']
    return [name?.[language] ?? '', ...(typeof more === 'string' ? [more] : [])].join(': ')
  }
  if (act === 'complete-part' || act === 'reject-part' || act === 'urge-part') {
    const agency = (await agencies.find(String(details['agency'])))?.name[language] ?? ''
    return typeof details['reason'] === 'string' ? `${agency}: ${details['reason']}` : agency
  }
  if (act === 'transfer') return (await agencies.find(String(details['to'])))?.name[language]
  if (act === 'arrange-verification') return `${momentText(Temporal.Instant.from(String(details['when'])), language, await agencies.get(dossier.units.deciding))}, ${String(details['place'])}: ${String(details['content'])}`
  if (act === 'record-verification') return typeof details['conclusion'] === 'string' ? details['conclusion'] : undefined
  if (act === 'miss-verification') return typeof details['missedReason'] === 'string' ? details['missedReason'] : undefined
  if (act === 'close-consultation' && details['silence'] === 'consent') {
    const consulted = (await agencies.find(String(details['agency'])))?.name[language]
    return `${consulted ?? ''}: ${translator(language)('desk.took-to-agree')}`
  }
  if (act === 'notify-authority' || act === 'record-opinion' || act === 'close-consultation') return (await agencies.find(String(details['agency'])))?.name[language]
  if (act === 'request-correction' || act === 'correct-result' || act === 'decline-correction' || act === 'apologise-loss' || act === 'remedy-loss' || act === 'record-loss') {
    return [details['error'], details['text'], details['reason'], details['lost'], details['remedy']].find((each) => typeof each === 'string')
  }
  return undefined
}
