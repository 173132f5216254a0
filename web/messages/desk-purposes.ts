import type { Language, Text } from '../../processes/text.ts'

/** What each page of the desk is for, in a sentence under its title; the first address that fits, below /desk, has it. */
const purposes: readonly (readonly [RegExp, Text])[] = [
  [/^$/, { vi: 'Việc của bạn và của đơn vị, việc đến hạn trước ở trên.', en: 'Your tasks and your unit’s, what is due first at the top.' }],
  [/^\/help$/, { vi: 'Công việc trong ngày theo vai trò của bạn, và các từ dùng ở đây nghĩa là gì.', en: 'A day’s work in your role, and what the words here mean.' }],
  [/^\/sign-in(\/|$)/, { vi: 'Dành cho cán bộ, công chức; đăng nhập để thấy việc của mình.', en: 'For the staff; sign in to see your tasks.' }],
  [/^\/sign-in-rules/, { vi: 'Vai trò nào phải đăng nhập hai bước, và đăng nhập một lần của tỉnh.', en: 'Which roles sign in with a second factor, and the province’s single sign-on.' }],
  [/^\/password$/, { vi: 'Đổi mật khẩu của bạn; các phiên khác của bạn sẽ kết thúc.', en: 'Change your password; your other sessions end.' }],
  [/^\/second-factor/, { vi: 'Bước thứ hai khi đăng nhập, để mật khẩu bị lộ cũng không đủ.', en: 'The second step of signing in, so that a password alone is not enough.' }],
  [/^\/accounts/, { vi: 'Tài khoản của một người: đơn vị, vai trò, mật khẩu cấp lần đầu.', en: 'Somebody’s account: unit, roles, first password.' }],
  [/^\/absences/, { vi: 'Ai vắng, từ ngày nào đến ngày nào, ai làm thay.', en: 'Who is away, from when to when, and who takes over.' }],
  [/^\/agencies/, { vi: 'Đơn vị, giờ làm việc, cán bộ và quy định của từng đơn vị; thay đổi có ngày áp dụng.', en: 'Units, their hours, staff and rules; changes hold from a day on.' }],
  [/^\/audit/, { vi: 'Ai đã làm gì, lúc nào; không ai sửa được sổ này.', en: 'Who did what, and when; nobody can change this record.' }],
  [/^\/bulk/, { vi: 'Làm một việc cho nhiều hồ sơ cùng lúc, xem lại từng hồ sơ trước.', en: 'One act for several dossiers at once, each looked through before.' }],
  [/^\/catalogue$/, { vi: 'Nội dung công khai của từng thủ tục, và bản nháp nào sắp đến hạn công bố.', en: 'What is published of each procedure, and which drafts are due.' }],
  [/^\/catalogue\/[^/]+\/edit$/, { vi: 'Soạn thay đổi: lưu nháp, xem trước rồi mới công bố.', en: 'Write the change: save a draft, preview it, then publish.' }],
  [/^\/catalogue\/[^/]+\/(preview|editions\/\d+)$/, { vi: 'Trang của người dân như sẽ hiện hoặc đã hiện từ ngày đó.', en: 'The citizens’ page as it will be, or was, from that day on.' }],
  [/^\/catalogue\//, { vi: 'Bản nháp, bản đã công bố và lịch sử thay đổi của một thủ tục.', en: 'The draft, the editions and the history of a procedure.' }],
  [/^\/caught-files$/, { vi: 'Tệp có mã độc đã bị chặn; người nộp đã được báo để gửi tệp khác.', en: 'Files with malware that were caught; the applicants were told to send others.' }],
  [/^\/diagrams\/drafts\//, { vi: 'Vẽ và kiểm tra quy trình trước khi đưa vào dùng.', en: 'Draw a process and check it before it is used.' }],
  [/^\/diagrams/, { vi: 'Quy trình của từng thủ tục và các bản nháp.', en: 'The process of each procedure, and the drafts.' }],
  [/^\/dossiers\/[^/]+\/consultations/, { vi: 'Ý kiến đã hỏi cơ quan khác về hồ sơ này, và liên kết đã gửi.', en: 'What other agencies were asked about this dossier, and the links sent to them.' }],
  [/^\/dossiers\/[^/]+\/control-sheet/, { vi: 'Mẫu 05: hồ sơ đã qua ai, lúc nào.', en: 'Form 05: through whose hands the dossier went, and when.' }],
  [/^\/dossiers\/[^/]+\/digitise/, { vi: 'Quét giấy tờ vào hồ sơ, ghi thông tin tối thiểu và ký.', en: 'Scan papers into the dossier, with the least facts and your signature.' }],
  [/^\/dossiers\/[^/]+\/fees/, { vi: 'Thu, biên lai, hoàn phí của một hồ sơ.', en: 'Payments, receipts and refunds of a dossier.' }],
  [/^\/dossiers\/[^/]+\/receipts/, { vi: 'Biên lai để đọc và in.', en: 'The receipt, to read and print.' }],
  [/^\/dossiers\/[^/]+\/slips/, { vi: 'Giấy đã cấp cho hồ sơ, để đọc và in.', en: 'A slip of the dossier, to read and print.' }],
  [/^\/dossiers\/[^/]+\/officer$/, { vi: 'Giao hồ sơ cho người khác thụ lý.', en: 'Give the dossier to another officer.' }],
  [/^\/dossiers\//, { vi: 'Toàn bộ một hồ sơ: giấy tờ, diễn biến, hạn và việc có thể làm lúc này.', en: 'All of one dossier: papers, history, due date, and what can be done now.' }],
  [/^\/enquiries\//, { vi: 'Một câu hỏi hay phản ánh, và câu trả lời của đơn vị.', en: 'A question or feedback, and the unit’s answer.' }],
  [/^\/failed-notices$/, { vi: 'Thư, tin nhắn chưa gửi được: gửi lại hoặc sửa địa chỉ.', en: 'Mails and messages that could not be sent: send again, or mend the address.' }],
  [/^\/figures/, { vi: 'Số liệu của đơn vị; mỗi con số mở ra các hồ sơ của nó.', en: 'Your unit’s figures; each number opens its dossiers.' }],
  [/^\/ratings/, { vi: 'Người dân đánh giá đơn vị ra sao.', en: 'How citizens rate the unit.' }],
  [/^\/file$/, { vi: 'Nộp hồ sơ cho người đang đứng ở quầy, hoặc hồ sơ gửi qua bưu chính.', en: 'File for somebody at the counter, or what came by post.' }],
  [/^\/file\//, { vi: 'Điền tờ khai cùng người nộp và đánh dấu giấy tờ đã nhận.', en: 'Fill in the form with the applicant and tick the papers you took.' }],
  [/^\/find$/, { vi: 'Tìm hồ sơ theo mã, tên, số điện thoại hoặc số định danh.', en: 'Find a dossier by code, name, telephone or identity number.' }],
  [/^\/hand-over/, { vi: 'Giao nhận hồ sơ giấy giữa các đơn vị, hai bên cùng xác nhận.', en: 'Papers handed from unit to unit, confirmed by both.' }],
  [/^\/invite/, { vi: 'Mở tài khoản, xác nhận danh tính cho người đang có mặt.', en: 'Open an account, or prove an identity, for somebody who is here.' }],
  [/^\/mails/, { vi: 'Thư gửi đến hộp thư công vụ: nộp thành hồ sơ hoặc trả lời.', en: 'Mails to the official mailbox: file them, or answer.' }],
  [/^\/notice-templates/, { vi: 'Thông báo hiện ra thế nào với người nộp, ở từng thủ tục.', en: 'How notices read to applicants, for each procedure.' }],
  [/^\/oversight/, { vi: 'Việc sắp trễ, đã trễ, đang dừng, và đang ở ai.', en: 'What is due, late or stuck, and with whom.' }],
  [/^\/progress$/, { vi: 'Mọi hồ sơ đang giải quyết: ở đâu, đã bao lâu.', en: 'Every dossier under way: where it is, and for how long.' }],
  [/^\/register/, { vi: 'Sổ theo dõi hồ sơ của bộ phận, xem, in và tải về.', en: 'The unit’s register of dossiers, to read, print and download.' }],
  [/^\/reports/, { vi: 'Báo cáo theo kỳ; mỗi con số mở ra các hồ sơ của nó.', en: 'Reports by period; each number opens its dossiers.' }],
  [/^\/shortcuts$/, { vi: 'Làm việc không cần chuột: bật, tắt và xem các phím.', en: 'Work without a mouse: the keys, and whether they are on.' }],
  [/^\/participation/, { vi: 'Ai tham gia bước nào; đổi ở đây có hiệu lực với cả hồ sơ đang giải quyết.', en: 'Who takes part in which step; a change counts for running dossiers too.' }],
  [/^\/signing/, { vi: 'Chữ ký số dùng ở đơn vị và tình trạng của nó.', en: 'The digital signatures of the unit, and how they are.' }],
  [/^\/systems/, { vi: 'Hệ thống khác được kết nối: quyền, khóa và cuộc gọi chưa thành.', en: 'Connected systems: scopes, keys and calls that failed.' }],
  [/^\/tasks\//, { vi: 'Một bước của hồ sơ: đọc giấy tờ, điền kết quả, hoàn thành.', en: 'One step of a dossier: read the papers, enter the outcome, complete it.' }],
]

/** What the page at an address is for; null outside the desk. */
export function purposeOf(address: string, language: Language): string | null {
  const [, path] = /^\/desk(?=[/?]|$)([^?]*?)\/?(?:\?|$)/.exec(address) ?? []
  return path === undefined ? null : purposes.find(([pattern]) => pattern.test(path))?.[1][language] ?? null
}
