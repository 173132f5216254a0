import type { EnquiryState } from '../../processes/law/enquiries.ts'
import type { DossierState } from '../../processes/law/dossier-states.ts'
import type { MessageKey } from '../messages/vi.ts'
import type { DueStanding } from './models.ts'

/** The colour of a tag; the word always stands beside it. */
export type Tone = 'neutral' | 'info' | 'success' | 'warning' | 'danger'

interface Tag {
  tone: Tone
  key: MessageKey
  /** Other words for clerks, where the first speak to the applicant. */
  deskKey?: MessageKey
}

export const stateTags = {
  filed: { tone: 'info', key: 'state.filed' },
  'completion-requested': { tone: 'warning', key: 'state.completion-requested', deskKey: 'desk-state.completion-requested' },
  settling: { tone: 'info', key: 'state.settling' },
  'returned-for-completion': { tone: 'warning', key: 'state.returned-for-completion' },
  decided: { tone: 'success', key: 'state.decided' },
  returned: { tone: 'success', key: 'state.returned' },
  refused: { tone: 'danger', key: 'state.refused' },
  withdrawn: { tone: 'neutral', key: 'state.withdrawn' },
} as const satisfies Record<DossierState, Tag>

export const enquiryTags = {
  'received': { tone: 'info', key: 'enquiry-state.received' },
  'answering': { tone: 'info', key: 'enquiry-state.answering' },
  'answered': { tone: 'success', key: 'enquiry-state.answered' },
  'refused': { tone: 'danger', key: 'enquiry-state.refused' },
  'passed-on': { tone: 'neutral', key: 'enquiry-state.passed-on' },
} as const satisfies Record<EnquiryState, Tag>

export const standingTags = {
  'on-time': { tone: 'success', key: 'standing.on-time' },
  soon: { tone: 'warning', key: 'standing.soon' },
  overdue: { tone: 'danger', key: 'standing.overdue' },
  paused: { tone: 'neutral', key: 'standing.paused' },
} as const satisfies Record<DueStanding, Tag>
