import { z } from 'zod'
import { defineWorker } from './worker.ts'

/** The time of posting is over: the procedure goes on, knowing whether anybody objected (requirement J8). */
export const postingClose = defineWorker({
  type: 'posting.close',
  label: { vi: 'Hết thời gian niêm yết', en: 'Close the posting' },
  reads: z.object({ dossier: z.string(), watch: z.string() }),
  async handle({ dossier: code, watch: id }, { dossiers, postings, outbox, now }) {
    const posting = await postings.close(id, 'closed')
    if (!posting || dossiers.isClosed(await dossiers.get(code))) return
    const objections = posting.objections.length
    await dossiers.act(code, { act: 'close-posting', by: { kind: 'system' }, at: now(), details: { posting: id, objections } }, () => ({}))
    await outbox.add(code, { kind: 'complete-job', jobKey: posting.awaitedBy, variables: { objections: objections > 0 } })
  },
})
