import type { Response } from 'express'
import { purposeOf } from '../messages/desk-purposes.ts'
import type { Language } from '../../processes/text.ts'
import type { AccountDataModel, AccountDossiersModel, AccountFormModel, AccountLeaveModel, AccountPapersModel, AccountSignInModel } from './account-models.ts'
import type { AskModel, AskedModel, DeskEnquiryModel, EnquiriesModel, EnquiryLookUpModel, EnquiryModel, PublicEnquiryModel } from './enquiry-models.ts'
import type { AgenciesModel, AgencyModel, CatalogueModel, EventModel, HomeModel, PaperFormModel, PostModel, PostOrderModel, SearchModel } from './find-models.ts'
import type { BulkSignedModel, BulkSignModel } from './bulk-sign-models.ts'
import type { QueueModel } from './queue-models.ts'
import type { FiguresModel } from './figures-models.ts'
import type { DiagramEditorModel, DiagramModel } from './diagram-models.ts'
import type { HelpModel } from './help-models.ts'
import type { ErrorLink } from './form-fields.ts'
import type { ConsultationLinkModel, ConsultationLinksModel, RecoveryCodesModel, SecondFactorAppModel, SecondFactorModel, SecondStepModel } from './staff-models.ts'
import type { ReportsModel } from './report-models.ts'
import type { DraftsModel } from './upload-models.ts'
import { withParameter } from './own-address.ts'
import { shortcutList } from './shortcut-list.ts'
import { translator, type Translate } from './translate.ts'
import type {
  BoardModel, CounterModel, DigitiseModel, DigitisePaperModel, HandOverListModel, HandOverModel, RegisterModel, DeskDossierModel, FeesModel, DossierModel, ErrorModel, FailedNoticesModel, FileModel, FileSummaryModel, FiledModel, LookUpModel, NotOnlineModel, NoticeTemplatesModel, ProcedureModel,
  FoundModel, SignInModel, SlipModel, TaskModel, ReportModel, WithdrawModel, PostingModel, PostingPageModel,
} from './models.ts'

/** Which model belongs to which page. */
export interface PageModels {
  'portal/home': HomeModel
  'portal/catalogue': CatalogueModel
  'portal/event': EventModel
  'portal/agencies': AgenciesModel
  'portal/agency': AgencyModel
  'portal/search': SearchModel
  'portal/paper-form': PaperFormModel
  'portal/post': PostModel
  'portal/post-order': PostOrderModel
  'portal/procedure': ProcedureModel
  'portal/file': FileModel
  'portal/drafts': DraftsModel
  'portal/not-online': NotOnlineModel
  'portal/file-summary': FileSummaryModel
  'portal/filed': FiledModel
  'portal/look-up': LookUpModel
  'portal/dossier': DossierModel
  'portal/withdraw': WithdrawModel
  'portal/report': ReportModel
  'portal/slip': SlipModel
  'portal/enquiries': EnquiriesModel
  'portal/ask': AskModel
  'portal/asked': AskedModel
  'portal/enquiry-look-up': EnquiryLookUpModel
  'portal/enquiry': EnquiryModel
  'portal/enquiry-public': PublicEnquiryModel
  'portal/postings': { postings: readonly PostingModel[] }
  'portal/posting': PostingPageModel
  'portal/account-form': AccountFormModel
  'portal/account-sign-in': AccountSignInModel
  'portal/account-leave': AccountLeaveModel
  'portal/account-dossiers': AccountDossiersModel
  'portal/account-papers': AccountPapersModel
  'portal/account-data': AccountDataModel
  'portal/figures': FiguresModel
  'portal/error': ErrorModel
  'desk/enquiry': DeskEnquiryModel
  'desk/sign-in': SignInModel
  'portal/consultation-link': ConsultationLinkModel
  'desk/consultation-links': ConsultationLinksModel
  'desk/second-step': SecondStepModel
  'desk/second-factor': SecondFactorModel
  'desk/second-factor-app': SecondFactorAppModel
  'desk/recovery-codes': RecoveryCodesModel
  'desk/queue': QueueModel
  'desk/bulk-sign': BulkSignModel
  'desk/bulk-signed': BulkSignedModel
  'desk/found': FoundModel
  'desk/task': TaskModel
  'desk/dossier': DeskDossierModel
  'desk/counter': CounterModel
  'desk/digitise': DigitiseModel
  'desk/digitise-paper': DigitisePaperModel
  'desk/fees': FeesModel
  'desk/register': RegisterModel
  'desk/hand-over': HandOverModel
  'desk/hand-over-list': HandOverListModel
  'desk/notice-templates': NoticeTemplatesModel
  'desk/failed-notices': FailedNoticesModel
  'desk/board': BoardModel
  'desk/help': HelpModel
  'desk/reports': ReportsModel
  'desk/diagram': DiagramModel
  'desk/diagram-editor': DiagramEditorModel
}

