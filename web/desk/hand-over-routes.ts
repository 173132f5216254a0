import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import type { HandOver, HandOverList } from '../../store/hand-over-lists.ts'
import { actingRole } from '../access.ts'
import { confirmPapers, handOverPapers } from '../hand-over.ts'
import { say } from '../messages/routes.ts'
import { handOverListPaper } from '../present-papers.ts'
import { sendPaper } from '../present-slip.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import type { DueStanding, HandOverLine } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

const posted = z.object({ to: z.string().max(100), dossiers: z.union([z.string(), z.array(z.string())]).default([]).transform((given) => [given].flat()) })
const outcomes = z.record(z.string(), z.union([z.string(), z.array(z.string())]))

/** Paper dossiers on their way: what waits, the lists, and what the other side confirms (BT 45/2023 arts. 16.2-16.3; requirement E2). */
export function handOverRoutes(deps: Deps): Router {
  const { handOverLists, agencies, dossiers, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '200kb', parameterLimit: 2_000 })
  const nameOf = async (id: string, res: Response) => (await agencies.find(id))?.name[languageOf(res)] ?? id

  const standing = (due: Temporal.Instant, timeZone: string): DueStanding => {
    const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(timeZone).toPlainDate()
    return Temporal.Instant.compare(now(), due) > 0 ? 'overdue' : day(now()).equals(day(due)) ? 'soon' : 'on-time'
  }

  async function lineOf(item: HandOver, res: Response): Promise<HandOverLine> {
    const { procedure, filedAt, applicant } = await dossiers.get(item.dossier)
    const { calendar } = await agencies.get(item.from)
    return {
      code: item.dossier, href: `/desk/dossiers/${item.dossier}`, applicant: applicant.name, procedure: procedureOf({ procedure, filedAt }).name[languageOf(res)], due: item.due,
      standing: standing(item.due, calendar.timeZone), state: item.state, remark: item.remark,
      ...(item.confirmedAt && { confirmedAt: item.confirmedAt, confirmedBy: item.confirmedBy ?? '' }),
    }
  }

  const summary = async (list: HandOverList, other: string, res: Response) => ({
    id: list.id, href: `/desk/hand-over/${list.id}`, unit: await nameOf(other, res), at: list.at, by: list.by, count: list.items.length,
    open: list.items.filter(({ state }) => state !== 'received').length,
  })

  async function show(res: Response, error?: { to: string, text: string }) {
    const account = accountOf(res)
    const gives = actingRole(account, 'hand-over-paper', account.unit) !== null
    const takes = actingRole(account, 'receive-paper', account.unit) !== null
    if (!gives && !takes) throw new HttpProblem(403)
    const [waiting, handed, coming] = await Promise.all([
      gives ? handOverLists.waiting(account.unit) : [], gives ? handOverLists.handedBy(account.unit) : [], takes ? handOverLists.toConfirm(account.unit) : [],
    ])
    const groups = await Promise.all([...new Set(waiting.map(({ to }) => to))].map(async (to) => ({
      to, unit: await nameOf(to, res), items: await Promise.all(waiting.filter((item) => item.to === to).map((item) => lineOf(item, res))),
      ...(error?.to === to && { error: error.text }),
    })))
    render(res, 'desk/hand-over', {
      gives, takes, action: '/desk/hand-over', groups,
      coming: await Promise.all(coming.map((list) => summary(list, list.from, res))), handed: await Promise.all(handed.slice(0, 20).map((list) => summary(list, list.to, res))),
      errors: error ? [{ text: error.text, href: `#field-${error.to}` }] : [],
    })
  }

  router.get('/hand-over', async (_req, res) => { await show(res) })

  router.post('/hand-over', body, requireCsrf, async (req, res) => {
    const { to, dossiers: codes } = readBody(posted, req)
    const account = accountOf(res)
    const role = actingRole(account, 'hand-over-paper', account.unit)
    if (!role) throw new HttpProblem(403)
    if (codes.length === 0) {
      await show(res, { to, text: say('hand-over.nothing-chosen', languageOf(res)) })
      return
    }
    const list = await handOverPapers({ from: account.unit, to, dossiers: codes, by: staff(account, role) }, deps)
    req.session.flash = list
      ? { tone: 'success', text: say('hand-over.handed', languageOf(res), { list }) } : { tone: 'info', text: say('hand-over.already', languageOf(res)) }
    res.redirect(303, list ? `/desk/hand-over/${list}` : '/desk/hand-over')
  })

  async function listFor(req: Request, res: Response): Promise<HandOverList> {
    const list = await handOverLists.find(String(req.params['list']))
    if (!list) throw new HttpProblem(404)
    const { unit } = accountOf(res)
    if (unit !== list.from && unit !== list.to) throw new HttpProblem(403)
    return list
  }

  async function showList(res: Response, list: HandOverList, typed: Readonly<Record<string, string>> = {}, errors: Readonly<Record<string, string>> = {}) {
    const account = accountOf(res)
    const takes = actingRole(account, 'receive-paper', list.to) !== null
    const items = await Promise.all(list.items.map(async (item) => ({
      ...await lineOf(item, res), chosen: typed[item.dossier] ?? (item.state === 'handed-over' ? '' : item.state), typedRemark: typed[`remark ${item.dossier}`] ?? item.remark,
      ...(errors[item.dossier] && { error: errors[item.dossier] }),
    })))
    render(res, 'desk/hand-over-list', {
      id: list.id, from: await nameOf(list.from, res), to: await nameOf(list.to, res), at: list.at, by: list.by, items, backHref: '/desk/hand-over',
      pdfHref: `/desk/hand-over/${list.id}.pdf`, action: takes && list.items.some(({ state }) => state !== 'received') ? `/desk/hand-over/${list.id}` : null,
      errors: Object.entries(errors).map(([code, text]) => ({ text, href: `#field-remark-${code}` })),
    })
  }

  router.get('/hand-over/:list.pdf', async (req, res) => {
    const list = await listFor(req, res)
    await sendPaper(res, await handOverListPaper(list, deps), `danh-sach-ban-giao-${list.id}`)
  })

  router.get('/hand-over/:list', async (req, res) => { await showList(res, await listFor(req, res)) })

  router.post('/hand-over/:list', body, requireCsrf, async (req, res) => {
    const list = await listFor(req, res)
    const account = accountOf(res)
    const role = actingRole(account, 'receive-paper', list.to)
    if (!role) throw new HttpProblem(403)
    const typed = Object.fromEntries(Object.entries(readBody(outcomes, req)).map(([name, value]) => [name, String(value).slice(0, 1_000)]))
    const open = list.items.filter(({ state }) => state !== 'received')
    const found = open.flatMap(({ dossier }) => {
      const state = typed[dossier]
      const remark = typed[`remark ${dossier}`]?.trim() ?? ''
      return state === 'received' || state === 'missing' ? [{ dossier, state, remark } as const] : []
    })
    const unexplained = found.filter(({ state, remark }) => state === 'missing' && remark === '')
    if (unexplained.length > 0) {
      await showList(res, list, typed, Object.fromEntries(unexplained.map(({ dossier }) => [dossier, say('hand-over.why-missing', languageOf(res))])))
      return
    }
    await confirmPapers(list.id, found, { unit: list.to, by: staff(account, role) }, deps)
    req.session.flash = { tone: 'success', text: say('hand-over.confirmed', languageOf(res), { count: found.length, list: list.id }) }
    res.redirect(303, `/desk/hand-over/${list.id}`)
  })

  return router
}
