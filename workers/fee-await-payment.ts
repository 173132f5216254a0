import { z } from 'zod'
import { endProcesses } from './end-processes.ts'
import { tell } from '../config/notify/tell.ts'
import { basis, named } from './settings.ts'
import { wakeWatch } from './watch.ts'
import { defineWorker, parked } from './worker.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { collectedAt, feeMoments, feeSubjects, formatDong } from '../processes/law/fees.ts'
import { parseLimit } from '../processes/law/limit.ts'
import { feeOf } from '../processes/procedure.ts'

const header = z.object({
  subject: named(z.enum(feeSubjects), { vi: 'Khoản thu', en: 'What is paid' }, { fee: { vi: 'phí, lệ phí', en: 'the fee' }, duty: { vi: 'nghĩa vụ tài chính', en: 'a financial duty' } }).default('fee'),
  due: named(z.enum(feeMoments), { vi: 'Thu vào lúc', en: 'Due' }, {
    'before-reception': { vi: 'trước khi tiếp nhận', en: 'before reception' }, 'at-reception': { vi: 'khi tiếp nhận', en: 'at reception' }, 'before-return': { vi: 'trước khi trả kết quả', en: 'before the return' },
  }).optional(),
  clock: named(z.enum(['pause', 'run']), { vi: 'Trong lúc chờ, thời hạn', en: 'Meanwhile the clock' }, { pause: { vi: 'tạm dừng', en: 'stands' }, run: { vi: 'vẫn tính', en: 'runs on' } }).default('run'),
  then: named(z.string().transform(parseLimit), { vi: 'Ngày hẹn thứ hai sau khi nộp, ví dụ 5 working-day', en: 'Second appointment after the payment, such as 5 working-day' }).optional(),
  basis: basis.default('NĐ 118/2025/NĐ-CP; QĐ 246/QĐ-UBND, 12.5'),
})

/**
 * Waits, as a parked job, until what the dossier owes has been paid and the payment is confirmed (requirements C5, J6). It is completed
 * from the outbox of the payment's own transaction; a dossier that owes nothing goes on at once. A withdrawal meanwhile ends it.
 *
 * Headers, all optional:
 * - `subject`: `fee` (default), or `duty`: a financial duty of the dossier that a worker or a form has booked before with
 *   `fees.charge(code, { subject: 'duty', … })`, such as a land-use levy by the tax office's notice.
 * - `due`: `before-reception`, `at-reception` or `before-return`, of a `fee` only: where in the procedure this step stands. The step waits
 *   only when the procedure's own rule, at its date and for the way of filing, asks for the fee by then (`collectedAt`); what is still
 *   owed is always waited for before the return. Without it the step waits for whatever is owed.
 * - `clock`: `pause` lets the clock that runs stand meanwhile: the ledger gets `pause` and `resume` with cause `payment` and
 *   `payment-confirmed`, and pages show the dossier as waiting for the payment, not as late.
 * - `then`: a limit such as `5 working-day`: the second appointment (ĐT138, 5.3). The first one is met when the wait begins (ledger event
 *   `meet`, the clock stands), and the second counts from the proof of payment (`appoint`); when nothing is owed, from now.
 * - `basis`: the article by which the clock stands.
 *
 * Variables that come back: `paid` (true) and `paidAt` (an instant; of the payment, or of now when nothing was owed).
 */
export const feeAwaitPayment = defineWorker({
  type: 'fee.await-payment',
  label: { vi: 'Chờ nộp tiền', en: 'Wait for the payment' },
  reads: z.object({ dossier: z.string() }),
  settings: header,
  async handle({ dossier: code }, deps, job) {
    const { dossiers, fees, feeLedger, outbox, pay, now } = deps
    const { subject, due, clock, then, basis } = header.parse(job.headers)
    const dossier = await dossiers.get(code)
    const at = now()
    if (dossiers.isClosed(dossier)) return parked // withdrawn a moment ago: the instance is being cancelled
    if (due && subject === 'fee') {
      const rule = feeOf(findProcedure(dossier.procedure), dossier.application, dossier.filedAt, dossier.channel).due
      if (rule === null) return { paid: true, paidAt: at.toString() }
      const asked = collectedAt(rule, { channel: dossier.channel, payableOnline: pay !== null })
      if (feeMoments.indexOf(asked) > feeMoments.indexOf(due)) return { paid: false, paidAt: at.toString() }
    }
    const waits = await fees.awaitPayment(code, { jobKey: job.key, subject, pauses: clock === 'pause', then: then ?? null, basis }, at)
    await wakeWatch(code, outbox)
    if (waits && (clock === 'pause' || then)) await endProcesses(code, ['apology'], deps) // what stands is not late
    if (!waits) return { paid: true, paidAt: at.toString() }
    const { owed } = await feeLedger.balanceOf(code, subject)
    await tell('applicant', 'paymentDue', dossier, { amount: formatDong(owed, dossier.language), online: pay !== null }, deps)
    return parked
  },
})
