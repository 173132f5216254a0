import type { Deps } from '../config/wire.ts'
import { roleNames } from '../processes/law/roles.ts'
import type { Language } from '../processes/text.ts'
import { sayDossier } from './messages/dossier.ts'
import type { MessageView } from './view/dossier-models.ts'

/** What was told to whom about a dossier, by which ways, and what of it has not gone out; the newest first. */
export async function presentMessages(code: string, language: Language, { notices, outbox }: Pick<Deps, 'notices' | 'outbox'>): Promise<MessageView[]> {
  const [told, waiting] = await Promise.all([notices.of(code), outbox.unsentOf(code)])
  return told.toReversed().map(({ id, to, subject, at, channels }) => ({
    subject, at, to: roleNames[to][language],
    ways: channels.map((channel) => {
      const unsent = waiting.find(({ notice, kind }) => notice === id && kind === (channel === 'mail' ? 'send-mail' : 'send-sms'))
      const isSent = channel === 'portal' || channel === 'phone' || !unsent
      return { way: sayDossier(`channel.${channel}`, language), state: sayDossier(isSent ? 'message.sent' : unsent.failed ? 'message.failed' : 'message.waiting', language), ...(!isSent && unsent.failed && { failed: true as const }) }
    }),
  }))
}
