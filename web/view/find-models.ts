import type { ErrorLink } from './form-fields.ts'
import type { FormSection, Moment, ProcedureCard, ProcedureLink } from './models.ts'

/** A procedure in a list. */
export interface ProcedureRow extends ProcedureCard {
  field: string
  /** The colour of its online level. */
  tone: 'success' | 'info' | 'neutral'
  /** Why it is listed here. */
  why?: string
}

/** `icon` is a partial. */
export interface EventLink extends ProcedureLink { icon: `icons/event-${string}`, lead: string }

/** `portal/home` */
export interface HomeModel {
  events: readonly EventLink[]
  fields: readonly { name: string, href: string, count: number }[]
  /** Some of those that can be filed online. */
  procedures: readonly ProcedureRow[]
  total: number
}

/** `portal/catalogue`: the procedures, filtered by the address. */
export interface CatalogueModel {
  filters: readonly { name: string, label: string, options: readonly { value: string, label: string, chosen: boolean }[] }[]
  filtered: boolean
  total: number
  groups: readonly { name: string, procedures: readonly ProcedureRow[] }[]
  events: readonly EventLink[]
  pages: { current: number, last: number, previousHref?: string, nextHref?: string }
}

/** `portal/event`: what is needed in a life event, in order. */
export interface EventModel {
  icon: `icons/event-${string}`
  name: string
  lead: string
  procedures: readonly ProcedureRow[]
}

export interface AgencyRow extends ProcedureLink {
  /** The body above it, and what it is. */
  kind: string
  address: string
  phone: string
  /** The last day, of a unit that is no longer in office. */
  until?: string
}

/** `portal/agencies`: one section for each level of government. */
export interface AgenciesModel {
  levels: readonly { level: 'province' | 'district' | 'commune', places: readonly { name: string, agencies: readonly AgencyRow[] }[], ended: readonly AgencyRow[] }[]
}

/** `portal/agency` */
export interface AgencyModel {
  name: string
  above: string
  /** Why it is not in office today. */
  notice?: { text: string, successor?: ProcedureLink }
  contact: { address: string, phone: string, email?: string, hotline?: string }
  hours: readonly { days: string, shifts: string }[]
  now?: { open: boolean, changes: Moment }
  unusual: readonly { day: string, worked: boolean }[]
  staff: readonly { name: string, post: string, field: string, phone: string }[]
  decides: readonly ProcedureRow[]
  receives: readonly ProcedureRow[]
  /** How many it receives, when not all are shown. */
  receivesMore?: number
  takesPart: readonly ProcedureLink[]
}

/** A result of the search. */
export interface FoundView extends ProcedureLink {
  kind: 'procedure' | 'event' | 'agency' | 'question' | 'feedback' | 'page' | 'dossier'
  text: string
}

/** `portal/search` */
export interface SearchModel {
  query: string
  found: readonly FoundView[]
  phone: string
  /** What people often look for, while nothing has been asked. */
  events: readonly EventLink[]
}

/** What was ordered of the public postal service. */
export interface PostalView {
  pickUp?: { address: string, phone: string, when: string }
  delivery?: { recipient: string, address: string, phone: string }
}

/** `portal/post`: about the public postal service. */
export interface PostModel {
  places: readonly (ProcedureLink & { address: string, phone: string })[]
  procedures: readonly ProcedureRow[]
}

/** `portal/post-order`: posts to `action`. */
export interface PostOrderModel {
  code: string
  procedure: ProcedureLink
  action: string
  backHref: string
  sections: readonly FormSection[]
  errors: readonly ErrorLink[]
}

/** A place to write on the printed form, by how it is answered. */
export type PaperField =
  | { kind: 'heading', label: string }
  | { kind: 'text', label: string }
  | { kind: 'line', label: string, hint?: string, lines: number }
  | { kind: 'boxes', label: string, hint?: string, boxes: readonly string[] }

/** `portal/paper-form`: the declaration of a procedure, empty, to read and to print. */
export interface PaperFormModel {
  procedure: ProcedureLink
  code: string
  agency: string
  /** Numbers of the official templates; '' where there are none. */
  templates: string
  fields: readonly PaperField[]
}
