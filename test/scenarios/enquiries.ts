import assert from 'node:assert/strict'
import { readAnswers } from '../../processes/form.ts'
import type { EnquiryAct, EnquiryKind } from '../../processes/law/enquiries.ts'
import type { Answers } from '../../store/dossiers.ts'
import type { Enquiry } from '../../store/enquiries.ts'
import type { Notice } from '../../store/notices.ts'
import { askEnquiry } from '../../web/ask-enquiry.ts'
import { checkEnquiryAnswers } from '../../web/check-enquiry-answers.ts'
import { completeEnquiryTask } from '../../web/complete-enquiry-task.ts'
import { eventually, type House } from '../house.ts'

/** Who usually asks, and what. */
export const asker: Answers = {
  askerKind: 'person', name: 'Lê Thị Thu Hương', nationality: 'Việt Nam', identityNumber: '038190004321', address: '25 Trần Phú, phường Hạc Thành',
  phone: '0912 345 678', email: 'huong@example.org',
}
export const matter: Readonly<Record<EnquiryKind, Answers>> = {
  question: { agency: 'pv06', title: 'Hỏi về thời hạn của Phiếu lý lịch tư pháp', content: 'Cho tôi hỏi Phiếu lý lịch tư pháp số 1 có giá trị trong bao lâu khi nộp hồ sơ xin việc?' },
  feedback: { agency: 'pv06', about: 'procedure', title: 'Cổng báo lỗi khi nộp hồ sơ', content: 'Khi tôi nộp hồ sơ trực tuyến thì trang báo lỗi và mất những gì đã điền.' },
}

/** The officer's answer, complete. */
export const final: Answers = {
  answerOutcome: 'final', text: 'Luật Lý lịch tư pháp không quy định thời hạn giá trị của Phiếu; cơ quan nhận hồ sơ quyết định.',
  legalBasis: 'Luật Lý lịch tư pháp số 28/2009/QH12 ngày 17/6/2009 của Quốc hội', answererName: 'Trần Văn Minh', answererPost: 'Cán bộ', answererPhone: '0237 3 725 725',
  answererEmail: 'minh@example.org', publish: 'private',
}

/** Plays questions and feedback in a house. */
export class Enquiries {
  readonly house: House
  constructor(house: House) { this.house = house }

  async ask(kind: EnquiryKind, asked: Answers = {}, thread?: string): Promise<string> {
    const { code } = await askEnquiry({ kind, asked: { ...asker, ...matter[kind], ...asked }, language: 'vi', receiving: 'ttpvhcc', ...(thread && { thread }) }, this.house.deps)
    return code
  }

  get(code: string): Promise<Enquiry> { return this.house.deps.enquiries.get(code) }

  inState(code: string, state: Enquiry['state']): Promise<Enquiry> {
    return eventually(async () => {
      const enquiry = await this.get(code)
      assert.equal(enquiry.state, state)
      return enquiry
    })
  }

  /** A person of the step's role completes it, as the desk would let them. @returns what the desk would say against the answers */
  async complete(code: string, form: string, answers: Answers): Promise<Record<string, string>> {
    const { deps, accounts } = this.house
    const task = await this.house.task(code, form)
    const shape = (await deps.bundles.get(task.process, task.processVersion)).forms[form]
    assert(shape)
    const { values, faults } = readAnswers(shape, answers)
    const refused = { ...Object.fromEntries(faults.map(({ key, code: fault }) => [key, fault])), ...checkEnquiryAnswers(task, values, await this.get(code), 'vi') }
    if (Object.keys(refused).length > 0) return refused
    const person = accounts.find(({ roles, username }) => roles.includes(task.role) && username.endsWith(`.${String(task.unit)}`))
    assert(person, `nobody in ${String(task.unit)} is ${task.role}`)
    await completeEnquiryTask({ task, by: { kind: 'staff', username: person.username, name: person.name, role: task.role }, answers: values, form: shape }, deps)
    return {}
  }

  /** The due date as people read it, 'YYYY-MM-DDTHH:MM'. */
  async due(code: string): Promise<string | null> {
    const due = (await this.house.deps.enquiries.due(await this.get(code)))?.due
    return due ? due.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' }) : null
  }

  /** What was told to somebody about it, in order. */
  async told(code: string, to: Notice['to']): Promise<string[]> {
    return (await this.house.deps.notices.of(code)).filter((notice) => notice.to === to).map(({ text }) => text)
  }

  async acts(code: string): Promise<string[]> {
    return (await this.house.deps.events.of<EnquiryAct>(code)).map(({ act, details }) => act === 'complete-task' ? String(details['form']) : act)
  }
}

