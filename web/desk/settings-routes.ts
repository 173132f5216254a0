import { Router, urlencoded, type Request, type Response } from 'express'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureAt } from '../../processes/catalogue.ts'
import { readAnswers, type AnswerValues, type Form } from '../../processes/form.ts'
import { isInOffice, type Validity } from '../../processes/law/agency-validity.ts'
import { deliveries, settingsOf, type AgencySettings } from '../../processes/law/agency-settings.ts'
import { datedCalendarSchema, weekdays, type Calendar, type Shift, type Weekday } from '../../processes/law/calendar.ts'
import { roleNames } from '../../processes/law/roles.ts'
import { isWorkingDay } from '../../processes/law/working-time.ts'
import type { Language } from '../../processes/text.ts'
import { AgencyChanged, type Agency } from '../../store/agencies.ts'
import { previewCalendar } from '../../store/moved-due-dates.ts'
import { changeCalendar } from '../change-calendar.ts'
import { wordsOf } from '../account/words.ts'
import { errorTexts } from '../form-errors.ts'
import { tellContact } from '../messages/contacts.ts'
import { deliveryNames, kindNames, levelNames, tellOversight, weekdayNames, type OversightMessage } from '../messages/oversight.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardTable } from '../view/board-table.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell, BoardModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { contactTables } from './contact-routes.ts'
import { endingForm, rulesForm, shiftsForm, swapForm } from './settings-forms.ts'

type Faults = Record<string, string>
type Params = Readonly<Record<string, string | number>>

/** How a day that is made up is worked: as the weekday that is off. */
const weekdayOf = (day: Temporal.PlainDate): Weekday => weekdays[day.dayOfWeek - 1] ?? 'mon'

const shiftsText = (shifts: readonly Shift[]) => shifts.map(([from, until]) => `${from}-${until}`).join(', ')

/** '07:00-11:00, 13:00-17:00'; null when it is written otherwise. */
function readShifts(text: string): Shift[] | null {
  if (text.trim() === '') return []
  const parts = text.split(/[,;]/).map((part) => /^\s*(\d{1,2}:\d\d)\s*[-–]\s*(\d{1,2}:\d\d)\s*$/.exec(part))
  return parts.every((part) => part !== null) ? parts.map(([, from = '', until = '']) => [from.padStart(5, '0'), until.padStart(5, '0')] as const) : null
}

