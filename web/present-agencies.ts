import type { Temporal } from 'temporal-polyfill'
import { procedures } from '../processes/catalogue.ts'
import { staffOn } from '../processes/law/agency-contact.ts'
import { isInOffice } from '../processes/law/agency-validity.ts'
import { openingHours, openness, unusualDays } from '../processes/law/opening-hours.ts'
import { dayOf } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Agency } from '../store/agencies.ts'
import { grouped } from './grouped.ts'
import { kindNames, levelNames, weekdayNames } from './messages/oversight.ts'
import { procedureOn } from '../processes/edition.ts'
import { procedureRow } from './present-procedures.ts'
import type { AgenciesModel, AgencyModel, AgencyRow } from './view/find-models.ts'
import { date } from './view/format.ts'
import { translator } from './view/translate.ts'

const levels = ['province', 'district', 'commune'] as const
const unusualWithin = { days: 60 }
const mostShown = 20

const row = ({ id, name, superior, kind, address, place, phone, validUntil }: Agency, language: Language): AgencyRow =>
  ({ name: name[language], href: `/co-quan/${id}`, kind: `${superior[language]} · ${kindNames[kind][language]}`, address: `${address}, ${place}`, phone, ...(validUntil && { until: validUntil }) })

/** The units of a province by level of government and place; one that has not begun is not shown (TQ 8.1a; requirement A1). */
export function agenciesModel(all: readonly Agency[], language: Language, at: Temporal.Instant): AgenciesModel {
  const day = dayOf(at)
  const order = ['one-stop', 'deciding', 'partner', 'consulted']
  const byKind = all.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind))
  return {
    levels: levels.map((level) => {
      const here = byKind.filter((each) => each.level === level)
      const inOffice = here.filter((each) => isInOffice(each, day))
      return {
        level,
        places: grouped(inOffice, ({ territory, place }) => territory === null ? '' : place).map(({ key, all: units }) => ({ name: key, agencies: units.map((each) => row(each, language)) })),
        ended: here.filter(({ validUntil }) => validUntil !== undefined && validUntil < day.toString()).map((each) => row(each, language)),
      }
    }),
  }
}

const time = (text: string) => text.replace(/^0/, '')

/** A unit's own page (BT 7.7, TH 13.1; requirements A1, A11). */
export function agencyModel(agency: Agency, { successor, decided }: { successor: Agency | null, decided: ReadonlySet<string> }, language: Language, at: Temporal.Instant): AgencyModel {
  const [day, t] = [dayOf(at), translator(language)]
  const { name, superior, kind, level, address, place, phone, email, hotline, calendar, staff = [], decides, consultedOn, actsAs, validFrom, validUntil } = agency
  const inOffice = isInOffice(agency, day)
  const ended = !inOffice && validUntil !== undefined && validUntil < day.toString()
  const received = kind === 'one-stop' && inOffice ? procedures.filter((each) => decided.has(each.id)) : []
  return {
    name: name[language], above: `${superior[language]} · ${kindNames[kind][language]}, ${levelNames[level][language]}`,
    ...(!inOffice && {
      notice: {
        text: ended ? t('agency.ended-on', { day: date(validUntil, language, calendar.timeZone) }) : t('agency.begins-on', { day: date(validFrom ?? '', language, calendar.timeZone) }),
        ...(ended && successor && { successor: { name: t('agency.succeeded', { name: successor.name[language] }), href: `/co-quan/${successor.id}` } }),
      },
    }),
    contact: { address: `${address}, ${place}`, phone, ...(email && { email }), ...(hotline && { hotline }) },
    hours: openingHours(calendar, day).map(({ from, until, shifts }) => ({
      days: from === until ? weekdayNames[from][language] : `${weekdayNames[from][language]} – ${weekdayNames[until][language]}`,
      shifts: shifts.map(([first, last]) => `${time(first)}\u00a0–\u00a0${time(last)}`).join(', '),
    })),
    ...(inOffice && { now: openness(calendar, at) }),
    unusual: unusualDays(calendar, day, unusualWithin),
    staff: staffOn(staff, day).map(({ name: person, post, field, phone: direct }) => ({ name: person, post: post[language], field: field?.[language] ?? '', phone: direct })),
    decides: inOffice ? procedures.filter((each) => decides.includes(each.id)).map((each) => procedureRow(each, language, at)) : [],
    receives: received.slice(0, mostShown).map((each) => procedureRow(each, language, at)),
    ...(received.length > mostShown && { receivesMore: received.length }),
    takesPart: inOffice ? procedures.filter((each) => consultedOn.includes(each.id) || each.partners?.some((part) => actsAs.includes(part)))
      .map((each) => ({ name: procedureOn(each, day).name[language], href: `/thu-tuc/${each.id}` })) : [],
  }
}
