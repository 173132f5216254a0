import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Account } from './accounts.ts'
import type { Agencies } from './agencies.ts'
import { toDate, toInstant } from './instants.ts'
import type { Role } from '../processes/law/roles.ts'

const addressees = ['applicant', 'one-stop-head', 'case-officer', 'leader', 'reception-clerk', 'result-clerk'] as const satisfies readonly Role[]

export type Addressee = (typeof addressees)[number]

/**
 * What a person was told, and by which ways: the portal always, mail and SMS as far as they are known, the telephone when both
 * failed. Staff are told as a person or, when nobody is named, as those of a unit who have the role.
 */
export interface Notice {
  readonly id: string
  readonly dossier: string
  readonly to: Addressee
  readonly unit: string | null
  readonly person: string | null
  readonly subject: string
  readonly text: string
  readonly channels: readonly ('portal' | 'mail' | 'sms' | 'phone')[]
  readonly at: Temporal.Instant
}

type Row = Omit<Notice, 'id' | 'at'> & { _id: string, at: Date, readBy: readonly string[] }

type Reader = Pick<Account, 'username' | 'unit' | 'roles' | 'standsFor'>

const schema = new Schema<Row>({
  _id: String, dossier: String, to: String, unit: String, person: String, subject: String, text: String, channels: [String], at: Date, readBy: [String],
})
schema.index({ dossier: 1, at: 1 })
schema.index({ to: 1, at: -1 })

const read = ({ _id, readBy: _, ...row }: Row): Notice => ({ ...row, id: _id, at: toInstant(row.at) })

export function createNotices(connection: Connection, { agencies }: { agencies: Agencies }) {
  const model = connection.model('Notice', schema, 'notices')
  /** What concerns a member of staff: told to them by name, or to one of their roles in their unit. */
  const concerning = async ({ username, unit, roles, standsFor = [] }: Reader) => ({
    to: { $in: addressees.filter((each) => roles.includes(each)) },
    $or: [{ person: { $in: [username, ...standsFor.map((away) => away.username)] } }, { person: null, unit: { $in: [null, ...(await agencies.succession()).unitsOf(unit)] } }],
  })

  return {
    async add({ id, ...notice }: Notice): Promise<void> {
      await model.create([{ ...notice, _id: id, at: toDate(notice.at), readBy: [] }])
    },
    async of(dossier: string): Promise<Notice[]> {
      return (await model.find({ dossier }).sort({ at: 1, _id: 1 }).lean<Row[]>()).map(read)
    },
    async find(id: string): Promise<Notice | null> {
      const row = await model.findById(id).lean<Row>()
      return row && read(row)
    },
    /** What a member of staff was told lately and has not put aside; the newest first. */
    async unreadBy(reader: Reader, most: number): Promise<Notice[]> {
      return (await model.find({ ...await concerning(reader), readBy: { $ne: reader.username } }).sort({ at: -1, _id: 1 }).limit(most).lean<Row[]>()).map(read)
    },
    /** Puts a notice aside for one reader; one that does not concern them stays as it is. */
    async markRead(id: string, reader: Reader): Promise<void> {
      await model.updateOne({ _id: id, ...await concerning(reader) }, { $addToSet: { readBy: reader.username } })
    },
    /** Notes that the person was told by telephone in the end. */
    async toldByPhone(id: string): Promise<void> {
      await model.updateOne({ _id: id }, { $addToSet: { channels: 'phone' } })
    },
  }
}

export type Notices = ReturnType<typeof createNotices>
