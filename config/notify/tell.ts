import { randomUUID } from 'node:crypto'
import type { Deps } from '../wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { chosenChannels } from '../../processes/law/contact.ts'
import { quietHoursAt } from '../../processes/law/quiet-hours.ts'
import { composeNotice } from '../../processes/shared/compose-notice.ts'
import type { NoticeKind } from '../../processes/shared/notices.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { StoredFile } from '../../store/files.ts'
import type { Notice } from '../../store/notices.ts'

export { momentText } from '../../processes/law/moment-text.ts'

export type TellDeps = Pick<Deps, 'notices' | 'outbox' | 'notifier' | 'agencies' | 'tasks' | 'now' | 'env'>

/** Who of the staff is told: the officer at work on the dossier or assigned to it, else everybody with the role in the unit. */
async function addressee(to: Notice['to'], { code, units, answers }: Dossier, { tasks }: TellDeps): Promise<Pick<Notice, 'unit' | 'person'>> {
  if (to === 'applicant') return { unit: null, person: null }
  if (to === 'one-stop-head') return { unit: units.receiving, person: null }
  if (to === 'leader') return { unit: units.deciding, person: null }
  if (to === 'reception-clerk') return { unit: units.receiving, person: null }
  const atWork = (await tasks.openOf(code)).find(({ role, assignee }) => role === 'case-officer' && assignee !== null)
  const assigned = answers['assignment']?.values['officer']
  return { unit: units.deciding, person: atWork?.assignee ?? (typeof assigned === 'string' ? assigned : null) }
}

/**
 * Tells a person something about a dossier, within the running transaction: always on the portal or the desk, to the
 * applicant also by mail and SMS where they want it, gave an address and operations configured the channel (BT 45/2023 art.
 * 15.2a). SMS keep the quiet hours of the unit that received the dossier. Staff are told in Vietnamese, applicants in their language.
 */
export async function tell(
  to: Notice['to'], kind: NoticeKind, dossier: Dossier, params: Readonly<Record<string, unknown>>, deps: TellDeps,
  { elsewhere, attachment }: { elsewhere?: Pick<Notice, 'unit' | 'person'>, attachment?: StoredFile } = {},
): Promise<void> {
  const { code, applicant, application } = dossier
  const [language, page] = to === 'applicant' ? [dossier.language, `/ho-so/${code}`] as const : ['vi', `/desk/dossiers/${code}`] as const
  const procedure = procedureOf(dossier)
  const [deciding, receiving] = await Promise.all([deps.agencies.get(dossier.units.deciding), deps.agencies.get(dossier.units.receiving)])
  const { subject, text, html, sms } = composeNotice(kind, language, {
    code, procedure: procedure.name[language], agency: deciding.name[language], link: deps.env.PUBLIC_ORIGIN + page, ...params,
  }, procedure)
  const wanted = to === 'applicant' ? chosenChannels(application).filter((each) => deps.notifier.channels.includes(each)) : []
  const byMail = wanted.includes('mail') && applicant.email !== ''
  const bySms = wanted.includes('sms') && applicant.phone !== ''
  const [id, at] = [randomUUID(), deps.now()]
  await deps.notices.add({
    id, dossier: code, to, ...(elsewhere ?? await addressee(to, dossier, deps)), subject, text, at,
    channels: ['portal', ...(byMail ? ['mail' as const] : []), ...(bySms ? ['sms' as const] : [])],
  })
  if (byMail) await deps.outbox.add(code, { kind: 'send-mail', to: applicant.email, subject, text, html, notice: id, ...(attachment && { attachment }) })
  if (bySms) await deps.outbox.add(code, { kind: 'send-sms', to: applicant.phone, text: sms, quiet: quietHoursAt(at, receiving), notice: id })
}
