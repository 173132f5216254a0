import type { Text } from '../text.ts'

/** Why the law does not allow a step, for the person who tried it. */
export const refusalTexts = {
  'completion-requested-before-reception': {
    vi: 'Đã yêu cầu bổ sung một lần trước khi tiếp nhận; không được yêu cầu lần nữa (Điều 14.2 và 15.1b QĐ 45/2023)',
    en: 'Completion was requested once before reception; it may not be requested again (BT 45/2023, arts. 14.2, 15.1b)',
  },
  'completion-requested-after-appraisal': {
    vi: 'Đã trả hồ sơ yêu cầu bổ sung một lần sau thẩm định; không được yêu cầu lần nữa (Điều 14.2 và 17.4 QĐ 45/2023)',
    en: 'The dossier was returned for completion once after appraisal; it may not be returned again (BT 45/2023, arts. 14.2, 17.4)',
  },
  'in-document-store': {
    vi: 'Kho dữ liệu điện tử của người nộp đã có giấy tờ này, còn giá trị: lấy từ kho ở phần Giấy tờ, không yêu cầu nộp lại; trừ khi để xác minh tính xác thực hoặc thông tin chưa thống nhất, khi đó phải chọn lý do (Điều 15.5, 15.6b QĐ 45/2023)',
    en: 'The applicant’s document store has this paper, and it holds: take it from there, under Documents, and do not ask for it again; unless to verify that it is authentic, or because the data do not agree: then that reason must be chosen (BT 45/2023, arts. 15.5, 15.6b)',
  },
  'appointment-given': {
    vi: 'Đã hẹn lại ngày trả kết quả một lần; không được hẹn lại lần nữa (Điều 17.9 QĐ 45/2023)',
    en: 'A new appointment was given once; it may not be given again (BT 45/2023, art. 17.9)',
  },
  'appointment-not-later': {
    vi: 'Ngày hẹn lại phải sau thời điểm hết hạn hiện tại',
    en: 'The new appointment must be later than the present due date',
  },
  'appointment-on-day-off': {
    vi: 'Ngày hẹn lại phải là ngày làm việc',
    en: 'The new appointment must be on a working day',
  },
  'visit-in-the-past': {
    vi: 'Thời điểm thẩm tra, xác minh phải ở phía trước',
    en: 'The time of the verification must lie ahead',
  },
  'visit-outside-working-time': {
    vi: 'Thời điểm thẩm tra, xác minh phải trong giờ làm việc của cơ quan',
    en: 'The time of the verification must be within the agency’s working time',
  },
  'visit-after-due': {
    vi: 'Thời điểm thẩm tra, xác minh phải trước hạn giải quyết hồ sơ',
    en: 'The verification must be before the dossier is due',
  },
  'held-in-the-future': {
    vi: 'Thời điểm thực hiện không thể ở phía trước',
    en: 'What was done cannot lie ahead',
  },
  'team-size': {
    vi: 'Số thành viên đoàn thẩm định không đúng quy định, hoặc thiếu người có chuyên môn về an toàn thực phẩm (NĐ 46/2026, Điều 16: 3-5 người, ít nhất 2 người)',
    en: 'The team has the wrong number of members, or too few food-safety specialists (NĐ 46/2026, art. 16: 3-5 members, at least 2)',
  },
  'clock-stands': {
    vi: 'Thời hạn đang tạm dừng nên chưa thể hẹn lại ngày trả kết quả',
    en: 'The clock is paused, so no new appointment can be given now',
  },
  'fee-before-reception': {
    vi: 'Phí phải nộp trước khi tiếp nhận và chưa được nộp: thu tại quầy ở trang hồ sơ, hoặc hướng dẫn người nộp (QĐ 246/QĐ-UBND, Điều 12.2c)',
    en: 'The fee is paid before reception and has not been paid: take it at the counter, on the dossier’s page, or guide the applicant (TQ 12.2c)',
  },
  'fee-before-return': {
    vi: 'Còn khoản chưa nộp: thu tại quầy ở trang hồ sơ trước khi trao kết quả (QĐ 246/QĐ-UBND, Điều 12.5a)',
    en: 'Something is still to be paid: take it at the counter, on the dossier’s page, before the result is handed over (TQ 12.5a)',
  },
} as const satisfies Record<string, Text>

export type RefusalReason = keyof typeof refusalTexts

/** The law does not allow a step. */
export class NotAllowedByLaw extends Error {
  override name = 'NotAllowedByLaw'
  readonly reason: RefusalReason
  constructor(reason: RefusalReason) {
    super(refusalTexts[reason].en)
    this.reason = reason
  }
}
