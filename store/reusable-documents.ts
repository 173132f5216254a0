import type { Temporal } from 'temporal-polyfill'
import { findProcedure } from '../processes/catalogue.ts'
import { isUsable, standsFor } from '../processes/law/reuse.ts'
import { dayOf, documentsFor, type DocumentItem } from '../processes/procedure.ts'
import type { Dossier } from './dossiers.ts'
import type { PersonalDocument, PersonalDocuments } from './personal-documents.ts'

/** A paper of the applicant's store with the item of the list that it stands for. */
export interface Reusable { readonly item: DocumentItem, readonly document: PersonalDocument }

/**
 * What the applicant's document store has, at a moment, for the items of the dossier's list: nobody is asked for it again (BT 45/2023 arts.
 * 15.5, 15.6b; requirement B4). Without what came with this very dossier, which is in it already.
 */
export async function reusableDocuments(
  { code, procedure: id, application, applicant, receivedAt, filedAt, channel }: Dossier, at: Temporal.Instant,
  { personalDocuments }: { readonly personalDocuments: PersonalDocuments },
): Promise<Reusable[]> {
  const procedure = findProcedure(id)
  const kept = (await personalDocuments.of(applicant.identityNumber))
    .filter((document) => document.dossier !== code && document.addedAt.epochMilliseconds <= at.epochMilliseconds && isUsable(document, dayOf(at)))
  return documentsFor(procedure, application, receivedAt ?? filedAt, channel)
    .flatMap((item) => kept.filter((document) => standsFor(procedure, item, document)).map((document) => ({ item, document })))
}
