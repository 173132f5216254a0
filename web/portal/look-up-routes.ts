import { Router, urlencoded, type Request } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { parseDossierCode } from '../../processes/law/dossier-code.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { opensByNumber } from '../access.ts'
import { say } from '../messages/routes.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { csrfToken, renew, requireCsrf } from '../session.ts'
import type { ErrorLink } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'

const form = z.object({ code: z.string().max(200).default(''), proof: z.string().max(200).default('') })

const identity = (text: unknown) => typeof text === 'string' ? text.replace(/\s/g, '').toUpperCase() : ''

/**
 * The whole identity or passport number of the applicant, or of who filed for them, as it was given when filing. A telephone
 * number is no proof: too many people know it, and who has proved may also withdraw the dossier.
 */
function proves(proof: string, { applicant, application }: Dossier): boolean {
  const given = identity(proof)
  return given !== '' && [applicant.identityNumber, application['filerIdentityNumber']].some((number) => identity(number) === given)
}

export const owns = (req: Request, code: string): boolean => req.session.dossiers?.includes(code) ?? false

export function remember(req: Request, code: string): void {
  req.session.dossiers = [...new Set([...(req.session.dossiers ?? []), code])].slice(-50)
}

/**
 * Look-up by code (requirement G4): the code alone, which can be guessed, reveals nothing; who also knows the applicant's identity
 * number sees the dossier in this browser.
 */
export function lookUpRoutes({ dossiers }: Pick<Deps, 'dossiers'>, limits: Limits): Router {
  const router = Router()

  router.get('/ho-so', (_req, res) => {
    render(res, 'portal/look-up', { action: '/ho-so', values: {}, errors: [] })
  })

  router.post('/ho-so', urlencoded({ extended: false }), requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const { code, proof } = readBody(form, req)
    const errors: ErrorLink[] = []
    const parsed = parseDossierCode(code)
    if (!parsed) errors.push({ text: say('look-up.code', language), href: '#field-code' })
    if (proof.trim() === '') errors.push({ text: say('look-up.proof', language), href: '#field-proof' })
    if (parsed && errors.length === 0) {
      await limits.spend('lookUp', addressKey(req))
      await limits.spend('lookUp', parsed.code)
      const dossier = await dossiers.find(parsed.code)
      if (dossier && opensByNumber(dossier) && proves(proof, dossier)) {
        await limits.giveBack('lookUp', addressKey(req))
        await limits.forgive('lookUp', parsed.code)
        await renew(req)
        csrfToken(req)
        remember(req, parsed.code)
        res.redirect(303, `/ho-so/${parsed.code}`)
        return
      }
      errors.push({ text: say('look-up.no-match', language), href: '#field-code' })
    }
    render(res, 'portal/look-up', { action: '/ho-so', values: { code, proof }, errors })
  })

  return router
}
