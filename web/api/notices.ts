import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { maskMail, maskPhone } from '../../processes/law/contact.ts'
import { isEnquiryCode } from '../../processes/law/enquiries.ts'
import type { Client } from '../../store/clients.ts'
import type { FailedSending } from '../../store/outbox.ts'
import { decidesSendings } from '../access.ts'
import { decideSending } from '../decide-sending.ts'
import { operation, type Call } from './operation.ts'
import { moment } from './present.ts'
import { refuse } from './problems.ts'
import { failedSendings, sendingDecided } from './schemas.ts'

/** Whether a message that could not be sent is the caller's to decide about. */
async function isTheirs({ dossier: code }: FailedSending, client: Client, { dossiers, enquiries }: Pick<Deps, 'dossiers' | 'enquiries'>): Promise<boolean> {
  if (isEnquiryCode(code)) {
    const enquiry = await enquiries.find(code)
    return enquiry !== null && decidesSendings(client, { enquiry })
  }
  const dossier = await dossiers.find(code)
  return dossier !== null && decidesSendings(client, { dossier })
}

export const listFailedSendings = operation({
  id: 'listFailedNotices', method: 'get', path: '/v1/failed-notices', scope: 'notices:write',
  summary: { vi: 'Tin không gửi được của hồ sơ, câu hỏi mà đơn vị tham gia; mới nhất trước', en: 'Messages that could not be sent, of the unit’s dossiers and questions; the latest first' },
  answers: { 200: { description: { vi: 'Nhiều nhất 200 tin', en: 'At most 200' }, schema: failedSendings } },
  async handle({ client, language }, deps) {
    if (!client.roles.includes('administrator')) throw refuse(403, 'no-role', language)
    const failed = await deps.outbox.failed(200)
    const items = await Promise.all(failed.map(async (each) => {
      if (!await isTheirs(each, client, deps)) return []
      const { id, dossier, command, attempts, error, failedAt } = each
      const notice = command.notice ? await deps.notices.find(command.notice) : null
      const mail = command.kind === 'send-mail'
      return [{
        id, about: dossier, subject: notice?.subject ?? (mail ? command.subject : ''), channel: mail ? 'mail' as const : 'sms' as const, address: mail ? maskMail(command.to) : maskPhone(command.to), error, attempts,
        failedAt: moment(failedAt),
      }]
    }))
    return { status: 200, body: { items: items.flat() } }
  },
})

const deciding = (act: 'send-notice-again' | 'tell-by-phone') => async ({ params: { id }, client, actor, language, keep }: Call<{ id: string }, unknown, unknown>, deps: Deps) => {
  if (!client.roles.includes('administrator')) throw refuse(403, 'no-role', language)
  const failed = await deps.outbox.findFailed(id)
  if (!failed || !await isTheirs(failed, client, deps)) throw refuse(404, 'no-such', language)
  return deps.transactions.run(async () => {
    const { dossier } = await decideSending(id, act, actor('administrator'), deps)
    return keep({ status: 200, body: { id, about: dossier } })
  })
}

const ofSending = z.strictObject({ id: z.string().max(100) })

export const postSendAgain = operation({
  id: 'sendNoticeAgain', method: 'post', path: '/v1/failed-notices/{id}/again', scope: 'notices:write', key: 'taken', params: ofSending,
  summary: { vi: 'Gửi lại một tin', en: 'Send a message again' },
  answers: { 200: { description: { vi: 'Sẽ gửi lại', en: 'It is sent again' }, schema: sendingDecided } },
  problems: [404, 409],
  handle: deciding('send-notice-again'),
})

export const postToldByPhone = operation({
  id: 'toldByPhone', method: 'post', path: '/v1/failed-notices/{id}/told-by-phone', scope: 'notices:write', key: 'taken', params: ofSending,
  summary: { vi: 'Ghi nhận rằng đã báo qua điện thoại', en: 'Note that the person was told by telephone' },
  answers: { 200: { description: { vi: 'Đã ghi nhận', en: 'Noted' }, schema: sendingDecided } },
  problems: [404, 409],
  handle: deciding('tell-by-phone'),
})
