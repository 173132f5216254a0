import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { isSameNumber, personKinds, plainNumber } from '../../processes/law/identity-number.ts'
import { AlreadyTaken, type Citizen } from '../../store/citizens.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { endSession, requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField } from './fields.ts'
import { signedIn, signInHere } from './signed-in.ts'
import { wordsOf } from './words.ts'

const shape = z.object({
  dossier: z.string().optional(), kind: z.enum(personKinds), name: z.string(), identityNumber: z.string(), contact: z.object({ channel: z.enum(['mail', 'sms']), address: z.string() }), checkedBy: z.string().optional(),
})

/** Where somebody who was invited at the counter opens their account (requirement B3). */
export function invitationRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, oneTimeCodes, holdings, accounts, now } = deps
  const router = Router()

  function show(req: Request, res: Response, values: { code?: string, identityNumber?: string } = {}, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [
      inputField({ name: 'code', label: t('account.invited-code'), value: values.code ?? '', autocomplete: 'one-time-code', width: '20', maxlength: 20 }, errors),
      inputField({ name: 'identityNumber', label: t('account.number'), value: values.identityNumber ?? '', autocomplete: 'off', width: '20', maxlength: 40 }, errors),
    ]
    res.set('Cache-Control', 'private, no-store')
    render(res, 'portal/account-form', {
      title: t('account.invited-title'), lead: t('account.invited-lead'), action: req.path, fields, submit: t('account.continue'), errors: errorLinks(fields, errors), links: [{ href: '/dang-nhap', text: t('account.have-one') }],
    })
  }

  router.get('/loi-moi/:id', (req, res) => { show(req, res) })

  router.post('/loi-moi/:id', accountForm, requireCsrf, async (req, res) => {
    const t = wordsOf(res)
    const given = readBody(z.object({ code: z.string().max(40).default(''), identityNumber: z.string().max(40).default('') }), req)
    await limits.spend('codeTry', addressKey(req))
    const about = await evenly(() => oneTimeCodes.redeem(String(req.params['id']), 'invitation', given.code, now(), plainNumber(given.identityNumber)), 200)
    if (about === 'wrong' || about === 'spent') { show(req, res, given, { code: t('account.invited-wrong') }); return }
    const invitation = shape.parse(about)
    const citizen = await accountFor(invitation, res)
    if (!citizen) {
      req.session.flash = { tone: 'info', text: t('account.invited-taken') }
      res.redirect(303, '/dang-nhap')
      return
    }
    if (invitation.dossier !== undefined) await holdings.add({ dossier: invitation.dossier, citizen: citizen.id, part: 'applicant', since: now() })
    if (signedIn(res)) await endSession(req)
    await signInHere(req, citizen, 'invitation', deps)
    res.redirect(303, '/tai-khoan/mat-khau?next=%2Ftai-khoan')
  })

  /** The account of the contact when it is under the same number, or a new one; null when contact or number is another account's. */
  async function accountFor({ kind, name, identityNumber, contact, checkedBy }: z.infer<typeof shape>, res: Response): Promise<Citizen | null> {
    const at = now()
    const clerk = checkedBy === undefined ? null : await accounts.find(checkedBy)
    const proof = clerk ? { how: 'clerk', by: clerk.username, at } as const : null
    try {
      const existing = await citizens.withContact(contact)
      if (!existing) return await citizens.register({ kind, name, identityNumber, contact, language: languageOf(res), ...(proof && { proof }) }, at)
      if (!isSameNumber(existing.identityNumber, identityNumber)) return null
      if (proof && clerk && !existing.proof) await citizens.prove(existing.id, proof, { name, by: { kind: 'staff', username: clerk.username, name: clerk.name, role: 'reception-clerk' } })
      return existing
    } catch (error) {
      if (error instanceof AlreadyTaken) return null
      throw error
    }
  }

  return router
}
