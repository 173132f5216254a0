import type { TourModel } from './help-models.ts'
import type { DueStanding, FindView, Moment, NoticeView, TaskRow } from './models.ts'

/** A choice among lists or filters, with how many tasks it would show. */
export interface QueueChoice { name: string, href: string, count: number, current: boolean }

/** `desk/queue`: what is due first comes first. */
export interface QueueModel {
  /** The first day, until it is put aside. */
  tour?: TourModel
  tab: 'mine' | 'unit' | 'others'
  tabs: readonly QueueChoice[]
  /** The name of the reader's unit. */
  unit: string
  tasks: readonly TaskRow[]
  /** How many of the list, with its other filters, are due when; those of none are left out. */
  times: readonly (QueueChoice & { tone: DueStanding })[]
  filters: {
    hidden: readonly { name: string, value: string }[]
    selects: readonly { name: string, label: string, options: readonly { value: string, label: string, selected: boolean }[] }[]
    /** Where all filters are taken away; absent when there is none. */
    clearHref?: string
    /** Some of the selects are set. */
    isSet: boolean
  }
  /** How many tasks the list has without its filters, and with them, and which of these the page shows. */
  counts: { all: number, total: number, from: number, to: number }
  previousHref?: string
  nextHref?: string
  /** What may be done to those that are ticked: buttons that post `task`, to `action` or else to '/desk/bulk'. */
  bulk: readonly { label: string, /** What its key presses, see web/shortcuts.ts. */ shortcut: string, action?: string, name?: string, value?: string, main?: boolean }[]
  /** The page's own address with its filters, for one that was opened without them. */
  address?: string
  unitHref: string
  /** The reader's roles have tasks at all: administrator, analyst and auditor have none. */
  works: boolean
  /** The roles of the reader, in words. */
  roles: readonly string[]
  /** What was told to the reader lately, by name or by role, and not put aside. */
  notices: readonly NoticeView[]
  /** Papers that wait to be handed over, when some are due today or late. */
  papersDue?: { count: number, due: Moment, standing: DueStanding, href: string }
  /** Files with malware that were caught in the last days, for who is told of them. */
  malware?: { count: number, href: string }
  find: FindView
  /** Working minutes of a regular day of the agency; 480 when absent. */
  minutesPerDay?: number
}
