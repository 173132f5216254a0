import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'

/** What a code is for: one that was sent for one thing does not do for another. */
export type CodePurpose = 'register' | 'sign-in' | 'contact' | 'claim' | 'invitation'

/** How long a code holds, and how often it may be mistyped. */
export const codeRules = { minutes: 10, tries: 5 } as const

/** An invitation is a code that waits for somebody to come home and read the mail; it is longer, so that it cannot be guessed. */
const invitationRules = { days: 7, tries: 10 } as const

interface Row {
  _id: string, purpose: CodePurpose, hash: string, about: Readonly<Record<string, unknown>>, triesLeft: number, expiresAt: Date, usedAt: Date | null
  /** By the machines' clock: then it is forgotten. */
  forgetAt: Date
}

const schema = new Schema<Row>({
  _id: String, purpose: String, hash: String, about: Schema.Types.Mixed, triesLeft: Number, expiresAt: Date, usedAt: Date, forgetAt: Date,
}, { minimize: false })
schema.index({ forgetAt: 1 }, { expireAfterSeconds: 0 })

/** Letters that nobody takes for one another; of an invitation. */
const letters = '23456789ABCDEFGHJKMNPQRSTUVWXYZ'
const newCode = (purpose: CodePurpose) => purpose === 'invitation'
  ? Array.from({ length: 10 }, () => letters[randomInt(letters.length)]).join('')
  : String(randomInt(1_000_000)).padStart(6, '0')

const plain = (code: string) => code.replace(/[\s.-]/g, '').toUpperCase()

/**
 * One-time codes: kept as a keyed hash, so that who has the collection has no code; each try is counted before it is looked at, so that
 * no number of tries at once gets more than the rules give.
 */
export function createOneTimeCodes(connection: Connection, { secret }: { secret: string }) {
  const model = connection.model('OneTimeCode', schema, 'oneTimeCodes')
  const hashOf = (id: string, code: string) => createHmac('sha256', secret).update(`${id} ${plain(code)}`).digest('base64url')

  return {
    /**
     * Makes a code about something; part of the transaction that sends it. `id` is a secret of the browser that asked for it; `beside` what has to
     * be known as well, and is not sent.
     */
    async issue(purpose: CodePurpose, about: Readonly<Record<string, unknown>>, at: Temporal.Instant, beside = ''): Promise<{ id: string, code: string }> {
      const id = randomBytes(18).toString('base64url')
      const code = newCode(purpose)
      const hours = purpose === 'invitation' ? 24 * invitationRules.days : codeRules.minutes / 60
      await model.create([{
        _id: id, purpose, hash: hashOf(id, code + beside), about, triesLeft: purpose === 'invitation' ? invitationRules.tries : codeRules.tries,
        expiresAt: toDate(at.add({ minutes: hours * 60 })), usedAt: null, forgetAt: new Date(Date.now() + (hours + 1) * 3600_000),
      }])
      return { id, code }
    },

    /** What the code is about when it is right, in time and not used before, which uses it; 'wrong' while it may be tried again, 'spent' when not. */
    async redeem(id: string, purpose: CodePurpose, code: string, at: Temporal.Instant, beside = ''): Promise<Readonly<Record<string, unknown>> | 'wrong' | 'spent'> {
      const row = await model.findOneAndUpdate(
        { _id: id, purpose, usedAt: null, triesLeft: { $gt: 0 }, expiresAt: { $gt: toDate(at) } }, { $inc: { triesLeft: -1 } }, { returnDocument: 'after' },
      ).lean<Row>()
      if (!row) return 'spent'
      if (!timingSafeEqual(Buffer.from(row.hash), Buffer.from(hashOf(id, code + beside)))) return row.triesLeft > 0 ? 'wrong' : 'spent'
      const { modifiedCount } = await model.updateOne({ _id: id, usedAt: null }, { usedAt: toDate(at) })
      return modifiedCount === 1 ? row.about : 'spent'
    },

    /** Until when a code that was asked for holds. */
    async expiry(id: string): Promise<Temporal.Instant | null> {
      const row = await model.findById(id).lean<Row>()
      return row && toInstant(row.expiresAt)
    },

    /** Codes of one purpose that were sent for a person are worth nothing any more. */
    async cancel(id: string): Promise<void> { await model.deleteOne({ _id: id }) },
  }
}

export type OneTimeCodes = ReturnType<typeof createOneTimeCodes>
