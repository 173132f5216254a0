import { procedures } from '../../processes/catalogue.ts'
import { procedureOn, textsOn } from '../../processes/edition.ts'
import { isInOffice } from '../../processes/law/agency-validity.ts'
import { enquiryKinds, type EnquiryKind } from '../../processes/law/enquiries.ts'
import { lifeEvents, type LifeEvent } from '../../processes/law/life-events.ts'
import type { Text } from '../../processes/text.ts'
import type { Agency } from '../../store/agencies.ts'
import type { PublicVersion } from '../../store/enquiries.ts'
import { enquiryPlaces } from '../messages/enquiries.ts'
import { kindNames, levelNames } from '../messages/oversight.ts'
import type { Temporal } from 'temporal-polyfill'

/**
 * Something that may be found. Everything in it is public already: no dossier, no applicant, no member of staff is ever among the documents
 * of the search.
 */
export interface SearchDocument {
  readonly id: string
  readonly kind: 'procedure' | 'event' | 'agency' | 'page' | EnquiryKind
  readonly href: string
  readonly name: Text
  /** A line about it in the results. */
  readonly text: Text
  /** Other words for it, and its code. */
  readonly words: readonly string[]
  /** What else is said of it; weighs least. */
  readonly more: readonly string[]
}

const both = ({ vi, en }: Text) => [vi, en]

/** The procedures as they are published on a day (requirement A10). */
export const procedureDocuments = (day: Temporal.PlainDate): SearchDocument[] => procedures.map((procedure) => ({ ...procedure, ...textsOn(procedure, day) })).map(({ id, code, name, field, level, decidingAgency, alsoCalled = [], results, applicants }) => ({
  id: `procedure/${id}`, kind: 'procedure', href: `/thu-tuc/${id}`, name,
  text: { vi: `${field.vi} · ${decidingAgency.vi}`, en: `${field.en} · ${decidingAgency.en}` },
  words: [...alsoCalled, ...both(field), code], more: [level, decidingAgency, ...applicants, ...results.map((each) => each.name)].flatMap(both),
}))

export const eventDocuments: readonly SearchDocument[] = (Object.keys(lifeEvents) as LifeEvent[]).map((id) => {
  const { name, lead, words } = lifeEvents[id]
  return { id: `event/${id}`, kind: 'event', href: `/su-kien/${id}`, name, text: lead, words, more: both(lead) }
})

const page = (href: string, name: Text, text: Text, words: readonly string[]): SearchDocument => ({ id: `page${href}`, kind: 'page', href, name, text, words, more: both(text) })

export const pageDocuments: readonly SearchDocument[] = [
  page('/ho-so', { vi: 'Tra cứu hồ sơ', en: 'Look up a dossier' }, { vi: 'Hồ sơ đang ở đâu, khi nào có kết quả', en: 'Where it is and when the result is due' }, ['tình trạng hồ sơ', 'mã hồ sơ', 'kết quả', 'status', 'track']),
  page('/co-quan', { vi: 'Cơ quan, đơn vị', en: 'Agencies' }, { vi: 'Địa chỉ, giờ làm việc, điện thoại', en: 'Addresses, working hours, telephone' }, ['địa chỉ', 'giờ làm việc', 'ở đâu', 'điện thoại', 'opening hours', 'where']),
  page('/thu-tuc', { vi: 'Danh mục thủ tục hành chính', en: 'All procedures' }, { vi: 'Theo lĩnh vực, cấp và cơ quan', en: 'By field, level and agency' }, ['thủ tục', 'danh mục', 'lĩnh vực', 'catalogue']),
  page('/buu-chinh', { vi: 'Bưu chính công ích', en: 'By public post' }, { vi: 'Gửi hồ sơ, nhận kết quả tại nhà', en: 'Send papers, get the result at home' }, ['bưu điện', 'gửi hồ sơ', 'nhận tại nhà', 'bưu cục', 'chuyển phát', 'mail', 'delivery']),
  page('/thong-ke', { vi: 'Số liệu giải quyết thủ tục hành chính', en: 'Open figures' }, { vi: 'Đã tiếp nhận, đã giải quyết, đúng hạn, quá hạn', en: 'Received, settled, on time, overdue' }, ['thống kê', 'số liệu', 'đúng hạn', 'quá hạn', 'đánh giá', 'dữ liệu mở', 'statistics', 'open data']),
  page('/niem-yet', { vi: 'Niêm yết công khai', en: 'Public postings' }, { vi: 'Nội dung lấy ý kiến', en: 'Posted for comment' }, ['công khai', 'đất đai', 'objection']),
  ...enquiryKinds.map((kind) => page(enquiryPlaces[kind].home, enquiryPlaces[kind].name, { vi: 'Đọc câu trả lời, gửi câu hỏi của bạn', en: 'Read answers, send your own' }, ['đặt câu hỏi', 'góp ý', 'khiếu nại', 'ask', 'complain'])),
]

/** The units that are in office. */
export const agencyDocuments = (agencies: readonly Agency[], day: Temporal.PlainDate): SearchDocument[] => agencies.filter((each) => isInOffice(each, day)).map(
  ({ id, name, kind, level, superior, place, address, decides }) => ({
    id: `agency/${id}`, kind: 'agency', href: `/co-quan/${id}`, name, text: { vi: `${kindNames[kind].vi}, ${levelNames[level].vi} · ${address}, ${place}`, en: `${kindNames[kind].en}, ${levelNames[level].en} · ${address}, ${place}` },
    words: [place, ...both(kindNames[kind])], more: [...both(superior), address, ...procedures.filter((each) => decides.includes(each.id)).map((each) => procedureOn(each, day).name.vi)],
  }),
)

const longest = 140
const short = (text: string) => text.length <= longest ? text : `${text.slice(0, text.lastIndexOf(' ', longest))}…`

/** A question or feedback that everybody may read; in the one language in which it was asked. */
export function answerDocument(kind: EnquiryKind, code: string, { title, content, answer }: PublicVersion): SearchDocument {
  const [name, text] = [{ vi: title, en: title }, { vi: short(answer), en: short(answer) }]
  return { id: `${kind}/${code}`, kind, href: `${enquiryPlaces[kind].home}/${code}`, name, text, words: [], more: [content, answer] }
}
