import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import { procedureOf } from '../processes/catalogue.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import { paperDate, paperMoment } from '../processes/papers/paper-words.ts'
import type { Paper } from '../processes/papers/paper.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { DossierEvent } from '../store/events.ts'
import { HttpProblem } from './problem.ts'
import type { AppointmentView } from './view/models.ts'

const arranged = z.object({ when: z.string(), place: z.string(), participants: z.string(), content: z.string(), mustAttend: z.boolean() })

const ofVerification = ['arrange-verification', 'record-verification', 'miss-verification']

/** The verification that the applicant is to attend, as it was arranged last; nothing once it took place or was called off (BT 45/2023 art. 17.3b). */
function awaited(events: readonly DossierEvent[]): (z.infer<typeof arranged> & Pick<DossierEvent, 'at'>) | null {
  const last = events.findLast(({ act }) => ofVerification.includes(act))
  if (last?.act !== 'arrange-verification') return null
  const found = arranged.parse(last.details)
  return found.mustAttend ? { ...found, at: last.at } : null
}

export async function presentAppointment({ code, state }: Dossier, { events }: Pick<Deps, 'events'>): Promise<AppointmentView | undefined> {
  const found = state === 'settling' ? awaited(await events.of(code)) : null
  return found ? { at: found.when, place: found.place, participants: found.participants, content: found.content, href: `/ho-so/${code}/giay-moi` } : undefined
}

/** The invitation, to be read and printed. @throws HttpProblem 404 when nobody is invited */
export async function invitationPaper(dossier: Dossier, { events, agencies, env }: Pick<Deps, 'events' | 'agencies' | 'env'>): Promise<Paper> {
  const found = awaited(await events.of(dossier.code))
  if (!found) throw new HttpProblem(404)
  const { superior, name, place, calendar: { timeZone } } = await agencies.get(dossier.units.deciding)
  return {
    size: 'a5', form: '', title: 'Giấy mời thẩm tra, xác minh hồ sơ', number: null, head: { superior: superior.vi, agency: name.vi, place }, at: found.at,
    date: paperDate(found.at, timeZone), dossier: { code: dossier.code, lookUp: qrPayload(dossier.code, env.PUBLIC_ORIGIN) },
    recipient: `${dossier.applicant.name}, ${dossier.applicant.address}`,
    rows: [
      { label: 'Thủ tục', lines: [procedureOf(dossier).name.vi] },
      { label: 'Thời gian', lines: [paperMoment(found.when, timeZone)] },
      { label: 'Địa điểm', lines: [found.place] },
      { label: 'Thành phần', lines: found.participants.split('\n') },
      { label: 'Nội dung', lines: found.content.split('\n') },
    ],
    paragraphs: ['Đề nghị Ông/Bà có mặt đúng thời gian, địa điểm nêu trên, mang theo giấy tờ tùy thân. Nếu không thể có mặt, đề nghị báo trước cho cơ quan giải quyết để hẹn lại.'],
    signatures: [{ role: name.vi, note: 'Phát hành điện tử' }],
  }
}
