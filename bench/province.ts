import { demonstrationAgencies } from '../config/local/demonstration.ts'
import type { Agency } from '../store/agencies.ts'
import { communeNames } from './people.ts'

const slug = (name: string) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/[đĐ]/g, 'd').toLowerCase().replace(/[^a-z]/g, '')

/** Communes beside those of the demonstration, each with its one-stop unit and its committee. */
export const communes: readonly Agency[] = communeNames.flatMap((name, index) => {
  const id = `c${slug(name)}`
  return (['pvhcchacthanh', 'hacthanh'] as const).map((model, part): Agency => {
    const like = demonstrationAgencies.find((each) => each.id === model)
    if (!like) throw new Error(`No agency ${model}`)
    return {
      ...like, id: part === 0 ? `pv${id}` : id, territory: id, place: name, code: `000.0${String(part + 1)}.${String(40 + index)}.H56`, decides: like.decides.filter((each) => each !== 'first-land-certificate'),
      name: part === 0 ? { vi: `Trung tâm Phục vụ hành chính công ${name}`, en: `Public service centre of ${name}` } : { vi: `Ủy ban nhân dân ${name}`, en: `People’s Committee of ${name}` },
    }
  })
})

/** Where a kind of dossier is filed and decided. */
export interface Place { readonly procedure: string, readonly receiving: Agency, readonly deciding: Agency, readonly days: number }

const limits: Readonly<Record<string, number>> = { 'judicial-record': 8, 'food-safety': 15, 'household-business': 3 }
const agency = (id: string): Agency => [...demonstrationAgencies, ...communes].find((each) => each.id === id) ?? demonstrationAgencies[0] as Agency

/** Where dossiers come in: a third in the province's centre, the others in communes. */
export const places: readonly Place[] = [
  ...Array.from({ length: 28 }, () => ({ procedure: 'judicial-record', receiving: agency('ttpvhcc'), deciding: agency('pv06'), days: 8 })),
  ...Array.from({ length: 8 }, () => ({ procedure: 'food-safety', receiving: agency('ttpvhcc'), deciding: agency('syt'), days: 15 })),
  ...communes.filter(({ kind }) => kind === 'deciding').flatMap((deciding) => {
    const receiving = communes.find(({ kind, territory }) => kind === 'one-stop' && territory === deciding.territory) ?? agency('pvhcchacthanh')
    return ['marital-status', 'birth-registration'].map((procedure) => ({ procedure, receiving, deciding, days: limits[procedure] ?? 3 }))
  }),
]
