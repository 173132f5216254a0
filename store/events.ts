import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import { toDate, toInstant } from './instants.ts'
import type { Act } from '../processes/law/dossier-states.ts'
import type { Role } from '../processes/law/roles.ts'

/** Who acted: a member of staff in one of their roles, the applicant, or the system itself (a job). */
export type Actor = { kind: 'staff', username: string, name: string, role: Role } | { kind: 'applicant' } | { kind: 'system' }

export interface NewEvent {
  readonly act: Act
  readonly by: Actor
  readonly at: Temporal.Instant
  /** What the act was about, as the timeline tells it; also what slips and control sheets derive from. */
  readonly details?: Readonly<Record<string, unknown>>
}

export interface DossierEvent extends Required<NewEvent> {
  readonly dossier: string
  /** The dossier's revision that the act made: events of one dossier are numbered without gaps. */
  readonly revision: number
}

interface Row { _id: { dossier: string, revision: number }, act: Act, by: Actor, at: Date, details: Record<string, unknown> }

const schema = new Schema<Row>({
  _id: new Schema({ dossier: String, revision: Number }, { _id: false }),
  act: String, by: Schema.Types.Mixed, at: Date, details: Schema.Types.Mixed,
}, { minimize: false })
schema.index({ '_id.dossier': 1, '_id.revision': 1 })

/** The audit trail: append-only, one event per act, numbered per dossier (BT 45/2023 art. 3.6). */
export function createEvents(connection: Connection) {
  const model = connection.model('DossierEvent', schema, 'events')
  return {
    async append(dossier: string, revision: number, { act, by, at, details = {} }: NewEvent): Promise<void> {
      await model.create([{ _id: { dossier, revision }, act, by, at: toDate(at), details }])
    },
    /** A dossier's events, the first act first. */
    async of(dossier: string): Promise<DossierEvent[]> {
      const rows = await model.find({ '_id.dossier': dossier }).sort({ '_id.revision': 1 }).lean<Row[]>()
      return rows.map(({ _id, act, by, at, details }) => ({ dossier, revision: _id.revision, act, by, at: toInstant(at), details }))
    },
  }
}

export type Events = ReturnType<typeof createEvents>
