import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { Temporal } from 'temporal-polyfill'
import { procedureOf } from '../../processes/catalogue.ts'
import type { Form } from '../../processes/form.ts'
import { isClosed } from '../../processes/law/dossier-states.ts'
import type { Agency } from '../../store/agencies.ts'
import type { ConsultationLink } from '../../store/consultation-links.ts'
import type { Consultation } from '../../store/consultations.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import type { Actor } from '../../store/events.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { inputField } from '../account/fields.ts'
import { wordsOf } from '../account/words.ts'
import { attachmentFields, stepPaper } from '../attachments.ts'
import { completeTask } from '../complete-task.ts'
import { presentAsked, readsAsked } from '../present-asked.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { sendFile } from '../send-file.ts'
import { csrfToken } from '../session.ts'
import { formOfTask, readTaskAnswers } from '../task-answers.ts'
import { readForm } from '../upload.ts'
import { formView } from '../view/form-fields.ts'
import type { ConsultationLinkModel } from '../view/staff-models.ts'
import { languageOf, render } from '../view/render.ts'

/** Somebody else answered a moment ago, or the link was taken back. */
class LinkSpent extends Error {}

interface Asked { readonly link: ConsultationLink, readonly consultation: Consultation, readonly dossier: Dossier, readonly agency: Agency, /** What is to be answered; null: no more. */ readonly task: Task | null }

/**
 * A consulted agency without an account answers by the link that was mailed to it (BT 45/2023 art. 17.5; requirement F5): it reads what decision 29
 * lets it read, and answers once, under the name of who answers. To open the page uses nothing up: programs that look into mails open links too.
 */
