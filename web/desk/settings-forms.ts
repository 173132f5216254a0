import type { Form, QuestionComponent } from '../../processes/form.ts'
import { weekdays } from '../../processes/law/calendar.ts'
import { roleNames, roles } from '../../processes/law/roles.ts'
import type { Text } from '../../processes/text.ts'
import { deliveryNames, weekdayNames } from '../messages/oversight.ts'

/* The forms of the administrator and the head of an agency, in the same schema as those of the procedures. */

const labelled = (label: Text, description?: Text) => ({
  label: label.vi, properties: { 'label:en': label.en, ...(description && { 'description:en': description.en }) }, ...(description && { description: description.vi }),
})
const choices = (of: Readonly<Record<string, Text>>) => ({
  values: Object.entries(of).map(([value, { vi }]) => ({ value, label: vi })), english: JSON.stringify(Object.fromEntries(Object.entries(of).map(([value, { en }]) => [value, en]))),
})
function choice(key: string, type: 'radio' | 'checklist', label: Text, of: Readonly<Record<string, Text>>): QuestionComponent {
  const { values, english } = choices(of)
  const base = labelled(label)
  return { key, type, ...base, properties: { ...base.properties, 'values:en': english }, values, validate: { required: true } }
}
const date = (key: string, label: Text, required: boolean, description?: Text): QuestionComponent =>
  ({ key, type: 'datetime', subtype: 'date', ...labelled(label, description), validate: { required } })
const text = (key: string, label: Text, description?: Text, required = true): QuestionComponent =>
  ({ key, type: 'textfield', ...labelled(label, description), validate: { required, maxLength: 300 } })
const count = (key: string, label: Text, required: boolean, min: number): QuestionComponent =>
  ({ key, type: 'number', ...labelled(label), validate: { required, min, max: 60 } })
const optional = (question: QuestionComponent): QuestionComponent => ({ ...question, validate: { ...question.validate, required: false } })
const from = date('from', { vi: 'Áp dụng từ ngày', en: 'In force from' }, true)

export const swapForm: Form = {
  id: 'swap-day',
  components: [
    date('dayOff', { vi: 'Ngày nghỉ', en: 'Day off' }, true, { vi: 'Một ngày làm việc được nghỉ, ví dụ 31/08/2026.', en: 'A working day that is off, such as 31/08/2026.' }),
    date('madeUp', { vi: 'Ngày làm bù', en: 'Make-up day' }, false, { vi: 'Để trống nếu nghỉ mà không làm bù.', en: 'Leave empty when it is not made up.' }),
    text('cause', { vi: 'Căn cứ', en: 'Cause' }, { vi: 'Văn bản quyết định, in trong thông báo gửi người nộp.', en: 'The document that orders it; applicants are told.' }),
    choice('scope', 'radio', { vi: 'Áp dụng cho', en: 'For' }, { this: { vi: 'Chỉ cơ quan này', en: 'This agency only' }, all: { vi: 'Tất cả cơ quan', en: 'All agencies' } }),
  ],
}

export const shiftsForm: Form = {
  id: 'shifts',
  components: [
    from,
    ...weekdays.map((day) => text(day, weekdayNames[day], day === 'mon' ? { vi: 'Ví dụ 07:00-11:00, 13:00-17:00; để trống là nghỉ.', en: 'Such as 07:00-11:00, 13:00-17:00; empty is off.' } : undefined, false)),
    text('cause', { vi: 'Căn cứ', en: 'Cause' }),
  ],
}

