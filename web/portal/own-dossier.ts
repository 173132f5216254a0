import type { Request, Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { HttpProblem } from '../problem.ts'
import { render } from '../view/render.ts'
import { owns } from './look-up-routes.ts'

/** The dossier of the address, or null after sending whoever has not proved to be its applicant to the look-up page. */
export async function ownDossier(req: Request, res: Response, { dossiers }: Pick<Deps, 'dossiers'>): Promise<Dossier | null> {
  const code = String(req.params['code'])
  if (owns(req, code)) {
    const dossier = await dossiers.find(code)
    res.set('Cache-Control', 'private, no-store')
    if (dossier) return dossier
  }
  if (req.method !== 'GET' && req.method !== 'HEAD') throw new HttpProblem(403)
  render(res, 'portal/look-up', { action: '/ho-so', values: { code }, errors: [] })
  return null
}
