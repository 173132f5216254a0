import { allQuestions, type Form } from '../../processes/form.ts'
import type { Citizen } from '../../store/citizens.ts'

/** A number of Vietnam as people write it. */
const written = (phone: string | null) => phone?.replace(/^\+84/, '0') ?? ''

/**
 * What an application form asks and the account knows already (BT 45/2023 art. 15.5: nobody is asked again); it can be changed, and is checked as
 * what is typed. An organisation's own number is none of a person's.
 */
export function knownAnswers(form: Pick<Form, 'components'>, citizen: Citizen | null): Record<string, string> {
  if (!citizen) return {}
  const person = citizen.kind !== 'organisation'
  const known: Record<string, string> = {
    email: citizen.mail ?? '', phone: written(citizen.phone),
    ...person ? { name: citizen.name, identityNumber: citizen.identityNumber, address: citizen.address } : { organisation: citizen.name },
  }
  const asked = new Set(allQuestions(form.components).map(({ key }) => key))
  return Object.fromEntries(Object.entries(known).filter(([key, value]) => asked.has(key) && value !== ''))
}
