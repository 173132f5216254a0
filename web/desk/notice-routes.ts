import { Router, urlencoded, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedureAt, procedures, proceduresAt } from '../../processes/catalogue.ts'
import { maskMail, maskPhone } from '../../processes/law/contact.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import { measureSms } from '../../processes/law/sms-text.ts'
import { composeNotice, noticeTemplate, sampleFacts, type ComposedNotice } from '../../processes/shared/compose-notice.ts'
import { noticeTemplates, type NoticeKind } from '../../processes/shared/notices.ts'
import { languages, type Language } from '../../processes/text.ts'
import { NotFailed, type FailedSending } from '../../store/outbox.ts'
import { decideSending } from '../decide-sending.ts'
import { say } from '../messages/routes.ts'
import { HttpProblem } from '../problem.ts'
import { requireCsrf } from '../session.ts'
import type { FailedSendingRow } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

const kinds = Object.keys(noticeTemplates) as NoticeKind[]
const sampleCode = '000.00.14.H56-261123-0001'

/** The administrator's pages on notices: how each reads, and those that could not be sent. */
export function noticeRoutes(deps: Deps): Router {
  const { outbox, notices, agencies, env, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '10kb' })

  router.use(['/notice-templates', '/failed-notices'], (_req, res, next) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    next()
  })

  async function sample(kind: NoticeKind, language: Language, id: string): Promise<ComposedNotice> {
    const procedure = procedureAt(id, now())
    const deciding = (await agencies.ofKind('deciding')).find(({ decides }) => decides.includes(id))
    return composeNotice(kind, language, {
      ...sampleFacts(noticeTemplate(kind, procedure), language), code: sampleCode, procedure: procedure.name[language],
      agency: deciding?.name[language] ?? procedure.decidingAgency[language], link: `${env.PUBLIC_ORIGIN}/ho-so/${sampleCode}`,
    }, procedure)
  }

  /** The procedure whose words are looked at; the first one when none is named. */
  function procedureOf(req: Request): string {
    const asked = req.query['procedure'] ?? procedures[0]?.id
    if (!procedures.some(({ id }) => id === asked)) throw new HttpProblem(404)
    return String(asked)
  }

  router.get('/notice-templates', async (req, res) => {
    const language = languageOf(res)
    const chosen = procedureOf(req)
    const { notices: own = {} } = findProcedure(chosen)
    const shown = await Promise.all(kinds.flatMap((kind) => languages.map(async (each) => {
      const { subject, text, sms } = await sample(kind, each, chosen)
      const { length, parts, encoding } = measureSms(sms)
      return {
        kind, language: each, subject, text, sms, length, parts, accented: encoding === 'ucs2', own: Object.hasOwn(own, kind),
        mailHref: `/desk/notice-templates/${kind}/${each}/mail?procedure=${chosen}`,
      }
    })))
    render(res, 'desk/notice-templates', {
      templates: shown,
      procedures: proceduresAt(now()).map(({ id, name }) => ({ name: name[language], href: `/desk/notice-templates?procedure=${id}`, current: id === chosen })),
    })
  })

  /** A mail as it is sent, its styles in its tags: a page of its own, in which nothing runs and nothing is loaded. */
  router.get('/notice-templates/:kind/:language/mail', async (req, res) => {
    const [kind, language] = [kinds.find((each) => each === req.params.kind), languages.find((each) => each === req.params.language)]
    if (!kind || !language) throw new HttpProblem(404)
    res.set('Content-Security-Policy', 'default-src \'none\'; style-src \'unsafe-inline\'; frame-ancestors \'none\'; sandbox')
    res.type('html').send((await sample(kind, language, procedureOf(req))).html)
  })

  async function row({ id, dossier, command, attempts, error, failedAt }: FailedSending): Promise<FailedSendingRow> {
    const notice = command.notice ? await notices.find(command.notice) : null
    const mail = command.kind === 'send-mail'
    return {
      code: dossier, href: `/desk/${isEnquiryCode(dossier) ? 'enquiries' : 'dossiers'}/${dossier}`, subject: notice?.subject ?? (mail ? command.subject : ''), channel: mail ? 'mail' : 'sms',
      address: mail ? maskMail(command.to) : maskPhone(command.to), error, attempts, failedAt,
      againHref: `/desk/failed-notices/${id}/again`, toldHref: `/desk/failed-notices/${id}/told-by-phone`,
    }
  }

  router.get('/failed-notices', async (_req, res) => {
    const most = 200
    const failed = await outbox.failed(most)
    render(res, 'desk/failed-notices', { failed: await Promise.all(failed.map(row)), total: (await outbox.count()).failed })
  })

  async function decide(req: Request, res: Response, act: 'send-notice-again' | 'tell-by-phone'): Promise<void> {
    const language = languageOf(res)
    try {
      const { dossier } = await decideSending(String(req.params['sending']), act, staff(accountOf(res), 'administrator'), deps)
      req.session.flash = { tone: 'success', text: say(`notice.${act}`, language, { code: dossier }) }
    } catch (error) {
      if (!(error instanceof NotFailed)) throw error
      req.session.flash = { tone: 'info', text: say('notice.decided', language) }
    }
    res.redirect(303, '/desk/failed-notices')
  }

  router.post('/failed-notices/:sending/again', body, requireCsrf, (req, res) => decide(req, res, 'send-notice-again'))
  router.post('/failed-notices/:sending/told-by-phone', body, requireCsrf, (req, res) => decide(req, res, 'tell-by-phone'))

  return router
}
