import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

export const signInWays = ['registration', 'password', 'code', 'passkey', 'national-provider', 'invitation'] as const

export type SignInWay = (typeof signInWays)[number]

/** A browser in which a citizen is signed in. `id` is no secret by itself: the browser's own session names it. */
export interface CitizenSession {
  readonly id: string
  readonly citizen: string
  readonly way: SignInWay
  /** The browser and its system in a few words, such as 'Firefox, Android'. */
  readonly browser: string
  readonly startedAt: Temporal.Instant
  readonly seenAt: Temporal.Instant
}

type Row = Omit<CitizenSession, 'id' | 'startedAt' | 'seenAt'> & { _id: string, startedAt: Date, seenAt: Date, endsAt: Date }

const schema = new Schema<Row>({ _id: String, citizen: String, way: String, browser: String, startedAt: Date, seenAt: Date, endsAt: Date })
schema.index({ citizen: 1, startedAt: -1 })
schema.index({ endsAt: 1 }, { expireAfterSeconds: 0 })

/** Without a page asked for in so long, by the machines' clock, a session has ended; as the browser's own has (web/session.ts). */
const idle = 12 * 3600 * 1000

const read = ({ _id, startedAt, seenAt, endsAt: _, ...row }: Row): CitizenSession => ({ ...row, id: _id, startedAt: toInstant(startedAt), seenAt: toInstant(seenAt) })

/** Where citizens are signed in: they see it, and end it from anywhere. */
export function createCitizenSessions(connection: Connection) {
  const model = connection.model('CitizenSession', schema, 'citizenSessions')
  const endsAt = () => new Date(Date.now() + idle)

  return {
    async start(session: Pick<CitizenSession, 'citizen' | 'way' | 'browser'>, at: Temporal.Instant): Promise<string> {
      const id = randomBytes(18).toString('base64url')
      await model.create([{ ...session, _id: id, startedAt: toDate(at), seenAt: toDate(at), endsAt: endsAt() }])
      return id
    },

    /** The session when it still runs, and notes that it was seen; to some minutes, so that not every page writes. */
    async seen(id: string, citizen: string, at: Temporal.Instant): Promise<CitizenSession | null> {
      const row = await model.findOne({ _id: id, citizen, endsAt: { $gt: new Date() } }).lean<Row>()
      if (!row) return null
      if (Math.abs(toDate(at).getTime() - row.seenAt.getTime()) > 5 * 60_000 || row.endsAt.getTime() - Date.now() < idle - 5 * 60_000) {
        await model.updateOne({ _id: id }, { seenAt: toDate(at), endsAt: endsAt() })
      }
      return read(row)
    },

    /** Where somebody is signed in, the latest first. */
    async of(citizen: string): Promise<CitizenSession[]> {
      return (await model.find({ citizen, endsAt: { $gt: new Date() } }).sort({ startedAt: -1, _id: 1 }).lean<Row[]>()).map(read)
    },

    /** Ends one session of somebody; true when there was one. */
    async end(id: string, citizen: string): Promise<boolean> {
      return (await model.deleteOne({ _id: id, citizen })).deletedCount === 1
    },

    /** Ends all sessions of somebody, but one. */
    async endOthers(citizen: string, kept?: string): Promise<number> {
      return (await model.deleteMany({ citizen, ...(kept !== undefined && { _id: { $ne: kept } }) })).deletedCount
    },
  }
}

export type CitizenSessions = ReturnType<typeof createCitizenSessions>
