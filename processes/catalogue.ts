import type { Temporal } from 'temporal-polyfill'
import { birthResidenceHealth } from './birth-residence-health/procedure.ts'
import { birthRegistration } from './birth-registration/procedure.ts'
import { buildingPermit } from './building-permit/procedure.ts'
import { copyCertification } from './copy-certification/procedure.ts'
import { procedureOn, withEdition, type Edition } from './edition.ts'
import { firstLandCertificate } from './first-land-certificate/procedure.ts'
import { foodSafety } from './food-safety/procedure.ts'
import { householdBusiness } from './household-business/procedure.ts'
import { enquiryKinds, type EnquiryKind } from './law/enquiries.ts'
import { judicialRecord } from './judicial-record/procedure.ts'
import { maritalStatus } from './marital-status/procedure.ts'
import { marriageRegistration } from './marriage-registration/procedure.ts'
import { dayOf, type Procedure } from './procedure.ts'

/** The procedures as they were shipped. */
const shipped: readonly Procedure[] = [
  judicialRecord, birthRegistration, marriageRegistration, copyCertification, maritalStatus, householdBusiness, buildingPermit, foodSafety,
  firstLandCertificate, birthResidenceHealth,
]

/** The procedures, with what has been published of them since. */
export const procedures: readonly Procedure[] = [...shipped]

/**
 * Puts the published editions upon the shipped procedures (requirement A10). Every edition begins on a day after its publication, so that
 * processes that learn of it some seconds apart never disagree about today.
 */
export function publishEditions(editions: readonly Edition[]): void {
  for (const [index, procedure] of shipped.entries()) (procedures as Procedure[])[index] = editionsUpon(procedure, editions)
}

const editionsUpon = (procedure: Procedure, editions: readonly Edition[]): Procedure =>
  editions.filter((each) => each.procedure === procedure.id).toSorted((a, b) => a.number - b.number).reduce(withEdition, procedure)

/** @throws when no procedure has this id */
export function findProcedure(id: string): Procedure {
  const found = procedures.find((each) => each.id === id)
  if (!found) throw new Error(`No procedure ${id}`)
  return found
}

/** The procedures in the words of a moment: their names, codes and fields as they are then. */
export const proceduresAt = (at: Temporal.Instant): readonly Procedure[] => procedures.map((each) => procedureOn(each, dayOf(at)))

/** A procedure in the words of a moment. @throws when no procedure has this id */
export const procedureAt = (id: string, at: Temporal.Instant): Procedure => procedureOn(findProcedure(id), dayOf(at))

/** The procedure of a dossier as it was called on the day of filing: a dossier keeps that name (requirement A10). */
export const procedureOf = ({ procedure, filedAt }: { readonly procedure: string, readonly filedAt: Temporal.Instant }): Procedure => procedureAt(procedure, filedAt)

/** A diagram with the forms of its user tasks; the addresses are read by config/deploy.ts. */
export interface ShippedDiagram { readonly process: string, readonly diagram: URL, readonly forms: readonly URL[] }

const sharedForm = (id: string) => new URL(`./shared/forms/${id}.form`, import.meta.url)

const shared = (process: string, ...forms: readonly string[]): ShippedDiagram =>
  ({ process, diagram: new URL(`./shared/${process}.bpmn`, import.meta.url), forms: forms.map(sharedForm) })

/** The forms of the steps that a procedure usually has. */
const usual = ['reception', 'completion', 'assignment', 'appraisal', 'review', 'signature', 'issue'] as const

/** What a procedure's steps ask: `own` forms, in its folder, go before shared ones of the same id; `shared` are the others. */
interface StepForms { readonly own?: readonly string[], readonly shared: readonly string[] }

const stepForms: Readonly<Partial<Record<string, StepForms>>> = {
  'birth-registration': { own: ['appraisal', 'registration'], shared: ['reception', 'completion', 'signature', 'issue'] },
  'birth-residence-health': {
    own: ['appraisal', 'birth-part', 'residence-part', 'residence-correction', 'card-part', 'card-correction'],
    shared: ['reception', 'completion', 'signature', 'issue'],
  },
  'first-land-certificate': {
    own: [
      'verification', 'land-extract', 'part-review', 'objections', 'tax-slip', 'tax-duty', 'payment-proof', 'payment-confirmation', 'preparation', 'cadastral-update',
    ],
    shared: ['reception', 'completion', 'assignment', 'appraisal', 'signature', 'issue'],
  },
  'building-permit': {
    own: ['appraisal', 'permit-draft'], shared: ['reception', 'completion', 'assignment', 'return-notice', 'review', 'signature', 'issue'],
  },
  'food-safety': {
    own: ['appraisal', 'inspection-team', 'assessment', 'reassessment', 'remedy', 'laboratory-result'],
    shared: ['reception', 'completion', 'assignment', 'return-notice', 'review', 'signature', 'issue'],
  },
  'copy-certification': { own: ['reception', 'appraisal'], shared: ['completion', 'signature', 'issue'] },
  'marital-status': { own: ['appraisal'], shared: ['reception', 'completion', 'assignment', 'signature', 'issue'] },
  'marriage-registration': { own: ['appraisal', 'verification', 'appearance'], shared: ['reception', 'completion', 'signature', 'issue'] },
  'household-business': { own: ['reception', 'appraisal'], shared: ['completion', 'assignment', 'signature', 'issue'] },
}

/** What a person fills in who asks a question or gives feedback: who they are, then the matter. */
export const enquiryForms = (kind: EnquiryKind): readonly [asker: string, matter: string] => ['asker', kind]

/** Everything that is deployed at a start: the shared diagrams first, since the procedures call them. */
export const shippedDiagrams: readonly ShippedDiagram[] = [
  shared('consultation', 'consultation-answer'),
  shared('confirmation', 'confirmation-answer'),
  shared('deadline-watch'),
  shared('apology', 'apology-draft', 'apology-signature'),
  shared('return', 'hand-over'),
  shared('withdrawal'),
  shared('correction', 'correction-request', 'correction-review', 'hand-over'),
  shared('loss', 'loss-report', 'loss-remedy'),
  shared('verification', 'verification-appointment', 'verification-minutes'),
  shared('task-watch'),
  shared('calendar-change'),
  ...procedures.map(({ id, applicationForm }) => {
    const { own = [], shared: others } = stepForms[id] ?? { shared: usual }
    return {
      process: id,
      diagram: new URL(`./${id}/${id}.bpmn`, import.meta.url),
      forms: [...[applicationForm, ...own].map((form) => new URL(`./${id}/forms/${form}.form`, import.meta.url)), ...others.map(sharedForm)],
    }
  }),
  ...enquiryKinds.map((kind) => ({
    process: kind,
    diagram: new URL(`./${kind}/${kind}.bpmn`, import.meta.url),
    forms: [sharedForm('asker'), ...[kind, `${kind}-sorting`, `${kind}-answer`, `${kind}-approval`].map((id) => new URL(`./${kind}/forms/${id}.form`, import.meta.url))],
  })),
]
