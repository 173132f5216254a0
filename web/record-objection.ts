import type { Deps } from '../config/wire.ts'
import type { Worker } from '../store/events.ts'
import type { Objection } from '../store/postings.ts'

/** Who brings an objection: the agency's officer, in that role, or what anybody sends it through: the portal, or another system by its id. */
export type Bringer = { readonly officer: Worker } | { readonly through: string }

/**
 * Keeps an objection to what is posted, sent by anybody through the portal or another system, or recorded by the officer (requirement J8). Who objects
 * is kept for the agency; the dossier's trail says only that somebody did.
 * @returns false when the posting is over
 */
export async function recordObjection(
  id: string, objection: Pick<Objection, 'name' | 'contact' | 'text'>, bringer: Bringer | null,
  { postings, dossiers, transactions, now }: Pick<Deps, 'postings' | 'dossiers' | 'transactions' | 'now'>,
): Promise<boolean> {
  const officer = bringer && 'officer' in bringer ? bringer.officer : null
  const from = officer ? 'officer' : bringer && 'through' in bringer ? bringer.through : 'portal'
  return transactions.run(async () => {
    const at = now()
    const posting = await postings.object(id, { ...objection, recordedBy: officer?.name ?? null, at })
    if (!posting) return false
    const details = { posting: id, number: posting.objections.length, from }
    await dossiers.act(posting.dossier, { act: 'record-objection', by: officer ?? { kind: 'system' }, at, details }, () => ({}))
    return true
  })
}
