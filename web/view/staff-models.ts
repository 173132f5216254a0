import type { ErrorLink, FieldView } from './form-fields.ts'
import type { Moment } from './models.ts'

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
