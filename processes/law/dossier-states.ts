import type { Text } from '../text.ts'
import type { Role } from './roles.ts'

/** Where a dossier stands in the eyes of the law; where it stands in its diagram is the engine's to know. */
export const dossierStates = [
  'filed', 'completion-requested', 'settling', 'returned-for-completion', 'decided', 'returned', 'refused', 'withdrawn',
] as const
export type DossierState = (typeof dossierStates)[number]

export const stateNames = {
  'filed': { vi: 'Đã nộp, chờ tiếp nhận', en: 'Filed, waiting to be received' },
  'completion-requested': { vi: 'Chờ bổ sung trước khi tiếp nhận', en: 'To be completed before it is received' },
  'settling': { vi: 'Đang giải quyết', en: 'Being settled' },
  'returned-for-completion': { vi: 'Chờ bổ sung sau thẩm định', en: 'To be completed after appraisal' },
  'decided': { vi: 'Đã có kết quả', en: 'Decided' },
  'returned': { vi: 'Đã trả kết quả', en: 'Result returned' },
  'refused': { vi: 'Từ chối tiếp nhận', en: 'Refused at reception' },
  'withdrawn': { vi: 'Đã dừng theo đề nghị', en: 'Stopped on request' },
} as const satisfies Record<DossierState, Text>

/**
 * The steps from one state to another. BT 45/2023: art. 15.1 (received, completion requested, refused), 17.4 (returned after appraisal
 * and taken up again), 17.2 and 17.8 (decided, also when not granted), 18 (returned); NĐ 118/2025, art. 21 (stopped on request).
 */
export const transitions = {
  'filed': ['completion-requested', 'settling', 'refused', 'withdrawn'],
  'completion-requested': ['filed', 'withdrawn'],
  'settling': ['returned-for-completion', 'decided', 'withdrawn'],
  'returned-for-completion': ['settling', 'withdrawn'],
  'decided': ['returned'],
  'returned': [],
  'refused': [],
  'withdrawn': [],
} as const satisfies Record<DossierState, readonly DossierState[]>

/** States after which nothing more happens to a dossier. */
export const closedStates = ['returned', 'refused', 'withdrawn'] as const satisfies readonly DossierState[]

/**
 * Processes that go on when the dossier is closed: a result found wrong afterwards, lost papers that are still to be made good
 * (BT 45/2023 art. 21).
 */
export const outlasting: readonly string[] = ['correction', 'loss']

/** Whether nothing more happens to a dossier. */
export function isClosed(state: DossierState): boolean {
  return transitions[state].length === 0
}

/** Roles that steps of procedures are given to. */
const workers = ['reception-clerk', 'case-officer', 'division-head', 'leader', 'consulted-agency', 'one-stop-head', 'result-clerk'] as const

