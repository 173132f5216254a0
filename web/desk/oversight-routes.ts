import { Router, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import type { Calendar } from '../../processes/law/calendar.ts'
import { addWorkingDays, endOfWorkingDay, workingMinutesBetween } from '../../processes/law/working-time.ts'
import { watchedKinds, type QueuedTask, type WatchBounds, type WatchedKind, type Workload } from '../../store/task-queue.ts'
import { officerOf } from '../reassign-officer.ts'
import { saySteering, type SteeringMessage } from '../messages/steering.ts'
import { boardRow } from '../view/board-table.ts'
import { shortDateTime, workingTime } from '../view/format.ts'
import type { BoardCell, BoardTable } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf } from './account-of.ts'
import { mayReassign } from './officer-routes.ts'
import { peopleNamed, procedureName, stepNames } from './queue-rows.ts'
import { steeredUnits, traced } from './traced.ts'

const perPage = 50

/** Working days after which a step stands still: beyond its own limit, and since it was opened where it has none. */
const still = { beyond: 2, open: 5 } as const

/** Nobody yet, in an address. */
const nobody = '-'

export function watchBounds(now: Temporal.Instant, calendar: Calendar): WatchBounds {
  const today = now.toZonedDateTimeISO(calendar.timeZone)
  const endOf = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone: calendar.timeZone }).add({ days: 1 }).toInstant()
  const before = (days: number) => endOfWorkingDay(addWorkingDays(today.toPlainDate(), -days, calendar), calendar)
  return { now, endOfDay: endOf(today.toPlainDate()), endOfWeek: endOf(today.toPlainDate().add({ days: 7 - today.dayOfWeek })), stuckBefore: before(still.beyond), openedBefore: before(still.open) }
}

