import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import { roleNames, type Role } from '../../processes/law/roles.ts'
import type { Account } from '../../store/accounts.ts'
import { actingRole, isTakenBy, oversees } from '../access.ts'
import { stepName } from '../present-dossier.ts'
import { deskForm } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import type { DueStanding, QueueModel, TaskRow } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf } from './account-of.ts'
import { lateMalware } from './caught-file-routes.ts'
import { enquiryRow } from './enquiry-routes.ts'
import { standingOf } from './standing-of.ts'

/** Roles that no step of a procedure is given to. */
const withoutTasks: readonly Role[] = ['administrator', 'analyst', 'auditor']

/** What is to be done, what is due first on top; what somebody was told. */
export function queueRoutes(deps: Deps): Router {
  const { accounts, agencies, tasks, dossiers, notices, handOverLists, now } = deps
  const router = Router()

  router.get('/', (req, res) => showQueue(req, res))

  router.post('/notices/:notice/read', deskForm, requireCsrf, async (req, res) => {
    await notices.markRead(String(req.params['notice']), accountOf(res))
    res.redirect(303, '/desk')
  })

  /** Papers of the unit that are to be handed over today, or should have been (BT 45/2023 arts. 16.2-16.3). */
  async function papersDue(account: Account): Promise<Pick<QueueModel, 'papersDue'>> {
    if (!actingRole(account, 'hand-over-paper', account.unit)) return {}
    const { timeZone } = (await agencies.get(account.unit)).calendar
    const endOfToday = now().toZonedDateTimeISO(timeZone).startOfDay().add({ days: 1 }).toInstant()
    const waiting = (await handOverLists.waiting(account.unit)).filter(({ due }) => Temporal.Instant.compare(due, endOfToday) < 0)
    const [first] = waiting
    return first ? { papersDue: { count: waiting.length, due: first.due, standing: Temporal.Instant.compare(now(), first.due) > 0 ? 'overdue' : 'soon', href: '/desk/hand-over' } } : {}
  }

  async function showQueue(req: Request, res: Response) {
    const account = accountOf(res)
    const language = languageOf(res)
    const open = await tasks.openFor(account)
    const tab = req.query['tab'] === 'mine' ? 'mine' as const : 'unit' as const
    const mine = open.filter(({ assignee }) => assignee === account.username)
    const takers = [...new Set(open.flatMap((task) => isTakenBy(account, task) && task.assignee !== null ? [task.assignee] : []))]
    const names = new Map(await Promise.all(takers.map(async (username) => [username, (await accounts.find(username))?.name ?? username] as const)))
    const rows = await Promise.all((tab === 'mine' ? mine : open).slice(0, 200).map(async (task): Promise<TaskRow | null> => {
      if (isEnquiryCode(task.dossier)) return enquiryRow(task, account, language, deps)
      const dossier = await dossiers.find(task.dossier)
      if (!dossier) return null
      return {
        href: `/desk/tasks/${task.id}`, code: dossier.code, applicant: dossier.applicant.name, procedure: findProcedure(dossier.procedure).name[language],
        step: await stepName(task.process, task.elementId, dossier, language, deps), ...(await standingOf(task, dossier, deps)),
        ...(task.assignee === account.username && { mine: true }), ...(isTakenBy(account, task) && { takenBy: names.get(task.assignee ?? '') ?? '' }), ...(task.pass > 1 && { pass: task.pass }), ...(task.sentBack && { sentBack: task.sentBack }),
      }
    }))
    const shown = rows.filter((row) => row !== null).sort((a, b) => (a.minutesLeft ?? Infinity) - (b.minutesLeft ?? Infinity))
    const count = (wanted: DueStanding) => shown.filter(({ standing }) => standing === wanted).length
    const [overdue, soon] = [count('overdue'), count('soon')]
    const told = await notices.unreadBy(account, 20)
    render(res, 'desk/queue', {
      tab, tabs: { mine: { href: '/desk?tab=mine', count: mine.length }, unit: { href: '/desk', count: open.length } },
      unit: (await agencies.find(account.unit))?.name[language] ?? '', tasks: shown,
      counts: { overdue, soon, rest: shown.length - overdue - soon },
      works: account.roles.some((role) => !withoutTasks.includes(role)), roles: account.roles.map((role) => roleNames[role][language]),
      notices: told.map(({ id, subject, text, at, dossier }) => ({ subject, text, at, href: `/desk/${isEnquiryCode(dossier) ? 'enquiries' : 'dossiers'}/${dossier}`, putAside: `/desk/notices/${id}/read` })),
      find: { action: '/desk/find' }, ...await papersDue(account), ...(oversees(account) && await lateMalware(deps)),
    })
  }

  return router
}
