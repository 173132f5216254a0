import Handlebars from 'handlebars'
import { fitSms, measureSms, mostSmsParts } from '../law/sms-text.ts'
import type { Procedure } from '../procedure.ts'
import type { Language, Text } from '../text.ts'
import { noticeTemplates, type NoticeKind, type NoticeTemplate } from './notices.ts'

/** What a person is told, ready to be sent: `html` is the mail, `text` its plain half and what the portal shows. */
export interface ComposedNotice { readonly subject: string, readonly text: string, readonly html: string, readonly sms: string }

/** Facts that every template may name. `link` is the dossier's look-up page: it holds the code, never personal data. */
export interface NoticeFacts {
  readonly code: string
  readonly procedure: string
  readonly agency: string
  readonly link: string
  readonly [name: string]: unknown
}

const compiled = new Map<string, HandlebarsTemplateDelegate>()

/** Plain text, so nothing is escaped; the pages and the mail's layout escape it when they show it. */
function fill(source: string, facts: Readonly<Record<string, unknown>>): string {
  const template = compiled.get(source) ?? Handlebars.compile(source, { noEscape: true, strict: false })
  compiled.set(source, template)
  return template(facts).trim()
}

/** Mail programs know no style sheets: the styles stand in the tags. Everything filled in is escaped. */
const layout = Handlebars.compile(`<!doctype html>
<html lang="{{language}}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>{{subject}}</title></head>
<body style="margin:0;background:#f3f5f8;font-family:Arial,Helvetica,sans-serif;color:#16202c">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:600px;background:#ffffff;border:1px solid #d6dde6">
<tr><td style="padding:16px 24px;background:#083f3b;color:#ffffff;font-size:16px;font-weight:bold">{{agency}}</td></tr>
<tr><td style="padding:24px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.35">{{subject}}</h1>
<p style="margin:0 0 24px;font-size:16px;line-height:1.5">{{text}}</p>
<p style="margin:0"><a href="{{link}}" style="display:inline-block;padding:12px 20px;background:#0b5d56;color:#ffffff;text-decoration:none;font-size:16px">{{button}}</a></p>
</td></tr>
<tr><td style="padding:16px 24px;border-top:1px solid #d6dde6;font-size:13px;line-height:1.5;color:#4b5a6b">{{foot}}</td></tr>
</table></td></tr></table>
</body></html>
`, { strict: true })

/** What a notice is about: a dossier, a question or feedback, or what another agency is asked. */
type Subject = 'dossier' | 'enquiry' | 'consultation'

const layoutWords = {
  button: { dossier: { vi: 'Xem hồ sơ', en: 'See the dossier' }, enquiry: { vi: 'Xem nội dung', en: 'Read it' }, consultation: { vi: 'Xem và trả lời', en: 'Read and answer' } },
  foot: {
    dossier: {
      vi: 'Thư này được gửi tự động. Trang hồ sơ chỉ mở ra khi nhập số định danh đã khai lúc nộp; đừng cung cấp số này cho ai qua thư hoặc điện thoại.',
      en: 'This mail was sent automatically. The page of the dossier opens only with the identity number given when filing; never tell that number to anyone by mail or telephone.',
    },
    enquiry: {
      vi: 'Thư này được gửi tự động. Trang này chỉ mở ra khi nhập mã bí mật đã cấp lúc gửi hoặc số giấy tờ đã khai; đừng cung cấp cho ai qua thư hoặc điện thoại.',
      en: 'This mail was sent automatically. The page opens only with the secret given when you sent it, or the number of your paper; never tell either to anyone by mail or telephone.',
    },
    consultation: {
      vi: 'Thư này được gửi tự động đến địa chỉ chính thức của cơ quan. Ai có đường dẫn đều trả lời được một lần thay cơ quan.',
      en: 'This mail was sent automatically to the agency’s official address. Whoever has the link can answer once in the agency’s name.',
    },
  },
  see: { vi: 'Xem: ', en: 'See: ' },
} as const satisfies Record<string, Text | Record<Subject, Text>>

