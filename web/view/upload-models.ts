import type { Moment } from './models.ts'

/** `portal/drafts`: what somebody began and has not sent, and what they deleted a moment ago. */
export interface DraftsModel {
  drafts: readonly {
    name: string
    changedAt: Moment
    /** How many files it holds. */
    files: number
    /** What is still to be filled in, attached or put right, in words. */
    missing: readonly string[]
    continueHref: string
    deleteAction: string
  }[]
  deleted: readonly { name: string, restoreAction: string }[]
}
