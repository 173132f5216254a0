import type { Deps } from '../config/wire.ts'
import { ActNotAllowed } from '../store/dossiers.ts'
import type { Actor } from '../store/events.ts'
import type { PersonalDocument } from '../store/personal-documents.ts'
import { reusableDocuments } from '../store/reusable-documents.ts'

/** What a dossier notes of a paper that it takes from a document store. */
export const reusedPaper = (item: string, { id, file, dossier, issuedOn }: PersonalDocument) => ({ item, file, reused: { document: id, dossier, issuedOn } })

/**
 * A clerk or officer puts a paper from the applicant's document store with the dossier, in place of asking for it (BT 45/2023 art. 15.6b:
 * "kiểm tra và chuyển vào hồ sơ"; requirement B4). One that is with the dossier already stays as it is.
 * @throws ActNotAllowed when the applicant's store has no such paper for the item, or no longer
 */
export async function reuseDocument(
  code: string, { item, document: id }: { item: string, document: string }, by: Actor,
  deps: Pick<Deps, 'transactions' | 'dossiers' | 'files' | 'personalDocuments' | 'now'>,
): Promise<void> {
  const { transactions, dossiers, files, now } = deps
  const at = now()
  await transactions.run(async () => {
    const before = await dossiers.get(code)
    if (before.papers.some((paper) => paper.item === item && paper.reused?.document === id)) return
    const found = (await reusableDocuments(before, at, deps)).find((each) => each.item.id === item && each.document.id === id)
    if (!found) throw new ActNotAllowed(`The document store of the applicant of ${code} has no such paper for ${item}`)
    const paper = reusedPaper(item, found.document)
    await dossiers.act(code, { act: 'reuse-document', by, at, details: { item, ...paper.reused } }, ({ papers }) => ({ papers: [...papers, { ...paper, at }] }))
    await files.share([paper.file.id], code)
  })
}
