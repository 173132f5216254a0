import { z } from 'zod'
import type { Act } from '../../processes/law/dossier-states.ts'
import { readAnswers } from '../../processes/form.ts'
import type { Deps } from '../../config/wire.ts'
import { roleFor } from '../access.ts'
import { mayReassign } from '../desk/officer-routes.ts'
import { officerForm } from '../desk/settings-forms.ts'
import { errorTexts } from '../form-errors.ts'
import { holdersOf } from '../holders.ts'
import { NotAnOfficer, officerOf, reassignOfficer } from '../reassign-officer.ts'
import { report, type Report } from '../report-error.ts'
import { readReport, reportForm } from '../report-page.ts'
import { carryOut } from './carry-out.ts'
import { changeConsultationLink, maySendLinks } from '../change-consultation-link.ts'
import { operation, type Call } from './operation.ts'
import { ofDossier } from './own-dossier.ts'
import { refuse } from './problems.ts'
import { acted, withAnswers } from './schemas.ts'
import { servedDossier } from './served-dossier.ts'

type StaffCall = Call<{ code: string }, unknown, { answers: Readonly<Record<string, unknown>> }>

const reporting = (kind: Report, act: Act) => async (call: StaffCall, deps: Deps) => {
  const { body, language, account, actor } = call
  const dossier = await servedDossier(call, deps)
  const role = roleFor(account, act, dossier)
  if (!role) throw refuse(403, 'no-role', language)
  const form = await reportForm(kind, deps)
  const { values, errors } = readReport(form, body.answers, language)
  return carryOut(call, { form, errors }, deps, async () => {
    await report(dossier.code, kind, values, actor(role), deps)
    return { status: 202, body: { code: dossier.code, state: dossier.state } }
  })
}

export const postErrorReport = operation({
  id: 'reportError', method: 'post', path: '/v1/dossiers/{code}/error-report', scope: 'tasks:complete', key: 'taken', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Cơ quan báo kết quả có sai sót (BT 21.1)', en: 'An agency reports an error in a result (BT 21.1)' },
  answers: { 202: { description: { vi: 'Đã ghi nhận', en: 'Recorded' }, schema: acted } },
  problems: [403, 404, 409, 413, 415, 422],
  handle: reporting('correction-request', 'request-correction'),
})

export const postLossReport = operation({
  id: 'reportLoss', method: 'post', path: '/v1/dossiers/{code}/loss-report', scope: 'tasks:complete', key: 'taken', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Cơ quan báo giấy tờ bị mất (BT 21.2)', en: 'An agency reports lost papers (BT 21.2)' },
  answers: { 202: { description: { vi: 'Đã ghi nhận', en: 'Recorded' }, schema: acted } },
  problems: [403, 404, 409, 413, 415, 422],
  handle: reporting('loss-report', 'record-loss'),
})

export const putOfficer = operation({
  id: 'reassignOfficer', method: 'put', path: '/v1/dossiers/{code}/officer', scope: 'tasks:complete', body: 'json', bodyShape: withAnswers, params: ofDossier,
  summary: { vi: 'Chuyển hồ sơ cho cán bộ thụ lý khác', en: 'Give a dossier to another officer' },
  description: { vi: '“officer” và “reason”, như ở bàn làm việc.', en: '`officer` and `reason`, as at the desk.' },
  answers: { 200: { description: { vi: 'Đã chuyển', en: 'Given' }, schema: acted } },
  problems: [403, 404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, language, account, actor } = call
    const dossier = await servedDossier(call, deps)
    const role = mayReassign(account, dossier)
    if (!role) throw refuse(403, 'no-role', language)
    const officers = (await holdersOf(dossier.units.deciding, 'case-officer', deps)).filter(({ username }) => username !== officerOf(dossier)).map(({ username, name }) => ({ value: username, label: name }))
    const { values, faults } = readAnswers(officerForm, body.answers, { officers })
    return carryOut(call, { form: officerForm, errors: errorTexts(officerForm, faults, language) }, deps, async () => {
      await reassignOfficer({ code: dossier.code, to: String(values['officer']), reason: String(values['reason']), by: actor(role) }, deps).catch((error: unknown) => {
        throw error instanceof NotAnOfficer ? refuse(409, 'not-now', language) : error
      })
      return { status: 200, body: { code: dossier.code, state: dossier.state } }
    })
  },
})

export const putConsultationLink = operation({
  id: 'changeConsultationLink', method: 'put', path: '/v1/dossiers/{code}/consultation-link', scope: 'tasks:complete', body: 'json', params: ofDossier,
  bodyShape: z.strictObject({ consultation: z.string().max(60), what: z.enum(['send', 'revoke']) }),
  summary: { vi: 'Gửi cho cơ quan được lấy ý kiến một đường dẫn để trả lời, hoặc thu hồi (BT 17.5)', en: 'Send a consulted agency a link to answer by, or take it back (BT 17.5)' },
  answers: { 200: { description: { vi: 'Đã thực hiện', en: 'Done' }, schema: acted } },
  problems: [403, 404, 409, 413, 415, 422],
  async handle(call, deps) {
    const { body, language, account, actor, keep } = call
    const dossier = await servedDossier(call, deps)
    const role = maySendLinks(account, dossier)
    if (!role) throw refuse(403, 'no-role', language)
    return deps.transactions.run(async () => {
      const done = await changeConsultationLink({ dossier: dossier.code, ...body }, actor(role), deps)
      if (done !== 'done') throw refuse(done === 'none' ? 404 : 409, done === 'none' ? 'no-such' : 'not-now', language)
      return keep({ status: 200, body: { code: dossier.code, state: dossier.state } })
    })
  },
})