/** The administrator's pages: what an agency decides for itself is edited here, dated, and logged (requirements J1, J9, B6, D2; TN 18.5). */
export function settingsRoutes(deps: Deps): Router {
  const { agencies, accounts, dossiers, calendarChanges, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '50kb' })

  const actorOf = (res: Response) => staff(accountOf(res), 'administrator')
  const words = (res: Response) => (key: OversightMessage, params: Params = {}) => tellOversight(key, languageOf(res), params)

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

  /** Of a unit that is not in office today. */
  const standingText = (validity: Validity, language: Language) =>
    isInOffice(validity, now().toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDate()) ? '' : tellOversight('settings.not-in-office', language)

  router.get('/agencies', async (_req, res) => {
    const [language, t] = [languageOf(res), words(res)]
    const rows = (await agencies.all()).map(({ id, name, kind, level, address, ...validity }): BoardCell[] =>
      [{ text: name[language], href: `/desk/agencies/${id}` }, { text: `${kindNames[kind][language]} · ${levelNames[level][language]}` }, { text: standingText(validity, language) || address }])
    render(res, 'desk/board', {
      above: t('settings.above'), title: t('settings.title'), backHref: '/desk', backLabel: t('settings.above'), errors: [], links: [{ text: wordsOf(res)('rules.title'), href: '/desk/sign-in-rules' }],
      tables: [boardTable(t('settings.title'), [t('settings.agency'), t('settings.kind'), t('settings.address')], rows, t('settings.none'))],
    })
  })

  function settingsLines({ reminders: { remindWorkingDays, apologyLeadWorkingDays, escalation } }: AgencySettings, language: Language): string {
    const t = (key: OversightMessage, params: Params = {}) => tellOversight(key, language, params)
    return t('settings.reminders-text', {
      before: remindWorkingDays.join(', '), apology: apologyLeadWorkingDays,
      escalation: escalation ? t('settings.escalation', { after: escalation.afterWorkingDays, every: escalation.everyWorkingDays }) : t('settings.no-escalation'),
    })
  }

  /** From when until when a unit is in office, and who succeeds it; nothing for one without end or beginning. */
  async function validityText({ validFrom, validUntil, successor }: Agency, language: Language): Promise<{ paragraphs?: string[] }> {
    const t = (key: OversightMessage, params: Params = {}) => tellOversight(key, language, params)
    const written = (day: string) => day.split('-').toReversed().join('/')
    const next = successor ? await agencies.find(successor) : null
    const lines = [
      ...validFrom ? [t('settings.valid-from', { day: written(validFrom) })] : [],
      ...validUntil ? [t('settings.valid-until', { day: written(validUntil), successor: next?.name[language] ?? '—' })] : [],
    ]
    return lines.length > 0 ? { paragraphs: [lines.join(' ')] } : {}
  }

  router.get('/agencies/:agency', async (req, res) => {
    const [agency, language, t] = [await agencyOf(req), languageOf(res), words(res)]
    const today = todayAt(agency).toString()
    const { calendar, settings = [] } = agency
    const versions = [{ from: '', value: settingsOf({ ...agency, settings: [] }, todayAt(agency)) }, ...settings.toSorted((a, b) => a.from < b.from ? -1 : 1)]
    const days = [...calendar.holidays.map((day) => [day, t('settings.off')] as const), ...calendar.makeUpDays.map(({ date, as }) => [date, `${t('settings.made-up')} (${weekdayNames[as][language]})`] as const)]
      .filter(([day]) => day >= today).sort(([a], [b]) => a < b ? -1 : 1)
    const dateCell = (day: string): BoardCell => day ? { text: day.split('-').toReversed().join('/') } : { text: t('settings.always') }
    const base = `/desk/agencies/${agency.id}`
    render(res, 'desk/board', {
      above: `${kindNames[agency.kind][language]} · ${levelNames[agency.level][language]}`, title: agency.name[language], backHref: '/desk/agencies', backLabel: t('settings.back'), errors: [],
      ...await validityText(agency, language),
      links: [
        { text: t('settings.swap'), href: `${base}/swap-day` }, { text: t('settings.shifts'), href: `${base}/shifts` }, { text: t('settings.rules'), href: `${base}/rules` }, { text: t('settings.ending'), href: `${base}/ending` },
        { text: t('account-new.link'), href: `/desk/accounts/new?unit=${agency.id}` }, { text: tellContact('contact', language), href: `${base}/contact` }, { text: tellContact('staff-new', language), href: `${base}/staff/new` }, { text: tellContact('public-page', language), href: `/co-quan/${agency.id}` },
        { text: t('audit.log-of', { subject: agency.name[language] }), href: `/desk/audit/log?subject=${encodeURIComponent(`agency/${agency.id}`)}` },
      ],
      tables: [
        ...contactTables(agency, language),
        boardTable(t('settings.hours'), [t('settings.from'), ...weekdays.map((day) => weekdayNames[day][language])],
          calendar.periods.map(({ from, shifts }) => [dateCell(from ?? ''), ...weekdays.map((day): BoardCell => ({ text: shiftsText(shifts[day]) || '—' }))]), t('settings.none')),
        boardTable(t('settings.in-force'), [t('settings.from'), t('settings.counting'), t('settings.reminders'), t('settings.delivery')],
          versions.map(({ from, value }) => [
            dateCell(from), { text: t(value.countWorkingDaysAs === 'days' ? 'settings.by-days' : 'settings.by-hours') }, { text: settingsLines(value, language) },
            { text: value.deliveries.map((each) => deliveryNames[each][language]).join(', ') },
          ]), t('settings.none')),
        boardTable(t('settings.days'), [t('settings.day'), t('settings.what')], days.map(([day, what]) => [dateCell(day), { text: what }]), t('settings.none')),
        boardTable(t('settings.changes'), [t('audit.when'), t('audit.who'), t('settings.cause'), t('settings.progress')],
          (await calendarChanges.of(agency.id)).map(({ at, by, cause, moved, expected, reached }) => [
            { at }, { text: by.kind === 'staff' ? by.name : '' }, { text: cause },
            { text: reached === null ? t('settings.done', { moved }) : t('settings.going-on', { moved, expected }) },
          ]), t('settings.none')),
        boardTable(t('settings.people'), [t('settings.person'), t('settings.roles')],
          (await accounts.ofUnit(agency.id)).map(({ username, name, roles: held, active }) => [
            { text: `${name} · ${username}`, href: `/desk/accounts/${username}` },
            { text: active ? held.map((role) => roleNames[role][language]).join(', ') : t('settings.left') },
          ]), t('settings.none')),
      ],
    })
  })

  interface Shown { readonly values?: Readonly<Record<string, unknown>>, readonly faults?: Readonly<Faults>, readonly status?: number, readonly warning?: string }

  /** One of an agency's forms; `preview` turns it into the page on which it is confirmed. */
  function showForm(res: Response, agency: Agency, [form, path, heading]: readonly [Form, string, OversightMessage], { values = {}, faults = {}, status, warning }: Shown = {}) {
    const [language, t] = [languageOf(res), words(res)]
    const { fields, errors } = formView(form, { values, errors: faults, language })
    const isCalendar = path !== 'rules'
    render(res, 'desk/board', {
      above: agency.name[language], title: t(heading), backHref: `/desk/agencies/${agency.id}`, backLabel: t('settings.to-agency'), errors, tables: [],
      ...(warning && { verdict: { good: false, lines: [warning] } }),
      form: {
        method: 'post', action: `/desk/agencies/${agency.id}/${path}`, hidden: [{ name: 'version', value: String(agency.version ?? 0) }], sections: [{ fields }],
        submit: t(isCalendar ? 'settings.preview' : 'settings.save'), errors,
      },
    }, { ...(status !== undefined && { status }) })
  }

  const swap = [swapForm, 'swap-day', 'settings.swap'] as const
  const shifts = [shiftsForm, 'shifts', 'settings.shifts'] as const
  const rules = [rulesForm, 'rules', 'settings.rules'] as const

  const shiftValues = ({ calendar: { periods } }: Agency) => Object.fromEntries(weekdays.map((day) => [day, shiftsText(periods.at(-1)?.shifts[day] ?? [])]))
  function ruleValues(agency: Agency) {
    const { countWorkingDaysAs, reminders, deliveries: ways } = settingsOf(agency, todayAt(agency))
    return {
      counting: countWorkingDaysAs, remind: reminders.remindWorkingDays.join(', '), apology: reminders.apologyLeadWorkingDays,
      ...(reminders.escalation && { after: reminders.escalation.afterWorkingDays, every: reminders.escalation.everyWorkingDays }), deliveries: ways,
    }
  }

  router.get('/agencies/:agency/swap-day', async (req, res) => { showForm(res, await agencyOf(req), swap, { values: { scope: 'this' } }) })
  router.get('/agencies/:agency/shifts', async (req, res) => { const agency = await agencyOf(req); showForm(res, agency, shifts, { values: shiftValues(agency) }) })
  router.get('/agencies/:agency/rules', async (req, res) => { const agency = await agencyOf(req); showForm(res, agency, rules, { values: ruleValues(agency) }) })

  /** The calendar with a day off and, perhaps, its make-up day; what is wrong goes to `faults`. */
  function swapped(agency: Agency, values: AnswerValues, faults: Faults, t: ReturnType<typeof words>): Calendar {
    const { calendar } = agency
    const [off, madeUp] = [String(values['dayOff']), values['madeUp'] ? String(values['madeUp']) : null]
    const day = Temporal.PlainDate.from(off)
    if (!isWorkingDay(day, calendar)) faults['dayOff'] = t('settings.is-off')
    if (madeUp === off) faults['madeUp'] = t('settings.same-day')
    else if (madeUp && isWorkingDay(Temporal.PlainDate.from(madeUp), calendar)) faults['madeUp'] = t('settings.is-worked')
    return {
      ...calendar,
      holidays: [...calendar.holidays.filter((each) => each !== madeUp), off].sort(),
      makeUpDays: [...calendar.makeUpDays.filter(({ date }) => date !== off), ...(madeUp ? [{ date: madeUp, as: weekdayOf(day) }] : [])],
    }
  }

  function reshifted(agency: Agency, values: AnswerValues, faults: Faults, t: ReturnType<typeof words>): Calendar {
    const from = String(values['from'])
    if (from < todayAt(agency).toString()) faults['from'] = t('settings.past')
    const week: Partial<Record<Weekday, Shift[]>> = {}
    for (const day of weekdays) {
      const read = readShifts(typeof values[day] === 'string' ? values[day] : '')
      if (read) week[day] = read
      else faults[day] = t('settings.bad-shifts')
    }
    const period = { from, shifts: week }
    const parsed = datedCalendarSchema.safeParse({ ...agency.calendar, periods: [...agency.calendar.periods.filter((each) => each.from !== from), period] })
    if (parsed.success && weekdays.some((day) => (week[day]?.length ?? 0) > 0)) return parsed.data
    if (Object.keys(faults).length === 0) {
      const bad = parsed.error?.issues.flatMap(({ path }) => path).find((part) => (weekdays as readonly unknown[]).includes(part))
      faults[typeof bad === 'string' ? bad : 'mon'] = t(parsed.success ? 'settings.no-work' : 'settings.bad-shifts')
    }
    return agency.calendar
  }

  /**
   * A calendar is changed in two steps: the first shows which due dates would move, the second stores what was shown. Both read the
   * form anew, and each agency is changed only as it was seen.
   */
  function calendarPage(page: typeof swap | typeof shifts, make: (agency: Agency, values: AnswerValues, faults: Faults, t: ReturnType<typeof words>) => Calendar) {
    const [form, path] = page
    router.post(`/agencies/:agency/${path}`, body, requireCsrf, async (req, res) => {
      const [agency, language, t] = [await agencyOf(req), languageOf(res), words(res)]
      const posted = readBody(z.record(z.string(), z.string()), req)
      const { values, faults: wrong } = readAnswers(form, posted)
      const faults: Faults = errorTexts(form, wrong, language)
      const calendar = Object.keys(faults).length === 0 ? make(agency, values, faults, t) : agency.calendar
      if (Object.keys(faults).length > 0) { showForm(res, agency, page, { values: posted, faults }); return }
      if (posted['version'] !== String(agency.version ?? 0)) { showForm(res, agency, page, { values: posted, status: 409, warning: t('settings.changed-meanwhile') }); return }
      const others = values['scope'] === 'all' ? (await agencies.all()).filter(({ id }) => id !== agency.id) : []
      const plans = [{ agency, calendar }, ...others.flatMap((each) => {
        const own: Faults = {}
        const theirs = make(each, values, own, t)
        return Object.keys(own).length === 0 ? [{ agency: each, calendar: theirs }] : [] // it has the day off already
      })]
      const previews = await Promise.all(plans.map(async (plan) => ({ ...plan, ...await previewCalendar(plan.agency, plan.calendar, { dossiers }) })))
      if (posted['confirm'] === 'yes') {
        try {
          for (const { agency: each, calendar: theirs, moved } of previews) await changeCalendar({ agency: each, calendar: theirs, cause: String(values['cause']), expected: moved }, actorOf(res), deps)
        } catch (error) {
          if (!(error instanceof AgencyChanged)) throw error
          showForm(res, await agencyOf(req), page, { values: posted, status: 409, warning: t('settings.changed-meanwhile') })
          return
        }
        req.session.flash = { tone: 'success', text: t('settings.confirmed') }
        res.redirect(303, `/desk/agencies/${agency.id}`)
        return
      }
      showPreview(res, agency, path, posted, previews)
    })
  }

  function showPreview(res: Response, agency: Agency, path: string, posted: Readonly<Record<string, string>>, previews: readonly (Awaited<ReturnType<typeof previewCalendar>> & { agency: Agency })[]) {
    const [language, t] = [languageOf(res), words(res)]
    const model: BoardModel = {
      above: agency.name[language], title: t('settings.preview-title'), backHref: `/desk/agencies/${agency.id}/${path}`, backLabel: t('settings.to-agency'), errors: [],
      paragraphs: [t('settings.preview-lead'), ...previews.map(({ agency: { name }, moved, open }) => t('settings.preview-count', { agency: name[language], moved, open }))],
      form: {
        method: 'post', action: `/desk/agencies/${agency.id}/${path}`, sections: [], submit: t('settings.confirm'), errors: [],
        hidden: [...Object.entries(posted).filter(([name]) => name !== '_csrf').map(([name, value]) => ({ name, value })), { name: 'confirm', value: 'yes' }],
      },
      tables: [boardTable(t('settings.preview-title'), [t('audit.find'), t('settings.procedure'), t('settings.old'), t('settings.new')], previews.flatMap(({ shown }) => shown).slice(0, 200).map(({ code, procedure, from, to }) => [
        { text: code, href: `/desk/dossiers/${code}` }, { text: procedureAt(procedure, now()).name[language] }, { at: from }, { at: to },
      ]), t('settings.none'))],
    }
    render(res, 'desk/board', model)
  }

  calendarPage(swap, swapped)
  calendarPage(shifts, reshifted)

  router.post('/agencies/:agency/rules', body, requireCsrf, async (req, res) => {
    const [agency, language, t] = [await agencyOf(req), languageOf(res), words(res)]
    const posted = readBody(z.record(z.string(), z.unknown()), req)
    const { values, faults: wrong } = readAnswers(rulesForm, posted)
    const faults: Faults = errorTexts(rulesForm, wrong, language)
    const [from, remind] = [String(values['from']), String(values['remind']).split(/[,;]/).map((each) => each.trim())]
    if (!faults['from'] && from < todayAt(agency).toString()) faults['from'] = t('settings.past')
    if (!faults['remind'] && !remind.every((each) => /^\d{1,2}$/.test(each))) faults['remind'] = t('settings.bad-list')
    if (Object.keys(faults).length > 0) { showForm(res, agency, rules, { values: posted, faults }); return }
    const [after, every] = [values['after'], values['every']].map((each) => typeof each === 'number' ? each : null)
    const value: AgencySettings = {
      countWorkingDaysAs: values['counting'] === 'hours' ? 'hours' : 'days',
      reminders: {
        remindWorkingDays: [...new Set(remind.map(Number))].sort((a, b) => b - a), apologyLeadWorkingDays: Number(values['apology']),
        escalation: after ? { afterWorkingDays: after, everyWorkingDays: every ?? after } : null,
      },
      deliveries: deliveries.filter((each) => (values['deliveries'] as readonly unknown[]).includes(each)),
    }
    try {
      await agencies.change(agency.id, { settings: [...(agency.settings ?? []).filter((each) => each.from !== from), { from, value }] }, Number(posted['version']), { by: actorOf(res), at: now() })
    } catch (error) {
      if (!(error instanceof AgencyChanged)) throw error
      showForm(res, agency, rules, { values: posted, status: 409, warning: t('settings.changed-meanwhile') })
      return
    }
    req.session.flash = { tone: 'success', text: t('settings.saved') }
    res.redirect(303, `/desk/agencies/${agency.id}`)
  })

  /** Who may succeed an agency: others of its kind that go on. */
  const successorsOf = async ({ id, kind }: Agency, language: Language) =>
    ({ agencies: (await agencies.all()).filter((each) => each.id !== id && each.kind === kind && !each.validUntil).map(({ id: value, name }) => ({ value, label: name[language] })) })

  async function showEnding(res: Response, agency: Agency, { values = {}, faults = {}, status, warning }: Shown = {}) {
    const [language, t] = [languageOf(res), words(res)]
    const { fields, errors } = formView(endingForm, { values, errors: faults, language, options: await successorsOf(agency, language) })
    render(res, 'desk/board', {
      above: agency.name[language], title: t('settings.ending'), backHref: `/desk/agencies/${agency.id}`, backLabel: t('settings.to-agency'), errors, tables: [],
      ...(warning && { verdict: { good: false, lines: [warning] } }),
      form: {
        method: 'post', action: `/desk/agencies/${agency.id}/ending`, hidden: [{ name: 'version', value: String(agency.version ?? 0) }], sections: [{ fields }],
        submit: t('settings.save'), errors,
      },
    }, { ...(status !== undefined && { status }) })
  }

  router.get('/agencies/:agency/ending', async (req, res) => {
    const agency = await agencyOf(req)
    await showEnding(res, agency, { values: { ...(agency.validUntil && { until: agency.validUntil }), ...(agency.successor && { successor: agency.successor }) } })
  })

  router.post('/agencies/:agency/ending', body, requireCsrf, async (req, res) => {
    const [agency, language, t] = [await agencyOf(req), languageOf(res), words(res)]
    const posted = readBody(z.record(z.string(), z.string()), req)
    const { values, faults: wrong } = readAnswers(endingForm, posted, await successorsOf(agency, language))
    const faults: Faults = errorTexts(endingForm, wrong, language)
    const [validUntil, successor] = [String(values['until']), String(values['successor'])]
    if (!faults['until'] && validUntil < todayAt(agency).toString()) faults['until'] = t('settings.past')
    if (Object.keys(faults).length > 0) { await showEnding(res, agency, { values: posted, faults }); return }
    try {
      await agencies.change(agency.id, { validUntil, successor }, Number(posted['version']), { by: actorOf(res), at: now() })
    } catch (error) {
      if (!(error instanceof AgencyChanged)) throw error
      await showEnding(res, agency, { values: posted, status: 409, warning: t('settings.changed-meanwhile') })
      return
    }
    req.session.flash = { tone: 'success', text: t('settings.saved') }
    res.redirect(303, `/desk/agencies/${agency.id}`)
  })

  return router
}
