import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { contactOf } from '../../processes/law/contact.ts'
import { parseDossierCode } from '../../processes/law/dossier-code.ts'
import { isSameNumber } from '../../processes/law/identity-number.ts'
import { isUsable } from '../../processes/law/reuse.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import type { Citizen } from '../../store/citizens.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { opensByNumber } from '../access.ts'
import { HttpProblem } from '../problem.ts'
import type { Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { sendFile } from '../send-file.ts'
import { requireCsrf } from '../session.ts'
import type { OwnDossierRow } from '../view/account-models.ts'
import { languageOf, render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField } from './fields.ts'
import { documentsOf, dossiersOf } from './own-things.ts'
import { here } from './require-signed-in.ts'
import { sendCode, spendCode } from './send-code.ts'
import { wordsOf } from './words.ts'

/** Dossiers shown at once. */
const pageSize = 50

/** A date of a paper for people, such as 06/07/2026. */
const day = (iso: string) => iso.split('-').toReversed().join('/')

/** My dossiers and my papers (requirements B1, B4; TN art. 14). */
export function ownDossierRoutes(deps: Deps, limits: Limits): Router {
  const { dossiers, files, feeLedger, notifier, identityProvider, now } = deps
  const router = Router()

  const rowOf = (dossier: Dossier, citizen: Citizen, language: Language): OwnDossierRow => {
    const mine = isSameNumber(dossier.applicant.identityNumber, citizen.identityNumber)
    return {
      code: dossier.code, href: `/ho-so/${dossier.code}`, procedure: procedureOf(dossier).name[language], state: dossier.state, filedAt: dossier.filedAt,
      filed: !mine ? 'for-other' : dossier.channel === 'online' ? 'self' : 'clerk', ...(!mine && { applicant: dossier.applicant.name }),
    }
  }

  router.get('/tai-khoan', async (req, res) => {
    const { citizen } = here(res)
    const from = Number.parseInt(String(req.query['tu'] ?? '0'), 10)
    const skip = Number.isSafeInteger(from) && from > 0 && from < 100_000 ? from : 0
    const found = await dossiersOf(citizen, { skip, most: pageSize + 1 }, deps)
    render(res, 'portal/account-dossiers', {
      part: 'dossiers', name: citizen.name, proved: citizen.proof !== null, number: citizen.identityNumber, ...(identityProvider && { provider: identityProvider.name }),
      dossiers: found.slice(0, pageSize).map((each) => rowOf(each, citizen, languageOf(res))),
      ...(found.length > pageSize && { more: `/tai-khoan?tu=${String(skip + pageSize)}` }),
    })
  })

  function showClaim(res: Response, code: string, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [inputField({ name: 'code', label: t('look-up.code'), hint: t('look-up.code-hint'), value: code, maxlength: 60, autocomplete: 'off' }, errors)]
    render(res, 'portal/account-form', {
      title: t('account.claim'), lead: t('account.claim-lead'), action: '/tai-khoan/them-ho-so', fields, submit: t('account.send-code'), errors: errorLinks(fields, errors),
      back: { href: '/tai-khoan', label: t('account.dossiers') }, links: [],
    })
  }

  router.get('/tai-khoan/them-ho-so', (_req, res) => { showClaim(res, '') })

  /** The code goes to the contact that the dossier names; that there is such a dossier is told by that code alone. */
  router.post('/tai-khoan/them-ho-so', accountForm, requireCsrf, async (req: Request, res: Response) => {
    const [t, { citizen }] = [wordsOf(res), here(res)]
    const { code: typed } = readBody(z.object({ code: z.string().max(200).default('') }), req)
    const parsed = parseDossierCode(typed)
    if (!parsed) { showClaim(res, typed, { code: t('account.claim-wrong') }); return }
    const { code } = parsed
    await evenly(async () => {
      await spendCode(req, `dossier ${code}`, limits)
      const found = await dossiers.find(code)
      const dossier = found && opensByNumber(found) ? found : null
      const contact = [dossier?.applicant.email, dossier?.applicant.phone].map((each) => each ? contactOf(each) : null).find((each) => each && notifier.channels.includes(each.channel)) ?? null
      await sendCode(req, { purpose: 'claim', words: 'claim', contact, language: dossier?.language ?? languageOf(res), about: { citizen: citizen.id, ...(contact && { dossier: code }) } }, deps)
    })
    res.redirect(303, '/xac-nhan')
  })

  router.get('/tai-khoan/giay-to', async (_req, res) => {
    const [t, { citizen }] = [wordsOf(res), here(res)]
    const found = await documentsOf(citizen, deps)
    const today = dayOf(now())
    const papers = await Promise.all(found.map(async (document) => {
      const { id, name, abstract, issuer, issuedOn, validUntil, state, dossier, file } = document
      const until = validUntil ? t('account.paper-until', { day: day(validUntil) }) : t('account.paper-no-limit')
      return {
        name, abstract, facts: t('account.paper-facts', { issuer, day: day(issuedOn), until, dossier }),
        state: state !== 'valid' ? 'over' as const : isUsable(document, today) ? 'valid' as const : 'ended' as const,
        files: [{ name: file.name, size: file.size, ...(await isGivenOut(document) && { href: `/tai-khoan/giay-to/${encodeURIComponent(id)}` }) }],
      }
    }))
    render(res, 'portal/account-papers', { part: 'papers', proved: citizen.proof !== null, papers, ...(identityProvider && { provider: identityProvider.name }) })
  })

  /** A result that is not paid for is not given out this way either. */
  const isGivenOut = async ({ origin, dossier }: { origin: 'result' | 'paper', dossier: string }) => origin === 'paper' || (await feeLedger.balanceOf(dossier)).owed <= 0

  router.get('/tai-khoan/giay-to/:id', async (req, res) => {
    const document = (await documentsOf(here(res).citizen, deps)).find(({ id }) => id === req.params.id)
    if (!document || !await isGivenOut(document)) throw new HttpProblem(404)
    await sendFile(res, await files.find(document.file.id, document.dossier))
  })

  return router
}
