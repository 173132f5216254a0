import { Router, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { languages, type Language } from '../../processes/text.ts'
import { csvLine } from '../desk/register-routes.ts'
import { drawChart } from '../figures-chart.ts'
import { figureChoices, readFiguresQuery } from '../figures-query.ts'
import { dataPackage, licence, openData, openTables, type OpenTable } from '../open-data.ts'
import { chartData, chartSize, isChartName, presentFigures } from '../present-figures.ts'
import { HttpProblem } from '../problem.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { languageOf, render } from '../view/render.ts'

/** How old a picture or a file may be, in s. */
const maxAge = 30

/** The open figures: a page, its charts as pictures, and open data (TQ 8.2, TQ-STP 5.2, TH 5.2; requirements A4, A6). */
export function figuresRoutes(deps: Deps, limits: Limits): Router {
  const { agencies, env } = deps
  const router = Router()

  router.get('/thong-ke', async (req, res) => {
    const language = languageOf(res)
    const choices = await figureChoices(language, deps)
    const at = { action: '/thong-ke', trace: null, title: 'title', lead: 'lead', links: [] } as const
    render(res, 'portal/figures', await presentFigures(readFiguresQuery(req.query, choices), choices, at, language, deps))
  })

  router.get('/thong-ke/bieu-do/:chart.svg', async (req, res) => {
    await limits.spend('api', addressKey(req))
    const { chart } = req.params
    const language: Language = languages.find((each) => each === req.query['lang']) ?? 'vi'
    if (!isChartName(chart)) throw new HttpProblem(404)
    const choices = await figureChoices(language, deps)
    const data = await chartData(chart, readFiguresQuery(req.query, choices), choices, language, deps)
    res.set({ 'Cache-Control': `public, max-age=${String(maxAge)}`, 'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'" }).type('image/svg+xml').send(drawChart(data, chartSize(chart, req.query['co'] === 'hep' ? 'narrow' : 'wide')))
  })

  /** Open to every site and program. */
  function open(res: Response, updated: { toString(): string } | null): void {
    res.set({ 'Cache-Control': `public, max-age=${String(maxAge)}`, 'Access-Control-Allow-Origin': '*', 'Cross-Origin-Resource-Policy': 'cross-origin', 'Link': `<${licence.url}>; rel="license", </thong-ke/datapackage.json>; rel="describedby"` })
    if (updated) res.set('Last-Modified', new Date(updated.toString()).toUTCString())
  }

  router.get('/thong-ke/datapackage.json', async (req, res) => {
    await limits.spend('api', addressKey(req))
    const choices = await figureChoices('vi', deps)
    open(res, choices.countedAt)
    res.json(dataPackage(env.PUBLIC_ORIGIN, choices, (await agencies.centre())?.name.vi ?? ''))
  })

  router.get('/thong-ke/du-lieu/:file', async (req, res) => {
    await limits.spend('api', addressKey(req))
    const [, place, year, format] = /^([a-z-]+)-(\d{4})\.(csv|json)$/.exec(req.params.file) ?? []
    const table = (Object.keys(openTables) as OpenTable[]).find((each) => openTables[each] === place)
    const choices = await figureChoices('vi', deps)
    if (!table || !choices.years.includes(Number(year))) throw new HttpProblem(404)
    const { columns, rows } = await openData(table, Number(year), choices, 'vi', deps)
    const names = columns.map(({ name }) => name)
    open(res, choices.countedAt)
    if (format === 'csv') {
      res.attachment(req.params.file).type('text/csv; charset=utf-8').send(`\ufeff${[names, ...rows].map((row) => csvLine(row.map(String))).join('')}`)
    } else {
      res.json({
        name: `${openTables[table]}-${String(year)}`, licence: licence.url, describedBy: `${env.PUBLIC_ORIGIN}/thong-ke/datapackage.json`,
        ...(choices.countedAt && { updated: choices.countedAt.toString() }), rows: rows.map((row) => Object.fromEntries(row.map((cell, index) => [names[index] ?? '', cell]))),
      })
    }
  })

  return router
}