/** A mail's HTML in the one layout of the house. */
export function mailHtml({ subject, text, agency, link, language, about = 'dossier' }: { subject: string, text: string, agency: string, link: string, language: Language, about?: Subject }): string {
  return layout({ subject, text, agency, link, language, button: layoutWords.button[about][language], foot: layoutWords.foot[about][language] })
}

/** The portal's address as short as an SMS wants it, where it still fits. */
function withSite(sms: string, link: string, language: Language): string {
  const site = `${layoutWords.see[language]}${link.replace(/^https?:\/\//, '').replace(/\/(ho-so|hoi-dap|phan-anh)\/.*$/, '/$1')}`
  const both = `${sms} ${site}`
  return measureSms(both).parts <= mostSmsParts ? both : sms
}

/** The template of a notice: the procedure's own, else the shared one. */
export function noticeTemplate(kind: NoticeKind, procedure?: Pick<Procedure, 'notices'>): NoticeTemplate {
  return procedure?.notices?.[kind] ?? noticeTemplates[kind]
}

/**
 * Fills a notice's template for one person (requirement D3). An SMS has words of its own, or else the subject's; it keeps its
 * accents and has two parts at most.
 */
export function composeNotice(kind: NoticeKind, language: Language, facts: NoticeFacts, procedure?: Pick<Procedure, 'notices'>): ComposedNotice {
  return composeWith(noticeTemplate(kind, procedure), language, facts)
}

/** Fills a template as `composeNotice` does. */
export function composeWith(template: NoticeTemplate, language: Language, facts: Pick<NoticeFacts, 'agency' | 'link'> & Readonly<Record<string, unknown>>, about: Subject = 'dossier'): ComposedNotice {
  const given = {
    ...facts,
    ...(typeof facts['reason'] === 'string' && { reason: facts['reason'].trim().replace(/\.$/, '') }), // the template ends the sentence
  }
  const [subject, text] = [fill(template.subject[language], given), fill(template.text[language], given)]
  return {
    subject, text,
    html: mailHtml({ subject, text, agency: facts.agency, link: facts.link, language, about }),
    sms: withSite(fitSms(fill((template.sms ?? template.subject)[language], given)), facts.link, language),
  }
}

/** Names of the facts that a template fills in. */
export function factsOf({ subject, text, sms }: NoticeTemplate): string[] {
  const sources = [subject, text, ...(sms ? [sms] : [])].flatMap((each) => Object.values(each))
  return [...new Set(sources.flatMap((source) => [...source.matchAll(/\{\{(?:#(?:if|unless) )?(\w+)\}\}/g)].map(([, name = '']) => name)))].filter((name) => name !== 'else')
}

const samples = {
  due: { vi: '17:00 ngày 12/03/2026', en: '17:00 on 12/03/2026' },
  oldDue: { vi: '17:00 ngày 09/03/2026', en: '17:00 on 09/03/2026' },
  reason: { vi: 'Tờ khai chưa ghi đủ nơi cư trú', en: 'The declaration does not name every residence' },
  rightAuthority: { vi: 'Công an tỉnh khác', en: 'Police of another province' },
  returning: { vi: 'Trung tâm Phục vụ hành chính công tỉnh', en: 'Provincial Public Administrative Service Centre' },
  early: { vi: 'yes', en: 'yes' },
  online: { vi: '', en: '' }, // at the counter, so that the place shows
  second: { vi: '', en: '' }, // one appointment, as most procedures have
  unit: { vi: 'Phòng Hồ sơ nghiệp vụ', en: 'Professional Records Division' },
  before: { vi: 'Trần Văn Minh', en: 'Trần Văn Minh' },
  after: { vi: 'Phan Thị Hà', en: 'Phan Thị Hà' },
  cause: { vi: 'Thông báo 9441/TB-BNV', en: 'Notice 9441/TB-BNV' },
  consulted: { vi: 'Tòa án nhân dân tỉnh', en: 'Provincial People’s Court' },
} as const satisfies Record<string, Text>

/** Facts to look at a template with; one that nobody has thought of shows its own name. */
export function sampleFacts(template: NoticeTemplate, language: Language): Record<string, string> {
  const known: Readonly<Record<string, Text>> = samples
  return Object.fromEntries(factsOf(template).map((name) => [name, known[name]?.[language] ?? `[${name}]`]))
}