/** Every act on a dossier, with who may do it. 'system' is a job: what follows from the facts without anybody's choice. */
export const actors = {
  'file': ['applicant', 'reception-clerk'],
  'open': ['system'],
  'digitise': ['reception-clerk', 'case-officer'],
  'check-documents': ['reception-clerk', 'case-officer'],
  'amend': ['applicant', 'reception-clerk'],
  'order-post': ['applicant'],
  'reuse-document': ['reception-clerk', 'case-officer'],
  'end-authorisation': ['applicant'],
  'complete-task': ['applicant', ...workers],
  'claim-task': workers,
  'release-task': workers,
  'request-completion': ['reception-clerk', 'case-officer', 'system'],
  'resubmit': ['applicant', 'reception-clerk', 'system'],
  'receive': ['reception-clerk', 'system'],
  'refuse': ['reception-clerk', 'system'],
  'transfer': ['reception-clerk', 'system'],
  'request-consultation': ['case-officer', 'system'],
  'record-opinion': ['consulted-agency', 'system'],
  'close-consultation': ['system'],
  'send-consultation-link': ['case-officer', 'division-head', 'leader', 'system'],
  'revoke-consultation-link': ['case-officer', 'division-head', 'leader'],
  'arrange-verification': ['system'],
  'record-verification': ['system'],
  'miss-verification': ['system'],
  'lapse': ['system'],
  'lapse-completion': ['system'],
  'notify-authority': ['system'],
  'remind': ['system'],
  'propose-apology': ['system'],
  'issue-apology': ['leader', 'system'],
  'mark-overdue': ['system'],
  'escalate': ['system'],
  'reassign': ['leader', 'division-head'],
  'move-due-date': ['system'],
  'request-confirmation': ['system'],
  'record-confirmation': ['system'],
  'take-as-agreed': ['system'],
  'invite': ['system'],
  'record-appearance': ['system'],
  'change-limit': ['system'],
  'pause-clock': ['system'],
  'resume-clock': ['system'],
  'meet-appointment': ['system'],
  'begin-appointment': ['system'],
  'complete-part': ['system'],
  'reject-part': ['system'],
  'urge-part': ['system'],
  'publish-posting': ['system'],
  'record-objection': ['case-officer', 'system'],
  'close-posting': ['system'],
  'record-part': ['system'],
  'record-result': ['leader', 'system'],
  'assign-number': ['system'],
  'issue-result': ['system'],
  'announce-result': ['result-clerk', 'system'],
  'close': ['result-clerk', 'system'],
  'request-slip': ['applicant', 'reception-clerk', 'result-clerk'],
  'hand-over-paper': ['reception-clerk', 'result-clerk'],
  'receive-paper': ['reception-clerk', 'result-clerk', 'case-officer', 'division-head', 'leader'],
  'miss-paper': ['reception-clerk', 'result-clerk', 'case-officer', 'division-head', 'leader'],
  'request-correction': ['applicant', 'reception-clerk', 'case-officer', 'leader', 'one-stop-head'],
  'correct-result': ['system'],
  'decline-correction': ['system'],
  'record-loss': ['leader', 'one-stop-head'],
  'apologise-loss': ['system'],
  'remedy-loss': ['system'],
  'request-withdrawal': ['applicant', 'reception-clerk'],
  'withdraw': ['reception-clerk', 'system'],
  'decline-withdrawal': ['reception-clerk', 'system'],
  'send-notice-again': ['administrator'],
  'tell-by-phone': ['administrator'],
  'charge-fee': ['system', 'case-officer'],
  'await-payment': ['system'],
  'pay-fee': ['reception-clerk', 'result-clerk', 'system'],
  'cancel-fee': ['system'],
  'request-refund': ['applicant', 'reception-clerk', 'one-stop-head', 'system'],
  'pay-refund': ['leader', 'one-stop-head'],
  'decline-refund': ['leader', 'one-stop-head'],
} as const satisfies Record<string, readonly (Role | 'system')[]>

export type Act = keyof typeof actors

/** Who takes a task says so to colleagues, and may leave it again. */
const worked = ['complete-task', 'claim-task', 'release-task'] as const
const watched = ['remind', 'mark-overdue', 'escalate', 'move-due-date'] as const
const stoppable = ['request-withdrawal', 'withdraw', 'decline-withdrawal'] as const
/** A joint procedure's agencies have their parts before the decision and after it (art. 17.6-17.7). */
const joint = ['transfer', 'complete-part', 'reject-part', 'urge-part', 'record-part'] as const
const appointed = ['meet-appointment', 'begin-appointment'] as const
const posted = ['publish-posting', 'record-objection', 'close-posting'] as const
const verified = ['arrange-verification', 'record-verification', 'miss-verification'] as const
const consulted = ['record-opinion', 'close-consultation', 'send-consultation-link', 'revoke-consultation-link'] as const
/** A wrong result is looked into also after it was returned (BT 45/2023 art. 21.1). */
const correctable = ['request-correction', 'correct-result', 'decline-correction'] as const
/** What follows from lost papers outlasts the dossier (art. 21.2). */
const lost = ['apologise-loss', 'remedy-loss'] as const
/** What the administrator does about a message that did not arrive, and that the authoriser takes the dossier to themself: in every state. */
const untold = ['send-notice-again', 'tell-by-phone', 'end-authorisation'] as const
/** Money moves in every state: a payment that was on its way when a dossier was closed is a fact, and is given back by the law's rule. */
const paid = ['pay-fee', 'cancel-fee', 'request-refund', 'pay-refund', 'decline-refund'] as const
const charged = ['charge-fee', 'await-payment', ...paid] as const
/** Papers are digitised at reception, and certified while the dossier is settled (BT 45/2023, arts. 15.6, 17.1). */
const digitised = ['digitise'] as const
/** What has been handed over is confirmed, whatever became of the dossier meanwhile (BT 45/2023, arts. 16.2-16.3). */
const confirmed = ['receive-paper', 'miss-paper'] as const
const received = ['request-slip', 'hand-over-paper', ...confirmed] as const

