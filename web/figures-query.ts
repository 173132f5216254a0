import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { procedures } from '../processes/catalogue.ts'
import { procedureOn } from '../processes/edition.ts'
import type { Procedure } from '../processes/procedure.ts'
import type { Selection } from '../store/figures.ts'
import { dayOf } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import { sayFigures } from './messages/figures.ts'

/** Of what figures are asked: the province, an agency, a field or a procedure. Agency and procedure are not crossed in public: few dossiers could show a person. */
export interface Scope { readonly kind: 'province' | 'agency' | 'field' | 'procedure', readonly id: string }

/** A time and a scope, as the address says. */
export interface FiguresQuery { readonly year: number, readonly month: number | null, readonly scope: Scope }

const kinds = { 'co-quan': 'agency', 'linh-vuc': 'field', 'thu-tuc': 'procedure' } as const
const prefixes = { agency: 'co-quan', field: 'linh-vuc', procedure: 'thu-tuc' } as const

export const scopeValue = ({ kind, id }: Scope): string => kind === 'province' ? '' : `${prefixes[kind]}:${id}`

export const theProvince: Scope = { kind: 'province', id: '' }

/** The scopes that can be chosen, with their names. */
export interface ScopeChoice extends Scope { readonly name: string }

/** What can be chosen: years with figures, the agencies that decide or have decided, fields and procedures. */
export interface Choices { readonly years: readonly number[], readonly scopes: readonly ScopeChoice[], readonly today: Temporal.PlainDate, readonly countedAt: Temporal.Instant | null }

export async function figureChoices(language: Language, { agencies, figures, now }: Pick<Deps, 'agencies' | 'figures' | 'now'>): Promise<Choices> {
  const today = dayOf(now())
  const { year, countedAt } = await figures.since()
  const first = Math.min(Number(year ?? today.year), today.year)
  const deciding = (await agencies.ofKind('deciding')).map(({ id, name }) => ({ kind: 'agency' as const, id, name: name[language] }))
  const named = procedures.map((each) => procedureOn(each, today))
  return {
    today, countedAt, years: Array.from({ length: today.year - first + 1 }, (_, index) => today.year - index),
    scopes: [
      { ...theProvince, name: sayFigures('province', language) },
      ...deciding.toSorted((a, b) => a.name.localeCompare(b.name, language)),
      ...[...new Map(named.map(({ field }) => [field.vi, field[language]]))].map(([id, name]) => ({ kind: 'field' as const, id, name })),
      ...named.map(({ id, name }) => ({ kind: 'procedure' as const, id, name: name[language] })),
    ],
  }
}

const text = (value: unknown) => typeof value === 'string' ? value : ''

/** The time and scope of an address; what it does not say, or cannot mean, is this year and the whole province. */
export function readFiguresQuery(query: Readonly<Record<string, unknown>>, { years, scopes, today }: Choices): FiguresQuery {
  const [year, month] = [Number(text(query['nam'])), Number(text(query['thang']))]
  const [prefix = '', id = ''] = text(query['pham-vi']).split(/:(.*)/s)
  const kind = Object.hasOwn(kinds, prefix) ? kinds[prefix as keyof typeof kinds] : 'province'
  return {
    year: years.includes(year) ? year : today.year, month: Number.isInteger(month) && month >= 1 && month <= 12 ? month : null,
    scope: scopes.find((each) => each.kind === kind && each.id === id) ?? theProvince,
  }
}

/** The same as an address says it. */
export function figuresAddress(path: string, { year, month, scope }: FiguresQuery, more: Readonly<Record<string, string>> = {}): string {
  const parameters = { nam: String(year), ...(month && { thang: String(month) }), ...(scope.kind !== 'province' && { 'pham-vi': scopeValue(scope) }), ...more }
  return `${path}?${new URLSearchParams(parameters).toString()}`
}

/** Months of a year that have begun, 'YYYY-MM'; of a year that is over all twelve. */
export function monthsOf(year: number, today: Temporal.PlainDate): string[] {
  const last = year < today.year ? 12 : today.month
  return Array.from({ length: last }, (_, index) => `${String(year)}-${String(index + 1).padStart(2, '0')}`)
}

/** All names that the field of a procedure has had: an address that was kept still finds it. */
const fieldNames = ({ field, texts = [] }: Procedure) => [field, ...texts.map(({ value }) => value.field)].map(({ vi }) => vi)

/** Where the figures of a scope are counted: an agency with those that it succeeded, a field with its procedures. */
export async function selectionOf({ kind, id }: Scope, { agencies }: Pick<Deps, 'agencies'>): Promise<Omit<Selection, 'periods'>> {
  return {
    agencies: kind === 'agency' ? (await agencies.succession()).unitsOf(id) : null,
    procedures: kind === 'procedure' ? [id] : kind === 'field' ? procedures.filter((each) => fieldNames(each).includes(id)).map((each) => each.id) : null,
  }
}
