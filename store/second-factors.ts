import { createHmac, randomInt } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import { Secret, TOTP } from 'otpauth'
import type { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import type { Events } from './events.ts'
import { toDate, toInstant } from './instants.ts'
import { passkeyRow, passkeyUse, readPasskey, type Passkey, type PasskeyRow } from './passkey.ts'
import { createSealing } from './sealing.ts'
import type { Transactions } from './transaction.ts'
import type { HouseAct } from '../processes/law/house-acts.ts'

/** By what a member of staff proves themself beside the password. */
export interface SecondFactors {
  /** Rises when all of it is taken away: sessions that rest on what was before end. */
  readonly epoch: number
  /** Since when an authenticator app gives codes; null when none does. */
  readonly appSince: Temporal.Instant | null
  readonly passkeys: readonly Passkey[]
  readonly recoveryCodesLeft: number
}

/** Whether there is a second factor to ask for. */
export const hasSecondFactor = ({ appSince, passkeys }: SecondFactors): boolean => appSince !== null || passkeys.length > 0

/** `secret` and `pending` are sealed; `lastStep` is the latest step of 30 s whose code was taken. */
interface Row { _id: string, epoch: number, app: { secret: string, lastStep: number, since: Date } | null, pending: string | null, passkeys: PasskeyRow[], recovery: string[] }

const schema = new Schema<Row>({ _id: String, epoch: Number, app: Schema.Types.Mixed, pending: String, passkeys: Schema.Types.Mixed, recovery: [String] }, { minimize: false })
schema.index({ 'passkeys.id': 1 }, { unique: true, partialFilterExpression: { 'passkeys.id': { $type: 'string' } } })

/** Seconds that a code of an app is for, as every app takes it to be. */
const period = 30

/** Letters that nobody takes for one another. */
const letters = '23456789abcdefghjkmnpqrstuvwxyz'
const codesAtOnce = 10
const newCode = () => Array.from({ length: 2 }, () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)] ?? '').join('')).join('-')
const plain = (code: string) => code.replace(/[\s.-]/g, '').toLowerCase()

/**
 * Second factors of the staff (TH 27/2019 art. 20; requirement B2). The secret that an app shares is sealed; recovery codes are kept as keyed
 * hashes. A code is taken once: the step it is for is written down with it, and no step before it is taken any more.
 */
