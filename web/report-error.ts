import type { Deps } from '../config/wire.ts'
import { nameOf, type Actor } from '../store/events.ts'
import type { Answers } from '../store/dossiers.ts'

type Needs = Pick<Deps, 'transactions' | 'dossiers' | 'events' | 'outbox' | 'now'>

/** What is reported beside the procedure, each with the process that looks into it (BT 45/2023 art. 21). */
const reports = {
  'correction-request': { act: 'request-correction', message: 'correction.requested', ends: ['correct-result', 'decline-correction'] },
  'loss-report': { act: 'record-loss', message: 'loss.recorded', ends: ['remedy-loss'] },
} as const

export type Report = keyof typeof reports

/**
 * A wrong result, or lost papers, are reported: a fact at once, and one process that looks into it. While one is being looked into,
 * reporting it again changes nothing.
 * @throws ActNotAllowed when the dossier's state or the person's role does not allow it
 */
export async function report(code: string, kind: Report, values: Answers, by: Actor, { transactions, dossiers, events, outbox, now }: Needs): Promise<void> {
  const { act, message, ends } = reports[kind]
  const at = now()
  await transactions.run(async () => {
    const past = (await events.of(code)).map((event) => event.act)
    const asked = past.filter((each) => each === act).length
    if (asked > past.filter((each) => (ends as readonly string[]).includes(each)).length) return
    const name = nameOf(by)
    await dossiers.act(code, { act, by, at, details: values }, ({ answers }) => ({ answers: { ...answers, [kind]: { values, by: name, at } } }))
    await outbox.add(code, {
      kind: 'publish-message', name: message, correlationKey: code, messageId: `${message} ${code} ${String(asked + 1)}`, variables: { dossier: code },
    })
  })
}
