import { Schema, type Connection } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import type { SettingsVersion } from '../processes/law/agency-settings.ts'
import type { Text } from '../processes/text.ts'
import type { Calendar } from '../processes/law/calendar.ts'
import type { ReminderSettings } from '../processes/law/moments.ts'
import type { QuietHoursSetting } from '../processes/law/quiet-hours.ts'
import type { EnquirySettings } from '../processes/law/enquiry-limits.ts'

/**
 * A unit that takes part in procedures. `id` is its short name in addresses and settings, `code` its code in dossier codes
 * (Circular 01/2018/TT-VPCP art. 19).
 */
export interface Agency {
  readonly id: string
  readonly code: string
  readonly name: Text
  /** The body above it, as it stands over its name on a slip. */
  readonly superior: Text
  readonly kind: 'one-stop' | 'deciding' | 'consulted' | 'partner'
  readonly level: 'province' | 'commune'
  /** The commune whose unit it is, by a name that its units share; null for a unit of the province. */
  readonly territory: string | null
  /** Ids of the procedures that it decides. */
  readonly decides: readonly string[]
  /** Ids of the procedures on which it may be consulted (BT 45/2023 art. 17.5). */
  readonly consultedOn: readonly string[]
  /** Its parts in joint procedures, such as 'tax' or 'land-office' (art. 17.6-17.7). */
  readonly actsAs: readonly string[]
  readonly place: string
  readonly phone: string
  readonly address: string
  readonly calendar: Calendar
  readonly reminders: ReminderSettings
  /** When its applicants get no SMS, dated; those of quiet-hours.ts when absent. */
  readonly quietHours?: QuietHoursSetting
  /** Of a one-stop unit: its province's limits for questions and feedback, where they are not the usual ones (requirements H3, A8). */
  readonly enquiries?: EnquirySettings
  /** What was configured later, by date; see `settingsOf`. */
  readonly settings?: readonly SettingsVersion[]
  /** Rises with every change of calendar or settings: two who change them at once do not overwrite each other. */
  readonly version?: number
}

/** Somebody else changed the agency meanwhile: look again. */
export class AgencyChanged extends Error {}

type Row = Omit<Agency, 'id'> & { _id: string }

const schema = new Schema<Row>({
  _id: String, code: String, name: Schema.Types.Mixed, superior: Schema.Types.Mixed, kind: String, level: String, territory: String, decides: [String], consultedOn: [String],
  actsAs: [String], place: String, phone: String, address: String, calendar: Schema.Types.Mixed, reminders: Schema.Types.Mixed,
  quietHours: Schema.Types.Mixed,
  enquiries: Schema.Types.Mixed,
  settings: { type: Schema.Types.Mixed, default: undefined }, version: Number,
})

export function createAgencies(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Agency', schema, 'agencies')
  const read = ({ _id, ...rest }: Row): Agency => ({ ...rest, id: _id })

  return {
    async put({ id, ...rest }: Agency): Promise<void> {
      await model.replaceOne({ _id: id }, rest, { upsert: true })
    },
    /** Sets up an agency as it is shipped; what was configured since stays. */
    async setUp({ id, ...rest }: Agency): Promise<void> {
      const before = await model.findById(id).lean<Row>()
      const kept = before?.version ? { calendar: before.calendar, settings: before.settings, version: before.version } : {}
      await model.replaceOne({ _id: id }, { ...rest, ...kept }, { upsert: true })
      if (!before) await events.note({ subject: `agency/${id}`, act: 'set-up-agency', by: { kind: 'system' }, at: Temporal.Now.instant() })
    },

    /**
     * Changes an agency's calendar, or adds settings from a date on, as an act of the audit trail.
     * @param seen the version that the person looked at
     * @throws AgencyChanged when it is another by now
     */
    async change(id: string, to: Pick<Partial<Agency>, 'calendar' | 'settings'>, seen: number, { cause, ...doing }: Doing & { readonly cause?: string }): Promise<void> {
      await transactions.run(async () => {
        const before = await model.findById(id).lean<Row>()
        if (!before || (before.version ?? 0) !== seen) throw new AgencyChanged(`Agency ${id} was changed by somebody else`)
        await model.updateOne({ _id: id }, { $set: { ...to, version: seen + 1 } })
        await events.note({
          ...doing, subject: `agency/${id}`, act: to.calendar ? 'change-calendar' : 'change-settings', onBehalfOf: id, ...(cause && { details: { cause } }),
          changes: [...(to.calendar ? difference('calendar', before.calendar, to.calendar) : []), ...(to.settings ? difference('settings', before.settings ?? [], to.settings) : [])],
        })
      })
    },

    async all(): Promise<Agency[]> {
      return (await model.find().sort({ kind: 1, _id: 1 }).lean<Row[]>()).map(read)
    },

    async find(id: string): Promise<Agency | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },
    /** @throws when there is no such agency: a dossier or a setting names one that was never set up */
    async get(id: string): Promise<Agency> {
      const row = await model.findById(id).lean<Row>()
      if (!row) throw new Error(`No agency ${id}`)
      return read(row)
    },
    async deciding(procedure: string): Promise<Agency[]> {
      return (await model.find({ decides: procedure }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
    async consultedOn(procedure: string): Promise<Agency[]> {
      return (await model.find({ consultedOn: procedure }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
    async actingAs(part: string): Promise<Agency[]> {
      return (await model.find({ actsAs: part }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
    async ofKind(kind: Agency['kind']): Promise<Agency[]> {
      return (await model.find({ kind }).sort({ _id: 1 }).lean<Row[]>()).map(read)
    },
  }
}

export type Agencies = ReturnType<typeof createAgencies>
