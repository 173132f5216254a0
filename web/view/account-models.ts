import type { ErrorLink, FieldView } from './form-fields.ts'
import type { FileView, Moment } from './models.ts'
import type { DossierState } from '../../processes/law/dossier-states.ts'

/** `portal/account-form`: one step of an account's pages, one form. */
export interface AccountFormModel {
  title: string
  lead?: string
  /** What has to be known before, in a box. */
  notice?: string
  action: string
  next?: string
  fields: readonly FieldView[]
  submit: string
  /** The button is one of no return. */
  warning?: boolean
  errors: readonly ErrorLink[]
  back?: { href: string, label: string }
  links: readonly { href: string, text: string }[]
  /** Whether a passkey can be made here too. */
  passkey?: boolean
}

/** `portal/account-sign-in`: password, code, passkey, national provider. */
export interface AccountSignInModel {
  fields: readonly FieldView[]
  errors: readonly ErrorLink[]
  next: string
  query: string
  passkeys: boolean
  provider?: { name: string, href: string }
}

/** `portal/account-leave`: tells that the next page is another's. */
export interface AccountLeaveModel { provider: string, href: string, backHref: string }

export interface OwnDossierRow { code: string, href: string, procedure: string, state: DossierState, filedAt: Moment, applicant?: string, filed: 'self' | 'for-other' | 'clerk' }

export type AccountPart = 'dossiers' | 'papers' | 'data'

/** `portal/account-dossiers` */
export interface AccountDossiersModel {
  part: AccountPart
  name: string
  proved: boolean
  number: string
  provider?: string
  dossiers: readonly OwnDossierRow[]
  more?: string
}

/** `portal/account-papers`: the document store. */
export interface AccountPapersModel {
  part: AccountPart
  proved: boolean
  provider?: string
  papers: readonly { name: string, abstract: string, facts: string, state: 'valid' | 'ended' | 'over', files: readonly FileView[] }[]
}

/** `portal/account-data` */
export interface AccountDataModel {
  part: AccountPart
  proof: string
  proved: boolean
  provider?: string
  rows: readonly { label: string, value: string, href?: string, change?: string }[]
  passkeys: readonly { id: string, name: string, addedAt: Moment }[]
  passkeysOffered: boolean
  sessions: readonly { id: string, browser: string, way: string, startedAt: Moment, seenAt: Moment, here: boolean }[]
  others: boolean
}
