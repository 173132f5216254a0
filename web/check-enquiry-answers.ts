import { enquiryKinds } from '../processes/law/enquiries.ts'
import { isAccentedVietnamese, personalDataIn, type Personal } from '../processes/law/enquiry-texts.ts'
import { fillText, type Language, type Text } from '../processes/text.ts'
import type { Answers } from '../store/dossiers.ts'
import type { Enquiry } from '../store/enquiries.ts'
import type { Task } from '../store/tasks.ts'

const texts = {
  interim: {
    vi: 'Đã trả lời bước đầu một lần; nay phải trả lời, tối đa 10 ngày làm việc kể từ khi tiếp nhận (Điều 15.2b Quy chế kèm QĐ 246/QĐ-UBND).',
    en: 'An interim answer was given once; now it must be answered, within 10 working days of reception at most (TQ 246/QĐ-UBND, art. 15.2b).',
  },
  reason: { vi: 'Hãy giải thích cho người gửi vì sao không đủ điều kiện.', en: 'Explain to the sender why it does not meet the conditions.' },
  personal: {
    vi: 'Bản công khai còn dữ liệu cá nhân của người gửi ({{what}}). Hãy bỏ đi.',
    en: 'The public version still shows personal data of the sender ({{what}}). Leave it out.',
  },
  accents: {
    vi: 'Hãy viết bằng tiếng Việt có dấu. Quy chế yêu cầu như vậy để câu hỏi được hiểu đúng.',
    en: 'Please write in Vietnamese with its accents: the regulations ask for it, so that you are understood rightly (TQ 14.1). If you cannot, call the one-stop unit; they write it down with you.',
  },
} as const satisfies Record<string, Text>

const labels = {
  name: { vi: 'họ tên', en: 'name' }, representative: { vi: 'người đại diện', en: 'representative' }, identityNumber: { vi: 'số giấy tờ', en: 'identity number' },
  address: { vi: 'địa chỉ', en: 'address' }, seat: { vi: 'trụ sở', en: 'seat' }, phone: { vi: 'điện thoại', en: 'telephone' }, email: { vi: 'thư điện tử', en: 'mail address' },
  organisation: { vi: 'tên tổ chức', en: 'name of the organisation' }, foundingDecision: { vi: 'số quyết định thành lập', en: 'founding decision' },
} as const satisfies Record<keyof Personal, Text>

/** What the law does not allow in a question or feedback that is otherwise complete: Vietnamese without accents (TQ 14.1a). */
export function checkAsked(asked: Answers, language: Language): Record<string, string> {
  return Object.fromEntries(['title', 'content'].filter((key) => !isAccentedVietnamese(String(asked[key] ?? ''))).map((key) => [key, texts.accents[language]]))
}

/** What the law does not allow in well-formed answers to a step, by field. */
export function checkEnquiryAnswers({ form }: Pick<Task, 'form'>, answers: Answers, { asked, replies }: Pick<Enquiry, 'asked' | 'replies'>, language: Language): Record<string, string> {
  const step = enquiryKinds.reduce((name, kind) => name.replace(`${kind}-`, ''), form)
  if (step === 'sorting') return answers['refusal'] === 'not-eligible' && !answers['reason'] ? { reason: texts.reason[language] } : {}
  if (step !== 'answer') return {}
  if (answers['answerOutcome'] === 'interim' && replies.some(({ kind }) => kind === 'interim')) return { answerOutcome: texts.interim[language] }
  if (answers['publish'] !== 'public') return {}
  return Object.fromEntries((['publicTitle', 'publicContent', 'publicAnswer'] as const).flatMap((key) => {
    const shown = personalDataIn(String(answers[key] ?? ''), asked as Personal)
    return shown.length > 0 ? [[key, fillText(texts.personal[language], { what: shown.map((each) => labels[each][language]).join(', ') })]] : []
  }))
}
