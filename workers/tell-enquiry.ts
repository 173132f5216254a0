import { randomUUID } from 'node:crypto'
import { momentText, type TellDeps } from '../config/notify/tell.ts'
import type { Deps } from '../config/wire.ts'
import { quietHoursAt } from '../processes/law/quiet-hours.ts'
import { composeWith } from '../processes/shared/compose-notice.ts'
import { enquiryNotices, enquiryWords, type EnquiryNotice } from '../processes/shared/enquiry-notices.ts'
import type { Enquiry } from '../store/enquiries.ts'
import type { Notice } from '../store/notices.ts'

const addresses = { question: '/hoi-dap', feedback: '/phan-anh' } as const

const textOf = (value: unknown) => typeof value === 'string' ? value : ''

/**
 * Tells a person something about a question or feedback, within the running transaction: the asker on the portal and, where there is an
 * address and a channel, by mail and SMS; members of staff at their desk.
 */
export async function tellEnquiry(
  to: Notice['to'], kind: EnquiryNotice, enquiry: Enquiry, params: Readonly<Record<string, string>>, deps: TellDeps,
): Promise<void> {
  const { code, units, asked } = enquiry
  const language = to === 'applicant' ? enquiry.language : 'vi'
  const receiving = await deps.agencies.get(units.receiving)
  const deciding = units.deciding ? await deps.agencies.get(units.deciding) : null
  const facts = {
    code, title: textOf(asked['title']), what: enquiryWords[enquiry.kind][language], agency: (deciding ?? receiving).name[language],
    link: `${deps.env.PUBLIC_ORIGIN}${addresses[enquiry.kind]}/${code}`, ...params,
  }
  const { subject, text, html, sms } = composeWith(enquiryNotices[kind], language, facts, 'enquiry')
  const [email, phone] = [textOf(asked['email']), textOf(asked['phone'])]
  const outside = to === 'applicant' ? deps.notifier.channels : []
  const byMail = outside.includes('mail') && email !== ''
  const bySms = outside.includes('sms') && phone !== ''
  const unit = to === 'applicant' ? null : to === 'one-stop-head' ? units.receiving : units.deciding
  const [id, at] = [randomUUID(), deps.now()]
  await deps.notices.add({
    id, dossier: code, to, unit, person: null, subject, text, at, channels: ['portal', ...(byMail ? ['mail' as const] : []), ...(bySms ? ['sms' as const] : [])],
  })
  if (byMail) await deps.outbox.add(code, { kind: 'send-mail', to: email, subject, text, html, notice: id })
  if (bySms) await deps.outbox.add(code, { kind: 'send-sms', to: phone, text: sms, quiet: quietHoursAt(at, receiving), notice: id })
}

/** The due date of the clock that runs, in words; '' when none runs. */
export async function enquiryDueText(enquiry: Enquiry, { enquiries, agencies }: Pick<Deps, 'enquiries' | 'agencies'>, language = enquiry.language): Promise<string> {
  const due = (await enquiries.due(enquiry))?.due
  return due ? momentText(due, language, await agencies.get(enquiry.units.deciding ?? enquiry.units.receiving)) : ''
}
