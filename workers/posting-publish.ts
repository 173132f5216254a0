import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { momentText, tell } from '../config/notify/tell.ts'
import { named } from './settings.ts'
import { startWatch } from './watch.ts'
import { defineWorker, parked } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import { parseLimit } from '../processes/law/limit.ts'

const header = z.object({ for: named(z.string().transform(parseLimit), { vi: 'Thời gian niêm yết, ví dụ 15 calendar-day', en: 'How long it is posted, such as 15 calendar-day' }) })

/**
 * Posts publicly, for so long as the header says, the answers that the procedure names, and nothing else of the dossier (requirement J8). The
 * job stays parked until the time is over.
 */
export const postingPublish = defineWorker({
  type: 'posting.publish',
  label: { vi: 'Niêm yết công khai', en: 'Post publicly' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { dossiers, postings, agencies, outbox, now } = deps
    const { for: limit } = header.parse(job.headers)
    const [id, from] = [randomUUID(), now()]
    const { units: { deciding }, procedure, bundleVersion, application } = await dossiers.get(code)
    const agency = await agencies.get(deciding)
    const until = explainDueDate({ calendar: agency.calendar, limit, events: [{ type: 'start', at: from }] }).due
    const { posted = [] } = findProcedure(procedure)
    if (!until || posted.length === 0) throw new Error(`Dossier ${code}: ${procedure} does not say what is to be posted`)
    const facts = Object.fromEntries(posted.filter((key) => application[key] !== undefined).map((key) => [key, application[key]]))
    const dossier = await dossiers.act(code, { act: 'publish-posting', by: { kind: 'system' }, at: from, details: { posting: id, until: until.toString() } }, () => ({}))
    await postings.publish({ id, dossier: code, procedure, bundleVersion, unit: deciding, facts, from, until, awaitedBy: job.key })
    await tell('applicant', 'posted', dossier, { until: momentText(until, dossier.language, agency) }, deps)
    await startWatch({ dossier: code, watch: id, subject: 'posting' }, outbox)
    return parked
  },
})
