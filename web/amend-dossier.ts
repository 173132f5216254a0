import { isDeepStrictEqual } from 'node:util'
import type { Deps } from '../config/wire.ts'
import { chargeFee } from '../store/charge-fee.ts'
import type { Actor } from '../store/events.ts'
import { applicantOf, deliveryOf, takePapers } from './file-dossier.ts'
import type { Draft } from '../store/drafts.ts'

/**
 * The applicant changes what was filed, until it is received, or while it is back for completion (TH 27/2019 art. 8.2; TN art. 10.2;
 * requirement C4). What was there before stays in the log; a paper that was taken out stays in the store.
 * @throws ActNotAllowed when it has been received meanwhile
 */
export async function amendDossier(
  code: string, { values, papers }: Pick<Draft, 'values' | 'papers'>, by: Actor, { transactions, dossiers, files, fees, now }: Pick<Deps, 'transactions' | 'dossiers' | 'files' | 'fees' | 'now'>,
): Promise<void> {
  const at = now()
  await transactions.run(async () => {
    const before = await dossiers.get(code)
    const had = new Set(before.papers.map(({ file }) => file.id))
    // What the house scanned is not the applicant's to take out.
    const has = new Set([...papers, ...before.papers.filter(({ scan }) => scan)].map(({ file }) => file.id))
    const fields = [...new Set([...Object.keys(before.application), ...Object.keys(values)])]
      .filter((key) => !isDeepStrictEqual(before.application[key], values[key]))
    const added = papers.filter(({ file }) => !had.has(file.id))
    const removed = before.papers.filter(({ file }) => !has.has(file.id))
    if (fields.length + added.length + removed.length === 0) return
    const details = { fields, added: added.map(({ item }) => item), removed: removed.map(({ item, file }) => ({ item, file: file.id })) }
    const amended = await dossiers.act(code, { act: 'amend', by, at, details }, (dossier) => ({
      application: values, applicant: applicantOf(values), delivery: deliveryOf(values), amendments: dossier.amendments + 1,
      papers: [...dossier.papers.filter(({ file }) => has.has(file.id)), ...added.map((paper) => ({ ...paper, at }))],
    }))
    await takePapers(added, code, files)
    if (fields.length > 0 && amended.processInstanceKey) await chargeFee(amended, 'before-reception', at, fees)
  })
}
