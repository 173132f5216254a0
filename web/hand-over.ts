import type { Deps } from '../config/wire.ts'
import type { Worker } from '../store/events.ts'

/**
 * Hands the papers of dossiers to another unit on one numbered list (BT 45/2023 arts. 16.2-16.3). What was handed over before is left
 * out, so pressing twice makes one list.
 * @returns the list's id; null when nothing waited any more
 */
export async function handOverPapers(
  { from, to, dossiers: codes, by }: { from: string, to: string, dossiers: readonly string[], by: Worker },
  { transactions, handOverLists, dossiers, sequences, agencies, now }: Deps,
): Promise<string | null> {
  const at = now()
  const { year } = at.toZonedDateTimeISO((await agencies.get(from)).calendar.timeZone)
  if (!(await handOverLists.waiting(from)).some((item) => item.to === to && codes.includes(item.dossier))) return null
  const list = `${from}-${String(year)}-${String(await sequences.next(`hand-over list ${from} ${String(year)}`))}`
  return transactions.run(async () => {
    const handed = await handOverLists.handOver(list, { from, to, dossiers: codes, by: by.name, at })
    for (const { dossier, due } of handed) {
      await dossiers.act(dossier, { act: 'hand-over-paper', by, at, onBehalfOf: from, details: { list, from, to, due: due.toString() } }, () => ({}))
    }
    return handed.length > 0 ? list : null
  })
}

/** What the other side says of each dossier on a list: its papers are there, or they are missing, with a remark. Saying it again changes nothing. */
export async function confirmPapers(
  list: string, found: readonly { dossier: string, state: 'received' | 'missing', remark: string }[], { unit, by }: { unit: string, by: Worker },
  { transactions, handOverLists, dossiers, now }: Deps,
): Promise<void> {
  const at = now()
  await transactions.run(async () => {
    for (const { dossier, state, remark } of found) {
      if (!(await handOverLists.confirm(list, dossier, { state, remark, by: by.name, at }))) continue
      await dossiers.act(
        dossier, { act: state === 'received' ? 'receive-paper' : 'miss-paper', by, at, onBehalfOf: unit, details: { list, to: unit, ...(remark && { remark }) } }, () => ({}),
      )
    }
  })
}