export type Page = keyof PageModels

/** What the layouts show on every page; a middleware sets it in `res.locals`. */
export interface PageLocals {
  language: Language
  /** The agency's name, in the reader's language. */
  agency: string
  /** IANA name of the agency's zone, in which times are shown. */
  timeZone: string
  /** Whether the reader began to file something here, and may have drafts. */
  hasDrafts?: boolean
  /** For the forms; absent on pages without a session. */
  csrfToken?: () => string
  /** Who is signed in. */
  user?: { name: string, unit?: string, signOutAction: string, administers?: boolean, audits?: boolean, keepsRegister?: boolean, movesPaper?: boolean, steers?: boolean, seesFigures?: boolean, editsCatalogue?: boolean, filesForOthers?: boolean, readsMails?: boolean }
  /** Whether single keys do something for who is signed in at the desk. */
  shortcuts?: boolean
  /** The citizen who is signed in at the portal. */
  citizen?: { name: string }
  /** Where to sign in; absent when there is no such thing. */
  signInHref?: string
  /** A message about what was just done; shown once. */
  flash?: { tone: 'success' | 'info', text: string }
  /** Telephone and mail of the help desk, for the foot of the page. */
  contact?: { phone?: string, email?: string, address?: string }
}

const titles: { [P in Page]: (model: PageModels[P], t: Translate) => string } = {
  'portal/home': (_, t) => t('home.title'),
  'portal/catalogue': (_, t) => t('catalogue.title'),
  'portal/event': ({ name }) => name,
  'portal/agencies': (_, t) => t('agencies.title'),
  'portal/agency': ({ name }) => name,
  'portal/search': ({ query }, t) => query ? `${query} · ${t('find.results')}` : t('find.search'),
  'portal/post': (_, t) => t('post.title'),
  'portal/post-order': ({ code }, t) => `${t('post.order')} · ${code}`,
  'portal/paper-form': ({ procedure }, t) => t('paper-form.title', { name: procedure.name }),
  'portal/procedure': ({ name }) => name,
  'portal/file': ({ procedure }, t) => t('file.title', { procedure: procedure.name }),
  'portal/drafts': (_, t) => t('drafts.title'),
  'portal/not-online': ({ procedure }) => procedure.name,
  'portal/file-summary': (_, t) => t('summary.title'),
  'portal/filed': (_, t) => t('filed.title'),
  'portal/look-up': (_, t) => t('look-up.title'),
  'portal/dossier': ({ code }, t) => t('dossier.title', { code }),
  'portal/report': ({ heading, code }) => `${heading} · ${code}`,
  'portal/withdraw': ({ code }, t) => t('withdraw.title', { code }),
  'portal/slip': ({ paper: { title, number } }) => [title, number].filter(Boolean).join(' '),
  'portal/enquiries': ({ kind }, t) => t(`enquiry.${kind}.title`),
  'portal/ask': ({ kind }, t) => t(`enquiry.${kind}.ask`),
  'portal/asked': ({ kind }, t) => t(`enquiry.${kind}.sent`),
  'portal/enquiry-look-up': (_, t) => t('enquiry.follow'),
  'portal/enquiry': ({ kind, code }, t) => `${t(`enquiry.${kind}.title`)} ${code}`,
  'portal/enquiry-public': ({ title }) => title,
  'portal/postings': (_, t) => t('postings.title'),
  'portal/posting': (_, t) => t('posting.title'),
  'portal/account-form': ({ title }) => title,
  'portal/account-sign-in': (_, t) => t('account.sign-in'),
  'portal/account-leave': ({ provider }, t) => t('account.leave-title', { provider }),
  'portal/account-dossiers': (_, t) => t('account.dossiers'),
  'portal/account-papers': (_, t) => t('account.papers'),
  'portal/account-data': (_, t) => t('account.data'),
  'portal/figures': ({ title, scopeName, period }) => `${title}: ${scopeName} · ${period}`,
  'portal/error': ({ status }, t) => t(`error.${status}.title`),
  'desk/enquiry': ({ name, code, work }) => `${work?.step ?? name} · ${code}`,
  'desk/sign-in': (_, t) => t('sign-in.title'),
  'portal/consultation-link': ({ closed }, t) => t(closed ? `link.${closed}-title` : 'link.title'),
  'desk/consultation-links': ({ code }, t) => `${t('link.desk-title')} · ${code}`,
  'desk/second-step': (_, t) => t('second.step-title'),
  'desk/second-factor': (_, t) => t('second.title'),
  'desk/second-factor-app': (_, t) => t('second.app'),
  'desk/recovery-codes': (_, t) => t('second.recovery-codes'),
  'desk/queue': (_, t) => t('queue.title'),
  'desk/bulk-sign': (_, t) => t('bulk-sign.title'),
  'desk/bulk-signed': ({ done, count }, t) => `${t('bulk-sign.result')} · ${t('bulk-sign.progress', { done, count })}`,
  'desk/found': (_, t) => t('find.title'),
  'desk/task': ({ step, dossier }) => `${step} · ${dossier.code}`,
  'desk/register': (_, t) => t('register.title'),
  'desk/hand-over': (_, t) => t('hand-over.title'),
  'desk/hand-over-list': ({ id }, t) => t('hand-over.list', { id }),
  'desk/dossier': ({ dossier }, t) => t('dossier.title', { code: dossier.code }),
  'desk/counter': (_, t) => t('counter.title'),
  'desk/digitise': ({ code }, t) => `${t('scan.title')} · ${code}`,
  'desk/digitise-paper': ({ name, code }, t) => `${t('scan.title')}: ${name} · ${code}`,
  'desk/fees': ({ code }, t) => `${t('fees.title')} ${code}`,
  'desk/notice-templates': (_, t) => t('notice-templates.title'),
  'desk/failed-notices': (_, t) => t('failed-notices.title'),
  'desk/board': ({ title }) => title,
  'desk/help': ({ words }) => words.title,
  'desk/reports': ({ title, heading }) => `${title}: ${heading}`,
  'desk/diagram': ({ title }) => title,
  'desk/diagram-editor': ({ title, above }) => `${title} · ${above}`,
}

