type Application = Readonly<Record<string, unknown>>

const words = (value: unknown) => typeof value === 'string' ? value.trim() : ''

/**
 * Whether somebody authorised files in the applicant's place, as the declaration says it (BT 45/2023 art. 15.6a; TN art. 11.1b; requirement B3): the
 * dossier is under the authoriser's identity all the same.
 */
export const isAuthorised = (application: Application): boolean =>
  application['onBehalf'] === 'authorised' || ['authorised', 'service', 'post'].includes(words(application['filer'])) || words(application['filerIdentityNumber']) !== ''

/** Who that is, as far as the declaration names them. */
export const authorisedName = (application: Application): string => words(application['filerName']) || words(application['agentName'])
