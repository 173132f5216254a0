import type { Temporal } from 'temporal-polyfill'
import { inForce, type Dated } from './law/dated.ts'
import type { ProcedureTexts } from './edition.ts'
import type { FeeMoment } from './law/fees.ts'
import { leastBy, scaledAmount, type FeeScale } from './law/fee-scale.ts'
import type { LifeEventPlace } from './law/life-events.ts'
import type { Limit } from './law/limit.ts'
import type { OnlineService } from './law/online-levels.ts'
import { returnNotices } from './law/transfer.ts'
import type { NoticeKind, NoticeTemplate } from './shared/notices.ts'
import type { Text } from './text.ts'

/** Answers of the application form, as the rules of a procedure read them. */
export type Application = Readonly<Record<string, unknown>>

/** How a dossier is filed (BT 45/2023 art. 13). */
export type Channel = 'online' | 'counter' | 'post' | 'mail'

/** Whether papers come as files, so that there is nothing to scan or to hand over. */
export const isElectronic = (channel: Channel): boolean => channel === 'online' || channel === 'mail'

/** A paper of the published list; nothing may be asked beyond the list (BT 45/2023 art. 14.3, requirement D6). */
export interface DocumentItem {
  readonly id: string
  readonly name: Text
  /** Such as '1 bản chính'. */
  readonly copies: Text
  /** The code of this kind of paper in the national list (BT 45/2023 art. 17.1), where it is published. */
  readonly typeCode?: string
  /** On the list of state secrets: never digitised (NĐ 118/2025 art. 17.1c). */
  readonly secret?: boolean
  /** The official template, if there is one. */
  readonly template?: string
  readonly channels: readonly Channel[]
  /** Sent as a file it must be a PDF with a digital signature (requirement C2; TQ 12.1). */
  readonly signed?: true
  /** When it is asked for, in words; without it always. */
  readonly when?: Text
  readonly isNeeded?: (application: Application) => boolean
  /** Never asked for at filing: only with form 02, when the case turns out to be one (such as a commitment after a search without answer). */
  readonly onRequest?: true
  /** Codes of results that stand for it, such as KQ.G12.001041: who has one in the document store hands in nothing (BT 45/2023 art. 15.6b). */
  readonly accepts?: readonly string[]
}

/** What a procedure may give. */
export interface ProcedureResult {
  readonly code: string
  readonly name: Text
  readonly applies?: (application: Application) => boolean
  /** The part of a joint result, by the name that the diagram's steps have for it. */
  readonly part?: string
  /** How long it holds, in months from the day of the decision; without it: without limit. */
  readonly holdsFor?: readonly Dated<number>[]
}

/**
 * A time limit with the case it is for; the first case that applies counts, the last one applies always. The case goes by the declaration
 * and by what the reception clerk answered.
 */
export interface LimitCase {
  readonly limit: Limit
  readonly words: Text
  readonly applies?: (application: Application) => boolean
  /** The two appointments into which the limit falls when there is a financial duty; the words say what the second counts from (ĐT138 art. 5.3). */
  readonly appointments?: { readonly first: Limit, readonly second: Limit, readonly words: Text }
}

/**
 * A limit that takes the place of the usual one when a step finds its cause, such as conditions that must be verified: the step's job
 * 'deadline.change-limit' names the cause.
 */
export interface LaterLimit { readonly cause: string, readonly limit: Limit, readonly words: Text, readonly basis: string }

/** A fee in integer đồng with the case it is for; the first case that applies counts. */
export interface FeeCase {
  readonly amount: number
  /** Beside the amount: what grows with the application, such as with a number of pages. */
  readonly scale?: FeeScale
  readonly who: Text
  /** Without it everybody: the standard fee, against which the other cases are exemptions and reductions. */
  readonly applies?: (application: Application) => boolean
  /** Without it all: the fee may depend on how the dossier is filed (requirement J10). */
  readonly channels?: readonly Channel[]
}

/** Answers that do not go together, told beside the field that is to be changed. */
export interface ApplicationRule { readonly field: string, readonly isBroken: (application: Application) => boolean, readonly words: Text }

/** How other agencies are consulted: the time for their answer (null: the officer sets it), and what it means when none comes. */
export interface ConsultationRule {
  readonly within: Limit | null
  /** 'consent': the agency is taken to agree, and answers for it; 'report': the head of the one-stop unit is told, no more (BT 45/2023 art. 17.5b). */
  readonly silence: Silence
}

export type Silence = 'consent' | 'report'

/** Who inspects on site: how many, and how many of them of the trade. */
export interface TeamRule { readonly least: number, readonly most: number, readonly specialists: number }

export interface FeeRule {
  readonly cases: readonly FeeCase[]
  /** By when it must have been paid (requirement C5). Without it nothing waits for the payment. */
  readonly due?: FeeMoment
  /** From the `from`-th copy on, each costs this much more, in đồng. */
  readonly furtherCopies?: { readonly from: number, readonly amount: number }
}

