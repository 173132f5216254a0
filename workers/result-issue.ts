import { z } from 'zod'
import { answersOf } from './answers.ts'
import { keepResult } from './keep-result.ts'
import { printResult } from './print-result.ts'
import { defineWorker } from './worker.ts'

/** The decision has its number: its electronic copy is made, and signed in the agency's name (BT 45/2023 art. 17.10; requirement F10). */
export const resultIssue = defineWorker({
  type: 'result.issue',
  label: { vi: 'Lập bản điện tử, ký số kết quả', en: 'Make and sign the electronic result' },
  reads: z.object({ dossier: z.string() }),
  async handle({ dossier: code }, deps) {
    const before = await deps.dossiers.get(code)
    const { by: leader } = answersOf(before, 'signature', z.unknown())
    const number = z.object({ resultNumber: z.string() }).safeParse(before.answers['issue']?.values).data?.resultNumber ?? before.result?.number ?? null
    const copy = await printResult(before, { decidedIn: 'signature', leader, number }, deps)
    const issued = await deps.dossiers.act(code, { act: 'issue-result', by: { kind: 'system' }, at: deps.now(), details: { number, signed: copy.signedBy !== null } },
      ({ result }) => ({ result: result && { ...result, number, copy } }))
    await keepResult(issued, deps)
  },
})