export const rulesForm: Form = {
  id: 'rules',
  components: [
    from,
    choice('counting', 'radio', { vi: 'Tính thời hạn theo ngày làm việc', en: 'How working days are counted' }, { days: { vi: 'Theo ngày', en: 'By days' }, hours: { vi: 'Theo giờ làm việc', en: 'By working hours' } }),
    text('remind', { vi: 'Nhắc trước ngày hẹn (số ngày làm việc)', en: 'Reminders before the due day (working days)' }, { vi: 'Cách nhau bằng dấu phẩy, ví dụ 3, 1.', en: 'With commas between, such as 3, 1.' }),
    count('apology', { vi: 'Đề xuất phiếu xin lỗi trước (số ngày làm việc)', en: 'Propose an apology before it (working days)' }, true, 1),
    count('after', { vi: 'Báo người đứng đầu Bộ phận Một cửa sau ngày hẹn (số ngày làm việc)', en: 'Call upon the one-stop head after the due day (working days)' }, false, 1),
    count('every', { vi: 'Nhắc lại mỗi (số ngày làm việc)', en: 'Again every (working days)' }, false, 1),
    choice('deliveries', 'checklist', { vi: 'Cách trả kết quả', en: 'Ways of delivery' }, deliveryNames),
  ],
}

export const endingForm: Form = {
  id: 'ending',
  components: [
    date('until', { vi: 'Hoạt động đến hết ngày', en: 'In office until, that day included' }, true, { vi: 'Từ ngày hôm sau, hồ sơ và công việc thuộc đơn vị kế thừa.', en: 'From the day after, its dossiers and work are the successor’s.' }),
    { key: 'successor', type: 'select', ...labelled({ vi: 'Đơn vị kế thừa', en: 'Successor' }), properties: { 'label:en': 'Successor', 'options': 'agencies' }, validate: { required: true } },
  ],
}

export const accountForm: Form = {
  id: 'account',
  components: [
    { key: 'unit', type: 'select', ...labelled({ vi: 'Đơn vị', en: 'Unit' }), properties: { 'label:en': 'Unit', 'options': 'agencies' }, validate: { required: true } },
    choice('roles', 'checklist', { vi: 'Vai trò', en: 'Roles' }, Object.fromEntries(roles.filter((role) => role !== 'applicant').map((role) => [role, roleNames[role]]))),
    choice('active', 'radio', { vi: 'Tình trạng', en: 'Standing' }, { yes: { vi: 'Đang làm việc', en: 'At work' }, no: { vi: 'Đã ngừng', en: 'Has left' } }),
  ],
}

export const newAccountForm: Form = {
  id: 'new-account',
  components: [
    { key: 'name', type: 'textfield', ...labelled({ vi: 'Họ, chữ đệm và tên', en: 'Full name' }), validate: { required: true, maxLength: 200 } },
    { key: 'username', type: 'textfield', ...labelled({ vi: 'Tên đăng nhập', en: 'User name' }, { vi: 'Dạng hovaten.tendonvi. Để trống: lấy từ họ tên.', en: 'As hovaten.tendonvi. Left empty: made from the name.' }), validate: { maxLength: 100 } },
    choice('roles', 'checklist', { vi: 'Vai trò', en: 'Roles' }, Object.fromEntries(roles.filter((role) => role !== 'applicant').map((role) => [role, roleNames[role]]))),
  ],
}

/** Who does a role's steps of a procedure. */
export const participationForm: Form = {
  id: 'participation',
  components: [
    { key: 'procedure', type: 'select', ...labelled({ vi: 'Thủ tục', en: 'Procedure' }), properties: { 'label:en': 'Procedure', 'options': 'procedures' }, validate: { required: true } },
    { key: 'role', type: 'select', ...labelled({ vi: 'Vai trò', en: 'Role' }), properties: { 'label:en': 'Role', 'options': 'roles' }, validate: { required: true } },
    { key: 'people', type: 'checklist', ...labelled({ vi: 'Người tham gia', en: 'Who takes part' }, { vi: 'Không chọn ai: mọi người giữ vai trò.', en: 'Nobody ticked: everybody who holds the role.' }), properties: { 'label:en': 'Who takes part', 'description:en': 'Nobody ticked: everybody who holds the role.', 'options': 'people' } },
  ],
}

