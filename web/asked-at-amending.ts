import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import type { Application } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import { deliveryFaults } from './portal/filing-units.ts'

/** What is asked of who changes a dossier before it is received: by the form that it was filed with. */
export async function askedAtAmending(dossier: Dossier, language: Language, { agencies, bundles, now }: Pick<Deps, 'agencies' | 'bundles' | 'now'>) {
  const procedure = findProcedure(dossier.procedure)
  const form = (await bundles.get(dossier.procedure, dossier.bundleVersion)).forms[procedure.applicationForm]
  if (!form) throw new Error(`No form ${procedure.applicationForm}`)
  const [agency, at] = [await agencies.get(dossier.units.deciding), now()]
  return { procedure, form, language, at, channel: dossier.channel, faults: (values: Application) => deliveryFaults(values, agency, { language, at }) }
}