export function createSecondFactors(connection: Connection, { transactions, events, secret }: { transactions: Transactions, events: Events, secret: string }) {
  const model = connection.model('SecondFactor', schema, 'secondFactors')
  const sealing = createSealing(secret, 'second factor')
  const hashOf = (username: string, code: string) => createHmac('sha256', secret).update(`${username} ${plain(code)}`).digest('base64url')
  const totpOf = (key: string, username: string) => new TOTP({ issuer: 'Một Cửa', label: username, period, secret: Secret.fromBase32(key) })

  /** The step of 30 s for which a code is right; one step of a clock that is slow or fast is forgiven. */
  function stepOf(key: string, username: string, code: string, at: Temporal.Instant): number | null {
    const token = code.replace(/\s/g, '')
    if (!/^\d{6}$/.test(token)) return null
    const delta = totpOf(key, username).validate({ token, timestamp: at.epochMilliseconds, window: 1 })
    return delta === null ? null : Math.floor(at.epochMilliseconds / 1000 / period) + delta
  }

  const rowOf = (username: string) => model.findById(username).lean<Row>()
  const note = (username: string, act: HouseAct, doing: Doing, details?: Readonly<Record<string, unknown>>) => events.note({ ...doing, subject: `account/${username}`, act, ...(details && { details }) })

  return {
    async of(username: string): Promise<SecondFactors> {
      const row = await rowOf(username)
      return { epoch: row?.epoch ?? 0, appSince: row?.app ? toInstant(row.app.since) : null, passkeys: (row?.passkeys ?? []).map(readPasskey), recoveryCodesLeft: row?.recovery.length ?? 0 }
    },

    /** What an app is to be told: the same until a right code has confirmed it, however often the page is looked at. */
    async offerApp(username: string): Promise<{ secret: string, uri: string }> {
      const fresh = new Secret({ size: 20 }).base32
      await model.updateOne({ _id: username, pending: { $not: { $type: 'string' } } }, { pending: sealing.seal(fresh, username) }).exec()
      await model.updateOne({ _id: username }, { $setOnInsert: { epoch: 0, app: null, pending: sealing.seal(fresh, username), passkeys: [], recovery: [] } }, { upsert: true })
      const row = await rowOf(username)
      const key = sealing.open(row?.pending ?? '', username)
      return { secret: key, uri: totpOf(key, username).toString() }
    },

    /** The app gave a right code: it is the account's from now on, in place of the one before. */
    async confirmApp(username: string, code: string, doing: Doing): Promise<boolean> {
      return transactions.run(async () => {
        const pending = (await rowOf(username))?.pending
        const step = pending ? stepOf(sealing.open(pending, username), username, code, doing.at) : null
        if (!pending || step === null) return false
        const { matchedCount } = await model.updateOne({ _id: username, pending }, { pending: null, app: { secret: pending, lastStep: step, since: toDate(doing.at) } })
        if (matchedCount > 0) await note(username, 'add-second-factor', doing, { what: 'app' })
        return matchedCount > 0
      })
    },

    /** Makes recovery codes, in place of those before; they are told this once. */
    async makeRecoveryCodes(username: string, doing: Doing): Promise<string[]> {
      const codes = Array.from({ length: codesAtOnce }, newCode)
      await transactions.run(async () => {
        await model.updateOne({ _id: username }, { recovery: codes.map((code) => hashOf(username, code)) })
        await note(username, 'make-recovery-codes', doing)
      })
      return codes
    },

    /** What a code is, when it is right; a code of the app, or a recovery code, is taken once. */
    async take(username: string, code: string, at: Temporal.Instant): Promise<'app' | 'recovery' | null> {
      const row = await rowOf(username)
      const step = row?.app ? stepOf(sealing.open(row.app.secret, username), username, code, at) : null
      if (step !== null) {
        const { matchedCount } = await model.updateOne({ _id: username, 'app.lastStep': { $lt: step } }, { 'app.lastStep': step })
        return matchedCount > 0 ? 'app' : null
      }
      const { modifiedCount } = await model.updateOne({ _id: username, recovery: hashOf(username, code) }, { $pull: { recovery: hashOf(username, code) } })
      return modifiedCount > 0 ? 'recovery' : null
    },

    /** False when the key is somebody's already. */
    async addPasskey(username: string, passkey: Passkey, doing: Doing): Promise<boolean> {
      try {
        await transactions.run(async () => {
          await model.updateOne({ _id: username }, { $setOnInsert: { epoch: 0, app: null, pending: null, recovery: [] }, $push: { passkeys: passkeyRow(passkey) } }, { upsert: true })
          await note(username, 'add-second-factor', doing, { what: 'passkey' })
        })
        return true
      } catch (error) {
        if ((error as { code?: unknown }).code === 11_000) return false
        throw error
      }
    },

    /** Notes how often a key was used; false when it was used as often before. */
    async countPasskey(passkey: string, counter: number): Promise<boolean> {
      const { matchedCount } = await model.updateOne(...passkeyUse(passkey, counter))
      return matchedCount > 0
    },

    /** Takes the app, or one passkey, away. */
    async remove(username: string, what: { app: true } | { passkey: string }, doing: Doing): Promise<boolean> {
      return transactions.run(async () => {
        const { modifiedCount } = 'app' in what
          ? await model.updateOne({ _id: username, app: { $ne: null } }, { app: null })
          : await model.updateOne({ _id: username, 'passkeys.id': what.passkey }, { $pull: { passkeys: { id: what.passkey } } })
        if (modifiedCount > 0) await note(username, 'remove-second-factor', doing, { what: 'app' in what ? 'app' : 'passkey' })
        return modifiedCount > 0
      })
    },

    /** Takes all of it away, where a telephone was lost: what is signed in by it ends. */
    async reset(username: string, doing: Doing): Promise<void> {
      await transactions.run(async () => {
        const { matchedCount } = await model.updateOne({ _id: username }, { $set: { app: null, pending: null, passkeys: [], recovery: [] }, $inc: { epoch: 1 } })
        if (matchedCount > 0) await note(username, 'reset-second-factor', doing)
      })
    },
  }
}

export type SecondFactorStore = ReturnType<typeof createSecondFactors>
