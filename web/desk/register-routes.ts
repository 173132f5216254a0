import { Router, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { procedureOf, proceduresAt } from '../../processes/catalogue.ts'
import { formatDateInput, parseDateInput } from '../../processes/date-input.ts'
import { registerColumns, registerPaper } from '../../processes/papers/register.ts'
import type { Account } from '../../store/accounts.ts'
import type { Agency } from '../../store/agencies.ts'
import type { Reception } from '../../store/dossiers.ts'
import { mayKeepRegister } from '../access.ts'
import { say } from '../messages/routes.ts'
import { headOf, registerRows } from '../present-papers.ts'
import { sendPaper } from '../present-slip.ts'
import { sendPrinted } from '../send-printed.ts'
import { HttpProblem } from '../problem.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import type { ErrorLink } from '../view/form-fields.ts'

/** Rows of a page, and of a printed volume. */
const [perPage, perVolume] = [50, 100]
/** Rows of a workbook: those of a year of a large unit; who wants more chooses a shorter period, or CSV. */
const mostInWorkbook = 20_000
/** Days of the longest period. */
const longest = 366

interface Filter { readonly from: Temporal.PlainDate, readonly to: Temporal.PlainDate, readonly field: string | null }
interface Typed { readonly from: string, readonly to: string, readonly field: string }

/** The register of dossiers of the reader's one-stop unit (BT 45/2023 art. 12; TT 03/2025/TT-VPCP): a page, PDF volumes, CSV. */
export function registerRoutes(deps: Deps): Router {
  const { dossiers, agencies, now } = deps
  const router = Router()

  const fields = (language: PageLocals['language']) => [...new Map(proceduresAt(now()).map(({ field }) => [field.vi, field[language]]))].map(([value, label]) => ({ value, label }))

  async function unitOf(res: Response): Promise<Agency> {
    const { account } = res.locals as { account: Account }
    const unit = await agencies.get(account.unit)
    if (!mayKeepRegister(account, unit)) throw new HttpProblem(403)
    return unit
  }

  /** What the address asks for: this month unless it says otherwise. */
  function readFilter({ query }: Request, res: Response, { calendar: { timeZone } }: Agency): { typed: Typed, filter: Filter | null, errors: ErrorLink[] } {
    const language = languageOf(res)
    const today = now().toZonedDateTimeISO(timeZone).toPlainDate()
    const given = (name: string) => typeof query[name] === 'string' ? query[name].slice(0, 100) : null
    const typed = {
      from: given('from') ?? formatDateInput(today.with({ day: 1 }).toString()), to: given('to') ?? formatDateInput(today.toString()), field: given('field') ?? '',
    }
    const [from, to] = [parseDateInput(typed.from), parseDateInput(typed.to)]
    const errors: ErrorLink[] = [
      ...(from ? [] : [{ text: say('register.date', language), href: '#field-from' }]), ...(to ? [] : [{ text: say('register.date', language), href: '#field-to' }]),
    ]
    if (from && to && from > to) errors.push({ text: say('register.order', language), href: '#field-to' })
    else if (from && to && Temporal.PlainDate.from(from).until(to).days > longest) errors.push({ text: say('register.too-long', language), href: '#field-to' })
    const known = fields(language).some(({ value }) => value === typed.field)
    return {
      typed, errors,
      filter: from && to && errors.length === 0 ? { from: Temporal.PlainDate.from(from), to: Temporal.PlainDate.from(to), field: known ? typed.field : null } : null,
    }
  }

  function receptionOf({ from, to, field }: Filter, { id, calendar: { timeZone } }: Agency): Reception {
    const start = (date: Temporal.PlainDate) => date.toZonedDateTime({ timeZone, plainTime: '00:00' }).toInstant()
    return {
      unit: id, from: start(from), until: start(to.add({ days: 1 })),
      procedures: field === null ? null : proceduresAt(now()).filter((each) => each.field.vi === field).map((each) => each.id),
    }
  }

  const numberIn = ({ query }: Request, name: string, most: number) => Math.min(Math.max(1, most), Math.max(1, Math.trunc(Number(query[name])) || 1))

  /** The filter of a download; a malformed one is sent back to the page, where it is told beside its field. */
  function filterOr404(req: Request, res: Response, unit: Agency): Filter {
    const { filter } = readFilter(req, res, unit)
    if (!filter) throw new HttpProblem(404)
    return filter
  }

  router.get('/register', async (req, res) => {
    const unit = await unitOf(res)
    const language = languageOf(res)
    const { typed, filter, errors } = readFilter(req, res, unit)
    const reception = filter && receptionOf(filter, unit)
    const count = reception ? await dossiers.countReceivedBy(reception) : 0
    const pages = Math.max(1, Math.ceil(count / perPage))
    const page = numberIn(req, 'page', pages)
    const shown = reception ? await dossiers.receivedBy(reception, { skip: (page - 1) * perPage, most: perPage }) : []
    const address = (path: string, more: Record<string, string> = {}) => `/desk/${path}?${new URLSearchParams({ ...typed, ...more }).toString()}`
    const nameOf = (dossier: (typeof shown)[number] | undefined) => dossier ? procedureOf(dossier).name[language] : ''
    const rows = await registerRows(shown, (page - 1) * perPage + 1, deps)
    render(res, 'desk/register', {
      unit: unit.name[language], action: '/desk/register', values: typed, errors, fields: fields(language).map((each) => ({ ...each, selected: each.value === typed.field })),
      count, page, pages, rows: rows.map((cells, index) => ({
        href: `/desk/dossiers/${shown[index]?.code ?? ''}`, code: cells[1] ?? '', procedure: nameOf(shown[index]), applicant: cells[3] ?? '',
        number: cells[0] ?? '', received: cells[6] ?? '', due: cells[7] ?? '', returned: cells[8] ?? '', state: shown[index]?.state ?? 'filed',
      })),
      ...(page > 1 && { previousHref: address('register', { page: String(page - 1) }) }), ...(page < pages && { nextHref: address('register', { page: String(page + 1) }) }),
      volumes: filter ? Array.from({ length: Math.max(1, Math.ceil(count / perVolume)) }, (_, index) => ({ number: index + 1, href: address('register.pdf', { volume: String(index + 1) }) })) : [],
      csvHref: address('register.csv'), workbookHref: address('register.xlsx'),
    })
  })

  router.get('/register.pdf', async (req, res) => {
    const unit = await unitOf(res)
    const filter = filterOr404(req, res, unit)
    const reception = receptionOf(filter, unit)
    const volumes = Math.max(1, Math.ceil(await dossiers.countReceivedBy(reception) / perVolume))
    const volume = numberIn(req, 'volume', volumes)
    const skip = (volume - 1) * perVolume
    const rows = await registerRows(await dossiers.receivedBy(reception, { skip, most: perVolume }), skip + 1, deps)
    await sendPaper(res, registerPaper({ head: headOf(unit), timeZone: unit.calendar.timeZone, ...filter, volume, volumes, rows }), `so-theo-doi-${unit.id}-${filter.from.toString()}-${filter.to.toString()}-${String(volume)}`)
  })

  router.get('/register.xlsx', async (req, res) => {
    const unit = await unitOf(res)
    const filter = filterOr404(req, res, unit)
    const reception = receptionOf(filter, unit)
    const rows: string[][] = []
    for (let more = true; more && rows.length < mostInWorkbook;) {
      const batch = await dossiers.receivedBy(reception, { skip: rows.length, most: perVolume })
      rows.push(...await registerRows(batch, rows.length + 1, deps))
      more = batch.length === perVolume
    }
    await sendPrinted(res, 'xlsx', registerPaper({ head: headOf(unit), timeZone: unit.calendar.timeZone, ...filter, volume: 1, volumes: 1, rows }), `so-theo-doi-${unit.id}-${filter.from.toString()}-${filter.to.toString()}`)
  })

  router.get('/register.csv', async (req, res) => {
    const unit = await unitOf(res)
    const filter = filterOr404(req, res, unit)
    const reception = receptionOf(filter, unit)
    res.attachment(`so-theo-doi-${unit.id}-${filter.from.toString()}-${filter.to.toString()}.csv`).type('text/csv; charset=utf-8')
    res.write(`\ufeff${csvLine(registerColumns.map(({ title }) => title))}`) // the mark by which spreadsheets know Vietnamese
    for (let skip = 0; ; skip += perVolume) {
      const batch = await dossiers.receivedBy(reception, { skip, most: perVolume })
      for (const row of await registerRows(batch, skip + 1, deps)) res.write(csvLine(row))
      if (batch.length < perVolume) break
    }
    res.end()
  })

  return router
}

/** A line of CSV (RFC 4180); what a spreadsheet would take for a formula is led by an apostrophe. */
export function csvLine(cells: readonly string[]): string {
  return `${cells.map((cell) => `"${(/^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell).replaceAll('"', '""')}"`).join(',')}\r\n`
}
