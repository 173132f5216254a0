import { Temporal } from 'temporal-polyfill'
import type { Text } from '../text.ts'
import type { Role } from './roles.ts'

/**
 * Questions (hỏi đáp: TQ 246/QĐ-UBND, arts. 13-15; 196/QĐ-STP, arts. 10-12) and feedback and petitions (phản ánh, kiến nghị: TH 27/2019,
 * arts. 13-14; NĐ 20/2008, arts. 5-9). Neither is an administrative procedure: no dossier code, no forms 01-06.
 */
export const enquiryKinds = ['question', 'feedback'] as const
export type EnquiryKind = (typeof enquiryKinds)[number]

export const enquiryStates = ['received', 'answering', 'answered', 'refused', 'passed-on'] as const
export type EnquiryState = (typeof enquiryStates)[number]

export const enquiryStateNames = {
  'received': { vi: 'Đã nhận, chờ phân loại', en: 'Received, to be sorted' },
  'answering': { vi: 'Đang trả lời', en: 'Being answered' },
  'answered': { vi: 'Đã trả lời', en: 'Answered' },
  'refused': { vi: 'Không tiếp nhận', en: 'Not taken' },
  'passed-on': { vi: 'Đã chuyển cơ quan có thẩm quyền', en: 'Passed on to the competent agency' },
} as const satisfies Record<EnquiryState, Text>

/** Sorted: passed to a unit, not taken, or passed on to another agency (TQ 15.2a; NĐ 20/2008, art. 9); a unit may give it back. */
export const enquiryTransitions = {
  'received': ['answering', 'refused', 'passed-on'],
  'answering': ['answered', 'refused', 'passed-on'],
  'answered': [],
  'refused': [],
  'passed-on': [],
} as const satisfies Record<EnquiryState, readonly EnquiryState[]>

export const isEnquiryClosed = (state: EnquiryState): boolean => enquiryTransitions[state].length === 0

/** Every act on a question or feedback, with who may do it. */
export const enquiryActors = {
  'ask': ['applicant'],
  'open': ['system'],
  'complete-task': ['reception-clerk', 'case-officer', 'leader'],
  'pass': ['system'],
  'refuse': ['system'],
  'pass-on': ['system'],
  'answer-interim': ['system'],
  'answer': ['system'],
  'remind': ['system'],
  'mark-overdue': ['system'],
  'send-notice-again': ['administrator'],
  'tell-by-phone': ['administrator'],
} as const satisfies Record<string, readonly (Role | 'system')[]>

export type EnquiryAct = keyof typeof enquiryActors

/** What the administrator does about a message that did not arrive: in every state. */
const untold = ['send-notice-again', 'tell-by-phone'] as const

const enquiryActs = {
  'received': ['ask', 'open', 'complete-task', 'pass', 'refuse', 'pass-on', 'remind', 'mark-overdue', ...untold],
  'answering': ['complete-task', 'pass', 'refuse', 'pass-on', 'answer-interim', 'answer', 'remind', 'mark-overdue', ...untold],
  'answered': untold,
  'refused': untold,
  'passed-on': untold,
} as const satisfies Record<EnquiryState, readonly EnquiryAct[]>

export function mayActOnEnquiry(who: Role | 'system', act: EnquiryAct, state: EnquiryState): boolean {
  return (enquiryActs[state] as readonly EnquiryAct[]).includes(act) && (enquiryActors[act] as readonly (Role | 'system')[]).includes(who)
}

const prefixes = { question: 'HD', feedback: 'PA' } as const satisfies Record<EnquiryKind, string>

/**
 * The number under which a question (HD-…, hỏi đáp) or feedback (PA-…, phản ánh) is followed: 'HD-260302-0001'. Never a dossier code,
 * which begins with an agency's.
 */
export function formatEnquiryCode(kind: EnquiryKind, date: Temporal.PlainDate, sequence: number): string {
  return `${prefixes[kind]}-${date.toString().slice(2).replaceAll('-', '')}-${String(sequence).padStart(4, '0')}`
}

/** Reads a number as people type it: spaces, lower case and long dashes do no harm. Null when it is none. */
export function parseEnquiryCode(text: string): { code: string, kind: EnquiryKind } | null {
  if (text.length > 64) return null
  const code = text.replace(/\s+/g, '').replace(/[\u2010-\u2015\u2212]/g, '-').toUpperCase()
  const [, prefix, year, month, day] = /^(HD|PA)-(\d{2})(\d{2})(\d{2})-\d{4,6}$/.exec(code) ?? []
  if (!prefix) return null
  try {
    Temporal.PlainDate.from({ year: 2000 + Number(year), month: Number(month), day: Number(day) }, { overflow: 'reject' })
  } catch { return null }
  return { code, kind: prefix === 'HD' ? 'question' : 'feedback' }
}

/** Whether a code names a question or feedback, not a dossier: what watches, tasks and notices are kept under is either. */
export const isEnquiryCode = (code: string): boolean => /^(HD|PA)-\d{6}-\d{4,6}$/.test(code)

/**
 * Why something is not taken, with the way that the law has for it (TQ 14.4; TQ-STP 11.4; NĐ 20/2008, art. 5).
 */
export const enquiryRefusals = {
  'complaint': {
    vi: 'Nội dung là khiếu nại, được giải quyết theo Luật Khiếu nại 2011. Đề nghị gửi đơn khiếu nại đến người đã ban hành quyết định hoặc có hành vi bị khiếu nại, hoặc đến Ban Tiếp công dân của tỉnh.',
    en: 'This is a complaint, which the Law on Complaints 2011 governs. Please send a written complaint to whoever made the decision or did the act, or to the province’s Citizen Reception Board.',
  },
  'denunciation': {
    vi: 'Nội dung là tố cáo, được giải quyết theo Luật Tố cáo 2018. Đề nghị gửi đơn tố cáo đến cơ quan có thẩm quyền giải quyết tố cáo hoặc đến Ban Tiếp công dân của tỉnh; danh tính người tố cáo được giữ bí mật.',
    en: 'This is a denunciation, which the Law on Denunciations 2018 governs. Please send it to the agency competent for denunciations, or to the province’s Citizen Reception Board; who denounces is kept secret.',
  },
  'not-eligible': {
    vi: 'Nội dung không đủ điều kiện tiếp nhận: không rõ ràng, không phải chữ tiếng Việt có dấu, thiếu địa chỉ liên hệ hoặc vi phạm quy định khi tham gia Cổng dịch vụ công.',
    en: 'It does not meet the conditions: it is unclear, not in Vietnamese with accents, without an address for the answer, or against the rules of the portal.',
  },
} as const satisfies Record<string, Text>

export type EnquiryRefusal = keyof typeof enquiryRefusals
