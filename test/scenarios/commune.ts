import assert from 'node:assert/strict'
import { readAnswers } from '../../processes/form.ts'
import { brokenRules } from '../../processes/procedure.ts'
import { findProcedure } from '../../processes/catalogue.ts'
import type { Answers } from '../../store/dossiers.ts'
import type { House } from '../house.ts'

/** What the procedure's own declaration says is wrong with answers: nothing, for those that the scenarios file. */
export async function faultsOf(house: House, procedure: string, values: Answers): Promise<readonly string[]> {
  const { applicationForm } = findProcedure(procedure)
  const form = (await house.deps.bundles.latest(procedure))?.forms[applicationForm]
  assert.ok(form)
  return [
    ...readAnswers(form, values).faults.map(({ key, code }) => `${key}: ${code}`),
    ...brokenRules(findProcedure(procedure), values).map(({ field }) => `${field}: rule`),
  ]
}

/** From the leader's desk to the applicant's hand; what is owed is paid before. */
export async function signAndReturn(house: House, code: string, resultNumber: string): Promise<void> {
  await house.complete(code, 'signature', { signatureOutcome: 'signed' })
  await house.payAtCounter(code)
  await house.complete(code, 'issue', { resultNumber })
  const { delivery } = await house.dossier(code)
  if (delivery !== 'online') await house.complete(code, 'hand-over', { receivedBy: 'applicant' })
  await house.inState(code, 'returned')
}

/** What these procedures do not decide themselves: what it costs, and how the result is signed. */
const beside: readonly string[] = ['charge-fee', 'pay-fee', 'issue-result']

/** Every act on a dossier in order, fees and the signing of the result left out; a completed task by its form. */
export async function actsOf(house: House, code: string): Promise<string[]> {
  return (await house.events(code)).filter(({ act }) => !beside.includes(act)).map(({ act, details }) => act === 'complete-task' ? String(details['form']) : act)
}
