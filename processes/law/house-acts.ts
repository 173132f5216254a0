/** Acts that are on no dossier: on accounts, on agencies and their settings, on what is deployed (TH 27/2019, art. 20; BT 45/2023, art. 3.6). */
export const houseActs = [
  'sign-in', 'sign-in-failed', 'create-account', 'set-password', 'change-account', 'set-up-agency', 'change-settings', 'change-calendar', 'change-contact', 'change-staff-list', 'end-agency', 'deploy',
  'erase-personal-data', 'edit-catalogue', 'publish-catalogue', 'withdraw-catalogue', 'discard-catalogue', 'begin-diagram', 'discard-diagram', 'catch-malware', 'search-dossiers', 'publish-report', 'correct-report',
  'register', 'end-session', 'prove-identity', 'add-passkey', 'remove-passkey', 'close-account', 'invite-citizen', 'add-dossier',
  'add-second-factor', 'remove-second-factor', 'reset-second-factor', 'second-factor-failed', 'use-recovery-code', 'make-recovery-codes', 'change-sign-in-rules', 'change-participation', 'set-absence', 'end-absence',
  'register-client', 'change-client', 'rotate-secret', 'withdraw-client', 'set-webhook', 'send-call-again', 'drop-call',
] as const

export type HouseAct = (typeof houseActs)[number]