/** The pages with a style sheet of their own: a telephone loads it only there. */
const finding: ReadonlySet<Page> = new Set(['portal/home', 'portal/catalogue', 'portal/event', 'portal/agencies', 'portal/agency', 'portal/search', 'portal/procedure', 'portal/paper-form', 'portal/post'])

/** The reader's language. */
export const languageOf = ({ locals }: Response): Language => (locals as PageLocals).language

function hasErrors(model: object): boolean {
  const { errors } = model as { errors?: readonly ErrorLink[] }
  return errors !== undefined && errors.length > 0
}

/**
 * Renders a page with its model; `res.locals` must hold `PageLocals`. Pages with errors are sent with status 422 unless told
 * otherwise. The layout is the one of the page's side of the house; an error page at the desk passes `layout: 'desk'`.
 */
export function render<P extends Page>(
  res: Response, page: P, model: PageModels[P], { status, layout }: { status?: number, layout?: 'portal' | 'desk' } = {},
): void {
  const locals = res.locals as PageLocals
  const { language } = locals
  const t = translator(language)
  const invalid = hasErrors(model)
  const [side, view] = page.split('/') as ['portal' | 'desk', string]
  if (status !== undefined) res.status(status)
  else if (invalid) res.status(422)
  res.render(`${side}/views/${view}`, {
    ...model,
    layout: layout ?? side,
    page: {
      ...locals,
      purpose: purposeOf(res.req.originalUrl, language),
      title: (invalid ? `${t('error-summary.prefix')} ` : '') + titles[page](model, t),
      languageLinks: (['vi', 'en'] as const).map((each) => ({
        language: each,
        name: t(`language.${each}`),
        href: withParameter(res.req.originalUrl, 'language', each),
        current: each === language,
      })),
      ...(locals.shortcuts !== undefined && { shortcutList: shortcutList(t) }),
      at: { [view]: true },
      finds: finding.has(page),
    },
  })
}
