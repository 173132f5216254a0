import { z } from 'zod'
import { defineWorker } from './worker.ts'

/**
 * A household business is registered: its number is its tax code (NĐ 168/2025/NĐ-CP art. 85), the owner's personal identity number.
 * That last part is doubtful: no text of it was found. Refused, it has none.
 */
export const businessAssignNumber = defineWorker({
  type: 'business.assign-number',
  label: { vi: 'Ghi nhận mã số hộ kinh doanh', en: 'Record the business number' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, { dossiers, now }) {
    const { result, applicant: { identityNumber } } = await dossiers.get(code)
    if (!result?.granted) return
    await dossiers.act(code, { act: 'assign-number', by: { kind: 'system' }, at: now(), details: { number: identityNumber } }, () => ({}))
  },
})
