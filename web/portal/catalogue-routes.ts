import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import { procedures, proceduresAt } from '../../processes/catalogue.ts'
import { isLifeEvent, lifeEvents } from '../../processes/law/life-events.ts'
import { onlineServiceFor, type Procedure } from '../../processes/procedure.ts'
import type { Agency } from '../../store/agencies.ts'
import { grouped } from '../grouped.ts'
import { eventLinks, procedureRow, proceduresOfEvent } from '../present-procedures.ts'
import { HttpProblem } from '../problem.ts'
import { folded } from '../search/fold.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'

const perPage = 50
const shownAtHome = 12
const levels = ['province', 'district', 'commune'] as const

/** The short name of a field in addresses: 'ho-tich'. */
export const fieldSlug = ({ field }: Pick<Procedure, 'field'>) => folded(field.vi).replaceAll(' ', '-')

const text = (value: unknown) => typeof value === 'string' ? value : ''

/** The first page and the catalogue by field, level, agency and life event (requirements A1, A2; TQ 8.1). */
export function catalogueRoutes({ agencies, now }: Pick<Deps, 'agencies' | 'now'>): Router {
  const router = Router()

  router.get('/', (_req, res) => {
    const [language, at] = [languageOf(res), now()]
    render(res, 'portal/home', {
      events: eventLinks(language, at), total: procedures.length,
      fields: grouped(proceduresAt(at), fieldSlug).map(({ key, first, all }) => ({ name: first.field[language], href: `/thu-tuc?field=${key}`, count: all.length })),
      procedures: proceduresAt(at).filter((each) => onlineServiceFor(each, at).level !== 'information').slice(0, shownAtHome).map((each) => procedureRow(each, language, at)),
    })
  })

  router.get('/thu-tuc', async (req, res) => {
    const [language, at] = [languageOf(res), now()]
    const t = translator(language)
    const [field, level, agency] = [text(req.query['field']), text(req.query['level']), text(req.query['agency'])]
    const deciding = await agencies.ofKind('deciding')
    const decides = (procedure: Procedure, fits: (each: Agency) => boolean) => deciding.some((each) => each.decides.includes(procedure.id) && fits(each))
    const found = proceduresAt(at).filter((each) => (!field || fieldSlug(each) === field) && (!level || decides(each, (one) => one.level === level)) && (!agency || decides(each, ({ id }) => id === agency)))
    const asked = Number(req.query['page'])
    const last = Math.max(1, Math.ceil(found.length / perPage))
    const current = Number.isInteger(asked) && asked > 0 ? Math.min(asked, last) : 1
    const shown = found.slice((current - 1) * perPage, current * perPage)
    const address = (page: number) => `/thu-tuc?${new URLSearchParams({ ...(field && { field }), ...(level && { level }), ...(agency && { agency }), page: String(page) }).toString()}`
    const fields = grouped(proceduresAt(at), fieldSlug).map(({ key, first }) => ({ value: key, label: first.field[language] })).toSorted((a, b) => a.label.localeCompare(b.label, language))
    const choices = (name: 'field' | 'level' | 'agency', chosen: string, options: readonly { value: string, label: string }[]) =>
      ({ name, label: t(`catalogue.${name}`), options: [{ value: '', label: t('catalogue.any') }, ...options].map((each) => ({ ...each, chosen: each.value === chosen })) })
    render(res, 'portal/catalogue', {
      filters: [
        choices('field', field, fields),
        choices('level', level, levels.filter((each) => deciding.some((one) => one.level === each)).map((value) => ({ value, label: t(`agencies.${value}`) }))),
        choices('agency', agency, deciding.filter((each) => each.decides.length > 0).map(({ id, name }) => ({ value: id, label: name[language] }))),
      ],
      filtered: Boolean(field || level || agency), total: found.length, events: eventLinks(language, at),
      groups: grouped(shown, fieldSlug).map(({ first, all }) => ({ name: first.field[language], procedures: all.map((each) => procedureRow(each, language, at)) })),
      pages: { current, last, ...(current > 1 && { previousHref: address(current - 1) }), ...(current < last && { nextHref: address(current + 1) }) },
    })
  })

  router.get('/su-kien/:event', (req, res) => {
    const { event } = req.params
    if (!isLifeEvent(event)) throw new HttpProblem(404)
    const [language, at] = [languageOf(res), now()]
    render(res, 'portal/event', {
      icon: `icons/event-${event}`, name: lifeEvents[event].name[language], lead: lifeEvents[event].lead[language],
      procedures: proceduresOfEvent(event, at).map(({ procedure, place }) => ({ ...procedureRow(procedure, language, at), why: place.why[language] })),
    })
  })

  return router
}