/** Who is away, and who does their work meanwhile. */
export const absenceForm: Form = {
  id: 'absence',
  components: [
    { key: 'person', type: 'select', ...labelled({ vi: 'Người vắng mặt', en: 'Who is away' }), properties: { 'label:en': 'Who is away', 'options': 'people' }, validate: { required: true } },
    date('from', { vi: 'Từ ngày', en: 'From' }, true),
    date('until', { vi: 'Đến hết ngày', en: 'Until, that day included' }, true),
    { key: 'substitute', type: 'select', ...labelled({ vi: 'Người làm thay', en: 'Substitute' }), properties: { 'label:en': 'Substitute', 'options': 'colleagues' }, validate: { required: true } },
  ],
}

/** Which roles give a second factor, from a day on (requirement B2). */
export const signInRulesForm: Form = {
  id: 'sign-in-rules',
  components: [
    from,
    optional(choice('roles', 'checklist', { vi: 'Vai trò phải xác thực bước hai', en: 'Roles with a second factor' }, Object.fromEntries(roles.filter((role) => role !== 'applicant').map((role) => [role, roleNames[role]])))),
  ],
}

export const officerForm: Form = {
  id: 'officer',
  components: [
    { key: 'officer', type: 'select', label: 'Cán bộ thụ lý mới', properties: { 'label:en': 'New officer', 'options': 'officers' }, validate: { required: true } },
    { key: 'reason', type: 'textarea', label: 'Lý do', properties: { 'label:en': 'Reason' }, validate: { required: true, maxLength: 1000 } },
  ],
}

const phone = (key: string, label: Text, required: boolean): QuestionComponent => ({ key, type: 'textfield', ...labelled(label), validate: { required, validationType: 'phone' } })

/** Where an agency is reached in public (TH 13.1; requirement A11). */
export const contactForm: Form = {
  id: 'contact',
  components: [
    from,
    text('address', { vi: 'Địa chỉ', en: 'Address' }),
    phone('phone', { vi: 'Điện thoại', en: 'Telephone' }, true),
    // Hotlines may be as short as 1022.
    { key: 'hotline', type: 'textfield', ...labelled({ vi: 'Đường dây nóng nhận phản ánh', en: 'Hotline for feedback' }), validate: { required: false, pattern: '^[+0-9][0-9 ().-]{2,19}$' } },
    { key: 'email', type: 'textfield', ...labelled({ vi: 'Thư điện tử', en: 'Mail' }), validate: { required: false, validationType: 'email' } },
  ],
}

/** Whom a one-stop unit names in public (BT 45/2023 art. 7.7). */
export const staffForm: Form = {
  id: 'staff',
  components: [
    from,
    text('name', { vi: 'Họ và tên', en: 'Name' }),
    text('post', { vi: 'Chức danh', en: 'Post, in Vietnamese' }),
    optional(text('postEnglish', { vi: 'Chức danh bằng tiếng Anh', en: 'Post, in English' })),
    choice('head', 'radio', { vi: 'Người đứng đầu hoặc cấp phó', en: 'Head or deputy' }, { no: { vi: 'Không', en: 'No' }, yes: { vi: 'Có', en: 'Yes' } }),
    optional(text('field', { vi: 'Lĩnh vực công tác', en: 'Field, in Vietnamese' }, { vi: 'Để trống đối với người đứng đầu và cấp phó.', en: 'Empty for the head and deputies.' })),
    optional(text('fieldEnglish', { vi: 'Lĩnh vực bằng tiếng Anh', en: 'Field, in English' })),
    phone('phone', { vi: 'Điện thoại công vụ', en: 'Office telephone' }, true),
  ],
}

export const staffEndForm: Form = {
  id: 'staff-end',
  components: [date('until', { vi: 'Ngày cuối cùng trong danh sách', en: 'The last day on the list' }, true)],
}
