import { Schema, type Connection } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import { difference } from './changes.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import { currentOf, isInOffice, unitsOf, type Endings, type Validity } from '../processes/law/agency-validity.ts'
import { contactOf, type ContactVersion, type StaffEntry } from '../processes/law/agency-contact.ts'
import type { SettingsVersion } from '../processes/law/agency-settings.ts'
import type { HouseAct } from '../processes/law/house-acts.ts'
import type { Text } from '../processes/text.ts'
import type { Calendar } from '../processes/law/calendar.ts'
import type { ReminderSettings } from '../processes/law/moments.ts'
import type { QuietHoursSetting } from '../processes/law/quiet-hours.ts'
import type { ReportingSetting } from '../processes/law/reporting.ts'
import type { EnquirySettings } from '../processes/law/enquiry-limits.ts'

/**
 * A unit that takes part in procedures. `id` is its short name in addresses and settings, `code` its code in dossier codes
 * (Circular 01/2018/TT-VPCP art. 19).
 */
export interface Agency extends Validity {
  readonly id: string
  readonly code: string
  readonly name: Text
  /** The body above it, as it stands over its name on a slip. */
  readonly superior: Text
  readonly kind: 'one-stop' | 'deciding' | 'consulted' | 'partner'
  readonly level: 'province' | 'district' | 'commune'
  /** The commune, or the district before 1 July 2025, whose unit it is, by a name that its units share; null for a unit of the province. */
  readonly territory: string | null
  /** Ids of the procedures that it decides. */
  readonly decides: readonly string[]
  /** Ids of the procedures on which it may be consulted (BT 45/2023 art. 17.5). */
  readonly consultedOn: readonly string[]
  /** Its parts in joint procedures, such as 'tax' or 'land-office' (art. 17.6-17.7). */
  readonly actsAs: readonly string[]
  readonly place: string
  /** Telephone, address, mail and hotline are those of today; `contacts` has them by date (requirement A11). */
  readonly phone: string
  readonly address: string
  readonly email?: string
  readonly hotline?: string
  readonly contacts?: readonly ContactVersion[]
  /** Whom it names in public, dated (BT 45/2023 art. 7.7). */
  readonly staff?: readonly StaffEntry[]
  readonly calendar: Calendar
  readonly reminders: ReminderSettings
  /** When its applicants get no SMS, dated; those of quiet-hours.ts when absent. */
  readonly quietHours?: QuietHoursSetting
  /** Of a one-stop unit: its province's limits for questions and feedback, where they are not the usual ones (requirements H3, A8). */
  readonly enquiries?: EnquirySettings
  /** Of a province's centre: by what periods it reports, where not by the usual ones (requirement I1). */
  readonly reporting?: ReportingSetting
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
  actsAs: [String], place: String, phone: String, address: String, email: String, hotline: String,
  contacts: { type: Schema.Types.Mixed, default: undefined }, staff: { type: Schema.Types.Mixed, default: undefined }, calendar: Schema.Types.Mixed, reminders: Schema.Types.Mixed,
  quietHours: Schema.Types.Mixed,
  enquiries: Schema.Types.Mixed,
  reporting: { type: Schema.Types.Mixed, default: undefined },
  settings: { type: Schema.Types.Mixed, default: undefined }, version: Number, validFrom: String, validUntil: String, successor: String,
})

const actOf = (to: Pick<Partial<Agency>, 'calendar' | 'contacts' | 'staff' | 'validUntil'>): HouseAct =>
  to.calendar ? 'change-calendar' : to.contacts ? 'change-contact' : to.staff ? 'change-staff-list' : to.validUntil ? 'end-agency' : 'change-settings'

/** Who has whose work today. */
export interface Succession { readonly currentOf: (unit: string) => string, readonly unitsOf: (unit: string) => string[] }

/** How long a process goes by the endings that it has read, in ms: they change by the day, and are set the day before at the latest. */
const endingsKept = 5_000

