import type { Form, FormComponent } from './form.ts'
import { paperKindNames, paperKinds, type HandedIn, type PaperKind } from './law/digitisation.ts'
import type { Channel, DocumentItem } from './procedure.ts'

/** The data of a scanned paper: BT 45/2023, art. 17.1. */
export const scanForm = {
  id: 'scan',
  components: [
    {
      type: 'textfield', key: 'documentName', label: 'Tên giấy tờ', properties: { 'label:en': 'Name of the paper' }, validate: { required: true, maxLength: 300 },
    },
    {
      type: 'textfield', key: 'typeCode', label: 'Mã loại giấy tờ', properties: { 'label:en': 'Code of the kind of paper' },
      validate: { required: true, maxLength: 60, pattern: '[A-Za-z0-9][A-Za-z0-9.\\-\\/]*' },
    },
    { type: 'textarea', key: 'abstract', label: 'Trích yếu nội dung chính', properties: { 'label:en': 'What it says, in short' }, validate: { required: true, maxLength: 1000 } },
    {
      type: 'textfield', key: 'identityNumber', label: 'Số định danh của người, tổ chức có giấy tờ',
      description: 'Số định danh cá nhân, hộ chiếu hoặc mã số của tổ chức. Không có thì điền bốn ô tiếp theo.',
      properties: { 'label:en': 'Identity number of whom the paper is about', 'description:en': 'Personal identity number, passport or an organisation’s number. Without one, fill in the next four fields.' },
      validate: { maxLength: 20, pattern: '[A-Za-z0-9][A-Za-z0-9.\\-]{4,19}' },
    },
    {
      type: 'group', label: 'Khi không có số định danh', properties: { 'label:en': 'Without an identity number' }, components: [
        { type: 'textfield', key: 'holderName', label: 'Họ và tên', properties: { 'label:en': 'Full name' }, validate: { maxLength: 200 } },
        { type: 'number', key: 'birthYear', label: 'Năm sinh', properties: { 'label:en': 'Year of birth' }, validate: { min: 1850, max: 2200 } },
        { type: 'datetime', subtype: 'date', key: 'issuedOn', label: 'Ngày cấp giấy tờ', properties: { 'label:en': 'Issued on' } },
        { type: 'textfield', key: 'issuer', label: 'Cơ quan cấp', properties: { 'label:en': 'Issued by' }, validate: { maxLength: 300 } },
      ],
    },
    {
      type: 'radio', key: 'validity', label: 'Thời hạn có hiệu lực', properties: { 'label:en': 'Validity', 'values:en': '{"unlimited":"Without an end","until":"Until a day"}' },
      values: [{ value: 'unlimited', label: 'Không thời hạn' }, { value: 'until', label: 'Đến ngày' }], validate: { required: true },
    },
    {
      type: 'datetime', subtype: 'date', key: 'validUntil', label: 'Có hiệu lực đến ngày', properties: { 'label:en': 'Valid until' },
      conditional: { hide: '=validity != "until"' }, validate: { required: true },
    },
    {
      type: 'textfield', key: 'scope', label: 'Phạm vi có hiệu lực', description: 'Nếu giấy tờ có ghi.',
      properties: { 'label:en': 'Where it is valid', 'description:en': 'If the paper says so.' }, validate: { maxLength: 300 },
    },
  ],
} as const satisfies Form

const keyOf = (name: string, { id }: Pick<DocumentItem, 'id'>) => `${name}_${id.replaceAll('-', '_')}`

/** What came with the application on paper, item by item of the published list, and that the clerk looked who files (BT 45/2023, arts. 15.1, 15.6a). */
export function handedInGroup(items: readonly DocumentItem[], channel: Channel): FormComponent {
  const kinds = paperKinds.map((kind) => ({ value: kind, label: paperKindNames[kind].vi }))
  const english = JSON.stringify(Object.fromEntries(paperKinds.map((kind) => [kind, paperKindNames[kind].en])))
  return {
    type: 'group', label: 'Giấy tờ đã nhận', properties: { 'label:en': 'Papers that were handed in' }, components: [
      ...items.flatMap((item): FormComponent[] => [
        {
          type: 'select', key: keyOf('handed', item), label: item.name.vi, values: kinds, description: [item.when?.vi, item.copies.vi].filter(Boolean).join('. '),
          properties: { 'label:en': item.name.en, 'values:en': english, 'description:en': [item.when?.en, item.copies.en].filter(Boolean).join('. ') },
        },
        {
          type: 'number', key: keyOf('count', item), label: `Số bản: ${item.name.vi}`, properties: { 'label:en': `How many: ${item.name.en}` },
          conditional: { hide: `=${keyOf('handed', item)} = null` }, defaultValue: 1, validate: { required: true, min: 1, max: 99 },
        },
      ]),
      ...(channel === 'counter' ? [{
        type: 'checkbox', key: 'identityChecked', label: 'Đã đối chiếu giấy tờ tùy thân của người nộp, và của người ủy quyền nếu có',
        properties: { 'label:en': 'The identity of who files was checked, and of who authorised them, if so' }, validate: { required: true },
      } as const] : []),
    ],
  }
}

/** That the applicant wants an account of their own, to follow what the clerk files for them (BT 45/2023 art. 15.6a; requirement B3). */
export const invitationGroup: FormComponent = {
  type: 'group', label: 'Tài khoản của người nộp', properties: { 'label:en': 'The applicant’s account' }, components: [{
    type: 'checkbox', key: 'inviteToAccount', label: 'Người nộp muốn mở tài khoản để tự theo dõi: gửi lời mời đến thư điện tử hoặc điện thoại trong tờ khai',
    properties: { 'label:en': 'The applicant wants an account to follow it: send an invitation to the mail address or telephone number above' },
  }],
}

/** What was handed in, as the group was answered. */
export function readHandedIn(items: readonly DocumentItem[], answers: Readonly<Record<string, unknown>>): HandedIn[] {
  return items.flatMap((item) => {
    const [kind, count] = [answers[keyOf('handed', item)], answers[keyOf('count', item)]]
    return typeof kind === 'string' ? [{ item: item.id, kind: kind as PaperKind, count: typeof count === 'number' ? count : 1 }] : []
  })
}
