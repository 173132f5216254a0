import { Temporal } from 'temporal-polyfill'
import { momentText, tell } from './tell.ts'
import type { Deps } from '../wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { dayOf } from '../../processes/procedure.ts'
import { composeWith } from '../../processes/shared/compose-notice.ts'
import { noticeTemplates } from '../../processes/shared/notices.ts'
import type { Consultation } from '../../store/consultations.ts'
import type { Actor } from '../../store/events.ts'

/** How long a link holds that is sent when the deadline has passed already: the answer is kept as a late one. */
const afterwards = { hours: 7 * 24 }

/** The agency's official address is not known: nothing was sent. */
export class NoAddress extends Error {}

/** Whether an agency has anybody, or a system, that answers at a desk. */
export async function answersHere(agency: string, { accounts, clients, now }: Pick<Deps, 'accounts' | 'clients' | 'now'>): Promise<boolean> {
  return (await accounts.withRole(agency, 'consulted-agency')).length > 0 || (await clients.withRole(agency, 'consulted-agency', dayOf(now()))).length > 0
}

/**
 * Sends an agency a link by which it answers what it is asked, once, until the deadline; those sent before are worth nothing any more. In one
 * transaction. @throws NoAddress
 */
export async function sendConsultationLink({ id, dossier: code, agency, due }: Consultation, by: Actor, deps: Deps): Promise<void> {
  const { transactions, dossiers, agencies, consultationLinks, outbox, env, now } = deps
  await transactions.run(async () => {
    const [dossier, consulted] = [await dossiers.get(code), await agencies.get(agency)]
    if (!consulted.email) throw new NoAddress(`Agency ${agency} has no mail address`)
    const at = now()
    const expiresAt = Temporal.Instant.compare(due, at) > 0 ? due : at.add(afterwards)
    const token = await consultationLinks.make({ consultation: id, dossier: code, to: consulted.email, expiresAt }, at)
    const deciding = await agencies.get(dossier.units.deciding)
    const { subject, text, html } = composeWith(noticeTemplates.consultationLink, 'vi', {
      code, procedure: procedureOf(dossier).name.vi, agency: deciding.name.vi, consulted: consulted.name.vi, due: momentText(due, 'vi', consulted), link: `${env.PUBLIC_ORIGIN}/y-kien/${token}`,
    }, 'consultation')
    await outbox.add(code, { kind: 'send-mail', to: consulted.email, subject, text, html })
    await dossiers.act(code, { act: 'send-consultation-link', by, at, details: { consultation: id, agency, until: expiresAt.toString() } }, () => ({}))
  })
}

/** An agency that has nobody here is reached by mail; where that cannot be, the officer is told. Part of the running transaction. */
export async function reachConsulted(consultation: Consultation, deps: Deps): Promise<void> {
  const { agencies, dossiers, notifier } = deps
  if (await answersHere(consultation.agency, deps)) return
  const [consulted, dossier] = [await agencies.get(consultation.agency), await dossiers.get(consultation.dossier)]
  if (consulted.email && notifier.channels.includes('mail')) {
    await sendConsultationLink(consultation, { kind: 'system' }, deps)
    return
  }
  await tell('case-officer', 'consultationUnreachable', dossier, { consulted: consulted.name.vi, due: momentText(consultation.due, 'vi', consulted) }, deps)
}
