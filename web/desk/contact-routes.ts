import { randomUUID } from 'node:crypto'
import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers, type AnswerValues, type Form } from '../../processes/form.ts'
import { contactOf, withoutStaff, withStaff, type ContactVersion, type StaffEntry } from '../../processes/law/agency-contact.ts'
import type { Language } from '../../processes/text.ts'
import { AgencyChanged, type Agency } from '../../store/agencies.ts'
import { errorTexts } from '../form-errors.ts'
import { tellContact, type ContactMessage } from '../messages/contacts.ts'
import { tellOversight } from '../messages/oversight.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell, BoardTable } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { contactForm, staffEndForm, staffForm } from './settings-forms.ts'

const written = (day: string, language: Language) => day === '' ? tellContact('always', language) : day.split('-').toReversed().join('/')

function table(caption: ContactMessage, head: readonly ContactMessage[], rows: readonly (readonly BoardCell[])[], language: Language): BoardTable {
  const labels = head.map((each) => tellContact(each, language))
  return { caption: tellContact(caption, language), head: labels, empty: tellContact('none', language), rows: rows.map((cells) => ({ cells: cells.map((cell, at) => ({ ...cell, label: labels[at] ?? '' })) })) }
}

const versionsOf = ({ contacts, address, phone, email, hotline }: Agency): readonly ContactVersion[] =>
  contacts ?? [{ from: '', value: { address, phone, ...(email && { email }), ...(hotline && { hotline }) } }]

/** What an agency makes public of itself, with its dates, for the administrator's page of the agency. */
export function contactTables(agency: Agency, language: Language): BoardTable[] {
  const cell = (text = ''): BoardCell => ({ text: text || '—' })
  return [
    table('contacts', ['from', 'address', 'phone', 'hotline', 'email'],
      versionsOf(agency).map(({ from, value }) => [cell(written(from, language)), cell(value.address), cell(value.phone), cell(value.hotline), cell(value.email)]), language),
    table('staff', ['person', 'post', 'field', 'phone', 'from', 'until'], (agency.staff ?? []).map(({ id, from, until, name, post, field, phone }) => [
      { text: name, ...(until === null && { href: `/desk/agencies/${agency.id}/staff/${id}` }) }, cell(post[language]), cell(field?.[language]), cell(phone), cell(written(from, language)), cell(until ? written(until, language) : ''),
    ]), language),
  ]
}

/** A text as it was given in both languages; Vietnamese stands for English where none was given. */
const both = (vi: unknown, en: unknown) => ({ vi: String(vi), en: String(en ?? vi) })

/**
 * Address, telephone, mail and staff of an agency are edited here: from a day on, with the past kept, each change in the log (requirement A11;
 * BT 7.7, TH 13.1).
 */
