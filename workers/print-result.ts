import { Readable } from 'node:stream'
import { printPaper } from '../config/print/printer.ts'
import { NoSigningKey } from '../config/sign/signing-key.ts'
import type { Signer } from '../config/sign/signer.ts'
import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { resultPaper, type ResultFacts } from '../processes/papers/result-paper.ts'
import type { Dossier, ResultFile } from '../store/dossiers.ts'

export type PrintDeps = Pick<Deps, 'agencies' | 'events' | 'signingTroubles' | 'files' | 'signer' | 'env' | 'log' | 'now'>

/** Who decided, as the log knows them: the username of whoever completed a step last; null when that was no account. */
async function deciderOf(code: string, form: string, { events }: Pick<PrintDeps, 'events'>): Promise<string | null> {
  const last = (await events.of(code)).findLast(({ act, details }) => act === 'complete-task' && details['form'] === form)
  return last?.by.kind === 'staff' ? last.by.username : null
}

/**
 * Makes the electronic copy of a dossier's result and signs it in the name of the deciding agency (BT 45/2023 art. 17.10; requirement
 * F10), or by the leader who decided, where they have a key of their own. Without a key it is unsigned, and says so; while the token or the
 * time-stamping authority is away nothing is issued.
 */
export async function printResult(
  dossier: Dossier, { decidedIn, ...given }: Pick<ResultFacts, 'leader' | 'correction'> & Partial<Pick<ResultFacts, 'number'>> & { readonly decidedIn: 'signature' | 'correction-review' }, { agencies, events, signingTroubles, files, signer, env, log, now }: PrintDeps,
): Promise<ResultFile> {
  const { code, result, applicant, application, units } = dossier
  if (!result) throw new Error(`Dossier ${code} has no result`)
  const { name, superior, place, calendar } = await agencies.get(units.deciding)
  const pdf = await printPaper(resultPaper({
    procedure: procedureOf(dossier), dossier: code, lookUp: qrPayload(code, env.PUBLIC_ORIGIN), applicant, application,
    head: { superior: superior.vi, agency: name.vi, place }, number: result.number, granted: result.granted, reason: result.reason,
    at: result.at, timeZone: calendar.timeZone, ...given,
  }))
  async function sign(by: Signer): Promise<{ signed: Uint8Array, isOwn: boolean } | null> {
    const decider = await deciderOf(code, decidedIn, { events })
    const own = decider !== null && await by.hasKey(decider) ? decider : null
    const signed = await by.sign(pdf, {
      unit: units.deciding, name: own === null ? name.vi : given.leader, ...(own !== null && { key: own }), reason: 'Kết quả giải quyết thủ tục hành chính', place, at: now(),
      seal: { agency: name.vi, signer: `${own === null ? 'Người ký duyệt' : 'Người ký'}: ${given.leader}`, timeZone: calendar.timeZone },
    })
    await signingTroubles.clear(code)
    return { signed, isOwn: own !== null }
  }
  const done = signer && await sign(signer).catch(async (error: unknown) => {
    if (!(error instanceof NoSigningKey)) {
      await signingTroubles.note(code, { unit: units.deciding, why: (error as Error).message, at: now() })
      throw error
    }
    log.warn({ dossier: code, unit: units.deciding }, 'a result was issued unsigned: the unit has no key')
    return null
  })
  const file = await files.put(`ket-qua-${code}.pdf`, 'application/pdf', Readable.from([Buffer.from(done?.signed ?? pdf)]), code)
  return { file, signedBy: done ? units.deciding : null, ...(done?.isOwn && { person: given.leader }) }
}
