import { createHash } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Transactions } from './transaction.ts'

interface Row { _id: string, outcome: MailOutcome, at: Date }

export type MailOutcome = 'answered' | 'ignored'

const schema = new Schema<Row>({ _id: String, outcome: String, at: Date })
/** A mail is marked in the mailbox right after it was handled: what is still unmarked after a quarter of a year is nobody's any more. */
schema.index({ at: 1 }, { expireAfterSeconds: 90 * 24 * 3600 })

/** Which mails to the look-up mailbox were handled: the process may die before it marks one, and two may read the same mailbox. */
export function createReceivedMails(connection: Connection, transactions: Transactions) {
  const model = connection.model('ReceivedMail', schema, 'receivedMails')
  const keyOf = (id: string) => createHash('sha256').update(id).digest('base64url') // it may name the sender

  return {
    async find(id: string): Promise<MailOutcome | null> {
      return (await model.findById(keyOf(id)).lean<Row>())?.outcome ?? null
    },
    /** Handles a mail and notes it in one transaction; one that was handled before only tells its outcome. */
    once(id: string, handle: () => Promise<MailOutcome>): Promise<MailOutcome> {
      return transactions.run(async () => {
        const before = await model.findById(keyOf(id)).lean<Row>()
        if (before) return before.outcome
        const outcome = await handle()
        await model.create([{ _id: keyOf(id), outcome, at: new Date() }])
        return outcome
      })
    },
  }
}

export type ReceivedMails = ReturnType<typeof createReceivedMails>
