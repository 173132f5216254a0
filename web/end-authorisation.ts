import type { Deps } from '../config/wire.ts'
import type { Actor } from '../store/events.ts'

/** The authoriser takes a dossier to themself: whoever filed it for them opens it no more (BT 45/2023 art. 15.6a; requirement B3). */
export function endAuthorisation(code: string, by: Actor, { dossiers, holdings, transactions, now }: Pick<Deps, 'dossiers' | 'holdings' | 'transactions' | 'now'>): Promise<void> {
  return transactions.run(async () => {
    await dossiers.act(code, { act: 'end-authorisation', by, at: now() }, () => ({ authorisationEnded: true }))
    await holdings.dropFilers(code)
  })
}
