import { fillText, type Language, type Text } from '../../processes/text.ts'

/** What is sent to a contact by the pages of accounts; `{{code}}` is a one-time code. Nobody is named: the wrong person may read it. */
const messages = {
  'register': {
    subject: { vi: 'Mã đăng ký tài khoản Một Cửa', en: 'Your code for a Một Cửa account' },
    text: {
      vi: 'Mã đăng ký của bạn: {{code}}\n\nMã dùng một lần, trong 10 phút. Không đưa mã này cho bất kỳ ai, kể cả người tự xưng là cán bộ.\nNếu bạn không đăng ký, hãy bỏ qua thư này: sẽ không có tài khoản nào được mở.',
      en: 'Your code for the registration: {{code}}\n\nIt works once, within 10 minutes. Give it to nobody, not even to somebody who says that they are an official.\nIf you did not register, ignore this mail: no account will be opened.',
    },
    sms: { vi: 'Một Cửa: mã đăng ký {{code}}, dùng trong 10 phút. Không đưa mã cho bất kỳ ai.', en: 'Mot Cua: your code to register is {{code}}, for 10 minutes. Give it to nobody.' },
  },
  'register-again': {
    subject: { vi: 'Bạn đã có tài khoản Một Cửa', en: 'You have a Một Cửa account already' },
    text: {
      vi: 'Có người vừa đăng ký tài khoản bằng địa chỉ này. Địa chỉ này đã có tài khoản, nên không mở tài khoản mới.\n\nNếu là bạn, hãy nhập mã này để đăng nhập vào tài khoản đã có: {{code}}\n\nMã dùng một lần, trong 10 phút. Không đưa mã cho bất kỳ ai.\nNếu không phải bạn, hãy bỏ qua thư này.',
      en: 'Somebody has just registered with this address. It has an account already, so no new one is opened.\n\nIf it was you, enter this code to sign in to your account: {{code}}\n\nIt works once, within 10 minutes. Give it to nobody.\nIf it was not you, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: số này đã có tài khoản. Mã đăng nhập {{code}}, dùng trong 10 phút. Không đưa mã cho bất kỳ ai.', en: 'Mot Cua: this number has an account. Code to sign in: {{code}}, for 10 minutes. Give it to nobody.' },
  },
  'sign-in': {
    subject: { vi: 'Mã đăng nhập Một Cửa', en: 'Your code to sign in to Một Cửa' },
    text: {
      vi: 'Mã đăng nhập của bạn: {{code}}\n\nMã dùng một lần, trong 10 phút. Không đưa mã này cho bất kỳ ai, kể cả người tự xưng là cán bộ.\nNếu bạn không đăng nhập, hãy bỏ qua thư này.',
      en: 'Your code to sign in: {{code}}\n\nIt works once, within 10 minutes. Give it to nobody, not even to somebody who says that they are an official.\nIf you are not signing in, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: mã đăng nhập {{code}}, dùng trong 10 phút. Không đưa mã cho bất kỳ ai.', en: 'Mot Cua: your code to sign in is {{code}}, for 10 minutes. Give it to nobody.' },
  },
  'sign-in-unknown': {
    subject: { vi: 'Chưa có tài khoản Một Cửa', en: 'No Một Cửa account' },
    text: {
      vi: 'Có người vừa đăng nhập bằng địa chỉ này, nhưng địa chỉ này chưa có tài khoản.\n\nNếu là bạn, hãy đăng ký tài khoản, hoặc đăng nhập bằng địa chỉ thư hay số điện thoại khác mà bạn đã đăng ký.\nNếu không phải bạn, hãy bỏ qua thư này.',
      en: 'Somebody has just tried to sign in with this address, which has no account.\n\nIf it was you, register, or sign in with the other address or number that you registered with.\nIf it was not you, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: số này chưa có tài khoản. Nếu bạn vừa đăng nhập, hãy đăng ký trước.', en: 'Mot Cua: this number has no account. If you were signing in, please register first.' },
  },
  'contact': {
    subject: { vi: 'Mã xác nhận địa chỉ liên hệ mới', en: 'Your code to confirm this address' },
    text: {
      vi: 'Mã xác nhận: {{code}}\n\nNhập mã này để dùng địa chỉ này cho tài khoản Một Cửa của bạn. Mã dùng một lần, trong 10 phút.\nNếu bạn không yêu cầu, hãy bỏ qua thư này.',
      en: 'Your code: {{code}}\n\nEnter it to use this address for your Một Cửa account. It works once, within 10 minutes.\nIf you did not ask for it, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: mã xác nhận số điện thoại {{code}}, dùng trong 10 phút.', en: 'Mot Cua: the code to confirm this number is {{code}}, for 10 minutes.' },
  },
  'contact-taken': {
    subject: { vi: 'Địa chỉ này đã thuộc một tài khoản Một Cửa', en: 'This address belongs to a Một Cửa account' },
    text: {
      vi: 'Có người vừa muốn dùng địa chỉ này cho một tài khoản khác. Địa chỉ đã thuộc một tài khoản nên không chuyển được.\nNếu là bạn, hãy đăng nhập vào tài khoản đó, đổi địa chỉ ở đó trước. Nếu không phải bạn, hãy bỏ qua thư này.',
      en: 'Somebody has just wanted to use this address for another account. It belongs to an account already and cannot be moved.\nIf it was you, sign in to that account and change its address first. If it was not you, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: số này đã thuộc một tài khoản khác nên không dùng được cho tài khoản mới.', en: 'Mot Cua: this number belongs to another account and cannot be used for a second one.' },
  },
  'claim': {
    subject: { vi: 'Mã thêm hồ sơ vào tài khoản', en: 'Your code to add a dossier to an account' },
    text: {
      vi: 'Mã để thêm hồ sơ của bạn vào một tài khoản Một Cửa: {{code}}\n\nMã dùng một lần, trong 10 phút. Ai có mã này sẽ xem được hồ sơ: không đưa mã cho bất kỳ ai.\nNếu bạn không yêu cầu, hãy bỏ qua thư này.',
      en: 'The code that adds your dossier to a Một Cửa account: {{code}}\n\nIt works once, within 10 minutes. Whoever has it can read the dossier: give it to nobody.\nIf you did not ask for it, ignore this mail.',
    },
    sms: { vi: 'Một Cửa: mã thêm hồ sơ vào tài khoản {{code}}, dùng trong 10 phút. Không đưa mã cho bất kỳ ai.', en: 'Mot Cua: the code to add your dossier to an account is {{code}}, for 10 minutes. Give it to nobody.' },
  },
  'invitation': {
    subject: { vi: 'Mời bạn mở tài khoản Một Cửa', en: 'Open your Một Cửa account' },
    text: {
      vi: 'Cán bộ Bộ phận Một cửa vừa lập hồ sơ cho bạn và mời bạn mở tài khoản để tự theo dõi hồ sơ đó.\n\nMở trang {{link}}\nMã của bạn: {{code}}\n\nTrang sẽ hỏi số giấy tờ mà bạn đã đưa tại quầy. Lời mời dùng được 7 ngày.',
      en: 'A clerk of the one-stop unit has filed a dossier for you, and invites you to open an account in which you follow it yourself.\n\nOpen {{link}}\nYour code: {{code}}\n\nThe page asks for the number of the paper that you gave at the counter. The invitation holds for 7 days.',
    },
    sms: { vi: 'Một Cửa mời bạn mở tài khoản theo dõi hồ sơ: {{link}} mã {{code}}', en: 'Open your Mot Cua account to follow your dossier: {{link}} code {{code}}' },
  },
  'invitation-alone': {
    subject: { vi: 'Mời bạn mở tài khoản Một Cửa', en: 'Open your Một Cửa account' },
    text: {
      vi: 'Cán bộ Bộ phận Một cửa vừa đối chiếu giấy tờ của bạn và mời bạn mở tài khoản, hoặc xác thực tài khoản đã có của bạn.\n\nMở trang {{link}}\nMã của bạn: {{code}}\n\nTrang sẽ hỏi số giấy tờ mà bạn đã đưa tại quầy. Lời mời dùng được 7 ngày.',
      en: 'A clerk of the one-stop unit has seen your paper, and invites you to open an account, or to prove the one that you have.\n\nOpen {{link}}\nYour code: {{code}}\n\nThe page asks for the number of the paper that you gave at the counter. The invitation holds for 7 days.',
    },
    sms: { vi: 'Một Cửa mời bạn mở hoặc xác thực tài khoản: {{link}} mã {{code}}', en: 'Open or prove your Mot Cua account: {{link}} code {{code}}' },
  },
  'changed': {
    subject: { vi: 'Tài khoản Một Cửa của bạn vừa thay đổi', en: 'Your Một Cửa account was changed' },
    text: {
      vi: '{{what}}\n\nNếu không phải bạn, hãy đăng nhập ngay, kết thúc các phiên khác và đổi mật khẩu, hoặc gọi Bộ phận Một cửa.',
      en: '{{what}}\n\nIf it was not you, sign in now, end the other sessions and change your password, or call the one-stop unit.',
    },
    sms: { vi: 'Một Cửa: {{what}} Nếu không phải bạn, hãy đăng nhập và kết thúc các phiên khác.', en: 'Mot Cua: {{what}} If it was not you, sign in and end the other sessions.' },
  },
} as const satisfies Record<string, Record<'subject' | 'text' | 'sms', Text>>

export type CodeMessage = keyof typeof messages

export function codeMessages(key: CodeMessage, language: Language, facts: Readonly<Record<string, string>>): Record<'subject' | 'text' | 'sms', string> {
  const { subject, text, sms } = messages[key]
  const say = (words: Text) => fillText(words[language], facts)
  return { subject: say(subject), text: say(text), sms: say(sms) }
}

/** What was changed of an account, as its owner is told. */
export const changeTexts = {
  password: { vi: 'Mật khẩu của tài khoản vừa được đặt lại.', en: 'The password of your account was set.' },
  contact: { vi: 'Địa chỉ liên hệ của tài khoản vừa được đổi.', en: 'The contact of your account was changed.' },
  passkey: { vi: 'Một khóa truy cập vừa được thêm vào tài khoản.', en: 'A passkey was added to your account.' },
  proved: { vi: 'Số định danh của tài khoản vừa được xác thực.', en: 'The identity number of your account was proved.' },
  closed: { vi: 'Tài khoản vừa được đóng.', en: 'Your account was closed.' },
} as const satisfies Record<string, Text>
