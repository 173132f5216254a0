import { actors, mayAct, type Act } from '../processes/law/dossier-states.ts'
import type { Role } from '../processes/law/roles.ts'
import { isAuthorised } from '../processes/law/authorisation.ts'
import { isSameNumber } from '../processes/law/identity-number.ts'
import type { Account } from '../store/accounts.ts'
import type { Agency } from '../store/agencies.ts'
import type { Citizen } from '../store/citizens.ts'
import { asAccount, type Client, type Scope } from '../store/clients.ts'
import type { Consultation } from '../store/consultations.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Enquiry } from '../store/enquiries.ts'
import type { Holding, Part } from '../store/holdings.ts'
import type { Task } from '../store/tasks.ts'

/** Roles that see every dossier, to supervise (BT 45/2023 arts. 4.8, 9.5) or to run the system. */
const overseers: readonly Role[] = ['one-stop-head', 'administrator', 'auditor']

export const oversees = ({ roles }: Account): boolean => roles.some((role) => overseers.includes(role))

/** Whether somebody may read the audit trail (requirements B5, I5). */
export const mayReadLog = ({ roles }: Account): boolean => roles.includes('auditor') || roles.includes('administrator')

/**
 * The part that somebody signed in at the portal has in a dossier, if any: it is theirs when their proved number is the applicant's, whoever
 * filed it (TN art. 11.1b; BT 45/2023 art. 15.6a: the authoriser's identity counts); else what they filed signed in, or added with a code that was
 * sent to the dossier's contact, until the authoriser ends that. A number that is merely claimed gives nothing.
 */
export function partIn(citizen: Pick<Citizen, 'identityNumber' | 'proof'>, { applicant, authorisationEnded }: Pick<Dossier, 'applicant' | 'authorisationEnded'>, holding: Pick<Holding, 'part'> | null): Part | null {
  if (citizen.proof && isSameNumber(citizen.identityNumber, applicant.identityNumber)) return 'applicant'
  return authorisationEnded ? null : holding?.part ?? null
}

/** Whether code and identity number still open a dossier in a browser: not when its authoriser has taken it to their account. */
export const opensByNumber = ({ authorisationEnded }: Pick<Dossier, 'authorisationEnded'>): boolean => !authorisationEnded

/** Whether somebody authorised filed a dossier, and its authoriser has not ended that. */
export const isAuthorisedNow = ({ application, authorisationEnded }: Pick<Dossier, 'application' | 'authorisationEnded'>): boolean => isAuthorised(application) && !authorisationEnded

/** Whether somebody may end what they authorised another to do with a dossier: its applicant, whose number is proved (requirement B3). */
export function mayEndAuthorisation(citizen: Pick<Citizen, 'identityNumber' | 'proof'> | null, dossier: Pick<Dossier, 'applicant' | 'application' | 'authorisationEnded'>): boolean {
  return citizen?.proof != null && isSameNumber(citizen.identityNumber, dossier.applicant.identityNumber) && isAuthorisedNow(dossier)
}

/** Whether somebody's unit takes part in a dossier: what a system in a role may read goes no further. */
export const takesPart = ({ unit }: Account, { units, partners }: Pick<Dossier, 'units' | 'partners'>): boolean =>
  [...Object.values(units), ...Object.values(partners)].includes(unit)

/** The role in which a member of staff of one of the dossier's units may do an act to it now; null when in none. */
export function roleFor(account: Account, act: Act, dossier: Pick<Dossier, 'state' | 'units' | 'partners'>): Role | null {
  if (!takesPart(account, dossier)) return null
  return account.roles.find((role) => mayAct(role, act, dossier.state)) ?? null
}

/** Whether a member of staff may see and take a task: it is theirs, or their role's in their unit. */
export function mayDo(account: Account, task: Task): boolean {
  const isLeftOut = task.assignee !== account.username && account.leavesOut?.some(({ procedure, role }) => procedure === task.procedure && role === task.role) === true
  return task.unit === account.unit && account.roles.includes(task.role) && !isLeftOut && (task.assignee === null || task.claimed || task.assignee === account.username || isOfAway(account, task))
}

