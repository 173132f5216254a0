import type { Request } from 'express'
import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { isUsable, standsFor } from '../../processes/law/reuse.ts'
import { dayOf, type DocumentItem, type Procedure } from '../../processes/procedure.ts'
import type { Draft } from '../../store/drafts.ts'
import type { PersonalDocument } from '../../store/personal-documents.ts'
import { documentsOf } from '../account/own-things.ts'
import { citizenOf } from '../account/signed-in.ts'
import { reusedPaper } from '../reuse-document.ts'
import { openTo } from './own-dossier.ts'

type Papers = Draft['papers']

/**
 * The papers of document stores that this browser may be offered: those that came with or out of a dossier that it has proved to have part
 * in, and so may read already (requirement B4); and of an account that is signed in those that it has, the whole store of a proved number
 * among them (TN art. 14). More is not offered to whom is known by an identity number only: many know it, and who
 * files under another's number must not be shown what the other has. A result that is not paid for is not given out this way either.
 */
export async function offeredHere(req: Request, at: Temporal.Instant, { personalDocuments, feeLedger, holdings, dossiers }: Pick<Deps, 'personalDocuments' | 'feeLedger' | 'holdings' | 'dossiers'>): Promise<PersonalDocument[]> {
  const citizen = citizenOf(req)
  const [proved, own] = await Promise.all([personalDocuments.from([...await openTo(req, req.session.dossiers ?? [], { dossiers, holdings })]), citizen ? documentsOf(citizen, { personalDocuments, holdings, dossiers }) : []])
  const found = [...new Map([...proved, ...own].map((document) => [document.id, document])).values()].filter((document) => isUsable(document, dayOf(at)))
  const given = await Promise.all(found.map(async ({ origin, dossier }) => origin === 'paper' || (await feeLedger.balanceOf(dossier)).owed <= 0))
  return found.filter((_, index) => given[index])
}

/** Whom an application is for, as far as it says; null when it does not yet. */
const numberIn = ({ identityNumber }: Readonly<Record<string, unknown>>) => typeof identityNumber === 'string' && identityNumber.trim() !== '' ? identityNumber : null

/** What is offered for an item: papers of whom the application is for, that are not attached already. */
export function offersFor(
  item: DocumentItem, { procedure, offered, values, papers }: { procedure: Procedure, offered: readonly PersonalDocument[], values: Readonly<Record<string, unknown>>, papers: Papers },
  { ownerOf }: Pick<Deps['personalDocuments'], 'ownerOf'>,
): PersonalDocument[] {
  const number = numberIn(values)
  const owner = number && ownerOf(number)
  return offered.filter((document) => standsFor(procedure, item, document) && (owner === null || document.owner === owner)
    && !papers.some((paper) => paper.item === item.id && paper.reused?.document === document.id))
}

/** The papers of an application that may stay or be attached; of the others the items are told. */
export interface Sorted { readonly papers: Papers, readonly refused: readonly string[] }

/** Takes what was ticked, as far as it was offered here. */
export function takeTicked(items: readonly DocumentItem[], fields: Readonly<Record<string, unknown>>, { procedure, offered, papers }: { procedure: Procedure, offered: readonly PersonalDocument[], papers: Papers }): Sorted {
  const ticked = items.flatMap((item) => [fields[`reuse.${item.id}`] ?? []].flat().map((id) => ({ item, document: offersHaving(String(id), item) })))
  function offersHaving(id: string, item: DocumentItem) {
    return offered.find((document) => document.id === id && standsFor(procedure, item, document))
  }
  const taken = ticked.flatMap(({ item, document }) => document ? [reusedPaper(item.id, document)] : [])
  const attached = (paper: Papers[number]) => papers.some(({ item, reused }) => item === paper.item && reused?.document === paper.reused?.document)
  return { papers: [...papers, ...taken.filter((paper) => !attached(paper))], refused: ticked.flatMap(({ item, document }) => document ? [] : [item.id]) }
}

/** Keeps papers from a document store only while they hold, and only with an application for whom they belong to. */
export async function keepOwn(
  papers: Papers, values: Readonly<Record<string, unknown>>, at: Temporal.Instant, { personalDocuments }: Pick<Deps, 'personalDocuments'>,
): Promise<Sorted> {
  const number = numberIn(values)
  if (number === null || !papers.some(({ reused }) => reused)) return { papers, refused: [] } // looked at again when it says
  const own = (await personalDocuments.of(number)).filter((document) => isUsable(document, dayOf(at)))
  const stays = ({ reused }: Papers[number]) => !reused || own.some(({ id }) => id === reused.document)
  return { papers: papers.filter(stays), refused: papers.filter((paper) => !stays(paper)).map(({ item }) => item) }
}