export function contactRoutes({ agencies, now }: Pick<Deps, 'agencies' | 'now'>): Router {
  const router = Router()
  const body = urlencoded({ extended: false, limit: '50kb' })

  router.use('/agencies', (_req, res, next) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    next()
  })

  async function agencyOf(req: Request): Promise<Agency> {
    const agency = await agencies.find(String(req.params['agency']))
    if (!agency) throw new HttpProblem(404)
    return agency
  }

  const todayAt = ({ calendar }: Agency) => now().toZonedDateTimeISO(calendar.timeZone).toPlainDate()

  interface Page { readonly form: Form, readonly path: string, readonly heading: ContactMessage, readonly links?: readonly { text: string, href: string }[] }
  interface Shown { readonly values?: Readonly<Record<string, unknown>>, readonly faults?: Readonly<Record<string, string>>, readonly stale?: boolean }

  function show(res: Response, agency: Agency, { form, path, heading, links }: Page, { values = {}, faults = {}, stale = false }: Shown = {}) {
    const language = languageOf(res)
    const { fields, errors } = formView(form, { values, errors: faults, language })
    render(res, 'desk/board', {
      above: agency.name[language], title: tellContact(heading, language), backHref: `/desk/agencies/${agency.id}`, backLabel: tellOversight('settings.to-agency', language), errors, tables: [],
      ...(links && { links }), ...(stale && { verdict: { good: false, lines: [tellOversight('settings.changed-meanwhile', language)] } }),
      form: { method: 'post', action: `/desk/agencies/${agency.id}/${path}`, hidden: [{ name: 'version', value: String(agency.version ?? 0) }], sections: [{ fields }], submit: tellContact('save', language), errors },
    }, { ...(stale && { status: 409 }) })
  }

  /** Reads a posted page and stores what it makes of the agency; shows it again with what is wrong. */
  async function take(req: Request, res: Response, page: Page, dated: string, make: (values: AnswerValues, agency: Agency, faults: Record<string, string>) => Pick<Partial<Agency>, 'contacts' | 'staff'>) {
    const [agency, language] = [await agencyOf(req), languageOf(res)]
    const posted = readBody(z.record(z.string(), z.string()), req)
    const { values, faults: wrong } = readAnswers(page.form, posted)
    const faults: Record<string, string> = errorTexts(page.form, wrong, language)
    if (!faults[dated] && String(values[dated]) < todayAt(agency).toString()) faults[dated] = tellContact('past', language)
    const change = Object.keys(faults).length === 0 ? make(values, agency, faults) : {}
    if (Object.keys(faults).length > 0) { show(res, agency, page, { values: posted, faults }); return }
    try {
      await agencies.change(agency.id, change, Number(posted['version']), { by: staff(accountOf(res), 'administrator'), at: now() })
    } catch (error) {
      if (!(error instanceof AgencyChanged)) throw error
      show(res, await agencyOf(req), page, { values: posted, stale: true })
      return
    }
    req.session.flash = { tone: 'success', text: tellContact('saved', language) }
    res.redirect(303, `/desk/agencies/${agency.id}`)
  }

  const contactPage: Page = { form: contactForm, path: 'contact', heading: 'contact' }

  router.get('/agencies/:agency/contact', async (req, res) => {
    const agency = await agencyOf(req)
    show(res, agency, contactPage, { values: { from: todayAt(agency).toString(), ...contactOf(agency, todayAt(agency)) } })
  })

  router.post('/agencies/:agency/contact', body, requireCsrf, (req, res) => take(req, res, contactPage, 'from', ({ from, address, phone, email, hotline }, agency) => ({
    contacts: [
      ...versionsOf(agency).filter((each) => each.from !== from),
      { from: String(from), value: { address: String(address), phone: String(phone), ...(email !== undefined && { email: String(email) }), ...(hotline !== undefined && { hotline: String(hotline) }) } },
    ].toSorted((a, b) => a.from < b.from ? -1 : 1),
  })))

  const newPage: Page = { form: staffForm, path: 'staff/new', heading: 'staff-new' }

  function entryOf(values: AnswerValues, id: string, faults: Record<string, string>, language: Language): Omit<StaffEntry, 'until'> {
    const { from, name, post, postEnglish, head, field, fieldEnglish, phone } = values
    if (head !== 'yes' && field === undefined) faults['field'] = tellContact('no-field', language)
    return { id, from: String(from), name: String(name), post: both(post, postEnglish), field: head === 'yes' ? null : both(field, fieldEnglish), phone: String(phone) }
  }

  router.get('/agencies/:agency/staff/new', async (req, res) => {
    const agency = await agencyOf(req)
    show(res, agency, newPage, { values: { from: todayAt(agency).toString(), head: 'no' } })
  })

  router.post('/agencies/:agency/staff/new', body, requireCsrf, (req, res) =>
    take(req, res, newPage, 'from', (values, agency, faults) => ({ staff: withStaff(agency.staff ?? [], entryOf(values, randomUUID().slice(0, 8), faults, languageOf(res))) })))

  /** The entry of an address that is on the list now or will be. */
  function entryIn({ staff: list = [] }: Agency, req: Request, res: Response): StaffEntry {
    const found = list.find(({ id, until }) => id === req.params['entry'] && until === null)
    if (!found) throw new HttpProblem(404, [tellContact('gone', languageOf(res))])
    return found
  }

  const changePage = (req: Request, res: Response): Page => {
    const path = `staff/${String(req.params['entry'])}`
    return { form: staffForm, path, heading: 'staff-change', links: [{ text: tellContact('staff-end', languageOf(res)), href: `/desk/agencies/${String(req.params['agency'])}/${path}/end` }] }
  }
  const endPage = (req: Request): Page => ({ form: staffEndForm, path: `staff/${String(req.params['entry'])}/end`, heading: 'staff-end' })

  router.get('/agencies/:agency/staff/:entry', async (req, res) => {
    const agency = await agencyOf(req)
    const { name, post, field, phone } = entryIn(agency, req, res)
    show(res, agency, changePage(req, res), {
      values: { from: todayAt(agency).toString(), name, post: post.vi, postEnglish: post.en, head: field ? 'no' : 'yes', ...(field && { field: field.vi, fieldEnglish: field.en }), phone },
    })
  })

  router.post('/agencies/:agency/staff/:entry', body, requireCsrf, (req, res) => take(req, res, changePage(req, res), 'from', (values, agency, faults) =>
    ({ staff: withStaff(agency.staff ?? [], entryOf(values, entryIn(agency, req, res).id, faults, languageOf(res))) })))

  router.get('/agencies/:agency/staff/:entry/end', async (req, res) => {
    const agency = await agencyOf(req)
    entryIn(agency, req, res)
    show(res, agency, endPage(req), { values: { until: todayAt(agency).toString() } })
  })

  router.post('/agencies/:agency/staff/:entry/end', body, requireCsrf, (req, res) => take(req, res, endPage(req), 'until', ({ until }, agency) =>
    ({ staff: withoutStaff(agency.staff ?? [], entryIn(agency, req, res).id, String(until)) })))

  return router
}
