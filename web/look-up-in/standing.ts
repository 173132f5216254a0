import type { Deps } from '../../config/wire.ts'
import { phoneNumber } from '../../processes/law/contact.ts'
import type { Holder, Standing } from '../../processes/law/look-up.ts'
import { momentText } from '../../processes/law/moment-text.ts'
import type { Language } from '../../processes/text.ts'
import { runningClock, type Dossier } from '../../store/dossiers.ts'

const textOf = (value: unknown) => typeof value === 'string' ? value : ''

/** Whose numbers open a dossier: the applicant's, and the identity number of who filed for them; none when the authoriser has ended that. */
export function holderOf({ applicant, application, authorisationEnded }: Pick<Dossier, 'applicant' | 'application' | 'authorisationEnded'>): Holder {
  return {
    identityNumbers: authorisationEnded ? [] : [applicant.identityNumber, textOf(application['filerIdentityNumber'])].filter((number) => number !== ''),
    phone: phoneNumber(applicant.phone),
  }
}

/** Where a dossier stands and when it is due, as it may be told outside of the portal. */
export async function standingOf(dossier: Dossier, language: Language, { dossiers, agencies }: Pick<Deps, 'dossiers' | 'agencies'>): Promise<Standing> {
  const [due, clock] = [await dossiers.due(dossier), runningClock(dossier)]
  return {
    code: dossier.code, state: dossier.state, paused: due?.paused ?? false,
    due: due?.due && clock ? momentText(due.due, language, await agencies.get(clock.unit)) : null,
  }
}
