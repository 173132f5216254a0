import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, proceduresAt } from '../../processes/catalogue.ts'
import { allQuestions, type Form, type FormComponent } from '../../processes/form.ts'
import { mailHtml } from '../../processes/shared/compose-notice.ts'
import type { MailedFiling } from '../../store/mailed-filings.ts'
import { mayFileForOthers } from '../access.ts'
import { listedItems, rejectedText } from '../documents.ts'
import { fileDossier } from '../file-dossier.ts'
import { say } from '../messages/routes.ts'
import { tellUpload, type UploadMessage } from '../messages/uploads.ts'
import { nearest, partiesOf } from '../parties.ts'
import { isComplete, readApplication, showApplication } from '../portal/filing-form.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { sendFile } from '../send-file.ts'
import { requireCsrf } from '../session.ts'
import type { NotTaken } from '../take-file.ts'
import { officialMailbox } from '../take-mailed-filing.ts'
import { boardRow } from '../view/board-table.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

const labelled = (key: UploadMessage) => ({ label: tellUpload(key, 'vi'), properties: { 'label:en': tellUpload(key, 'en') } })
const home = '/desk/mails'

const answerForm: Form = {
  id: 'mail-answer', components: [{
    key: 'answer', type: 'textarea', ...labelled('mailed.answer-text'), description: tellUpload('mailed.answer-hint', 'vi'),
    properties: { 'label:en': tellUpload('mailed.answer-text', 'en'), 'description:en': tellUpload('mailed.answer-hint', 'en') }, validate: { required: true, minLength: 10, maxLength: 5_000 },
  }],
}

/**
 * What came to the official mailbox of a one-stop unit (BT 45/2023 art. 13.4; requirement C1): each mail is filed by a clerk, where the procedure
 * allows it, with its attachments as the papers that they are, or answered.
 */
