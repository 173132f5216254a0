import { Schema, type Connection } from 'mongoose'
import { Temporal } from 'temporal-polyfill'
import type { Doing } from './accounts.ts'
import type { Events } from './events.ts'
import type { Transactions } from './transaction.ts'
import type { Diagram } from '../processes/diagram.ts'
import type { Form } from '../processes/form.ts'

/** What was deployed of a procedure or a shared diagram under one version: forms belong to the version, not to the day. */
export interface Bundle extends Diagram {
  readonly process: string
  readonly version: number
  readonly processDefinitionKey: string
  readonly diagram: string
  /** Form-js schemas by form id. */
  readonly forms: Readonly<Record<string, Form>>
}

type Row = Bundle & { _id: string }

const mixed = Schema.Types.Mixed
const schema = new Schema<Row>({ _id: String, process: String, version: Number, processDefinitionKey: String, diagram: String, forms: mixed, names: mixed, steps: mixed })
schema.index({ process: 1, version: -1 })

export function createBundles(connection: Connection, { transactions, events }: { transactions: Transactions, events: Events }) {
  const model = connection.model('Bundle', schema, 'bundles')
  return {
    async put(bundle: Bundle, doing: Doing = { by: { kind: 'system' }, at: Temporal.Now.instant() }): Promise<void> {
      const { process, version } = bundle
      await transactions.run(async () => {
        const { upsertedCount } = await model.replaceOne({ _id: `${process}:${String(version)}` }, bundle, { upsert: true })
        if (upsertedCount > 0) await events.note({ ...doing, subject: `process/${process}`, act: 'deploy', changes: [{ field: 'version', to: version }], details: { key: bundle.processDefinitionKey } })
      })
    },
    /** @throws when that version was deployed by somebody else than this program */
    async get(process: string, version: number): Promise<Bundle> {
      const row = await model.findById(`${process}:${String(version)}`).lean<Row>()
      if (!row) throw new Error(`No bundle of ${process}, version ${String(version)}`)
      return row
    },
    /** What the elements of a process are called, by its latest version; read without the diagram. */
    async names(process: string): Promise<Bundle['names']> {
      return (await model.findOne({ process }, { names: 1 }).sort({ version: -1 }).lean<Row>())?.names ?? {}
    },
    async latest(process: string): Promise<Bundle | null> {
      return model.findOne({ process }).sort({ version: -1 }).lean<Row>()
    },
  }
}

export type Bundles = ReturnType<typeof createBundles>
