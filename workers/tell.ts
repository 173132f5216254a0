import { randomUUID } from 'node:crypto'
import Handlebars from 'handlebars'
import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { noticeTemplates, type NoticeKind } from '../processes/shared/notices.ts'
import type { Language } from '../processes/text.ts'
import type { Agency } from '../store/agencies.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Notice } from '../store/notices.ts'

export type TellDeps = Pick<Deps, 'notices' | 'outbox' | 'notifier' | 'agencies' | 'now' | 'env'>

const compiled = new Map<string, HandlebarsTemplateDelegate>()

/** Plain text, so nothing is escaped; the pages escape it when they show it. */
function fill(source: string, params: Readonly<Record<string, unknown>>): string {
  const template = compiled.get(source) ?? Handlebars.compile(source, { noEscape: true, strict: false })
  compiled.set(source, template)
  return template(params).trim()
}

/** A moment as people read it, in the agency's zone: '16:30 ngày 04/05/2026'. */
export function momentText(at: Temporal.Instant, language: Language, { calendar }: Pick<Agency, 'calendar'>): string {
  const zoned = at.toZonedDateTimeISO(calendar.timeZone)
  const two = (value: number) => String(value).padStart(2, '0')
  const time = `${two(zoned.hour)}:${two(zoned.minute)}`
  return language === 'vi'
    ? `${time} ngày ${two(zoned.day)}/${two(zoned.month)}/${String(zoned.year)}`
    : `${time} on ${two(zoned.day)}/${two(zoned.month)}/${String(zoned.year)}`
}

/**
 * Tells a person something about a dossier, within the running transaction: always on the portal or the desk, to the
 * applicant also by mail and SMS where there is an address and operations configured the channel (BT 45/2023 art. 15.2a).
 */
export async function tell(
  to: Notice['to'], kind: NoticeKind, dossier: Dossier, params: Readonly<Record<string, unknown>>, deps: TellDeps,
): Promise<void> {
  const { language, code, applicant } = dossier
  const agency = await deps.agencies.get(dossier.units.deciding)
  const facts = {
    code, procedure: findProcedure(dossier.procedure).name[language], agency: agency.name[language],
    link: `${deps.env.PUBLIC_ORIGIN}/ho-so/${code}`, ...params,
    ...(typeof params['reason'] === 'string' && { reason: params['reason'].trim().replace(/\.$/, '') }), // the template ends the sentence
  }
  const template = noticeTemplates[kind]
  const [subject, text] = [fill(template.subject[language], facts), fill(template.text[language], facts)]
  const outside = to === 'applicant' ? deps.notifier.channels : []
  const mail = outside.includes('mail') && applicant.email !== ''
  const sms = outside.includes('sms') && applicant.phone !== ''
  await deps.notices.add({
    id: randomUUID(), dossier: code, to, subject, text, at: deps.now(),
    channels: ['portal', ...(mail ? ['mail' as const] : []), ...(sms ? ['sms' as const] : [])],
  })
  if (mail) await deps.outbox.add(code, { kind: 'send-mail', to: applicant.email, subject, text })
  if (sms) await deps.outbox.add(code, { kind: 'send-sms', to: applicant.phone, text })
}