export function mailedRoutes(deps: Deps): Router {
  const { mailedFilings, agencies, bundles, drafts, files, outbox, transactions, now, env } = deps
  const router = Router()

  async function boxFor(res: Response) {
    const [account, box] = [accountOf(res), await officialMailbox(deps)]
    const unit = await agencies.find(account.unit)
    if (!unit || !mayFileForOthers(account, unit)) throw new HttpProblem(403)
    if (box?.unit !== unit.id) throw new HttpProblem(404)
    const decided = await Promise.all(proceduresAt(now()).map(async (each) => box.procedures.includes(each.id) && (await agencies.deciding(each.id)).length > 0 ? [each] : []))
    return { account, unit, allowed: decided.flat() }
  }

  async function mailFor(req: Request, res: Response) {
    const found = await boxFor(res)
    const mail = await mailedFilings.find(String(req.params['mail']))
    if (mail?.unit !== found.unit.id) throw new HttpProblem(404)
    return { ...found, mail }
  }

  const at = ({ id }: Pick<MailedFiling, 'id'>) => `${home}/${id}`
  const sender = ({ name, from }: Pick<MailedFiling, 'name' | 'from'>) => name ? [name, from] : [from]

  router.get('/mails', async (_req, res) => {
    const [{ unit, allowed }, language] = [await boxFor(res), languageOf(res)]
    const t = (key: UploadMessage, params = {}) => tellUpload(key, language, params)
    const { open, done } = await mailedFilings.of(unit.id)
    const table = (caption: string, mails: readonly MailedFiling[]) => {
      const isDone = mails.some(({ state }) => state !== 'open')
      const head = [t('mailed.when'), t('mailed.from'), t('mailed.subject'), t('mailed.files'), ...(isDone ? [t('mailed.state')] : [])]
      return {
        caption, head, empty: t('mailed.none'), rows: mails.map((mail) => {
          const cells: BoardCell[] = [
            { at: mail.receivedAt }, { lines: sender(mail) }, { text: mail.subject || t('mailed.no-subject'), href: at(mail) }, { text: String(mail.files.length) },
            ...(isDone ? [{ lines: [t(mail.state === 'filed' ? 'mailed.filed' : 'mailed.answered', { by: mail.by ?? '' }), ...(mail.dossier ? [mail.dossier] : [])] }] : []),
          ]
          return boardRow(head, cells)
        }),
      }
    }
    render(res, 'desk/board', {
      above: unit.name[language], title: t('mailed.title'), backHref: '/desk', backLabel: say('mailed.to-desk', language), errors: [],
      paragraphs: [t('mailed.lead', { procedures: allowed.map(({ name }) => name[language]).join(', ') || t('mailed.none-allowed') })],
      tables: [table(t('mailed.open'), open), table(t('mailed.done'), done)],
    })
  })

  router.get('/mails/:mail', async (req, res) => {
    const [{ mail, allowed }, language] = [await mailFor(req, res), languageOf(res)]
    const t = (key: UploadMessage) => tellUpload(key, language)
    const choice: Form = { id: 'mail-procedure', components: [{ key: 'procedure', type: 'select', ...labelled('mailed.procedure'), validate: { required: true }, values: allowed.map(({ id, name }) => ({ value: id, label: name[language] })) }] }
    const head = [t('mailed.file'), t('mailed.state')]
    render(res, 'desk/board', {
      above: sender(mail).join(' · '), title: mail.subject || t('mailed.no-subject'), backHref: home, backLabel: t('mailed.title'), errors: [],
      paragraphs: mail.text.split(/\n+/).filter((line) => line.trim() !== ''),
      ...(mail.state === 'open' ? { links: [{ text: t('mailed.answer'), href: `${at(mail)}/answer` }] } : mail.dossier ? { links: [{ text: mail.dossier, href: `/desk/dossiers/${mail.dossier}` }] } : {}),
      ...(mail.state === 'open' && allowed.length > 0 && { form: { method: 'get' as const, action: `${at(mail)}/file`, sections: [{ fields: formView(choice, { language }).fields }], submit: t('mailed.file-as'), errors: [] } }),
      tables: [{
        caption: t('mailed.files'), head, empty: t('mailed.no-files'), rows: mail.files.map(({ name, file, reason }) => {
          const cells: BoardCell[] = [
            file ? { text: file.name, href: `${at(mail)}/files/${file.id}` } : { text: name },
            { text: !reason ? t('mailed.taken') : reason === 'too-many' ? t('mailed.too-many') : reason === 'infected' ? t('mailed.infected') : rejectedText({ name, reason: reason as NotTaken }, language) },
          ]
          return boardRow(head, cells)
        }),
      }],
    })
  })

  router.get('/mails/:mail/files/:file', async (req, res) => {
    const { mail } = await mailFor(req, res)
    const own = mail.files.find(({ file }) => file?.id === req.params.file)?.file
    await sendFile(res, own ? mail.dossier ? await files.find(own.id, mail.dossier) : await files.unowned(own.id) : null)
  })

  /** The application form, with the question which paper each attachment is. */
  async function formOf(req: Request, res: Response) {
    const { mail, unit, allowed, account } = await mailFor(req, res)
    const language = languageOf(res)
    const procedure = allowed.find(({ id }) => id === req.query['procedure'])
    const bundle = procedure && await bundles.latest(procedure.id)
    const own = bundle?.forms[procedure?.applicationForm ?? '']
    if (!procedure || !bundle || !own) throw new HttpProblem(404)
    const items = [...listedItems(procedure, now(), 'mail').map(({ id, name }) => ({ value: id, label: name[language] })), { value: 'declaration', label: tellUpload('mailed.declaration', language) }]
    const attached = mail.files.flatMap(({ file }, index) => file ? [{ key: `attachment_${String(index)}`, file }] : [])
    const which: FormComponent[] = attached.length === 0 ? [] : [{
      type: 'group', ...labelled('mailed.which'), components: attached.map(({ key, file }): FormComponent => ({ key, type: 'select', label: file.name, values: items })),
    }]
    return {
      mail, unit, account, procedure, bundle, attached, asked: { procedure, form: { ...own, components: [...own.components, ...which] }, language, at: now(), channel: 'mail' as const },
      page: {
        procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, action: `${at(mail)}/file?procedure=${procedure.id}`,
        counter: { channel: tellUpload('mailed.channel', language), backHref: at(mail) },
      },
    }
  }

  /** Whoever was quicker has dealt with it. */
  function dealtWith(req: Request, res: Response, mail: MailedFiling): boolean {
    if (mail.state === 'open') return false
    req.session.flash = { tone: 'info', text: tellUpload('mailed.dealt-with', languageOf(res)) }
    res.redirect(303, at(mail))
    return true
  }

  router.get('/mails/:mail/file', async (req, res) => {
    const { mail, asked, page } = await formOf(req, res)
    if (dealtWith(req, res, mail)) return
    showApplication(res, asked, { values: { name: mail.name, email: mail.from }, papers: [] }, page, deps)
  })

  router.post('/mails/:mail/file', async (req, res) => {
    const { mail, unit, account, procedure, bundle, attached, asked, page } = await formOf(req, res)
    const posted = await readApplication(req, asked, [], deps)
    await files.drop(posted.filled.papers.map(({ file }) => file.id)) // the form has no place for files
    if (dealtWith(req, res, mail)) return
    if (!isComplete(posted)) { showApplication(res, asked, { values: posted.filled.values, papers: [] }, page, deps, posted); return }
    const papers = attached.flatMap(({ key, file }) => typeof posted.values[key] === 'string' ? [{ item: posted.values[key], file }] : [])
    const asksMail = allQuestions(asked.form.components).some(({ key }) => key === 'email')
    const application = Object.fromEntries(Object.entries(posted.values).filter(([key]) => !attached.some((each) => each.key === key)))
    const deciding = nearest(await agencies.deciding(procedure.id), unit.territory)
    const parties = await partiesOf(findProcedure(procedure.id), deps, { receiving: unit.id, ...(deciding && { deciding: deciding.id }) })
    // What comes back goes to the address that it was sent from (BT 45/2023 art. 13.4).
    const values = { ...application, ...(asksMail && { email: mail.from }) }
    await drafts.keep({ procedure: procedure.id, values, papers, keptBy: account.username }, mail.id)
    const draft = await drafts.find(mail.id)
    if (!draft) throw new HttpProblem(404)
    const code = await fileDossier({ draft: { ...draft, values, papers }, bundleVersion: bundle.version, parties, channel: 'mail', language: 'vi', by: staff(account, 'reception-clerk') }, deps)
    await transactions.run(async () => {
      if (!(await mailedFilings.settle(mail.id, { state: 'filed', dossier: code, by: account.name }))) return
      await tell(mail, 'mailed.filed-subject', tellUpload('mailed.filed-text', 'vi', { code, link: `${env.PUBLIC_ORIGIN}/ho-so/${code}` }), { code })
    })
    req.session.flash = { tone: 'success', text: say('counter.filed', asked.language, { code }) }
    res.redirect(303, `/desk/dossiers/${code}`)
  })

  /** Answers a mail, in the transaction that runs. */
  async function tell(mail: MailedFiling, subject: UploadMessage, text: string, params: Readonly<Record<string, string>> = {}): Promise<void> {
    const title = tellUpload(subject, 'vi', params)
    const agency = (await agencies.find(mail.unit))?.name.vi ?? ''
    await outbox.add('', { kind: 'send-mail', to: mail.from, subject: title, text, html: mailHtml({ subject: title, text, agency, link: env.PUBLIC_ORIGIN, language: 'vi' }), answers: mail.messageId })
  }

  function showAnswer(res: Response, mail: MailedFiling, values: Readonly<Record<string, unknown>> = {}, errors: Readonly<Record<string, string>> = {}) {
    const language = languageOf(res)
    const view = formView(answerForm, { values, errors, language })
    render(res, 'desk/board', {
      above: sender(mail).join(' · '), title: tellUpload('mailed.answer', language), backHref: at(mail), backLabel: mail.subject || tellUpload('mailed.no-subject', language), errors: view.errors, tables: [],
      form: { method: 'post', action: `${at(mail)}/answer`, sections: [{ fields: view.fields }], submit: tellUpload('mailed.send', language), errors: view.errors },
    })
  }

  router.get('/mails/:mail/answer', async (req, res) => {
    const { mail } = await mailFor(req, res)
    if (!dealtWith(req, res, mail)) showAnswer(res, mail)
  })

  router.post('/mails/:mail/answer', deskForm, requireCsrf, async (req, res) => {
    const [{ mail, account }, language] = [await mailFor(req, res), languageOf(res)]
    if (dealtWith(req, res, mail)) return
    const { answer } = readBody(z.object({ answer: z.string().max(20_000).default('') }), req)
    if (answer.trim().length < 10 || answer.length > 5_000) {
      showAnswer(res, mail, { answer }, { answer: say('fault.too-short', language, { label: tellUpload('mailed.answer-text', language), min: 10 }) })
      return
    }
    await transactions.run(async () => {
      if (await mailedFilings.settle(mail.id, { state: 'answered', by: account.name })) await tell(mail, 'mailed.title', answer.trim())
    })
    req.session.flash = { tone: 'success', text: tellUpload('mailed.sent', language) }
    res.redirect(303, home)
  })

  return router
}
