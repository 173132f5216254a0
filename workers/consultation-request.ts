import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { answersOf } from './answers.ts'
import { proposeApology } from './propose-apology.ts'
import { defineWorker, parked } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { explainDueDate } from '../processes/law/due-date.ts'
import type { Limit } from '../processes/law/limit.ts'
import { consultationRuleFor } from '../processes/procedure.ts'

const request = z.object({ agencies: z.array(z.string()).min(1), question: z.string(), sharedPapers: z.array(z.string()).default([]), answerWithin: z.coerce.number().int().positive().optional() })

/**
 * Asks other agencies, each with the question and the deadline (BT 45/2023 art. 17.5a), one process per agency. The deadline is the
 * law's where it sets one, else the officer's. The job stays
 * parked until every one has answered or its deadline has closed it. Where an answer may come after the dossier is due, the apology is
 * proposed at once: it must be sent at the latest the day before (art. 17.9).
 */
export const consultationRequest = defineWorker({
  type: 'consultation.request',
  label: { vi: 'Lấy ý kiến cơ quan liên quan', en: 'Consult other agencies' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps, job) {
    const { dossiers, consultations, agencies, outbox } = deps
    const dossier = await dossiers.get(code)
    const { values, at } = answersOf(dossier, 'appraisal', request)
    const { within, silence } = consultationRuleFor(findProcedure(dossier.procedure), dossier.receivedAt ?? dossier.filedAt)
    const limit: Limit | null = within ?? (values.answerWithin === undefined ? null : { amount: values.answerWithin, unit: 'working-day' })
    if (!limit) throw new Error(`Dossier ${code}: neither the law nor the officer says by when agencies answer`)
    await dossiers.act(code, { act: 'request-consultation', by: { kind: 'system' }, at, details: values }, () => ({}))
    const asked = (await consultations.of(code)).length
    for (const [index, agency] of values.agencies.entries()) {
      const id = `${code}.${String(asked + index + 1)}`
      const { calendar } = await agencies.get(agency)
      const { due } = explainDueDate({ calendar, limit, events: [{ type: 'start', at }] })
      if (!due) throw new Error(`Consultation ${id} has no due date`)
      await consultations.ask({ id, dossier: code, agency, question: values.question, papers: values.sharedPapers, askedAt: at, due, silence, awaitedBy: job.key })
      await outbox.add(code, {
        kind: 'publish-message', name: 'consultation.asked', correlationKey: id, messageId: `consultation ${id}`,
        variables: { dossier: code, consultation: id, agency },
      })
    }
    const due = (await dossiers.due(await dossiers.get(code)))?.due
    const last = (await consultations.of(code)).map(({ due: answerBy }) => answerBy).sort((a, b) => Temporal.Instant.compare(a, b)).at(-1)
    if (due && last && Temporal.Instant.compare(last, due) > 0) await proposeApology(code, due, deps.now(), deps)
    return parked
  },
})
