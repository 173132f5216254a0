import type { Deps } from '../../config/wire.ts'
import { proceduresAt } from '../../processes/catalogue.ts'
import type { Form } from '../../processes/form.ts'
import type { Application, Procedure } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import type { Bundle } from '../../store/bundles.ts'
import type { ChosenUnits } from '../parties.ts'
import { HttpProblem } from '../problem.ts'
import { deliveryFaults, splitUnits, withUnits } from './filing-units.ts'

/** The application forms as they are filled in on the portal: with the questions where to file, and what is asked of the answers. */
export function createApplicationForms(deps: Pick<Deps, 'bundles' | 'agencies' | 'now'>) {
  const { bundles, agencies, now } = deps

  /** @throws HttpProblem 404 for what is no procedure of ours */
  async function formOf(id: unknown): Promise<{ procedure: Procedure, bundle: Bundle, form: Form }> {
    const procedure = proceduresAt(now()).find((each) => each.id === id)
    const bundle = procedure && await bundles.latest(procedure.id)
    const form = bundle?.forms[procedure?.applicationForm ?? '']
    if (!procedure || !bundle || !form) throw new HttpProblem(404)
    return { procedure, bundle, form: await withUnits(form, procedure, deps) }
  }

  /** What is asked, with the ways of delivery of the agency that decides. */
  async function askedOf({ procedure, form, language }: { procedure: Procedure, form: Form, language: Language }) {
    const [candidates, at] = [await agencies.deciding(procedure.id), now()]
    const deciding = (chosen: ChosenUnits) => chosen.deciding ? candidates.find(({ id }) => id === chosen.deciding) : candidates[0]
    return { procedure, form, language, at, faults: (values: Application) => deliveryFaults(values, deciding(splitUnits(values).chosen), { language, at }) }
  }

  return { formOf, askedOf }
}
