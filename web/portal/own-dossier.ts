import type { Request, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Dossier } from '../../store/dossiers.ts'
import type { Part } from '../../store/holdings.ts'
import { citizenOf } from '../account/signed-in.ts'
import { opensByNumber, partIn } from '../access.ts'
import { HttpProblem } from '../problem.ts'
import { render } from '../view/render.ts'
import { owns } from './look-up-routes.ts'

type Needs = Pick<Deps, 'dossiers' | 'holdings'>

/** The part in a dossier of whoever asks: this browser has proved to be the applicant, or an account is signed in that has it. */
export async function partOf(req: Request, dossier: Pick<Dossier, 'code' | 'applicant' | 'authorisationEnded'>, { holdings }: Pick<Deps, 'holdings'>): Promise<Part | null> {
  const citizen = citizenOf(req)
  const part = citizen && partIn(citizen, dossier, await holdings.find(dossier.code, citizen.id))
  return part === 'applicant' ? part : owns(req, dossier.code) && opensByNumber(dossier) ? 'applicant' : part
}

/** Of some dossiers those that whoever asks may see. */
export async function openTo(req: Request, codes: Iterable<string>, { dossiers, holdings }: Needs): Promise<Set<string>> {
  const found = await Promise.all([...new Set(codes)].map(async (code) => {
    const dossier = await dossiers.find(code)
    return dossier && await partOf(req, dossier, { holdings }) ? [code] : []
  }))
  return new Set(found.flat())
}

/** The dossier of the address, or null after sending whoever has not proved to be its applicant to the look-up page. */
export async function ownDossier(req: Request, res: Response, { dossiers, holdings }: Needs): Promise<Dossier | null> {
  const code = String(req.params['code'])
  const dossier = owns(req, code) || citizenOf(req) ? await dossiers.find(code) : null
  if (dossier && await partOf(req, dossier, { holdings })) {
    res.set('Cache-Control', 'private, no-store')
    return dossier
  }
  if (req.method !== 'GET' && req.method !== 'HEAD') throw new HttpProblem(403)
  render(res, 'portal/look-up', { action: '/ho-so', values: { code }, errors: [] })
  return null
}

/** The applicant as the log names them: with the account that is signed in, if one is. */
export const applicantActor = (req: Request): { kind: 'applicant', account?: string } => {
  const citizen = citizenOf(req)
  return { kind: 'applicant', ...(citizen && { account: citizen.id }) }
}
