import type { ErrorLink, FieldView } from './form-fields.ts'
import type { AnswerGroup, AttachedDocument, FileFieldView, Moment } from './models.ts'
import type { LinkEnd } from '../../store/consultation-links.ts'

/** `desk/second-step`: what is given beside the password. */
export interface SecondStepModel { action: string, fields: readonly FieldView[], errors: readonly ErrorLink[], /** Whether one of the account's passkeys does. */ passkeys: boolean }

/** `desk/second-factor`: what somebody has set up. */
export interface SecondFactorModel {
  isSetUp: boolean
  isNeeded: boolean
  appSince?: Moment
  passkeys: readonly { id: string, name: string, addedAt: Moment }[]
  passkeysOffered: boolean
  recoveryCodesLeft: number
}

/** `desk/second-factor-app`: what an app is told, as a picture and in letters. */
export interface SecondFactorAppModel { action: string, backHref: string, picture: string, secret: string, fields: readonly FieldView[], errors: readonly ErrorLink[] }

/** `desk/recovery-codes`: shown once. */
export interface RecoveryCodesModel { codes: readonly string[], onward: string }

/** `portal/consultation-link`: an agency is asked, and answers; or why it no longer can. */
export interface ConsultationLinkModel {
  agency: string
  deciding: string
  code: string
  procedure: string
  due: Moment
  contact: { phone: string }
  closed?: LinkEnd | 'expired' | 'gone'
  question?: string
  answers?: readonly AnswerGroup[]
  documents?: readonly AttachedDocument[]
  action?: string
  fields?: readonly FieldView[]
  files?: readonly FileFieldView[]
  errors: readonly ErrorLink[]
}

/** `desk/consultation-links`: what was sent to whom, and what became of it. */
export interface ConsultationLinksModel {
  code: string
  backHref: string
  consultations: readonly { agency: string, question: string, due: Moment, email?: string, answered?: string, sent: readonly string[], send?: { action: string, again: boolean }, revoke?: string }[]
}
