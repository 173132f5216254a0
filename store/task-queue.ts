import type { QueryFilter } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import { never, readTask, type Task, type TaskModel, type TaskRow, type Worker } from './tasks.ts'
import type { Channel } from '../processes/procedure.ts'

/** All that somebody may do, what is theirs by name, and what colleagues have taken. */
export const queueTabs = ['unit', 'mine', 'others'] as const
export type QueueTab = (typeof queueTabs)[number]

/** By the first of a task's dates: past, until the end of today, later or without one; `waiting`: the dossier's clock stands. */
export const queueTimes = ['overdue', 'today', 'later', 'waiting'] as const
export type QueueTime = (typeof queueTimes)[number]

export interface QueueFilter {
  readonly procedure?: string
  /** The form of the step. */
  readonly step?: string
  readonly channel?: Channel
  readonly time?: QueueTime
}

/** Now, and when today ends for the unit. */
export interface QueueBounds { readonly now: Temporal.Instant, readonly endOfDay: Temporal.Instant }

/** A task with what its place says: null in `dueAt` when it has no date, or its clock stands. */
export interface QueuedTask extends Omit<Task, 'procedure'> { readonly dueAt: Temporal.Instant | null, readonly isPaused: boolean, readonly procedure: string | null }

/** How many tasks are alike in all that a queue is filtered by. */
export interface QueueGroup {
  readonly procedure: string | null
  readonly step: string
  readonly channel: Channel | null
  readonly time: QueueTime
  readonly whose: 'mine' | 'others' | 'nobody'
  readonly count: number
  /** One element of a diagram that has the step, by which it is named. */
  readonly process: string
  readonly elementId: string
}

/** What the head of some units looks for: by date, or `stuck` at a step whose own limit ended before `stuckBefore`, or that had none and is as old as `openedBefore`. */
export const watchedKinds = ['overdue', 'today', 'week', 'stuck', 'waiting', 'all'] as const
export type WatchedKind = (typeof watchedKinds)[number]

export interface WatchBounds extends QueueBounds { readonly endOfWeek: Temporal.Instant, readonly stuckBefore: Temporal.Instant, readonly openedBefore: Temporal.Instant }

/** Open tasks of one person in a unit, or of nobody yet. */
export interface Workload extends Readonly<Record<WatchedKind, number>> { readonly unit: string, readonly assignee: string | null, readonly oldest: Temporal.Instant }

interface WorkloadRow extends Record<WatchedKind, number> { _id: { unit: string, assignee: string | null }, oldest: Date }
interface GroupRow { _id: Omit<QueueGroup, 'count' | 'process' | 'elementId'>, count: number, process: string, elementId: string }

interface Base {
  readonly visibleTo: (who: Worker) => Promise<QueryFilter<TaskRow>>
  readonly asOfToday: (tasks: readonly Task[]) => Promise<Task[]>
}

