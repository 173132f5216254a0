import { fillText, type Text } from '../text.ts'

/** What is wrong with a diagram: the rule that says so, the element (null: the whole diagram), and the words for the analyst. */
export interface Finding { readonly rule: string, readonly element: string | null, readonly message: Text }

/** The house's own rules, with what an analyst is told. `{{name}}` is the element's name, or its id. */
const texts = {
  'readable': { vi: 'Không đọc được sơ đồ: {{why}}', en: 'The diagram cannot be read: {{why}}' },
  'platform': { vi: 'Sơ đồ phải ghi nền tảng Camunda Cloud, phiên bản 8.5', en: 'The diagram must name its platform: Camunda Cloud, version 8.5' },
  'process': { vi: 'Sơ đồ phải có đúng một quy trình thực thi được', en: 'The diagram must have exactly one executable process' },
  'name': { vi: '{{name}}: chưa có tên', en: '{{name}} has no name' },
  'english-name': { vi: '{{name}}: chưa có tên tiếng Anh (thuộc tính "name:en")', en: '{{name}} has no English name (property "name:en")' },
  'documentation': { vi: '{{name}}: chưa mô tả việc phải làm, ai làm, theo điều nào', en: '{{name}} does not say what is done, by whom, under which article' },
  'job-based': { vi: '{{name}}: việc của người phải dựa trên job (bỏ "Zeebe user task"), nếu không sẽ không ai nhận được', en: '{{name}} must be job based (no "Zeebe user task"), or nobody is ever given it' },
  'role': { vi: '{{name}}: chưa giao cho một vai trò có trong danh mục', en: '{{name}} is not given to a known role' },
  'form': { vi: '{{name}}: chưa có biểu mẫu', en: '{{name}} has no form' },
  'form-known': { vi: '{{name}}: không có biểu mẫu "{{form}}"', en: '{{name}}: there is no form "{{form}}"' },
  'unit': { vi: '{{name}}: chưa ghi đơn vị thực hiện (receiving, deciding, returning hoặc consulted)', en: '{{name}} does not name its unit (receiving, deciding, returning or consulted)' },
  'limit': { vi: '{{name}}: chưa có thời hạn của bước', en: '{{name}} has no step limit' },
  'limit-readable': { vi: '{{name}}: thời hạn "{{limit}}" không đọc được (ví dụ đúng: 4 working-hour)', en: '{{name}}: the limit "{{limit}}" cannot be read (write for example: 4 working-hour)' },
  'job': { vi: '{{name}}: chưa có loại công việc của hệ thống', en: '{{name}} has no job type' },
  'job-known': { vi: '{{name}}: hệ thống không làm được công việc "{{job}}"', en: '{{name}}: no worker does the job "{{job}}"' },
  'called': { vi: '{{name}}: không có quy trình "{{process}}" để gọi', en: '{{name}}: there is no process "{{process}}" to call' },
  'question': { vi: '{{name}}: tên của điểm rẽ nhánh phải là một câu hỏi', en: '{{name}}: the name of a gateway that decides must be a question' },
  'answer': { vi: '{{name}}: nhánh chưa có tên (câu trả lời của điểm rẽ nhánh)', en: '{{name}}: the flow has no name (the answer to its gateway)' },
  'condition': { vi: '{{name}}: nhánh không có điều kiện và không phải nhánh mặc định', en: '{{name}}: the flow has no condition and is not the default one' },
  'shape': { vi: '{{name}}: chưa được vẽ trên sơ đồ', en: '{{name}} is not drawn on the diagram' },
  'migratable': { vi: '{{name}}: hồ sơ chờ ở đây không chuyển được sang phiên bản mới của quy trình', en: '{{name}}: a dossier that waits here cannot be migrated to a new version of the process' },
  'limit-sum': {
    vi: 'Tổng thời hạn các bước là {{sum}} giờ làm việc, vượt thời hạn giải quyết ({{limit}} giờ làm việc): {{path}}',
    en: 'The steps take {{sum}} working hours, more than the published limit ({{limit}} working hours): {{path}}',
  },
} as const satisfies Record<string, Text>

export type HouseRule = keyof typeof texts

/** A finding of one of the house's own rules. */
export function finding(rule: HouseRule, element: { readonly id: string, readonly name?: string } | null, params: Readonly<Record<string, string>> = {}): Finding {
  const all = { name: element?.name ?? element?.id ?? '', ...params }
  const { vi, en } = texts[rule]
  return { rule, element: element?.id ?? null, message: { vi: fillText(vi, all), en: fillText(en, all) } }
}
