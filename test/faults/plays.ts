import { Temporal } from 'temporal-polyfill'
import { vietnam } from '../../processes/calendars/vietnam.ts'
import { isWorkingDay } from '../../processes/law/working-time.ts'
import type { Consultation } from '../../store/consultations.ts'
import type { Answers, Dossier } from '../../store/dossiers.ts'
import type { DossierEvent } from '../../store/events.ts'
import type { Task } from '../../store/tasks.ts'

/** What the people of a dossier see when they look at it again, after a crash too: nothing else tells them what to do. */
export interface Situation {
  readonly dossier: Dossier
  readonly events: readonly DossierEvent[]
  readonly consultations: readonly Consultation[]
}

/** One dossier's way through the house, and what must be there at its end, however often the process died. */
export interface Play {
  readonly name: string
  /** How far this dossier's own clock is behind the real one, in days: what is due for it is due for the engine long since. */
  readonly daysBehind: number
  readonly delivery: Dossier['delivery']
  /** What is answered in an open task now; null: not yet, or never. */
  answer(task: Task, situation: Situation): Answers | null
  /** Whether the applicant asks to stop now. */
  wantsToStop(situation: Situation): boolean
  readonly state: Dossier['state']
  /** Every act on the dossier; a completed task as `complete-task <form>`. In any order where two things run side by side. */
  readonly acts: readonly string[]
  /** Acts that come too late, or just in time. */
  readonly perhaps: readonly string[]
  /** Every step that the engine took, the loop of the deadline watch left out. */
  readonly steps: readonly string[]
  readonly slips: readonly string[]
  readonly consultations: readonly string[]
  /** How many notices each person got. */
  readonly notices: Readonly<Record<string, number>>
}

const acted = ({ events }: Situation, act: string, least = 1) => events.filter((event) => event.act === act).length >= least
const simple: Readonly<Record<string, Answers>> = {
  'reception': { receptionOutcome: 'received' },
  'completion': { note: 'Đã bổ sung' },
  'assignment': { officer: 'tranvanminh.pv06' },
  'consultation-answer': { opinion: 'agree', text: 'Không có' },
  'review': { reviewOutcome: 'agreed' },
  'signature': { signatureOutcome: 'signed' },
  'issue': { resultNumber: '12/LLTP' },
  'hand-over': { receivedBy: 'applicant' },
  'apology-signature': { apologySignature: 'signed' },
}
const consult = (...agencies: string[]): Answers => ({ appraisalOutcome: 'consult', agencies, question: 'Có bản án chưa thi hành không?', answerWithin: 1 })
const received = ['open', 'await-payment', 'reception', 'receive', 'transfer', 'assignment', 'appraisal']
const receivedActs = ['file', 'open', 'charge-fee', 'complete-task reception', 'receive', 'transfer', 'complete-task assignment', 'complete-task appraisal']
const settled = ['review', 'signature', 'record-result', 'issue', 'return/issue-copy', 'return/announce', 'return/close']
const settledActs = ['complete-task review', 'complete-task signature', 'record-result', 'complete-task issue', 'issue-result', 'announce-result', 'close']
const online = ['return/await-payment']
const consulted = ['consultation/open', 'consultation/answer', 'consultation/record-answer']

/** A working day some weeks from now, as form 04 asks for. */
function someWorkingDay(): string {
  let day = Temporal.Now.plainDateISO(vietnam.timeZone).add({ days: 20 })
  while (!isWorkingDay(day, vietnam)) day = day.add({ days: 1 })
  return day.toString()
}

