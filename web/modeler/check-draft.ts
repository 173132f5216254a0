import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedures, shippedDiagrams } from '../../processes/catalogue.ts'
import { checkDiagram } from '../../processes/checks/check-diagram.ts'
import type { Finding } from '../../processes/checks/finding.ts'
import { inForce } from '../../processes/law/dated.ts'
import { dayOf, limitFor } from '../../processes/procedure.ts'
import type { DiagramDraft } from '../../store/diagram-drafts.ts'

/** Everything that keeps a draft from being deployed, by the same functions as in CI, against the workers, forms and limits that there are now. */
export async function checkDraft({ process, basedOn, diagram }: Pick<DiagramDraft, 'process' | 'basedOn' | 'diagram'>, { bundles, jobTypes, now }: Pick<Deps, 'bundles' | 'jobTypes' | 'now'>): Promise<readonly Finding[]> {
  const [{ forms }, declared] = await Promise.all([bundles.get(process, basedOn), jobTypes.all()])
  const isProcedure = procedures.some(({ id }) => id === process)
  const { laterLimits = [] } = isProcedure ? findProcedure(process) : {}
  return checkDiagram(diagram, {
    process, forms: Object.keys(forms), jobs: declared.map(({ type }) => type), processes: shippedDiagrams.map((each) => each.process),
    ...isProcedure && {
      procedure: true, migratable: true, limit: limitFor(findProcedure(process), {}, now()),
      laterLimits: laterLimits.length > 0 ? Object.fromEntries(inForce(laterLimits, dayOf(now())).value.map(({ cause, limit }) => [cause, limit])) : {},
    },
  })
}