/**
 * What may be done to a dossier in each state. A request to stop is answered in every state, if only with a no. A reminder or the mark
 * of being overdue may still arrive when the applicant's turn has begun.
 */
export const acts = {
  'filed': [
    'order-post',
    ...digitised,
    'record-loss',
    ...lost,
    'check-documents',
    'file',
    'open',
    'amend',
    'reuse-document',
    ...worked,
    'receive',
    'refuse',
    'request-completion',
    ...watched,
    ...stoppable,
    ...untold,
    ...charged,
  ],
  'completion-requested': [
    'order-post',
    ...digitised,
    'record-loss',
    ...lost,
    'open',
    'amend',
    ...worked,
    'resubmit',
    ...watched,
    ...stoppable,
    ...untold,
    ...charged,
  ],
  'settling': [
    'order-post',
    'check-documents',
    'reassign',
    ...digitised,
    'record-loss',
    ...lost,
    'reuse-document',
    ...worked,
    ...joint,
    ...posted,
    ...appointed,
    'request-consultation',
    ...consulted,
    ...verified,
    'lapse',
    'request-completion',
    'propose-apology',
    'issue-apology',
    'request-confirmation',
    'record-confirmation',
    'take-as-agreed',
    'invite',
    'record-appearance',
    'change-limit',
    'pause-clock',
    'resume-clock',
    'record-result',
    ...received,
    ...watched,
    ...stoppable,
    ...untold,
    ...charged,
  ],
  'returned-for-completion': [
    'order-post',
    'reassign',
    ...digitised,
    'record-loss',
    ...lost,
    'amend',
    ...worked,
    'resubmit',
    'lapse',
    'lapse-completion',
    ...consulted,
    ...received,
    ...watched,
    ...stoppable,
    ...untold,
    ...charged,
  ],
  'decided': [
    'order-post',
    ...correctable,
    'record-loss',
    ...lost,
    ...worked,
    ...joint,
    ...consulted,
    ...received,
    'assign-number',
    'issue-result',
    'notify-authority',
    'announce-result',
    'close',
    'request-withdrawal',
    'decline-withdrawal',
    ...untold,
    ...charged,
  ],
  'returned': [
    ...received,
    ...worked,
    ...lost,
    ...correctable,
    'request-withdrawal',
    'decline-withdrawal',
    ...untold,
    ...paid,
  ],
  'refused': [
    ...worked,
    ...lost,
    'request-withdrawal',
    'decline-withdrawal',
    ...untold,
    ...paid,
  ],
  'withdrawn': [
    ...confirmed,
    ...worked,
    ...lost,
    'request-withdrawal',
    'decline-withdrawal',
    ...untold,
    ...paid,
  ],
} as const satisfies Record<DossierState, readonly Act[]>

/** Whether somebody of a role (or a job) may do an act to a dossier in a state. */
export function mayAct(who: Role | 'system', act: Act, state: DossierState): boolean {
  return (acts[state] as readonly Act[]).includes(act) && (actors[act] as readonly (Role | 'system')[]).includes(who)
}

/** Whether the applicant may still have the settlement stopped: while no decision exists. NĐ 118/2025, art. 21; TT 03/2025, art. 7. */
export function mayWithdraw(state: DossierState): boolean {
  return (transitions[state] as readonly DossierState[]).includes('withdrawn')
}
