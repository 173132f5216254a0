import type { Deps } from '../config/wire.ts'
import type { Actor } from '../store/events.ts'
import type { Objection } from '../store/postings.ts'

/**
 * Keeps an objection to what is posted, sent by anybody through the portal or recorded by the officer (requirement J8). Who objects is kept
 * for the agency; the dossier's trail says only that somebody did.
 * @returns false when the posting is over
 */
export async function recordObjection(
  id: string, objection: Pick<Objection, 'name' | 'contact' | 'text'>, by: Extract<Actor, { kind: 'staff' }> | null,
  { postings, dossiers, transactions, now }: Pick<Deps, 'postings' | 'dossiers' | 'transactions' | 'now'>,
): Promise<boolean> {
  return transactions.run(async () => {
    const at = now()
    const posting = await postings.object(id, { ...objection, recordedBy: by?.name ?? null, at })
    if (!posting) return false
    const details = { posting: id, number: posting.objections.length, from: by ? 'officer' : 'portal' }
    await dossiers.act(posting.dossier, { act: 'record-objection', by: by ?? { kind: 'system' }, at, details }, () => ({}))
    return true
  })
}