export function createAgencies(connection: Connection, { transactions, events, now }: { transactions: Transactions, events: Events, now: () => Temporal.Instant }) {
  const model = connection.model('Agency', schema, 'agencies')
  const today = () => now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()
  const read = ({ _id, ...row }: Row): Agency => {
    const { email: _mail, hotline: _hotline, ...rest } = row
    return { ...rest, ...contactOf(row, today()), id: _id }
  }
  const inOffice = async (filter: object) => (await model.find(filter).sort({ _id: 1 }).lean<Row[]>()).map(read).filter((each) => isInOffice(each, today()))

  let known: { endings: Endings, until: number } | null = null
  async function endings(): Promise<Endings> {
    if (!known || Date.now() > known.until) {
      const rows = await model.find({ successor: { $type: 'string' } }, { validUntil: 1, successor: 1 }).lean<Row[]>()
      known = { endings: Object.fromEntries(rows.map(({ _id, ...ending }) => [_id, ending])), until: Date.now() + endingsKept }
    }
    return known.endings
  }

  return {
    async put({ id, ...rest }: Agency): Promise<void> {
      await model.replaceOne({ _id: id }, rest, { upsert: true })
      known = null
    },
    /** Sets up an agency as it is shipped; what was configured since stays. */
    async setUp({ id, ...rest }: Agency): Promise<void> {
      const before = await model.findById(id).lean<Row>()
      const kept = before?.version ? {
        calendar: before.calendar, settings: before.settings, version: before.version,
        ...(before.contacts && { contacts: before.contacts }), ...(before.staff && { staff: before.staff }),
        ...(before.validUntil && { validUntil: before.validUntil }), ...(before.successor && { successor: before.successor }),
      } : {}
      await model.replaceOne({ _id: id }, { ...rest, ...kept }, { upsert: true })
      known = null
      if (!before) await events.note({ subject: `agency/${id}`, act: 'set-up-agency', by: { kind: 'system' }, at: Temporal.Now.instant() })
    },

    /**
     * Changes an agency's calendar, adds settings or contact facts from a date on, changes whom it names in public, or ends it, as an act of
     * the audit trail.
     * @param seen the version that the person looked at
     * @throws AgencyChanged when it is another by now
     */
    async change(id: string, to: Pick<Partial<Agency>, 'calendar' | 'settings' | 'contacts' | 'staff' | 'validUntil' | 'successor'>, seen: number, { cause, ...doing }: Doing & { readonly cause?: string }): Promise<void> {
      await transactions.run(async () => {
        const before = await model.findById(id).lean<Row>()
        if (!before || (before.version ?? 0) !== seen) throw new AgencyChanged(`Agency ${id} was changed by somebody else`)
        await model.updateOne({ _id: id }, { $set: { ...to, version: seen + 1 } })
        await events.note({
          ...doing, subject: `agency/${id}`, act: actOf(to), onBehalfOf: id, ...(cause && { details: { cause } }),
          changes: [...(to.calendar ? difference('calendar', before.calendar, to.calendar) : []), ...(to.settings ? difference('settings', before.settings ?? [], to.settings) : []),
            ...(to.contacts ? difference('contacts', before.contacts ?? [], to.contacts) : []), ...(to.staff ? difference('staff', before.staff ?? [], to.staff) : []),
            ...(to.validUntil ? difference('ending', { until: before.validUntil, successor: before.successor }, { until: to.validUntil, successor: to.successor }) : [])],
        })
      })
      known = null
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
    /** Who has the work of a unit that has ended, and of which units one has the work: decided here for every store (requirement J2). */
    async succession(): Promise<Succession> {
      const [ended, day] = [await endings(), today()]
      return { currentOf: (unit) => currentOf(unit, ended, day), unitsOf: (unit) => unitsOf(unit, ended, day) }
    },

    deciding: (procedure: string): Promise<Agency[]> => inOffice({ decides: procedure }),
    consultedOn: (procedure: string): Promise<Agency[]> => inOffice({ consultedOn: procedure }),
    actingAs: (part: string): Promise<Agency[]> => inOffice({ actsAs: part }),
    /** The province's own one-stop unit, whose name stands on every page; any other where there is none. */
    async centre(): Promise<Agency | null> {
      const [first] = await inOffice({ kind: 'one-stop', level: 'province' })
      return first ?? (await inOffice({ kind: 'one-stop' }))[0] ?? null
    },
    ofKind: (kind: Agency['kind']): Promise<Agency[]> => inOffice({ kind }),
  }
}

export type Agencies = ReturnType<typeof createAgencies>
