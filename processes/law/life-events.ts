import type { Text } from '../text.ts'

/** An event in people's lives for which they need procedures; `words` is what they call it, for the search. */
interface LifeEventFacts { readonly name: Text, readonly lead: Text, readonly words: readonly string[] }

/**
 * The events by which the catalogue is grouped beside field, level and agency (TQ 8.1b: "organised for convenience"). The regulations
 * name none; the choice is a proposal of this house, after the groups of the National Public Service Portal.
 */
export const lifeEvents = {
  'birth': {
    name: { vi: 'Sinh con', en: 'Having a child' },
    lead: { vi: 'Giấy khai sinh, thường trú và thẻ bảo hiểm y tế cho con.', en: 'The birth certificate, residence and health card of your child.' },
    words: ['em bé', 'sinh đẻ', 'con mới sinh', 'con nhỏ', 'baby', 'newborn'],
  },
  'marriage': {
    name: { vi: 'Kết hôn', en: 'Getting married' },
    lead: { vi: 'Xác nhận tình trạng hôn nhân rồi đăng ký kết hôn.', en: 'Prove that you are free to marry, then register the marriage.' },
    words: ['cưới', 'lấy vợ', 'lấy chồng', 'vợ chồng', 'wedding', 'marry'],
  },
  'house': {
    name: { vi: 'Làm nhà, đất đai', en: 'Building a house, land' },
    lead: { vi: 'Giấy chứng nhận quyền sử dụng đất và giấy phép xây dựng.', en: 'The land-use certificate and the building permit.' },
    words: ['xây nhà', 'sửa nhà', 'sổ đỏ', 'sổ hồng', 'build', 'land title'],
  },
  'business': {
    name: { vi: 'Mở kinh doanh', en: 'Starting a business' },
    lead: { vi: 'Đăng ký hộ kinh doanh và điều kiện an toàn thực phẩm.', en: 'Register the household business; food safety where it is about food.' },
    words: ['mở quán', 'mở cửa hàng', 'buôn bán', 'hộ cá thể', 'shop', 'restaurant'],
  },
  'work': {
    name: { vi: 'Đi làm, đi học', en: 'Work and study' },
    lead: { vi: 'Phiếu lý lịch tư pháp và bản sao chứng thực cho hồ sơ của bạn.', en: 'The judicial record and certified copies for your application.' },
    words: ['xin việc', 'nhập học', 'hồ sơ xin việc', 'job', 'school'],
  },
  'abroad': {
    name: { vi: 'Ra nước ngoài', en: 'Going abroad' },
    lead: { vi: 'Giấy tờ thường được cơ quan nước ngoài yêu cầu.', en: 'Papers that offices abroad usually ask for.' },
    words: ['du học', 'định cư', 'xuất khẩu lao động', 'xuất cảnh', 'visa', 'emigrate'],
  },
} as const satisfies Record<string, LifeEventFacts>

export type LifeEvent = keyof typeof lifeEvents

export const isLifeEvent = (text: string): text is LifeEvent => Object.hasOwn(lifeEvents, text)

/** Why a procedure is needed in an event, and when in the order of those that are (from 1). */
export interface LifeEventPlace { readonly event: LifeEvent, readonly order: number, readonly why: Text }
