import { Readable } from 'node:stream'
import { NoSigningKey } from '../config/sign/signing-key.ts'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { digitisationRefusal, notDigitised, type DigitisationRefusal, type ScanData } from '../processes/law/digitisation.ts'
import { kindOfItem } from '../processes/law/reuse.ts'
import { dayOf, documentsFor, type DocumentItem } from '../processes/procedure.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Worker } from '../store/events.ts'
import type { NewDocument } from '../store/personal-documents.ts'

/** A paper that the law does not let be digitised. */
export class NotDigitised extends Error {
  readonly why: DigitisationRefusal
  constructor(why: DigitisationRefusal) {
    super(`The paper is not digitised: ${why}`)
    this.why = why
  }
}

/** The published list as it counts for a dossier, by the way it came in. */
export function listedFor({ procedure, application, receivedAt, filedAt, channel }: Dossier): readonly DocumentItem[] {
  return documentsFor(findProcedure(procedure), application, receivedAt ?? filedAt, channel)
}

/** Papers that lie at the unit and are not scanned yet. */
export const stillOnPaper = (dossier: Dossier): DocumentItem[] => notDigitised(listedFor(dossier), dossier)

export interface NewScan {
  /** The form that was posted, or the request: one that comes twice adds one scan. */
  readonly id: string
  readonly item: string
  readonly data: ScanData
  readonly pdf: Uint8Array
  /** Who scans, and the unit in whose name it is signed. */
  readonly by: Worker
  readonly unit: string
}

/**
 * Adds the electronic copy of a paper to its dossier: signed in the name of the unit, the clerk named as who vouches for it (BT 45/2023 arts.
 * 15.6c, 17.1; requirement D8). Without a key it is unsigned, and says so. Signed, it goes to the document store of its holder too (B4).
 * @returns whether it was added now; not when the same form was posted before
 * @throws NotDigitised, ActNotAllowed
 */
export async function digitise(
  code: string, { id, item, data, pdf, by, unit }: NewScan,
  { dossiers, files, personalDocuments, agencies, signer, transactions, log, now }: Pick<Deps, 'dossiers' | 'files' | 'personalDocuments' | 'agencies' | 'signer' | 'transactions' | 'log' | 'now'>,
): Promise<boolean> {
  const before = await dossiers.get(code)
  const isDone = ({ papers }: Dossier) => papers.some(({ scan }) => scan?.id === id)
  if (isDone(before)) return false
  const refusal = digitisationRefusal(listedFor(before).find((each) => each.id === item), before)
  if (refusal) throw new NotDigitised(refusal)
  const { name, place } = await agencies.get(unit)
  const at = now()
  const signed = await signer?.sign(pdf, { unit, name: name.vi, reason: `Số hóa từ bản giấy. Người thực hiện: ${by.name}`, place, at })
    .catch((error: unknown) => {
      if (!(error instanceof NoSigningKey)) throw error
      log.warn({ dossier: code, unit }, 'a scan is kept unsigned: the unit has no key')
      return undefined
    })
  const nth = before.papers.filter(({ item: other }) => other === item).length
  const file = await files.put(`${item}${nth > 0 ? `-${String(nth + 1)}` : ''}.pdf`, 'application/pdf', Readable.from([Buffer.from(signed ?? pdf)]))
  const signedBy = signed ? unit : null
  const added = await transactions.run(async () => {
    if (isDone(await dossiers.get(code))) return false
    await dossiers.act(code, { act: 'digitise', by, at, details: { item, file: file.id, signedBy } }, (dossier) => ({
      papers: [...dossier.papers, { item, file, at, scan: { id, data, by: by.name, signedBy } }],
    }))
    await files.assign([file.id], code)
    const kept = signedBy && documentOf(before, { item, data, file, issuer: name.vi, at })
    if (kept) await personalDocuments.add(kept)
    return true
  }).catch(async (error: unknown) => {
    await files.drop([file.id])
    throw error
  })
  if (!added) await files.drop([file.id])
  return added
}

/** A scan as it goes to the store of its holder; null when the paper names none by number: the store is found by it. */
function documentOf(
  { code, procedure }: Dossier, { item, data, file, issuer, at }: Pick<NewScan, 'item' | 'data'> & Pick<NewDocument, 'file' | 'issuer' | 'at'>,
): NewDocument | null {
  if (data.identityNumber === undefined) return null
  return {
    id: `${code} paper ${file.id}`, identityNumber: data.identityNumber, kinds: [data.typeCode, kindOfItem(procedure, item)], name: data.documentName, abstract: data.abstract,
    issuer: data.issuer ?? issuer, issuedOn: data.issuedOn ?? dayOf(at).toString(), validUntil: data.validUntil ?? null, scope: data.scope ?? '', file, dossier: code,
    origin: 'paper', at,
  }
}
