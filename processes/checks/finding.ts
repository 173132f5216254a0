import { fillText, type Text } from '../text.ts'

/** What is wrong with a diagram: the rule that says so, the element (null: the whole diagram), and the words for the analyst. */
export interface Finding { readonly rule: string, readonly element: string | null, readonly message: Text }

/** The house's own rules, with what an analyst is told. `{{name}}` is the element's name, or its id. */
const texts = {
  'readable': {
    vi: 'Không đọc được sơ đồ, hoặc một phần sẽ bị bỏ qua: {{why}}. Hãy mở bằng trình vẽ, sửa và lưu lại',
    en: 'The diagram cannot be read, or a part of it would be passed over: {{why}}. Open it in the editor, correct it and save it again',
  },
  'platform': {
    vi: 'Sơ đồ phải ghi nền tảng Camunda Cloud, phiên bản 8.5. Hãy tạo sơ đồ bằng trình vẽ của hệ thống',
    en: 'The diagram must name its platform: Camunda Cloud, version 8.5. Draw it with the editor of this house',
  },
  'process': {
    vi: 'Sơ đồ phải có đúng một quy trình thực thi được. Hãy đánh dấu "Executable" cho một quy trình và bỏ các quy trình khác',
    en: 'The diagram must have exactly one executable process. Mark one as "Executable" and remove the others',
  },
  'process-id': {
    vi: 'Mã quy trình phải là "{{process}}", vì hồ sơ được bắt đầu theo mã đó. Hãy đặt lại mã của quy trình',
    en: 'The id of the process must be "{{process}}", by which dossiers are started. Give it that id again',
  },
  'start-message': {
    vi: '{{name}}: quy trình không bắt đầu bằng thông điệp "{{message}}", nên hồ sơ nộp vào sẽ không được giải quyết. Hãy đặt tên thông điệp của sự kiện bắt đầu như vậy',
    en: '{{name}}: the process does not start with the message "{{message}}", so that a filed dossier would not enter it. Name the start event\'s message so',
  },
  'unreachable': {
    vi: '{{name}}: không đường nào từ điểm bắt đầu dẫn đến đây. Hãy nối vào quy trình hoặc xóa đi',
    en: '{{name}}: no path from a start leads here. Connect it, or remove it',
  },
  'dead-end': {
    vi: '{{name}}: từ đây không đến được điểm kết thúc nào, hồ sơ sẽ không bao giờ kết thúc. Hãy nối đến một sự kiện kết thúc',
    en: '{{name}}: from here no end is reached, and the dossier is never finished. Lead it to an end event',
  },
  'outcome': {
    vi: '{{name}}: có đường đi đến đây mà hồ sơ chưa được trả kết quả (quy trình "return") hay bị từ chối tiếp nhận (dossier.refuse) (QC Điều 15, 18). Hãy thêm một trong hai trước điểm kết thúc này',
    en: '{{name}}: a path leads here without the result returned (process "return") or the dossier refused (dossier.refuse) (BT 45/2023 arts. 15, 18). Put one of them before this end',
  },
  'lane': {
    vi: '{{name}}: không nằm trong làn nào. Hãy vẽ một làn cho mỗi bên (người nộp, Bộ phận Một cửa, cơ quan giải quyết) và kéo vào làn của bên thực hiện',
    en: '{{name}} stands in no lane. Draw one for each party (applicant, one-stop unit, deciding agency) and move it into the lane of whoever does it',
  },
  'name': {
    vi: '{{name}}: chưa có tên. Hãy đặt tên để người dân và công chức đọc được',
    en: '{{name}} has no name. Give it one that applicants and clerks can read',
  },
  'english-name': {
    vi: '{{name}}: chưa có tên tiếng Anh. Hãy thêm thuộc tính mở rộng "name:en"',
    en: '{{name}} has no English name. Add the extension property "name:en"',
  },
  'documentation': {
    vi: '{{name}}: chưa mô tả việc phải làm, ai làm, theo điều nào. Hãy ghi vào mục "Documentation"',
    en: '{{name}} does not say what is done, by whom, under which article. Write it into "Documentation"',
  },
  'job-based': {
    vi: '{{name}}: là "Zeebe user task", sẽ không đến bàn làm việc của ai. Hãy chọn kiểu thực hiện "Job worker"',
    en: '{{name}} is a "Zeebe user task", and nobody would ever be given it. Choose the implementation "Job worker"',
  },
  'role': {
    vi: '{{name}}: chưa giao cho một vai trò có trong danh mục. Hãy ghi đúng một vai trò vào "Candidate groups", ví dụ case-officer',
    en: '{{name}} is not given to a known role. Put exactly one role into "Candidate groups", such as case-officer',
  },
  'form': {
    vi: '{{name}}: chưa có biểu mẫu. Hãy chọn kiểu "Custom form key" và ghi tên biểu mẫu',
    en: '{{name}} has no form. Choose "Custom form key" and name the form',
  },
  'form-known': {
    vi: '{{name}}: không có biểu mẫu "{{form}}". Hãy thêm biểu mẫu đó vào bộ thủ tục hoặc chọn biểu mẫu khác',
    en: '{{name}}: there is no form "{{form}}". Add it to the bundle, or choose another',
  },
  'unit': {
    vi: '{{name}}: chưa ghi đơn vị thực hiện. Hãy thêm header "unit": receiving (nơi tiếp nhận), deciding (nơi giải quyết), returning (nơi trả) hoặc consulted (cơ quan được lấy ý kiến)',
    en: '{{name}} does not name its unit. Add the header "unit": receiving, deciding, returning or consulted',
  },
  'consulted': {
    vi: '{{name}}: vai trò "consulted-agency" và đơn vị "consulted" phải đi cùng nhau, nếu không việc sẽ đến nhầm đơn vị. Hãy sửa vai trò hoặc header "unit"',
    en: '{{name}}: the role "consulted-agency" and the unit "consulted" go together, or the task reaches the wrong unit. Correct the role or the header "unit"',
  },
  'limit': {
    vi: '{{name}}: chưa có thời hạn của bước. Hãy thêm header "limit", ví dụ 4 working-hour',
    en: '{{name}} has no step limit. Add the header "limit", such as 4 working-hour',
  },
  'limit-readable': {
    vi: '{{name}}: thời hạn "{{limit}}" không đọc được. Hãy ghi một số và đơn vị working-hour, working-day, same-day, calendar-day hoặc calendar-month, ví dụ 4 working-hour',
    en: '{{name}}: the limit "{{limit}}" cannot be read. Write a number and a unit (working-hour, working-day, same-day, calendar-day, calendar-month), such as 4 working-hour',
  },
  'job': {
    vi: '{{name}}: chưa có loại công việc của hệ thống. Hãy chọn một mẫu việc trong danh mục',
    en: '{{name}} has no job type. Choose a template of the catalogue',
  },
  'job-known': {
    vi: '{{name}}: hệ thống không làm được công việc "{{job}}", hồ sơ sẽ đứng lại ở đây. Hãy chọn lại trong danh mục mẫu việc',
    en: '{{name}}: no worker does the job "{{job}}", and dossiers would stand still here. Choose a template of the catalogue',
  },
  'called': {
    vi: '{{name}}: không có quy trình "{{process}}" để gọi. Hãy chọn một quy trình đã triển khai',
    en: '{{name}}: there is no process "{{process}}" to call. Choose one that is deployed',
  },
  'question': {
    vi: '{{name}}: tên của điểm rẽ nhánh phải là một câu hỏi. Hãy hỏi điều mà các nhánh trả lời, kết thúc bằng dấu hỏi',
    en: '{{name}}: the name of a gateway that decides must be a question. Ask what its flows answer, with a question mark',
  },
  'answer': {
    vi: '{{name}}: nhánh chưa có tên. Hãy đặt tên là câu trả lời của điểm rẽ nhánh',
    en: '{{name}}: the flow has no name. Name it as the answer to its gateway',
  },
  'condition': {
    vi: '{{name}}: nhánh không có điều kiện và không phải nhánh mặc định. Hãy ghi điều kiện hoặc chọn làm nhánh mặc định',
    en: '{{name}}: the flow has no condition and is not the default one. Write the condition, or make it the default',
  },
  'shape': {
    vi: '{{name}}: có trong quy trình nhưng chưa được vẽ trên sơ đồ. Hãy xóa hoặc vẽ lại',
    en: '{{name}} is in the process, but not drawn on the diagram. Remove it, or draw it again',
  },
  'migratable': {
    vi: '{{name}}: hồ sơ chờ ở đây không chuyển được sang phiên bản mới của quy trình. Hãy chờ bằng bước của người (kể cả của người nộp), việc của hệ thống, hoặc một quy trình chạy song song',
    en: '{{name}}: a dossier that waits here cannot be migrated to a new version of the process. Wait in a person\'s step (also the applicant\'s), a task of the machine, or a process beside this one',
  },
  'limit-sum': {
    vi: 'Tổng thời hạn các bước là {{sum}} giờ làm việc, vượt thời hạn giải quyết ({{limit}} giờ làm việc): {{path}}. Hãy rút ngắn các bước',
    en: 'The steps take {{sum}} working hours, more than the published limit ({{limit}} working hours): {{path}}. Shorten the steps',
  },
} as const satisfies Record<string, Text>

export type HouseRule = keyof typeof texts

/** A finding of one of the house's own rules. */
export function finding(rule: HouseRule, element: { readonly id: string, readonly name?: string } | null, params: Readonly<Record<string, string>> = {}): Finding {
  const all = { name: element?.name?.trim() || (element?.id ?? ''), ...params }
  const { vi, en } = texts[rule]
  return { rule, element: element?.id ?? null, message: { vi: fillText(vi, all), en: fillText(en, all) } }
}