export function consultationLinkRoutes(deps: Deps, limits: Limits): Router {
  const { consultationLinks, consultations, dossiers, agencies, tasks, files, transactions, now } = deps
  const router = Router()

  async function askedBy(req: Request): Promise<Asked> {
    await limits.spend('agencyLink', addressKey(req))
    const token = String(req.params['token'])
    const link = /^[\w-]{32}$/.test(token) ? await consultationLinks.find(token) : null
    if (!link) throw new HttpProblem(404)
    const [consultation, dossier] = [await consultations.get(link.consultation), await dossiers.get(link.dossier)]
    const task = (await tasks.openOf(link.dossier)).find((each) => each.consultation === link.consultation) ?? null
    return { link, consultation, dossier, agency: await agencies.get(consultation.agency), task }
  }

  const isOver = ({ expiresAt }: ConsultationLink) => Temporal.Instant.compare(now(), expiresAt) >= 0

  /** Why there is nothing to answer by this link, if so. */
  function closedBy({ link, consultation, dossier, task }: Asked): ConsultationLinkModel['closed'] | null {
    if (link.ended?.how === 'answered' || (consultation.answer && link.ended === null)) return 'answered'
    if (link.ended) return link.ended.how
    if (isClosed(dossier.state) || !task) return consultation.answer ? 'answered' : 'gone'
    return isOver(link) ? 'expired' : null
  }

  const pageOf = (req: Request) => `/y-kien/${String(req.params['token'])}`

  async function show(req: Request, res: Response, asked: Asked, { values, errors = {}, fileErrors = {}, status }: {
    values?: Readonly<Record<string, unknown>>, errors?: Readonly<Record<string, string>>, fileErrors?: Readonly<Record<string, string>>, status?: number
  } = {}) {
    const [language, t] = [languageOf(res), wordsOf(res)]
    const { consultation, dossier, agency, task } = asked
    const closed = closedBy(asked)
    res.set({ 'Cache-Control': 'private, no-store', 'X-Robots-Tag': 'noindex' })
    const deciding = await agencies.get(dossier.units.deciding)
    const facts = { agency: agency.name[language], code: dossier.code, procedure: procedureOf(dossier).name[language], deciding: deciding.name[language], contact: { phone: deciding.phone }, due: consultation.due }
    if (closed || !task) {
      render(res, 'portal/consultation-link', { ...facts, closed: closed ?? 'gone', errors: [] }, { ...(status !== undefined && { status }) })
      return
    }
    csrfToken(req) // the form needs a session
    const form = await formOfTask(task, deps)
    const { signer: _name, post: _post, ...ofForm } = errors
    const view = formView(form, { ...(values && { values }), errors: ofForm, language })
    const text = (name: string) => typeof values?.[name] === 'string' ? values[name] : ''
    const who = (['signer', 'post'] as const).map((name) => inputField({ name, label: t(`link.${name}`), value: text(name), maxlength: 150, ...(name === 'signer' && { autocomplete: 'name' }) }, errors))
    const shown = await presentAsked(dossier, [{ ...consultation, answer: null }], language, deps, (file) => `${pageOf(req)}/giay-to/${file}`)
    render(res, 'portal/consultation-link', {
      ...facts, question: consultation.question, answers: shown.answers, documents: shown.documents, action: pageOf(req), fields: [...view.fields, ...who], files: attachmentFields(form, language, fileErrors),
      errors: [...view.errors, ...who.flatMap(({ id, error }) => error ? [{ text: error, href: `#${id}` }] : []), ...Object.entries(fileErrors).map(([item, words]) => ({ text: words, href: `#field-documents.${item}` }))],
    }, { ...(status !== undefined && { status }) })
  }

  router.get('/y-kien/:token', async (req, res) => {
    const asked = await askedBy(req)
    await consultationLinks.noteOpened(req.params.token, now())
    await show(req, res, asked)
  })

  router.get('/y-kien/:token/giay-to/:file', async (req, res) => {
    const asked = await askedBy(req)
    const sent = readsAsked([{ ...asked.consultation, answer: null }], asked.dossier)
    if (closedBy(asked) || !sent.some(({ file }) => file.id === req.params.file)) throw new HttpProblem(404)
    await sendFile(res, await files.find(req.params.file, asked.dossier.code))
  })

  /** Who answers, as they sign; beside it what is missing. */
  function signer(fields: Readonly<Record<string, unknown>>, res: Response): { name: string, errors: Record<string, string> } {
    const [name, post] = (['signer', 'post'] as const).map((each) => typeof fields[each] === 'string' ? fields[each].trim().replace(/\s+/g, ' ').slice(0, 150) : '')
    const t = wordsOf(res)
    return { name: `${name ?? ''}, ${post ?? ''}`, errors: { ...(!name && { signer: t('link.signer-missing') }), ...(!post && { post: t('link.post-missing') }) } }
  }

  async function answer({ link, dossier, agency }: Asked, token: string, task: Task, { form, by, values, papers }: { form: Form, by: Actor, values: Readonly<Record<string, unknown>>, papers: Awaited<ReturnType<typeof readForm>>['papers'] }): Promise<void> {
    await transactions.run(async () => {
      if (!await consultationLinks.use(token, now())) throw new LinkSpent(`The link of ${link.consultation} for ${agency.id} was used up`)
      await completeTask({ task, by, answers: values, form, papers: papers.map(({ item, file }) => ({ item: stepPaper(task.form, item), file })) }, deps)
      deps.log.debug({ dossier: dossier.code, consultation: link.consultation }, 'answered by link')
    })
  }

  router.post('/y-kien/:token', async (req, res) => {
    const asked = await askedBy(req)
    const { agency, task, dossier } = asked
    const { fields, papers, rejected } = await readForm(req, deps, { named: { kind: 'agency', agency: agency.id, name: agency.name.vi, role: 'consulted-agency' } })
    const drop = () => files.drop(papers.map(({ file }) => file.id))
    if (closedBy(asked) || !task) {
      await drop()
      await show(req, res, asked, { status: 409 })
      return
    }
    const form = await formOfTask(task, deps)
    const { values, errors, fileErrors } = await readTaskAnswers({ task, form, dossier }, { fields, papers, rejected }, languageOf(res), deps)
    const { name, errors: unsigned } = signer(fields, res)
    const places = new Set(attachmentFields(form, 'vi').map(({ item }) => item))
    if (Object.keys({ ...errors, ...fileErrors, ...unsigned }).length > 0 || papers.some(({ item }) => !places.has(item))) {
      await drop()
      await show(req, res, asked, { values: fields, errors: { ...errors, ...unsigned }, fileErrors })
      return
    }
    try {
      await answer(asked, String(req.params['token']), task, { form, by: { kind: 'agency', agency: agency.id, name, role: 'consulted-agency' }, values, papers })
    } catch (error) {
      if (!(error instanceof LinkSpent || error instanceof TaskNotOpen || error instanceof ActNotAllowed)) throw error
      await drop()
      await show(req, res, await askedBy(req), { status: 409 })
      return
    }
    res.redirect(303, pageOf(req))
  })

  return router
}
