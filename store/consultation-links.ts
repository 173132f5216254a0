import { randomBytes } from 'node:crypto'
import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { sha256 } from './canonical.ts'
import { toDate, toInstant } from './instants.ts'

/** What became of a link: another one was sent, somebody took it back, or the answer came by it. */
export type LinkEnd = 'answered' | 'revoked' | 'replaced'

/** By which an agency without an account answers what it is asked, once (BT 45/2023 art. 17.5). */
export interface ConsultationLink {
  readonly consultation: string
  readonly dossier: string
  /** The agency's official address, to which it was sent. */
  readonly to: string
  readonly sentAt: Temporal.Instant
  readonly expiresAt: Temporal.Instant
  /** When it was first opened; programs that look into mails open links too. */
  readonly openedAt: Temporal.Instant | null
  readonly ended: { readonly how: LinkEnd, readonly at: Temporal.Instant } | null
}

interface Row extends Omit<ConsultationLink, 'sentAt' | 'expiresAt' | 'openedAt' | 'ended'> { _id: string, sentAt: Date, expiresAt: Date, openedAt: Date | null, ended: { how: LinkEnd, at: Date } | null }

const schema = new Schema<Row>({ _id: String, consultation: String, dossier: String, to: String, sentAt: Date, expiresAt: Date, openedAt: Date, ended: Schema.Types.Mixed })
schema.index({ consultation: 1, sentAt: 1 })
schema.index({ dossier: 1 })

const read = ({ _id: _, sentAt, expiresAt, openedAt, ended, ...row }: Row): ConsultationLink => ({
  ...row, sentAt: toInstant(sentAt), expiresAt: toInstant(expiresAt), openedAt: openedAt && toInstant(openedAt), ended: ended && { how: ended.how, at: toInstant(ended.at) },
})

/** The links by which consulted agencies answer; of the secret in each only its digest is kept. */
export function createConsultationLinks(connection: Connection) {
  const model = connection.model('ConsultationLink', schema, 'consultationLinks')

  async function endAll(consultation: string, how: LinkEnd, at: Temporal.Instant): Promise<number> {
    const { modifiedCount } = await model.updateMany({ consultation, ended: null }, { ended: { how, at: toDate(at) } })
    return modifiedCount
  }

  return {
    /** Makes a link, in place of those sent before; its secret is told this once. Part of the transaction that sends it. */
    async make(link: Pick<ConsultationLink, 'consultation' | 'dossier' | 'to' | 'expiresAt'>, at: Temporal.Instant): Promise<string> {
      const token = randomBytes(24).toString('base64url')
      await endAll(link.consultation, 'replaced', at)
      await model.create([{ ...link, _id: sha256(token), sentAt: toDate(at), expiresAt: toDate(link.expiresAt), openedAt: null, ended: null }])
      return token
    },

    async find(token: string): Promise<ConsultationLink | null> {
      const row = await model.findById(sha256(token)).lean<Row>()
      return row && read(row)
    },

    async noteOpened(token: string, at: Temporal.Instant): Promise<void> {
      await model.updateOne({ _id: sha256(token), openedAt: null }, { openedAt: toDate(at) })
    },

    /** Uses a link up; false when it was used, taken back or is too old. Part of the transaction of the answer. */
    async use(token: string, at: Temporal.Instant): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id: sha256(token), ended: null, expiresAt: { $gt: toDate(at) } }, { ended: { how: 'answered', at: toDate(at) } })
      return modifiedCount === 1
    },

    /** Takes back what was sent for a consultation; false when there was nothing to take back. */
    async revoke(consultation: string, at: Temporal.Instant): Promise<boolean> { return await endAll(consultation, 'revoked', at) > 0 },

    /** All that were sent for a dossier, the latest last. */
    async of(dossier: string): Promise<ConsultationLink[]> {
      return (await model.find({ dossier }).sort({ sentAt: 1, _id: 1 }).lean<Row[]>()).map(read)
    },
  }
}

export type ConsultationLinks = ReturnType<typeof createConsultationLinks>