/** The verbs of the queues: both read what is open in an index, in order, and nothing of what is done. */
export function queueOf(model: TaskModel, { visibleTo, asOfToday }: Base) {
  // What comes from a unit that has ended was given to nobody here (requirement J2).
  const ofTab = (tab: QueueTab, { username, unit }: Worker): QueryFilter<TaskRow> =>
    tab === 'mine' ? { assignee: username, unit } : tab === 'others' ? { claimed: true, assignee: { $ne: username }, unit } : {}

  function ofTime(time: QueueTime, { now, endOfDay }: QueueBounds): QueryFilter<TaskRow> {
    switch (time) {
      case 'overdue': return { 'place.by': { $lt: toDate(now) } }
      case 'today': return { 'place.by': { $gte: toDate(now), $lt: toDate(endOfDay) } }
      case 'later': return { 'place.by': { $gte: toDate(endOfDay) }, 'place.isPaused': { $ne: true } }
      case 'waiting': return { 'place.by': never, 'place.isPaused': true }
    }
  }

  async function queued(rows: readonly TaskRow[]): Promise<QueuedTask[]> {
    const tasks = await asOfToday(rows.map(readTask))
    return tasks.map((task, index) => {
      const place = rows[index]?.place
      return { ...task, isPaused: place?.isPaused ?? false, procedure: place?.procedure ?? null, dueAt: place && place.by.getTime() < never.getTime() ? toInstant(place.by) : null }
    })
  }

  const watched = (units: readonly string[]): QueryFilter<TaskRow> & { unit: { $in: string[] } } => ({ state: 'open', unit: { $in: [...units] } })

  return {
    /** A page of somebody's tasks, what is due first on top: working time passes for all of a unit alike. */
    async queue(who: Worker, { tab, filter: { procedure, step, channel, time }, bounds, skip, most }: {
      tab: QueueTab, filter: QueueFilter, bounds: QueueBounds, skip: number, most: number
    }): Promise<QueuedTask[]> {
      const filter = {
        $and: [await visibleTo(who), ofTab(tab, who), time ? ofTime(time, bounds) : {}],
        ...(procedure && { 'place.procedure': procedure }), ...(step && { form: step }), ...(channel && { 'place.channel': channel }),
      }
      const rows = await model.find(filter).sort({ 'place.by': 1, '_id': 1 }).skip(skip).limit(most).lean<TaskRow[]>()
      return queued(rows)
    },

    /** What somebody's tasks are, counted. */
    async queueGroups(who: Worker, { now, endOfDay }: QueueBounds): Promise<QueueGroup[]> {
      const time = { $switch: {
        branches: [
          { case: { $eq: ['$place.isPaused', true] }, then: 'waiting' }, { case: { $lt: ['$place.by', toDate(now)] }, then: 'overdue' },
          { case: { $lt: ['$place.by', toDate(endOfDay)] }, then: 'today' },
        ],
        default: 'later',
      } }
      const whose = { $switch: {
        branches: [
          { case: { $ne: ['$unit', who.unit] }, then: 'nobody' }, { case: { $eq: ['$assignee', who.username] }, then: 'mine' }, { case: { $eq: ['$claimed', true] }, then: 'others' },
        ],
        default: 'nobody',
      } }
      const groups = await model.aggregate<GroupRow>([
        { $match: await visibleTo(who) },
        { $group: {
          _id: { procedure: { $ifNull: ['$place.procedure', null] }, step: '$form', channel: { $ifNull: ['$place.channel', null] }, time, whose },
          count: { $sum: 1 }, process: { $first: '$process' }, elementId: { $first: '$elementId' },
        } },
      ])
      return groups.map(({ _id, ...rest }) => ({ ..._id, ...rest }))
    },

    /** How much every person of some units has to do, and how it stands; read from what is open. */
    async workloads(units: readonly string[], bounds: WatchBounds): Promise<Workload[]> {
      const { now, endOfDay, endOfWeek, stuckBefore, openedBefore } = bounds
      const count = (condition: object) => ({ $sum: { $cond: [condition, 1, 0] } })
      const by = '$place.by'
      const groups = await model.aggregate<WorkloadRow>([
        { $match: watched(units) },
        { $group: {
          _id: { unit: '$unit', assignee: { $ifNull: ['$assignee', null] } }, oldest: { $min: '$createdAt' }, all: { $sum: 1 },
          overdue: count({ $lt: [by, toDate(now)] }), today: count({ $and: [{ $gte: [by, toDate(now)] }, { $lt: [by, toDate(endOfDay)] }] }),
          week: count({ $and: [{ $gte: [by, toDate(now)] }, { $lt: [by, toDate(endOfWeek)] }] }), waiting: count({ $eq: ['$place.isPaused', true] }),
          stuck: count({ $or: [{ $and: [{ $ne: [{ $ifNull: ['$due', null] }, null] }, { $lt: ['$due', toDate(stuckBefore)] }] }, { $and: [{ $eq: [{ $ifNull: ['$due', null] }, null] }, { $lt: ['$createdAt', toDate(openedBefore)] }] }] }),
        } },
        { $sort: { overdue: -1, all: -1, _id: 1 } },
      ])
      return groups.map(({ _id, oldest, ...counts }) => ({ ..._id, ...counts, oldest: toInstant(oldest) }))
    },

    /** A page of the open tasks of some units that are of a kind, of one person or of nobody (null), what is due first on top. */
    async watch(units: readonly string[], { kind, assignee, bounds, skip, most }: { kind: WatchedKind, assignee?: string | null, bounds: WatchBounds, skip: number, most: number }): Promise<QueuedTask[]> {
      const { now, endOfWeek, stuckBefore, openedBefore } = bounds
      const ofKind: QueryFilter<TaskRow> = kind === 'all' ? {} : kind === 'week' ? { 'place.by': { $gte: toDate(now), $lt: toDate(endOfWeek) } }
        : kind === 'stuck' ? { $or: [{ due: { $lt: toDate(stuckBefore), $ne: null } }, { due: null, createdAt: { $lt: toDate(openedBefore) } }] } : ofTime(kind, bounds)
      const rows = await model.find({ $and: [watched(units), ofKind, assignee === undefined ? {} : { assignee }] }).sort({ 'place.by': 1, '_id': 1 }).skip(skip).limit(most).lean<TaskRow[]>()
      return queued(rows)
    },
  }
}