/**
 * An administrative procedure as one typed object: what its published decision says, each legal parameter with its dates of
 * validity and how sure we are of it (requirements A3, J1).
 */
export interface Procedure {
  /** Id of the BPMN process, and the procedure's short name in addresses. */
  readonly id: string
  /** National code, such as 3.000333. */
  readonly code: string
  readonly name: Text
  readonly field: Text
  readonly level: Text
  readonly decidingAgency: Text
  /** The events in life in which people need it (requirement A2); law/life-events.ts has the events. */
  readonly lifeEvents?: readonly Dated<readonly LifeEventPlace[]>[]
  /** What people call it, beside its published name: for the search, shown nowhere. */
  readonly alsoCalled?: readonly string[]
  /** How far it can be done online (requirement J4). */
  readonly onlineLevel: readonly Dated<OnlineService>[]
  /** Those that the house was shipped with; edition.ts has what holds on a day. */
  readonly applicants: readonly Text[]
  readonly conditions: readonly Text[]
  readonly channels: readonly { readonly channel: Channel, readonly name: Text, readonly text: Text }[]
  /** The parts that other agencies play in a joint procedure, such as 'tax'; the diagram's steps name them as `partner:tax`. */
  readonly partners?: readonly string[]
  /** Answers of the application form that are posted publicly where the law asks for it; nothing else of a dossier is ever public. */
  readonly posted?: readonly string[]
  /** What may come out of it; the first whose case applies is what is granted. Where results come in parts, each has the name by which the diagram's steps record it (J8). */
  readonly results: readonly ProcedureResult[]
  /** How long a closed dossier is kept, in years; law/retention.ts has the usual. */
  readonly retention?: readonly Dated<number>[]
  /** The words that were published later, by day (requirement A10). */
  readonly texts?: readonly Dated<ProcedureTexts>[]
  readonly documents: readonly Dated<readonly DocumentItem[]>[]
  readonly limits: readonly Dated<readonly LimitCase[]>[]
  /** That a longer time may be agreed with the applicant in writing, when the dossier is received; the article. */
  readonly agreedTime?: Dated<{ readonly basis: string }>
  readonly laterLimits?: readonly Dated<readonly LaterLimit[]>[]
  readonly fees: readonly Dated<FeeRule>[]
  readonly legalBasis: readonly Text[]
  /** Without it the officer sets the time, and silence is only reported. */
  readonly consultation?: readonly Dated<ConsultationRule>[]
  /** Times for an answer, by the name that a step of the diagram has in its header `within`; null: none was set. */
  readonly periods?: Readonly<Record<string, readonly Dated<Limit | null>[]>>
  /** Of procedures with an inspection; null: none was set. */
  readonly inspectionTeam?: readonly Dated<TeamRule | null>[]
  /** What a form alone cannot say: answers that do not go together. */
  readonly rules?: readonly ApplicationRule[]
  /** Notices in words of its own, in place of the shared ones. */
  readonly notices?: Readonly<Partial<Record<NoticeKind, NoticeTemplate>>>
  /** Form id of the electronic declaration. */
  readonly applicationForm: string
  /**
   * Whether form 01 is given at reception, or only to who asks for it: what is received and returned on one day (BT 45/2023 art. 15.4;
   * requirement D7). Always, when the procedure does not say.
   */
  readonly slip?: readonly Dated<SlipRule>[]
}

export type SlipRule = 'always' | 'on-request'

/** Legal days are days of Vietnam. */
export const dayOf = (at: Temporal.Instant) => at.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()

/** The time limit for an application received at a moment. @throws RangeError when the procedure has none in force */
export function limitFor(procedure: Procedure, application: Application, at: Temporal.Instant): Limit {
  return limitCaseFor(procedure, application, at).limit
}

/** The case of the time limit, with its appointments. @throws RangeError when the procedure has none in force */
export function limitCaseFor({ limits, id }: Procedure, application: Application, at: Temporal.Instant): LimitCase {
  const found = inForce(limits, dayOf(at)).value.find(({ applies }) => applies?.(application) ?? true)
  if (!found) throw new RangeError(`${id}: no time limit applies`)
  return found
}

/** How far the procedure can be done online for who files at a moment. @throws RangeError when no level is in force */
export function onlineServiceFor({ onlineLevel }: Pick<Procedure, 'onlineLevel'>, at: Temporal.Instant): OnlineService {
  return inForce(onlineLevel, dayOf(at)).value
}

/** The limit that a cause found on the way brings, by what was in force when the dossier was received. @throws RangeError when there is none */
export function laterLimitFor({ laterLimits = [], id }: Procedure, cause: string, receivedAt: Temporal.Instant): LaterLimit {
  const found = inForce(laterLimits, dayOf(receivedAt)).value.find((each) => each.cause === cause)
  if (!found) throw new RangeError(`${id}: no limit for ${cause}`)
  return found
}