const isOfAway = ({ standsFor = [] }: Pick<Account, 'standsFor'>, { assignee }: Pick<Task, 'assignee'>) => standsFor.some(({ username }) => username === assignee)

/** The colleague who is away and in whose place somebody does a task, or acts in a role: the task is theirs, or the role. */
export function inPlaceOf({ standsFor = [], ownRoles }: Pick<Account, 'standsFor' | 'ownRoles'>, { assignee, role }: Pick<Task, 'assignee' | 'role'>): Pick<Account, 'username' | 'name'> | null {
  return standsFor.find(({ username }) => username === assignee) ?? (ownRoles?.includes(role) === false ? standsFor.find(({ roles }) => roles.includes(role)) : null) ?? null
}

/** Whether a colleague has taken a task: to complete it, one takes it over first. */
export const isTakenBy = (account: Pick<Account, 'username' | 'standsFor'>, task: Pick<Task, 'claimed' | 'assignee'>): boolean => task.claimed && task.assignee !== account.username && !isOfAway(account, task)

/** Whether a member of staff may read a dossier: their unit takes part in it, or they supervise. */
export function mayRead(account: Account, dossier: Pick<Dossier, 'units' | 'partners'>): boolean {
  return takesPart(account, dossier) || oversees(account)
}

/** Whether a system filed a dossier, and so stands in its applicant's place (requirement I3). */
export const filedIt = ({ id }: Client, { client }: Pick<Dossier, 'client'>): boolean => client?.id === id

/** As what a system may read a dossier: in its applicant's place, or in its role in a unit that takes part; null: not at all. */
export function sideOf(client: Client, scopes: readonly string[], dossier: Pick<Dossier, 'client' | 'units' | 'partners'>): 'applicant' | 'staff' | null {
  const has = (scope: Scope) => scopes.includes(scope)
  if (filedIt(client, dossier) && has('dossiers:read')) return 'applicant'
  return client.roles.length > 0 && has('tasks:read') && takesPart(asAccount(client), dossier) ? 'staff' : null
}

const answers = ({ unit }: Account, { units }: Pick<Enquiry, 'units'>) => units.receiving === unit || units.deciding === unit

/** Whether a member of staff may read a question or feedback: their unit sorts or answers it, or they supervise. */
export const mayReadEnquiry = (account: Account, enquiry: Pick<Enquiry, 'units'>): boolean => answers(account, enquiry) || oversees(account)

/** As what a system may read a question or feedback: in its asker's place, or in its role in the unit that sorts or answers it; null: not at all. */
export function sideOfEnquiry(client: Client, scopes: readonly string[], enquiry: Pick<Enquiry, 'client' | 'units'>): 'applicant' | 'staff' | null {
  const has = (scope: Scope) => scopes.includes(scope)
  if (enquiry.client?.id === client.id && has('enquiries:read')) return 'applicant'
  return client.roles.length > 0 && has('tasks:read') && answers(asAccount(client), enquiry) ? 'staff' : null
}

/** What somebody's agency was asked about a dossier: who may not read the dossier reads that, and what was sent along (BT 45/2023 art. 17.5). */
export const askedOf = <Asked extends Pick<Consultation, 'agency'>>({ unit }: Account, consultations: readonly Asked[]): Asked[] =>
  consultations.filter(({ agency }) => agency === unit)

/** In which role a member of staff does an act to a dossier, if any: the law's tables say which may, the unit must be theirs. */
export function actingRole(account: Account, act: Act, unit: string): Role | null {
  return account.unit === unit ? account.roles.find((role) => (actors[act] as readonly (Role | 'system')[]).includes(role)) ?? null : null
}

const registrars: readonly Role[] = ['reception-clerk', 'result-clerk', 'one-stop-head']

/** Whether somebody keeps the register of their one-stop unit (BT 45/2023 art. 12; requirement F11). */
export function mayKeepRegister(account: Account, unit: Agency | null): boolean {
  return unit?.id === account.unit && unit.kind === 'one-stop' && account.roles.some((role) => registrars.includes(role))
}

/** Whether somebody files for people who stand at the counter, or wrote by post: a reception clerk of a one-stop unit (BT 45/2023 art. 13; TN 11.1b). */
export function mayFileForOthers(account: Account, unit: Agency | null): boolean {
  return unit?.id === account.unit && unit.kind === 'one-stop' && actingRole(account, 'file', unit.id) === 'reception-clerk'
}

