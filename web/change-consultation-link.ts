import { NoAddress, sendConsultationLink } from '../config/notify/consultation-link.ts'
import type { Deps } from '../config/wire.ts'
import { mayAct } from '../processes/law/dossier-states.ts'
import type { Role } from '../processes/law/roles.ts'
import type { Account } from '../store/accounts.ts'
import { ActNotAllowed, type Dossier } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'

/** In which role somebody sends the links by which consulted agencies answer; null: not at all. */
export function maySendLinks({ unit, roles }: Account, { units, state }: Pick<Dossier, 'units' | 'state'>): Role | null {
  return unit === units.deciding ? roles.find((role) => mayAct(role, 'send-consultation-link', state)) ?? null : null
}

/**
 * Sends a consulted agency a link, or takes back what was sent (BT 45/2023 art. 17.5; requirement F5): what became of it. In the running transaction,
 * if there is one.
 */
export async function changeConsultationLink({ dossier: code, consultation: id, what }: { dossier: string, consultation: string, what: 'send' | 'revoke' }, by: Actor, deps: Deps): Promise<'done' | 'none' | 'no-address' | 'too-late'> {
  const { consultations, consultationLinks, dossiers, transactions, now } = deps
  const consultation = (await consultations.of(code)).find((each) => each.id === id)
  if (!consultation) return 'none'
  if (consultation.answer) return 'too-late'
  try {
    if (what === 'send') await sendConsultationLink(consultation, by, deps)
    else await transactions.run(async () => {
      if (await consultationLinks.revoke(id, now())) await dossiers.act(code, { act: 'revoke-consultation-link', by, at: now(), details: { consultation: id, agency: consultation.agency } }, () => ({}))
    })
    return 'done'
  } catch (error) {
    if (error instanceof NoAddress) return 'no-address'
    if (error instanceof ActNotAllowed) return 'too-late'
    throw error
  }
}
