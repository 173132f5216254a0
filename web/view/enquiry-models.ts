import type { EnquiryKind, EnquiryState } from '../../processes/law/enquiries.ts'
import type { ConfirmationView } from '../confirmation.ts'
import type { ErrorLink } from './form-fields.ts'
import type { AnswerGroup, DueStanding, DueView, FormSection, Moment, NoticeView, TimelineEntry } from './models.ts'

/** `portal/enquiries`: what everybody may read, and the ways to ask and to follow. */
export interface EnquiriesModel {
  kind: EnquiryKind
  askHref: string
  followHref: string
  entries: readonly { code: string, title: string, href: string, at: Moment }[]
  total: number
  pages: { current: number, last: number, previousHref?: string, nextHref?: string }
}

/** `portal/ask`: posts the forms and the confirmation to `action`. */
export interface AskModel {
  kind: EnquiryKind
  homeHref: string
  action: string
  sections: readonly FormSection[]
  confirmation: ConfirmationView
  errors: readonly ErrorLink[]
}

/** `portal/asked`: number and secret, shown once. */
export interface AskedModel { kind: EnquiryKind, code: string, secret?: string, askedAt: Moment, sortedBy: Moment, href: string, homeHref: string }

/** `portal/enquiry-look-up`: posts `code` and `proof`. */
export interface EnquiryLookUpModel { kind: EnquiryKind, homeHref: string, action: string, values: { code?: string, proof?: string }, errors: readonly ErrorLink[] }

export interface ReplyView {
  kind: 'refused' | 'passed-on' | 'interim' | 'final'
  title: string
  /** Paragraphs. */
  lines: readonly string[]
  legalBasis: readonly string[]
  from?: { agency: string, person: string, post: string, phone: string, email: string }
  at: Moment
}

/** One question of a thread. */
export interface EnquiryView {
  code: string
  title: string
  state: EnquiryState
  /** What was asked, paragraph by paragraph. */
  lines: readonly string[]
  askedAt: Moment
  replies: readonly ReplyView[]
  due?: DueView
}

/** `portal/enquiry`: what the asker sees of a thread; `further` is there once the latest is closed. */
export interface EnquiryModel {
  kind: EnquiryKind
  homeHref: string
  code: string
  thread: readonly EnquiryView[]
  answers: readonly AnswerGroup[]
  timeline: readonly TimelineEntry[]
  due?: DueView
  unit?: string
  further?: { action: string, content?: string, error?: string }
  errors: readonly ErrorLink[]
}

/** `portal/enquiry-public` */
export interface PublicEnquiryModel { kind: EnquiryKind, homeHref: string, code: string, title: string, lines: readonly string[], answer: readonly string[], at: Moment }

/** `desk/enquiry`: all that is known, and the step's form beside it when there is something to do. */
export interface DeskEnquiryModel {
  kind: EnquiryKind
  name: string
  code: string
  state: EnquiryState
  thread: readonly EnquiryView[]
  answers: readonly AnswerGroup[]
  steps: readonly { step: string, by: string, at: Moment, answers: readonly AnswerGroup[] }[]
  timeline: readonly TimelineEntry[]
  notices: readonly NoticeView[]
  due?: DueView
  receiving: string
  deciding?: string
  queueHref: string
  /** The step that is to be done here. */
  work?: {
    step: string, action: string, sections: readonly FormSection[], standing: DueStanding, dueAt?: Moment, minutesLeft?: number
  }
  open: readonly { step: string, unit: string, since: Moment, href?: string }[]
  conflict?: { by?: string, at?: Moment }
  errors: readonly ErrorLink[]
}
