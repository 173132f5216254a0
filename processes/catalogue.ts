import { judicialRecord } from './judicial-record/procedure.ts'
import type { Procedure } from './procedure.ts'

/** The shipped procedures. */
export const procedures: readonly Procedure[] = [judicialRecord]

/** @throws when no procedure has this id */
export function findProcedure(id: string): Procedure {
  const found = procedures.find((each) => each.id === id)
  if (!found) throw new Error(`No procedure ${id}`)
  return found
}

/** A diagram with the forms of its user tasks; the addresses are read by config/deploy.ts. */
export interface ShippedDiagram { readonly process: string, readonly diagram: URL, readonly forms: readonly URL[] }

const sharedForm = (id: string) => new URL(`./shared/forms/${id}.form`, import.meta.url)

const shared = (process: string, ...forms: readonly string[]): ShippedDiagram =>
  ({ process, diagram: new URL(`./shared/${process}.bpmn`, import.meta.url), forms: forms.map(sharedForm) })

/** The forms of the steps that every procedure has. */
const usualForms = ['reception', 'completion', 'assignment', 'appraisal', 'review', 'signature', 'issue'].map(sharedForm)

/** Everything that is deployed at a start: the shared diagrams first, since the procedures call them. */
export const shippedDiagrams: readonly ShippedDiagram[] = [
  shared('consultation', 'consultation-answer'),
  shared('deadline-watch'),
  shared('apology', 'apology-draft', 'apology-signature'),
  shared('return', 'hand-over'),
  shared('withdrawal'),
  ...procedures.map(({ id, applicationForm }) => ({
    process: id,
    diagram: new URL(`./${id}/${id}.bpmn`, import.meta.url),
    forms: [new URL(`./${id}/forms/${applicationForm}.form`, import.meta.url), ...usualForms],
  })),
]
