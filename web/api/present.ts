import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { mayAct, mayWithdraw, stateNames } from '../../processes/law/dossier-states.ts'
import { balanceOf } from '../../processes/law/fee-book.ts'
import { nationalSituation, nationalStatusOf } from '../../processes/law/national-status.ts'
import type { Language } from '../../processes/text.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { askedOfApplicant, formAsked } from '../asked-of-applicant.ts'
import { presentDossier } from '../present-dossier.ts'
import { amountOf } from '../present-fees.ts'
import { copyForApplicant } from '../result-copy.ts'
import type { DueView } from '../view/models.ts'
import { presentForm } from './procedures.ts'
import type { DossierAnswer, DossierSummaryAnswer } from './schemas.ts'

/** RFC 3339, at Vietnam's offset. */
export const moment = (at: Temporal.Instant | string): string => Temporal.Instant.from(at).toZonedDateTimeISO('Asia/Ho_Chi_Minh').toString({ timeZoneName: 'never' })
const momentOrNull = (at: Temporal.Instant | string | null | undefined) => at ? moment(at) : null

type Standing = Omit<DossierSummaryAnswer, 'due'>

async function standing(dossier: Dossier, language: Language, { events, now }: Pick<Deps, 'events' | 'now'>): Promise<Standing> {
  const { id, code, name } = findProcedure(dossier.procedure)
  const acts = (await events.of(dossier.code)).map(({ act }) => act)
  const national = nationalStatusOf(nationalSituation(dossier.state, acts), dayOf(now()))
  return {
    code: dossier.code, reference: dossier.client?.reference ?? null, procedure: { id, code, name: name[language] }, state: dossier.state, stateName: stateNames[dossier.state][language],
    nationalStatus: { code: national.code, name: national.name[language] }, filedAt: moment(dossier.filedAt), receivedAt: momentOrNull(dossier.receivedAt),
    decidedAt: momentOrNull(dossier.decidedAt), closedAt: momentOrNull(dossier.closedAt),
  }
}

export async function presentSummary(dossier: Dossier, language: Language, deps: Deps): Promise<DossierSummaryAnswer> {
  return { ...await standing(dossier, language, deps), due: momentOrNull((await deps.dossiers.due(dossier))?.due) }
}

/** The papers that a system may download: what came from a document store, only when it filed the dossier that it came from too. */
export async function openPapers(dossier: Dossier, side: 'applicant' | 'staff', { dossiers }: Pick<Deps, 'dossiers'>): Promise<ReadonlySet<string>> {
  const open = await Promise.all(dossier.papers.map(async ({ file, reused }) =>
    side === 'staff' || !reused || (await dossiers.find(reused.dossier))?.client?.id === dossier.client?.id ? [file.id] : []))
  return new Set(open.flat())
}

async function presentFees({ code }: Dossier, deps: Deps): Promise<DossierAnswer['fees']> {
  const movements = await deps.feeLedger.of(code)
  if (movements.length === 0) return null
  const { owed, charged, exempted, paid } = balanceOf(movements)
  return {
    owed, charged, exempted, paid, isPayableOnline: owed > 0 && deps.pay !== null,
    receipts: movements.filter(({ kind }) => kind === 'payment').map((each) => ({ number: each.receipt ?? '', amount: amountOf(each), at: moment(each.at) })),
  }
}

async function presentResult(dossier: Dossier, side: 'applicant' | 'staff', language: Language, deps: Deps): Promise<DossierAnswer['result']> {
  const { result, state } = dossier
  if (!result || state !== 'decided' && state !== 'returned') return null
  const copy = side === 'staff' ? result.copy ?? null : await copyForApplicant(dossier, deps)
  const signer = copy?.signedBy ? await deps.agencies.get(copy.signedBy) : null
  const { granted, number, reason, at } = result
  return { granted, number, reason, at: moment(at), copy: copy && { ...copy.file, signedBy: signer && { id: signer.id, name: signer.name[language] } } }
}

async function presentAsked(dossier: Dossier, language: Language, deps: Deps): Promise<DossierAnswer['asked']> {
  const asked = await askedOfApplicant(dossier, deps)
  return asked && {
    task: asked.task.id, reason: asked.reason, items: [...asked.missingItems], due: momentOrNull(asked.task.due), form: presentForm({ ...asked.form, ...formAsked(asked) }, language),
  }
}

function mayNow(dossier: Dossier, { asked, fees, receiptToAskFor }: Pick<DossierAnswer, 'asked' | 'fees'> & { receiptToAskFor: boolean }): DossierAnswer['may'] {
  return [
    ...mayAct('applicant', 'amend', dossier.state) ? ['amend' as const] : [], ...asked ? ['answer' as const] : [], ...mayWithdraw(dossier.state) ? ['withdraw' as const] : [],
    ...mayAct('applicant', 'request-correction', dossier.state) ? ['request-correction' as const] : [], ...receiptToAskFor ? ['request-receipt' as const] : [],
    ...fees?.isPayableOnline ? ['pay' as const] : [],
  ]
}

export const presentDue = (due: DueView): NonNullable<DossierAnswer['due']> => ({
  at: momentOrNull(due.at), what: due.label, isPaused: due.paused !== undefined, pausedFor: due.pausedFor ?? null, isOverdue: due.overdue ?? false, movedFrom: momentOrNull(due.movedFrom),
  lines: due.lines.map(({ from, to, counted, why }) => ({ from: moment(from), to: moment(to), counted, why })),
})

/** A dossier as a system reads it: all that the pages of its side show. */
export async function presentRecord(dossier: Dossier, side: 'applicant' | 'staff', language: Language, deps: Deps): Promise<DossierAnswer> {
  const unit = async (id: string) => ({ id, name: (await deps.agencies.get(id)).name[language] })
  const [shown, open, slips, fees, result, asked] = await Promise.all([
    presentDossier(dossier, { language, side, fileHref: (id) => id, slipHref: (id) => id }, deps), openPapers(dossier, side, deps), deps.slips.of(dossier.code), presentFees(dossier, deps),
    presentResult(dossier, side, language, deps), side === 'applicant' ? presentAsked(dossier, language, deps) : null,
  ])
  const { due } = shown
  return {
    ...await standing(dossier, language, deps), channel: dossier.channel, delivery: dossier.delivery,
    units: { receiving: await unit(dossier.units.receiving), deciding: await unit(dossier.units.deciding), returning: await unit(dossier.units.returning) },
    due: due ? presentDue(due) : null,
    answers: { ...dossier.application }, amendments: dossier.amendments,
    papers: dossier.papers.map(({ item, file, at }) => ({ item, ...file, at: moment(at), isOpen: open.has(file.id) })),
    slips: slips.map(({ id, kind, number, issuedAt }) => ({ id, kind, title: shown.slips.find(({ href }) => href === id)?.title ?? kind, number, issuedAt: moment(issuedAt) })),
    asked, fees, result, corrections: dossier.corrections.map(({ outcome, text, at }) => ({ outcome, text, at: moment(at) })),
    timeline: shown.timeline.flatMap(({ at, title, text, by }) => at === undefined ? [] : [{ at: moment(at), title, text: text ?? null, by: by ?? null }]),
    may: side === 'applicant' ? mayNow(dossier, { asked, fees, receiptToAskFor: shown.receiptToAskFor }) : [],
  }
}