/** What is granted to an application: the first of the results whose case applies. */
export function grantedResult({ results }: Pick<Procedure, 'results'>, application: Application): ProcedureResult | undefined {
  return results.find(({ applies }) => applies?.(application) ?? true) ?? results[0]
}

/** Whether a dossier received at a moment is given its slip unasked. */
export function slipRule({ slip }: Pick<Procedure, 'slip'>, at: Temporal.Instant): SlipRule {
  return slip ? inForce(slip, dayOf(at)).value : 'always'
}

/** How other agencies are consulted on a dossier received at a moment (BT 45/2023 art. 17.5; requirement J5). */
export function consultationRuleFor({ consultation }: Procedure, at: Temporal.Instant): ConsultationRule {
  return consultation ? inForce(consultation, dayOf(at)).value : { within: null, silence: 'report' }
}

/** Every procedure's own periods, beside those that the one-stop rules set for all. */
const periodsOfAll: Readonly<Record<string, readonly Dated<Limit | null>[]>> = { 'return-notice': returnNotices }

/**
 * The time for an answer under a name, for a dossier received at a moment (requirement J1); null when none was set.
 * @throws RangeError when neither the procedure nor the one-stop rules know the name
 */
export function periodFor({ id, periods = {} }: Procedure, name: string, at: Temporal.Instant): Limit | null {
  const list = periods[name] ?? periodsOfAll[name]
  if (!list) throw new RangeError(`${id}: no period '${name}'`)
  return inForce(list, dayOf(at)).value
}

/** Who may inspect, for a dossier received at a moment; null when nothing was set. */
export function teamRuleFor({ inspectionTeam }: Procedure, at: Temporal.Instant): TeamRule | null {
  return inspectionTeam ? inForce(inspectionTeam, dayOf(at)).value : null
}

/** The rules that an application breaks. */
export function brokenRules({ rules = [] }: Procedure, application: Application): readonly ApplicationRule[] {
  return rules.filter(({ isBroken }) => isBroken(application))
}

/** The papers that are asked for with an application filed at a moment. */
export function documentsFor({ documents }: Procedure, application: Application, at: Temporal.Instant, channel: Channel = 'online'): readonly DocumentItem[] {
  return inForce(documents, dayOf(at)).value.filter(({ channels, isNeeded }) => channels.includes(channel === 'mail' ? 'online' : channel) && (isNeeded?.(application) ?? true))
}

/** The least that a case costs, in đồng, before the application is known. */
export const leastAmount = ({ amount, scale }: Pick<FeeCase, 'amount' | 'scale'>): number => amount + (scale ? leastBy(scale) : 0)

/** A fee as it is charged: the standard fee, what of it this applicant pays, and why. Amounts in integer đồng. */
export interface Fee {
  readonly standard: number
  readonly amount: number
  /** The case that applies, in words. */
  readonly who: Text
  readonly due: FeeMoment | null
  readonly source: string
}

/**
 * The fee for an application filed by a channel, by the rule in force at a moment (requirements C5, J1, J10).
 * @throws RangeError when the procedure has none in force, or an amount is not a whole number of đồng
 */
export function feeOf({ fees, id }: Procedure, application: Application, at: Temporal.Instant, channel: Channel = 'online'): Fee {
  const { value: { cases, furtherCopies, due }, source } = inForce(fees, dayOf(at))
  const offered = cases.filter(({ channels }) => channels?.includes(channel === 'mail' ? 'post' : channel) ?? true) // what is cheaper online is so for the online service only
  const found = offered.find(({ applies }) => applies?.(application) ?? true)
  if (!found) throw new RangeError(`${id}: no fee applies`)
  const copies = typeof application['copies'] === 'number' ? application['copies'] : 1
  const further = furtherCopies ? Math.max(0, copies - furtherCopies.from + 1) * furtherCopies.amount : 0
  const amountOf = (each: FeeCase) => {
    const amount = each.amount + (each.scale ? scaledAmount(each.scale, application) : 0) + further
    if (!Number.isSafeInteger(amount) || amount < 0) throw new RangeError(`${id}: ${amount} is not a whole number of đồng`)
    return amount
  }
  const standard = offered.findLast(({ applies }) => !applies)
  const amount = amountOf(found)
  return { standard: Math.max(amount, standard ? amountOf(standard) : amount), amount, who: found.who, due: due ?? null, source }
}

/** The fee in integer đồng. @throws RangeError when the procedure has none in force */
export function feeFor(procedure: Procedure, application: Application, at: Temporal.Instant, channel: Channel = 'online'): number {
  return feeOf(procedure, application, at, channel).amount
}
