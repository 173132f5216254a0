import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { CheckedItem } from '../../processes/law/document-check.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { Task } from '../../store/tasks.ts'
import { actingRole, askedOf, digitisingRole, mayRead } from '../access.ts'
import { checkFields, checkFor, checksDocuments } from '../check-documents.ts'
import { listedFor, stillOnPaper } from '../digitise.ts'
import { presentPostal } from '../order-post.ts'
import { presentAsked } from '../present-asked.ts'
import { presentDossier } from '../present-dossier.ts'
import { presentPasses } from '../present-passes.ts'
import { presentConsultations, presentSteps } from '../present-steps.ts'
import type { DeskDossier } from '../view/models.ts'
import { storeView } from './reuse-routes.ts'

/** A dossier as somebody of the staff sees it, beside a task or on its own page; who is only asked about it sees what they are asked. */
export async function deskDossier(dossier: Dossier, account: Account, language: Language, deps: Deps, task?: Task, typed?: readonly CheckedItem[] | null): Promise<DeskDossier> {
  const { agencies, consultations, notices } = deps
  const { code } = dossier
  if (!mayRead(account, dossier)) return presentAsked(dossier, askedOf(account, await consultations.of(code)), language, deps)
  const told = (await notices.of(code)).filter(({ to }) => account.roles.some((role) => role === to))
  const presented = await presentDossier(dossier, {
    language, side: 'staff', fileHref: (id) => `/desk/dossiers/${code}/files/${id}`, slipHref: (id) => `/desk/dossiers/${code}/slips/${encodeURIComponent(id)}`,
  }, deps)
  const [receiving, deciding, returning] = await Promise.all(
    (['receiving', 'deciding', 'returning'] as const).map(async (place) => (await agencies.get(dossier.units[place])).name[language]))
  const postal = presentPostal(dossier)
  const edited = task && checksDocuments(task, dossier) ? typed ?? checkFor(dossier) : null
  const listed = listedFor(dossier)
  const documents = presented.documents.map(({ found, ...document }) => {
    const item = edited && listed.find(({ id }) => id === document.item)
    return item ? { ...document, edit: checkFields(item, edited, language) } : { ...document, ...(found && { found }) }
  })
  const passes = await presentPasses(dossier, language, deps)
  return {
    code, procedure: { name: procedureOf(dossier).name[language], href: `/thu-tuc/${dossier.procedure}` }, state: dossier.state,
    filedAt: dossier.filedAt, ...(dossier.receivedAt && { receivedAt: dossier.receivedAt }),
    units: { receiving: receiving ?? '', deciding: deciding ?? '', returning: returning ?? '' }, answers: presented.answers,
    documents, ...(dossier.documentCheck && { checked: { by: dossier.documentCheck.by, at: dossier.documentCheck.at } }), ...await storeView(dossier, account, language, task?.id, deps), timeline: presented.timeline, ...(presented.joint && { joint: presented.joint }), slips: presented.slips,
    ...(dossier.channel !== 'online' && digitisingRole(account, dossier) && { digitise: { href: `/desk/dossiers/${code}/digitise`, missing: stillOnPaper(dossier).map(({ name }) => name[language]) } }),
    ...(presented.receiptToAskFor && actingRole(account, 'request-slip', dossier.units.receiving) && { askReceipt: `/desk/dossiers/${code}/receipt` }), ...(presented.due && { due: presented.due }),
    ...(presented.ended && { ended: presented.ended }), notices: told.toReversed().map(({ subject, text, at }) => ({ subject, text, at })),
    ...(postal && { postal }), steps: await presentSteps(dossier, language, deps), opinions: await presentConsultations(dossier, await consultations.of(code), language, deps),
    passes, sentBack: passes.some(({ back }) => back !== undefined),
  }
}