/** In which role, if any, somebody takes cash for a dossier: at the unit that receives it or hands its result over. */
export function cashierRole({ roles, unit }: Account, { units }: Pick<Dossier, 'units'>): Role | null {
  if (unit !== units.receiving && unit !== units.returning) return null
  return (['reception-clerk', 'result-clerk'] as const).find((role) => roles.includes(role)) ?? null
}

/** In which role, if any, somebody decides upon refunds: the head of the one-stop unit, or of the deciding agency. */
export function refundRole({ roles, unit }: Account, { units }: Pick<Dossier, 'units'>): Role | null {
  if (roles.includes('one-stop-head') && unit === units.receiving) return 'one-stop-head'
  return roles.includes('leader') && unit === units.deciding ? 'leader' : null
}

/**
 * Whether a system decides about a message that could not be sent, as an administrator, and about those of its own unit's dossiers, questions and
 * feedback only.
 */
export function decidesSendings(client: Client, about: { readonly dossier: Pick<Dossier, 'units' | 'partners'> } | { readonly enquiry: Pick<Enquiry, 'units'> }): boolean {
  const account = asAccount(client)
  return account.roles.includes('administrator') && ('dossier' in about ? takesPart(account, about.dossier) : answers(account, about.enquiry))
}

/**
 * In which role somebody digitises papers of a dossier now, if in any: the clerk who received them, or the officer who certifies what is
 * in his agency's charge (BT 45/2023 arts. 15.6c, 17.1).
 */
export function digitisingRole(account: Account, { state, units }: Pick<Dossier, 'state' | 'units'>): Role | null {
  const places = [[units.receiving, 'reception-clerk'], [units.deciding, 'case-officer']] as const
  return places.find(([unit, role]) => account.unit === unit && account.roles.includes(role) && mayAct(role, 'digitise', state))?.[1] ?? null
}

type Place = Pick<Agency, 'id' | 'kind' | 'territory'>

/** Whether a one-stop unit's head answers for an agency: those of its own place, all of the province at the province's centre (BT 45/2023 arts. 4.8, 9). */
const heads = ({ roles, unit: own }: Account, unit: Place | null, agency: Place | null): boolean =>
  roles.includes('one-stop-head') && unit?.id === own && unit.kind === 'one-stop' && (unit.territory === null || (agency !== null && agency.territory === unit.territory))

/**
 * Whether somebody may see the dossiers behind a number of the open figures of an agency, null being the whole province (requirement A4):
 * auditors and administrators everywhere, the head of a one-stop unit in its place, the head of an agency there.
 * @param unit the account's own unit
 */
export function mayTrace(account: Account, unit: Place | null, agency: Place | null): boolean {
  const { roles } = account
  return roles.includes('auditor') || roles.includes('administrator') || heads(account, unit, agency) || (roles.includes('leader') && agency?.kind === 'deciding' && agency.id === account.unit)
}

/**
 * In which role somebody publishes a report on some agencies, if in any (requirement I1; BT 45/2023 arts. 8, 20.6): the head of the one-stop
 * unit that answers for all of them, or the head of the agency that it is on. Null is the whole province.
 */
export function publishingRole(account: Account, unit: Place | null, of: readonly Place[] | null): Role | null {
  if (of ? of.length > 0 && of.every((agency) => heads(account, unit, agency)) : heads(account, unit, null)) return 'one-stop-head'
  const [only] = of ?? []
  return of?.length === 1 && account.roles.includes('leader') && only?.kind === 'deciding' && only.id === account.unit ? 'leader' : null
}

/** Whether somebody reads what people said about an agency when they rated it (requirement A6): who heads the one-stop unit, and the administrator. */
export function mayReadRatings(account: Account, unit: Place | null, agency: Place): boolean {
  return account.roles.includes('administrator') || heads(account, unit, agency)
}

/** Whether somebody edits what is published of the procedures (requirement A10): the analysts. */
export const mayEditCatalogue = ({ roles }: Account): boolean => roles.includes('analyst')