export const plays: readonly Play[] = [
  {
    name: 'completed twice, consulted with two agencies, granted, handed over at the counter',
    daysBehind: 0,
    delivery: 'counter',
    answer({ form }, { dossier: { completionRequests }, consultations }) {
      if (form === 'reception' && completionRequests.reception === 0) return { receptionOutcome: 'incomplete', missingItems: ['application'], reason: 'Thiếu quá trình cư trú' }
      if (form !== 'appraisal') return simple[form] ?? null
      if (consultations.length === 0) return consult('tand', 'thads')
      if (completionRequests.settlement === 0) return { appraisalOutcome: 'incomplete', findings: 'Thiếu', missingItems: ['application'], reason: 'Chưa đủ nơi cư trú' }
      return { appraisalOutcome: 'eligible', findings: 'Không có án tích' }
    },
    wantsToStop: () => false,
    state: 'returned',
    acts: [
      ...receivedActs, ...settledActs, 'complete-task hand-over',
      'complete-task reception', 'request-completion', 'complete-task completion', 'resubmit',
      'complete-task appraisal', 'request-completion', 'complete-task completion', 'resubmit',
      'complete-task appraisal', 'request-consultation', 'complete-task consultation-answer', 'complete-task consultation-answer', 'record-opinion', 'record-opinion',
    ],
    perhaps: [],
    steps: [
      ...received, ...settled, 'return/hand-over',
      'reception', 'request-completion-at-reception', 'completion-at-reception', 'resubmit-at-reception',
      'appraisal', 'request-completion-in-settlement', 'completion-in-settlement', 'resubmit-in-settlement',
      'appraisal', 'consult', ...consulted, ...consulted,
    ],
    slips: ['completion-request', 'completion-request', 'receipt'],
    consultations: ['tand answered', 'thads answered'],
    notices: { applicant: 4 },
  },
  {
    name: 'withdrawn while one agency has just answered and another has not',
    daysBehind: 0,
    delivery: 'online',
    answer: ({ form, unit }) => form === 'appraisal' ? consult('tand', 'thads') : unit === 'thads' ? null : simple[form] ?? null,
    wantsToStop: (situation) => situation.events.some(({ details }) => details['form'] === 'consultation-answer') && !acted(situation, 'request-withdrawal'),
    state: 'withdrawn',
    acts: [...receivedActs, 'request-consultation', 'complete-task consultation-answer', 'request-withdrawal', 'withdraw'],
    perhaps: ['record-opinion'],
    steps: [...received, 'consult', ...consulted, 'consultation/open', 'consultation/answer', 'withdrawal/settle'],
    slips: ['receipt', 'stop-notice'],
    consultations: ['tand answered', 'thads open'],
    notices: { applicant: 2 },
  },
  {
    name: 'refused at reception',
    daysBehind: 0,
    delivery: 'online',
    answer: ({ form }) => form === 'reception' ? { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền', rightAuthority: 'Công an tỉnh Nghệ An' } : null,
    wantsToStop: () => false,
    state: 'refused',
    acts: ['file', 'open', 'charge-fee', 'complete-task reception', 'refuse'],
    perhaps: [],
    steps: ['open', 'await-payment', 'reception', 'refuse'],
    slips: ['refusal'],
    consultations: [],
    notices: { applicant: 1 },
  },
  {
    name: 'late: overdue at reception and in settlement, apologised for, an agency answers too late, not granted, too late to stop',
    daysBehind: 40,
    delivery: 'online',
    answer({ form }, situation) {
      const [asked] = situation.consultations
      switch (form) {
        case 'reception': return acted(situation, 'escalate') ? { receptionOutcome: 'received' } : null
        case 'appraisal':
          if (!asked) return consult('thads')
          return asked.answer && acted(situation, 'issue-apology') ? { appraisalOutcome: 'not-eligible', findings: 'Không đủ', reason: 'Không cư trú tại tỉnh' } : null
        case 'consultation-answer': return asked?.state === 'unanswered' ? { opinion: 'other', text: 'Trả lời muộn' } : null
        case 'apology-draft': return { apologyOutcome: 'late', reason: 'Chờ xác minh tại tòa án', newDate: someWorkingDay() }
        case 'apology-signature': return acted(situation, 'escalate', 2) ? { apologySignature: 'signed' } : null
        default: return simple[form] ?? null
      }
    },
    wantsToStop: (situation) => situation.dossier.state === 'decided' && !acted(situation, 'request-withdrawal'),
    state: 'returned',
    acts: [
      ...receivedActs, ...settledActs, 'mark-overdue', 'mark-overdue', 'escalate', 'escalate', 'remind',
      'propose-apology', 'complete-task apology-draft', 'complete-task apology-signature', 'issue-apology',
      'complete-task appraisal', 'request-consultation', 'close-consultation', 'complete-task consultation-answer', 'record-opinion',
      'request-withdrawal', 'decline-withdrawal',
    ],
    perhaps: [],
    steps: [
      ...received, ...settled, ...online, 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/remind',
      'deadline-watch/propose-apology', 'apology/draft', 'apology/signature', 'apology/issue',
      'appraisal', 'consult', ...consulted, 'deadline-watch/close-consultation',
      'withdrawal/settle', 'withdrawal/decline',
    ],
    slips: ['apology', 'receipt'],
    consultations: ['thads unanswered, answered late'],
    notices: { 'applicant': 4, 'reception-clerk': 1, 'case-officer': 2, 'leader': 1, 'one-stop-head': 4 },
  },
  {
    name: 'decided while an apology is being drafted, closed while an agency could still answer',
    daysBehind: 40,
    delivery: 'online',
    answer({ form }, situation) {
      const [asked] = situation.consultations
      switch (form) {
        case 'reception': return acted(situation, 'escalate') ? { receptionOutcome: 'received' } : null
        case 'appraisal':
          if (!asked) return consult('thads')
          return acted(situation, 'escalate', 2) ? { appraisalOutcome: 'eligible', findings: 'Không có án tích' } : null
        case 'consultation-answer': case 'apology-draft': return null
        default: return simple[form] ?? null
      }
    },
    wantsToStop: () => false,
    state: 'returned',
    acts: [
      ...receivedActs, ...settledActs, 'mark-overdue', 'mark-overdue', 'escalate', 'escalate', 'remind', 'propose-apology',
      'complete-task appraisal', 'request-consultation', 'close-consultation',
    ],
    perhaps: [],
    steps: [
      ...received, ...settled, ...online, 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/mark-overdue', 'deadline-watch/remind',
      'deadline-watch/propose-apology', 'apology/draft', 'appraisal', 'consult', 'consultation/open', 'consultation/answer', 'deadline-watch/close-consultation',
    ],
    slips: ['receipt'],
    consultations: ['thads unanswered'],
    notices: { 'applicant': 2, 'reception-clerk': 1, 'case-officer': 2, 'leader': 1, 'one-stop-head': 3 },
  },
]