/** What is due, late, stuck and with whom, for who heads an agency or a one-stop unit (BT 45/2023 arts. 4.8, 9.5, 17.1, 17.9; requirements G6, I2). */
export function oversightRoutes(deps: Deps): Router {
  const { agencies, tasks, notices, accounts, dossiers, now } = deps
  const router = Router()

  router.get('/oversight', async (req, res) => {
    const [account, language] = [accountOf(res), languageOf(res)]
    const say = (key: SteeringMessage, params = {}) => saySteering(key, language, params)
    const units = await steeredUnits(res, deps)
    const { calendar } = await agencies.get(account.unit)
    const bounds = watchBounds(now(), calendar)
    const given = (name: string) => typeof req.query[name] === 'string' ? req.query[name].slice(0, 100) : ''
    const kind = watchedKinds.find((each) => each === given('xem')) ?? null
    const who = given('nguoi')
    const page = Math.max(1, Math.min(10_000, Math.trunc(Number(given('trang'))) || 1))
    const href = (change: { xem?: WatchedKind, nguoi?: string, trang?: string }) => `/desk/oversight?${new URLSearchParams({ ...change }).toString()}#table-2`

    const loads = await tasks.workloads(units, bounds)
    const names = await peopleNamed(loads.flatMap(({ assignee }) => assignee ?? []), deps)
    const sum = (each: WatchedKind) => loads.reduce((all, load) => all + load[each], 0)
    const number = (count: number, to: string): BoardCell => count === 0 ? { text: '0' } : { text: String(count), href: to }

    const nowHead = watchedKinds.map((each) => say(each))
    const nowTable: BoardTable = { caption: say('now'), head: nowHead, rows: [boardRow(nowHead, watchedKinds.map((each) => number(sum(each), href({ xem: each }))))], empty: '' }

    const people = byPerson(loads)
    const personHead = [say('person'), ...(['all', 'overdue', 'today', 'week', 'stuck'] as const).map((each) => say(each)), say('oldest')]
    const peopleTable: BoardTable = {
      caption: say('with-whom'), head: personHead, empty: say('none'),
      rows: people.slice(0, 100).map(({ assignee, oldest, ...counts }) => boardRow(personHead, [
        { text: assignee === null ? say('nobody') : names.get(assignee) ?? assignee },
        ...(['all', 'overdue', 'today', 'week', 'stuck'] as const).map((each) => number(counts[each], href({ xem: each, nguoi: assignee ?? nobody }))),
        { at: oldest },
      ])),
    }

    const list = kind && await listOf(res, units, kind, { who, page, bounds, calendar })
    const signs = account.roles.includes('leader')
    const toSign = signs ? await tasks.queue(account, { tab: 'unit', filter: { step: 'apology-signature' }, bounds, skip: 0, most: perPage }) : []
    const stepName = stepNames(language, deps)
    const applicants = await dossiers.applicantsOf(toSign.map(({ dossier }) => dossier))
    const apologyHead = [say('code'), say('step'), say('due')]
    const apologies: BoardTable[] = signs ? [{
      caption: say('apologies', { count: toSign.length }), head: apologyHead, empty: say('no-apologies'),
      rows: await Promise.all(toSign.map(async (task) => boardRow(apologyHead, [
        { text: task.dossier, href: `/desk/tasks/${task.id}` }, { lines: [applicants.get(task.dossier) ?? '', procedureName(task.procedure ?? task.process, language, now()), await stepName(task.process, task.elementId)] }, { lines: dueLines(task, calendar) },
      ]))),
    }] : []
    const told = await notices.unreadBy(account, 20)
    const toldHead = [say('code'), say('escalations', { count: told.length }), say('since')]
    const escalations: BoardTable = {
      caption: say('escalations', { count: told.length }), head: toldHead, empty: say('no-escalations'),
      rows: told.map(({ dossier, subject, text, at }) => boardRow(toldHead, [{ text: dossier, href: `/desk/${isEnquiryCode(dossier) ? 'enquiries' : 'dossiers'}/${dossier}` }, { lines: [subject, text] }, { at }])),
    }
    render(res, 'desk/board', {
      above: (await agencies.find(account.unit))?.name[language] ?? '', title: say('title'), backHref: '/desk', backLabel: say('back'), errors: [],
      paragraphs: [say('lead'), say('stuck-text', { days: still.beyond, open: still.open })],
      links: [...res.locals['user'] && (await traced(res, deps)).own.length > 0 ? [{ text: say('progress'), href: '/desk/progress' }] : [], ...list?.next ? [{ text: say('next'), href: list.next }] : []],
      tables: [...apologies, nowTable, ...list ? [list.table] : [], peopleTable, escalations], live: '/desk/oversight/changes',
    })

    function dueLines(task: QueuedTask, own: Calendar): string[] {
      if (task.isPaused) return [say('paused')]
      if (!task.dueAt) return ['–']
      const minutes = Math.round(workingMinutesBetween(now(), task.dueAt, own))
      return [shortDateTime(task.dueAt, language, own.timeZone), say(minutes < 0 ? 'late' : 'left', { time: workingTime(minutes, language) })]
    }

    async function listOf(response: Response, among: readonly string[], ofKind: WatchedKind, wanted: { who: string, page: number, bounds: WatchBounds, calendar: Calendar }): Promise<{ table: BoardTable, next: string | null }> {
      const assignee = wanted.who === '' ? undefined : wanted.who === nobody ? null : wanted.who
      const found = await tasks.watch(among, { kind: ofKind, bounds: wanted.bounds, skip: (wanted.page - 1) * perPage, most: perPage + 1, ...(assignee !== undefined && { assignee }) })
      const shown = found.slice(0, perPage)
      const own = new Map(await Promise.all(shown.filter(({ dossier }) => !isEnquiryCode(dossier)).map(async ({ dossier }) => [dossier, await dossiers.find(dossier)] as const)))
      const named = await peopleNamed(shown.flatMap((task) => task.assignee ?? []), deps)
      const head = [say('code'), say('step'), say('since'), say('due'), say('reassign')]
      const nameSteps = stepNames(language, deps)
      const whose = assignee === undefined ? say('everybody') : assignee === null ? say('nobody') : (await accounts.find(assignee))?.name ?? assignee
      const rows = await Promise.all(shown.map(async (task) => {
        const dossier = own.get(task.dossier)
        const may = dossier ? officerOf(dossier) !== null && mayReassign(accountOf(response), dossier) !== null : false
        const agency = task.unit === null ? null : (await agencies.find(task.unit))?.name[language]
        return boardRow(head, [
          { text: task.dossier, href: `/desk/${isEnquiryCode(task.dossier) ? 'enquiries' : 'dossiers'}/${task.dossier}` },
          { lines: [dossier?.applicant.name ?? '', procedureName(task.procedure ?? task.process, language, now()), `${await nameSteps(task.process, task.elementId)} – ${(task.assignee && named.get(task.assignee)) ?? agency ?? ''}`].filter((line) => line !== '') },
          { at: task.createdAt }, { lines: dueLines(task, wanted.calendar) },
          may ? { text: say('reassign-one'), href: `/desk/dossiers/${task.dossier}/officer` } : { text: '–' },
        ])
      }))
      const count = loads.filter((load) => assignee === undefined || load.assignee === assignee).reduce((all, load) => all + load[ofKind], 0)
      return {
        table: { caption: say('list', { kind: say(ofKind), who: whose, count }), head, rows, empty: say('none') },
        next: found.length > perPage ? href({ xem: ofKind, ...(wanted.who !== '' && { nguoi: wanted.who }), trang: String(wanted.page + 1) }) : null,
      }
    }
  })

  return router
}

/** One line for each person, whatever their units. */
function byPerson(loads: readonly Workload[]): Omit<Workload, 'unit'>[] {
  const people = new Map<string | null, Omit<Workload, 'unit'>>()
  for (const { unit: _, ...load } of loads) {
    const before = people.get(load.assignee)
    people.set(load.assignee, before ? {
      ...before, ...Object.fromEntries(watchedKinds.map((kind) => [kind, before[kind] + load[kind]])),
      oldest: Temporal.Instant.compare(before.oldest, load.oldest) < 0 ? before.oldest : load.oldest,
    } : load)
  }
  return [...people.values()].sort((a, b) => b.overdue - a.overdue || b.all - a.all)
}
