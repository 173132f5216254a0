import { Schema, type Connection } from 'mongoose'
import type { Temporal } from 'temporal-polyfill'
import type { Agencies } from './agencies.ts'
import { toDate, toInstant } from './instants.ts'
import type { Silence } from '../processes/procedure.ts'

/** One agency asked for its opinion (BT 45/2023 art. 17.5): content, agency and deadline are stated. */
export interface Consultation {
  readonly id: string
  readonly dossier: string
  readonly agency: string
  readonly question: string
  /** What the officer sent along: items of the published list, and 'application' for the declaration. */
  readonly papers: readonly string[]
  readonly askedAt: Temporal.Instant
  readonly due: Temporal.Instant
  /** 'unanswered': its deadline passed without an answer; a late answer is still kept. */
  readonly state: 'open' | 'answered' | 'unanswered'
  readonly answer: { readonly opinion: string, readonly text: string, readonly by: string, readonly at: Temporal.Instant } | null
  /** What it means when no answer comes in time (requirement J5). */
  readonly silence: Silence
  /** The parked job of the procedure that waits for this consultation and its companions. */
  readonly awaitedBy: string
}

interface Row extends Omit<Consultation, 'id' | 'askedAt' | 'due' | 'answer'> {
  _id: string, askedAt: Date, due: Date, answer: (Omit<NonNullable<Consultation['answer']>, 'at'> & { at: Date }) | null
}

const schema = new Schema<Row>({
  _id: String, dossier: String, agency: String, question: String, papers: [String], askedAt: Date, due: Date, state: String, answer: Schema.Types.Mixed,
  awaitedBy: String, silence: String,
})
schema.index({ dossier: 1 })
schema.index({ awaitedBy: 1 })

const read = ({ _id, ...row }: Row): Consultation => ({
  ...row, id: _id, papers: row.papers as Row['papers'] | undefined ?? [], askedAt: toInstant(row.askedAt), due: toInstant(row.due),
  answer: row.answer && { ...row.answer, at: toInstant(row.answer.at) },
})

/** No answer came in time, and the law takes that for agreement; a late answer is kept beside it. */
export const tookToAgree = ({ state, silence }: Pick<Consultation, 'state' | 'silence'>) => state === 'unanswered' && silence === 'consent'

export function createConsultations(connection: Connection, { agencies }: { agencies: Agencies }) {
  const model = connection.model('Consultation', schema, 'consultations')

  /** What is open goes on under the successor of an agency that has ended (requirement J2). */
  async function asOfToday(rows: readonly Row[]): Promise<Consultation[]> {
    const { currentOf } = await agencies.succession()
    return rows.map(read).map((each) => each.state === 'open' ? { ...each, agency: currentOf(each.agency) } : each)
  }

  return {
    async ask(consultation: Omit<Consultation, 'state' | 'answer'>): Promise<void> {
      const { id, askedAt, due, ...rest } = consultation
      await model.create([{ ...rest, _id: id, askedAt: toDate(askedAt), due: toDate(due), state: 'open', answer: null }])
    },
    async get(id: string): Promise<Consultation> {
      const [found] = await asOfToday(await model.find({ _id: id }).lean<Row[]>())
      if (!found) throw new Error(`No consultation ${id}`)
      return found
    },
    async of(dossier: string): Promise<Consultation[]> {
      return asOfToday(await model.find({ dossier }).sort({ askedAt: 1, _id: 1 }).lean<Row[]>())
    },
    /** Keeps the answer, also a late one: then the consultation stays marked as not answered in time. */
    async answer(id: string, answer: NonNullable<Consultation['answer']>): Promise<void> {
      const row = { ...answer, at: toDate(answer.at) }
      await model.updateOne({ _id: id, state: 'open' }, { state: 'answered' })
      await model.updateOne({ _id: id }, { answer: row })
    },
    /** Closes one that was not answered by its deadline; false when it was answered or closed before. */
    async closeUnanswered(id: string): Promise<boolean> {
      const { modifiedCount } = await model.updateOne({ _id: id, state: 'open' }, { state: 'unanswered' })
      return modifiedCount === 1
    },
    /** Whether every consultation that this job waits for has been answered or closed. */
    async allSettled(awaitedBy: string): Promise<boolean> {
      return !(await model.exists({ awaitedBy, state: 'open' }))
    },
  }
}

export type Consultations = ReturnType<typeof createConsultations>
