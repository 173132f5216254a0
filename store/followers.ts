import { createHash } from 'node:crypto'
import type { Temporal } from 'temporal-polyfill'
import { canonical } from './canonical.ts'
import { clockFacts } from './changes.ts'
import type { Clients } from './clients.ts'
import type { Dossier } from './dossiers.ts'
import type { Events } from './events.ts'
import type { Outbox } from './outbox.ts'
import type { Act } from '../processes/law/dossier-states.ts'
import { nationalSituation, nationalStatusOf } from '../processes/law/national-status.ts'
import type { WebhookEvent } from '../processes/law/webhook-events.ts'

const zone = 'Asia/Ho_Chi_Minh'

/** The id of what is told: the same at every attempt, so that the other side takes it once. */
const messageId = (...parts: readonly (string | number)[]) => `msg_${createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 27)}`

const clocksOf = ({ clocks }: Dossier) => canonical([clockFacts(clocks.reception), clockFacts(clocks.settlement)])
const copyOf = ({ result }: Dossier) => result?.copy?.file.id ?? null

/**
 * Tells the system that filed a dossier what an act changed of it, in the act's own transaction. Nothing that is told names a person: code,
 * status, time.
 */
export function createFollowers({ clients, events, outbox }: { clients: Pick<Clients, 'webhookOf'>, events: Pick<Events, 'of'>, outbox: Pick<Outbox, 'add'> }) {
  return async (before: Dossier, after: Dossier, act: Act, at: Temporal.Instant): Promise<void> => {
    if (!after.client) return
    const webhook = await clients.webhookOf(after.client.id)
    if (!webhook) return
    const acts = (await events.of(after.code)).map((event) => event.act)
    const [was, is] = [nationalSituation(before.state, acts), nationalSituation(after.state, [...acts, act])]
    const { code: nationalStatus } = nationalStatusOf(is, at.toZonedDateTimeISO(zone).toPlainDate())
    const changed: readonly WebhookEvent[] = [
      ...before.state !== after.state || was !== is ? ['dossier.status' as const] : [],
      ...before.state === after.state && clocksOf(before) !== clocksOf(after) ? ['dossier.due' as const] : [],
      ...copyOf(after) !== null && copyOf(before) !== copyOf(after) ? ['dossier.result' as const] : [],
    ]
    for (const type of changed.filter((each) => webhook.events.includes(each))) {
      await outbox.add(after.code, {
        kind: 'call-webhook', client: after.client.id, id: messageId(after.client.id, after.code, after.revision, type),
        payload: { type, timestamp: at.toString(), data: { code: after.code, reference: after.client.reference, revision: after.revision, state: after.state, nationalStatus } },
      })
    }
  }
}

export type Follow = ReturnType<typeof createFollowers>
