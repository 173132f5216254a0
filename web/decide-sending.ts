import type { Deps } from '../config/wire.ts'
import { isEnquiryCode } from '../processes/law/enquiries.ts'
import type { Worker } from '../store/events.ts'
import { NotFailed, type FailedSending } from '../store/outbox.ts'

/**
 * What is decided about a message that could not be sent: sent again, or the person was told by telephone. It is an act on its dossier, or on its
 * question or feedback: both in one transaction, or neither. What is about neither, such as a one-time code, is only sent again or dropped.
 * @throws NotFailed when somebody else has decided meanwhile
 */
export async function decideSending(
  id: string, act: 'send-notice-again' | 'tell-by-phone', by: Worker,
  { outbox, dossiers, enquiries, notices, transactions, now }: Pick<Deps, 'outbox' | 'dossiers' | 'enquiries' | 'notices' | 'transactions' | 'now'>,
): Promise<FailedSending> {
  return transactions.run(async () => {
    const failed = await outbox.findFailed(id)
    if (!failed) throw new NotFailed(`Outbox entry ${id} is not a failed one`)
    const { dossier, command: { notice, kind }, attempts, error } = failed
    const event = { act, by, at: now(), details: { channel: kind === 'send-mail' ? 'mail' : 'sms', ...(notice && { notice }), attempts, error } }
    if (isEnquiryCode(dossier)) await enquiries.act(dossier, event, () => ({}))
    else if (dossier !== '') await dossiers.act(dossier, event, () => ({}))
    if (act === 'send-notice-again') await outbox.sendAgain(id)
    else {
      await outbox.drop(id)
      if (notice) await notices.toldByPhone(notice)
    }
    return failed
  })
}
