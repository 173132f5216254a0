import type { AnswerGroup, DueStanding, Moment } from './models.ts'

/** A decision that may be signed with others: what the officer proposes, and what of the dossier was seen. */
export interface SignableRow {
  code: string
  href: string
  applicant: string
  procedure: string
  step: string
  /** The task and the dossier's revision: what the tick sends. */
  seen: string
  ticked: boolean
  proposal: readonly AnswerGroup['rows'][number][]
  proposedBy?: { name: string, at: Moment }
  dueAt?: Moment
  minutesLeft?: number
  standing: DueStanding
  takenBy?: string
}

/** `desk/bulk-sign`: several decisions, read and signed in one go. */
export interface BulkSignModel {
  rows: readonly SignableRow[]
  /** They were chosen elsewhere, and are ticked. */
  chosen: boolean
  action: string
  id: string
  queueHref: string
  leftOut?: number
  /** How many are shown at a time, when there are more. */
  most?: number
  errors: readonly { text: string, href?: string }[]
}

/** `desk/bulk-signed`: what became of each. */
export interface BulkSignedModel {
  rows: readonly { code: string, href: string, applicant: string, procedure: string, text: string, tone: 'done' | 'waiting' | 'problem', again: boolean }[]
  count: number
  done: number
  isRunning: boolean
  /** Where the rest is signed, when it has stopped or something failed. */
  continueAction?: string
  queueHref: string
  /** The page's own address, to be looked at again while it is under way. */
  address: string
}
