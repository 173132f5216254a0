import { Router } from 'express'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Deps } from '../../config/wire.ts'
import { procedureAt, procedureOf } from '../../processes/catalogue.ts'
import type { Language } from '../../processes/text.ts'
import type { Citizen } from '../../store/citizens.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { partIn } from '../access.ts'
import type { Limits } from '../rate-limits.ts'
import { accountOwner } from '../session.ts'
import { languageOf } from '../view/render.ts'
import { documentsOf, dossiersOf } from './own-things.ts'
import { here } from './require-signed-in.ts'

/** Dossiers read at once. */
const step = 20

/** The account as its owner may have it: no hash and no key. */
const account = ({ passkeys, ...citizen }: Citizen) => ({ ...citizen, passkeys: passkeys.map(({ name, addedAt }) => ({ name, addedAt })) })

/**
 * My data as a download: the account, where it is signed in, its dossiers with the acts on them, its drafts, and the list of its files with where each is
 * opened. Of a dossier that was filed for somebody else only that it was; staff are named by their part.
 */
export function downloadRoutes(deps: Deps, limits: Limits): Router {
  const { citizenSessions, events, holdings } = deps
  const router = Router()

  async function dossierData(dossier: Dossier, citizen: Citizen, language: Language) {
    const { code, state, filedAt, receivedAt, decidedAt, channel, delivery, applicant, application, papers, result } = dossier
    const common = { code, procedure: procedureOf(dossier).name[language], state, filedAt, receivedAt, decidedAt }
    if (partIn(citizen, dossier, await holdings.find(code, citizen.id)) === 'filer') return { ...common, filedForSomebodyElse: true }
    return {
      ...common, channel, delivery, applicant, application,
      result: result && { granted: result.granted, number: result.number, at: result.at, reason: result.reason },
      acts: (await events.of(code)).map(({ act, at, by }) => ({ act, at, by: by.kind === 'staff' ? by.role : by.kind })),
      files: papers.map(({ item, at, file: { id, name, size, type } }) => ({ item, name, size, type, at, href: `/ho-so/${code}/tep/${id}` })),
    }
  }

  /** The JSON in pieces: an account may have hundreds of dossiers, and no page waits for them all. */
  async function* pieces(citizen: Citizen, language: Language): AsyncGenerator<string> {
    yield `{\n"account": ${JSON.stringify(account(citizen))},\n"sessions": ${JSON.stringify((await citizenSessions.of(citizen.id)).map(({ browser, way, startedAt, seenAt }) => ({ browser, way, startedAt, seenAt })))},\n"dossiers": [`
    for (let skip = 0, some = await dossiersOf(citizen, { most: step }, deps); some.length > 0; some = await dossiersOf(citizen, { skip, most: step }, deps)) {
      for (const dossier of some) yield `${skip++ > 0 ? ',' : ''}\n${JSON.stringify(await dossierData(dossier, citizen, language))}`
    }
    const drafts = (await deps.drafts.of(accountOwner(citizen.id))).map(({ procedure, values, changedAt, papers }) => ({ procedure: procedureAt(procedure, deps.now()).name[language], values, changedAt, files: papers.map(({ item, file: { name, size } }) => ({ item, name, size })) }))
    yield `\n],\n"drafts": ${JSON.stringify(drafts)},\n"documents": [`
    let first = true
    for (const { id, name, abstract, issuer, issuedOn, validUntil, state, dossier, file } of await documentsOf(citizen, deps)) {
      yield `${first ? '' : ','}\n${JSON.stringify({ name, abstract, issuer, issuedOn, validUntil, state, dossier, file: { name: file.name, size: file.size, type: file.type, href: `/tai-khoan/giay-to/${encodeURIComponent(id)}` } })}`
      first = false
    }
    yield '\n],\n"log": ['
    yield (await events.ofHouse(1000, `citizen/${citizen.id}`)).map(({ act, at, by, details }) => `\n${JSON.stringify({ act, at, by: by.kind === 'staff' ? by.role : by.kind, details })}`).join(',')
    yield '\n]\n}\n'
  }

  router.get('/tai-khoan/du-lieu', async (_req, res) => {
    const { citizen } = here(res)
    await limits.spend('download', citizen.id)
    res.attachment('mot-cua-du-lieu-cua-toi.json').type('application/json')
    await pipeline(Readable.from(pieces(citizen, languageOf(res))), res)
  })

  return router
}
