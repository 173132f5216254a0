import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { isClosed } from '../../processes/law/dossier-states.ts'
import type { Role } from '../../processes/law/roles.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { wordsOf } from '../account/words.ts'
import { changeConsultationLink, maySendLinks } from '../change-consultation-link.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { dateTime } from '../view/format.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

/** The officer sees whether a consulted agency was reached by its link, sends it again and takes it back (BT 45/2023 art. 17.5; requirement F5). */
export function consultationLinkDeskRoutes(deps: Deps): Router {
  const { agencies, consultations, consultationLinks, dossiers, notifier } = deps
  const router = Router()

  async function dossierFor(req: Request, res: Response): Promise<{ dossier: Dossier, role: Role }> {
    const dossier = await dossiers.find(String(req.params['code']))
    if (!dossier) throw new HttpProblem(404)
    const role = maySendLinks(accountOf(res), dossier)
    if (!role) throw new HttpProblem(403)
    return { dossier, role }
  }

  router.get('/dossiers/:code/consultations', async (req, res) => {
    const { dossier } = await dossierFor(req, res)
    const [t, language, links] = [wordsOf(res), languageOf(res), await consultationLinks.of(dossier.code)]
    const rows = await Promise.all((await consultations.of(dossier.code)).map(async ({ id, agency: asked, due, answer, question }) => {
      const agency = await agencies.get(asked)
      const when = (at: Parameters<typeof dateTime>[0]) => dateTime(at, language, agency.calendar.timeZone)
      const sent = links.filter(({ consultation }) => consultation === id)
      const open = answer === null && !isClosed(dossier.state)
      return {
        agency: agency.name[language], question, due, ...(agency.email && { email: agency.email }), ...(answer && { answered: t('link.answered-by', { by: answer.by, at: when(answer.at) }) }),
        sent: sent.map(({ to, sentAt, openedAt, expiresAt, ended }) => [
          t('link.sent', { to, at: when(sentAt) }), openedAt ? t('link.opened', { at: when(openedAt) }) : t('link.not-opened'),
          ended ? t(`link.ended-${ended.how}`, { at: when(ended.at) }) : t('link.until', { at: when(expiresAt) }),
        ].join(' ')),
        ...(open && agency.email && notifier.channels.includes('mail') && { send: { action: `/desk/dossiers/${dossier.code}/consultations/${id}`, again: sent.length > 0 } }),
        ...(open && sent.some(({ ended }) => ended === null) && { revoke: `/desk/dossiers/${dossier.code}/consultations/${id}` }),
      }
    }))
    render(res, 'desk/consultation-links', { code: dossier.code, backHref: `/desk/dossiers/${dossier.code}`, consultations: rows })
  })

  router.post('/dossiers/:code/consultations/:consultation', deskForm, requireCsrf, async (req, res) => {
    const { dossier, role } = await dossierFor(req, res)
    const { what } = readBody(z.object({ what: z.enum(['send', 'revoke']) }), req)
    const t = wordsOf(res)
    const done = await changeConsultationLink({ dossier: dossier.code, consultation: String(req.params['consultation']), what }, staff(accountOf(res), role), deps)
    if (done === 'none') throw new HttpProblem(404)
    req.session.flash = done === 'done' ? { tone: 'success', text: t(what === 'send' ? 'link.sent-now' : 'link.revoked-now') } : { tone: 'info', text: t(done === 'no-address' ? 'link.no-address' : 'link.too-late') }
    res.redirect(303, `/desk/dossiers/${dossier.code}/consultations`)
  })

  return router
}
