import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { Router, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import type { BulkSigning, SigningItem } from '../../store/bulk-signings.ts'
import type { Task } from '../../store/tasks.ts'
import { isTakenBy } from '../access.ts'
import { isSignable, proposalOf, signAll } from '../bulk-sign.ts'
import { HttpProblem } from '../problem.ts'
import { deskForm, readBody } from '../read-body.ts'
import { runtimeOptions } from '../runtime-options.ts'
import { requireCsrf } from '../session.ts'
import { answerGroups } from '../view/answers.ts'
import type { BulkSignedModel, SignableRow } from '../view/bulk-sign-models.ts'
import { dateTime } from '../view/format.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { accountOf } from './account-of.ts'
import { stepName } from '../present-dossier.ts'
import { standingOf } from './standing-of.ts'

/** How many are read and signed at a time. */
const most = 50

/** How long a request waits for the end of the signing, in ms, before the page shows how far it is. */
const patience = 1_500

const oneOrMore = z.union([z.string(), z.array(z.string())]).optional().transform((given) => [given ?? []].flat())

/** A leader reads several proposals on one page and signs them in one go (requirements F10, F5; BT 45/2023 art. 17.10). */
export function bulkSignRoutes(deps: Deps): Router {
  const { tasks, dossiers, bundles, accounts, bulkSignings, agencies, log } = deps
  const router = Router()
  const addressOf = (id: string) => `/desk/bulk-sign/${id}`

  async function rowOf(task: Task, ticked: boolean, account: Account, language: Language): Promise<SignableRow> {
    const dossier = await dossiers.get(task.dossier)
    const proposal = proposalOf(task, dossier)
    const form = proposal && (await bundles.get(task.process, task.processVersion)).forms[proposal.form]
    const groups = proposal && form ? answerGroups(form, { values: proposal.answers.values, language, options: await runtimeOptions(form, dossier, task, language, deps) }) : []
    return {
      code: dossier.code, href: `/desk/tasks/${task.id}`, applicant: dossier.applicant.name, procedure: procedureOf(dossier).name[language],
      step: await stepName(task.process, task.elementId, dossier, language, deps), seen: `${task.id}:${String(dossier.revision)}`, ticked: ticked && !isTakenBy(account, task),
      proposal: groups.flatMap(({ rows }) => rows).filter(({ lines }) => lines.length > 0), ...(proposal && { proposedBy: { name: proposal.answers.by, at: proposal.answers.at } }),
      ...(await standingOf(task, dossier, deps)), ...(isTakenBy(account, task) && { takenBy: (await accounts.find(task.assignee ?? ''))?.name ?? '' }),
    }
  }

  router.get('/bulk-sign', async (req, res) => {
    await show(req, res)
  })

  async function show(req: Request, res: Response, { unticked = false } = {}) {
    const account = accountOf(res)
    const language = languageOf(res)
    const asked = z.object({ task: oneOrMore }).parse(req.query).task
    const open = (await tasks.openFor(account)).filter((task) => !isEnquiryCode(task.dossier) && isSignable(task, account))
    const wanted = asked.length > 0 ? open.filter(({ id }) => asked.includes(id)) : open
    const rows = await Promise.all(wanted.slice(0, most).map((task) => rowOf(task, asked.length > 0 && !unticked, account, language)))
    const leftOut = asked.length > 0 ? new Set(asked).size - wanted.length : 0
    render(res, 'desk/bulk-sign', {
      rows: rows.sort((a, b) => (a.minutesLeft ?? Infinity) - (b.minutesLeft ?? Infinity)), chosen: asked.length > 0, action: '/desk/bulk-sign/sign', id: randomUUID(), queueHref: '/desk',
      ...(leftOut > 0 && { leftOut }), ...(wanted.length > most && { most }),
      errors: unticked ? [{ text: translator(language)('bulk-sign.nothing-chosen'), ...(rows[0] && { href: '#sign-0' }) }] : [],
    }, unticked ? { status: 422 } : {})
  }

  /** What was ticked in the queue is read before it is signed. */
  router.post('/bulk-sign', deskForm, requireCsrf, (req, res) => {
    const { task } = readBody(z.object({ task: oneOrMore }), req)
    res.redirect(303, `/desk/bulk-sign?${new URLSearchParams(task.slice(0, 200).map((id): [string, string] => ['task', id])).toString()}`)
  })

  router.post('/bulk-sign/sign', deskForm, requireCsrf, async (req, res) => {
    const account = accountOf(res)
    const { id, seen } = readBody(z.object({ id: z.uuid(), seen: oneOrMore.pipe(z.array(z.string().regex(/^\w+:\d+$/)).max(most)) }), req)
    if (seen.length === 0) {
      await show(req, res, { unticked: true })
      return
    }
    const items = await Promise.all(seen.map(async (each) => {
      const [task = '', revision = ''] = each.split(':')
      const found = await tasks.find(task)
      if (!found || found.unit !== account.unit) throw new HttpProblem(404)
      return { task, dossier: found.dossier, seen: Number(revision) }
    }))
    const isNew = await bulkSignings.begin(id, account.username, items)
    const signing = await signingFor(id, account)
    if (isNew) await run(signing, account, languageOf(res))
    res.redirect(303, addressOf(id))
  })

  /** Somebody's own; nobody else's is shown. */
  async function signingFor(id: string, account: Account): Promise<BulkSigning> {
    const signing = z.uuid().safeParse(id).success ? await bulkSignings.find(id) : null
    if (signing?.by !== account.username) throw new HttpProblem(404)
    return signing
  }

  async function run(signing: BulkSigning, account: Account, language: Language) {
    const running = signAll(signing, account, language, deps).catch((error: unknown) => { log.error({ error: (error as Error).message }, 'signing several dossiers stopped') })
    await Promise.race([running, sleep(patience)])
  }

  router.post('/bulk-sign/:id/continue', deskForm, requireCsrf, async (req, res) => {
    const account = accountOf(res)
    const signing = await signingFor(String(req.params['id']), account)
    if (await bulkSignings.takeUp(signing.id)) await run(signing, account, languageOf(res))
    res.redirect(303, addressOf(signing.id))
  })

  router.get('/bulk-sign/:id', async (req, res) => {
    const account = accountOf(res)
    const language = languageOf(res)
    const { id, items, isRunning } = await signingFor(req.params.id, account)
    const { timeZone } = (await agencies.get(account.unit)).calendar
    const rows = await Promise.all(items.map((item) => resultRow(item, language, timeZone)))
    const done = items.filter(({ outcome }) => outcome !== null && outcome !== 'failed').length
    if (isRunning) res.set('Refresh', '2')
    render(res, 'desk/bulk-signed', {
      rows, count: items.length, done, isRunning, queueHref: '/desk', address: addressOf(id), ...(!isRunning && done < items.length && { continueAction: `${addressOf(id)}/continue` }),
    })
  })

  async function resultRow({ dossier: code, task, outcome, detail, at }: SigningItem, language: Language, timeZone: string): Promise<BulkSignedModel['rows'][number]> {
    const { applicant, procedure, filedAt } = await dossiers.get(code)
    const t = translator(language)
    const facts = { name: detail ?? '', text: detail ?? '', when: at ? dateTime(at, language, timeZone) : '' }
    const again = outcome === 'changed' || outcome === 'taken' || outcome === 'refused'
    return {
      code, href: again ? `/desk/tasks/${task}` : `/desk/dossiers/${code}`, applicant: applicant.name, procedure: procedureOf({ procedure, filedAt }).name[language],
      text: t(`bulk-sign.${outcome ?? 'pending'}`, facts), tone: outcome === null ? 'waiting' : outcome === 'signed' ? 'done' : 'problem', again,
    }
  }

  return router
}
