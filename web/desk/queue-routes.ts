import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import { roleNames, type Role } from '../../processes/law/roles.ts'
import type { Channel } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import type { Account } from '../../store/accounts.ts'
import { queueTabs, queueTimes, type QueueTime } from '../../store/task-queue.ts'
import { actingRole, oversees } from '../access.ts'
import { channelNames } from '../messages/catalogue-words.ts'
import { choicesOf, countOf, parameterOf, queryOf, viewOf, type QueueView } from '../queue-view.ts'
import { deskForm } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import type { DueStanding } from '../view/models.ts'
import type { QueueModel } from '../view/queue-models.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { accountOf } from './account-of.ts'
import { lateMalware } from './caught-file-routes.ts'
import { tourOf } from './help-routes.ts'
import { procedureName, queueRows, stepNames } from './queue-rows.ts'

/** Roles that no step of a procedure is given to. */
const withoutTasks: readonly Role[] = ['administrator', 'analyst', 'auditor']

const perPage = 100

/** The queue without a filter. */
const plain = queryOf({ tab: 'unit', filter: {} })

const tones = { overdue: 'overdue', today: 'soon', later: 'on-time', waiting: 'paused' } as const satisfies Record<QueueTime, DueStanding>

/** What is to be done, what is due first on top; what somebody was told. */
export function queueRoutes(deps: Deps): Router {
  const { agencies, tasks, notices, handOverLists, preferences, now } = deps
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

  /** The queue as its address asks for it; without a word there, as this person left it the last time. */
  async function viewFor(req: Request, account: Account): Promise<QueueView> {
    const [asked, kept] = [viewOf(req.query), (await preferences.of(account.username)).queue]
    if (!asked) return viewOf(Object.fromEntries(new URLSearchParams(kept))) ?? { tab: 'unit', filter: {}, page: 1 }
    const wanted = queryOf({ ...asked, page: 1 })
    if (wanted !== kept) await preferences.keep(account.username, { queue: wanted })
    return asked
  }

  async function queuePart(view: QueueView, account: Account, language: Language): Promise<Pick<QueueModel, 'tab' | 'tabs' | 'tasks' | 'times' | 'filters' | 'counts' | 'bulk' | 'previousHref' | 'nextHref' | 'address' | 'unitHref'>> {
    const t = translator(language)
    const { calendar } = await agencies.get(account.unit)
    const at = now()
    const bounds = { now: at, endOfDay: at.toZonedDateTimeISO(calendar.timeZone).startOfDay().add({ days: 1 }).toInstant() }
    const groups = await tasks.queueGroups(account, bounds)
    const { tab, filter } = view
    const total = countOf(groups, view)
    const page = Math.min(view.page, Math.max(1, Math.ceil(total / perPage)))
    const shown = await tasks.queue(account, { tab, filter, bounds, skip: (page - 1) * perPage, most: perPage })
    const stepName = stepNames(language, deps)
    const href = (change: Partial<QueueView>) => `/desk?${queryOf({ tab, filter, ...change })}`
    const options = (part: 'procedure' | 'step' | 'channel', choices: readonly { value: string, label: string, count: number }[]) => [
      { value: '', label: t('queue.filter-all'), selected: filter[part] === undefined },
      ...choices.map(({ value, label, count }) => ({ value, label: `${label} (${String(count)})`, selected: filter[part] === value })),
      ...filter[part] !== undefined && !choices.some(({ value }) => value === filter[part]) ? [{ value: filter[part], label: `${part === 'channel' ? channelNames[filter[part] as Channel][language] : part === 'procedure' ? procedureName(filter[part], language, at) : filter[part]} (0)`, selected: true }] : [],
    ]
    const steps = await Promise.all(choicesOf(groups, view, 'step').map(async ({ value, count, group }) => ({ value, count, label: await stepName(group.process, group.elementId) })))
    const counted = choicesOf(groups, view, 'time')
    return {
      tab, unitHref: `/desk?${plain}`, ...(queryOf({ tab, filter }) !== plain && { address: href({ page }) }),
      tabs: queueTabs.map((each) => ({ name: t(`queue.${each}`), href: href({ tab: each }), count: countOf(groups, { tab: each, filter }), current: each === tab })),
      tasks: await queueRows(shown, { account, calendar, language, stepName }, deps),
      times: queueTimes.flatMap((time) => {
        const { time: _, ...others } = filter
        const count = counted.find(({ value }) => value === time)?.count ?? 0
        const current = filter.time === time
        return count === 0 && !current ? [] : [{ name: t(`queue.time-${time}`), tone: tones[time], count, current, href: href({ filter: current ? others : { ...others, time } }) }]
      }),
      filters: {
        hidden: [{ name: 'tab', value: tab }, ...filter.time ? [{ name: parameterOf('time'), value: filter.time }] : []],
        selects: [
          { name: parameterOf('procedure'), label: t('queue.filter-procedure'), options: options('procedure', choicesOf(groups, view, 'procedure').map(({ value, count }) => ({ value, count, label: procedureName(value, language, at) }))) },
          { name: parameterOf('step'), label: t('queue.filter-step'), options: options('step', steps) },
          { name: parameterOf('channel'), label: t('queue.filter-channel'), options: options('channel', choicesOf(groups, view, 'channel').map(({ value, count }) => ({ value, count, label: channelNames[value][language] }))) },
        ],
        isSet: filter.procedure !== undefined || filter.step !== undefined || filter.channel !== undefined,
        ...(Object.keys(filter).length > 0 && { clearHref: href({ filter: {} }) }),
      },
      counts: { all: countOf(groups, { tab, filter: {} }), total, from: (page - 1) * perPage + 1, to: (page - 1) * perPage + shown.length },
      bulk: [
        ...account.roles.includes('reception-clerk') ? [{ label: t('queue.bulk-receive'), name: 'do', value: 'receive', shortcut: 'receive', main: true }] : [],
        ...account.roles.includes('leader') ? [{ label: t('bulk-sign.queue-button'), action: '/desk/bulk-sign', shortcut: 'sign', main: true }] : [],
        { label: t('queue.bulk-claim'), name: 'do', value: 'claim', shortcut: 'claim' }, { label: t('queue.bulk-release'), name: 'do', value: 'release', shortcut: 'release' },
      ],
      ...(page > 1 && { previousHref: href({ page: page - 1 }) }), ...(page * perPage < total && { nextHref: href({ page: page + 1 }) }),
    }
  }

  async function showQueue(req: Request, res: Response) {
    const account = accountOf(res)
    const language = languageOf(res)
    const told = await notices.unreadBy(account, 20)
    const { tourDone, tourHidden } = await preferences.of(account.username)
    render(res, 'desk/queue', {
      ...await queuePart(await viewFor(req, account), account, language),
      unit: (await agencies.find(account.unit))?.name[language] ?? '',
      works: account.roles.some((role) => !withoutTasks.includes(role)), roles: account.roles.map((role) => roleNames[role][language]),
      notices: told.map(({ id, subject, text, at, dossier }) => ({ subject, text, at, href: `/desk/${isEnquiryCode(dossier) ? 'enquiries' : 'dossiers'}/${dossier}`, putAside: `/desk/notices/${id}/read` })),
      ...(!tourHidden && { tour: tourOf(account, { tourDone }, language, { open: req.query['first-day'] === 'open', from: 'home' }) }),
      find: { action: '/desk/find' }, ...await papersDue(account), ...(oversees(account) && await lateMalware(deps)),
    })
  }

  return router
}
