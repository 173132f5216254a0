import type { MessageView, PositionView } from './dossier-models.ts'
import type { Temporal } from 'temporal-polyfill'
import type { DossierState } from '../../processes/law/dossier-states.ts'
import type { Paper } from '../../processes/papers/paper.ts'
import type { PostalView } from './find-models.ts'
import type { ErrorLink, FieldView } from './form-fields.ts'

/*
 * What each page needs, one interface per page. Texts are in the reader's language already (use `text()` of engine.ts);
 * times are instants, shown by the templates in the agency's zone. A route passes a model to `render()` of render.ts, which
 * knows which model belongs to which page.
 */

/** A moment: an instant, or the ISO 8601 text of one. */
export type Moment = Temporal.Instant | string

/** A section of a form: what `formView` returned, under a heading of its own. */
export interface FormSection {
  heading?: string
  fields: readonly FieldView[]
}

/** A file that is stored already. */
export interface FileView {
  name: string
  /** bytes */
  size: number
  /** The media type, where the page can show it beside the form. */
  type?: string
  /** Where the reader may open it; absent when he may not. */
  href?: string
  /** Where a small picture of it is, when it is one. */
  picture?: string
  /** When it was added, if later than the dossier. */
  added?: Moment
  /** That it was taken from the applicant's document store, from which dossier and date. */
  from?: string
  /** Who signed it, in words; of what the house scanned. */
  signature?: string
  /** The data of a scanned paper, for staff (BT 45/2023 art. 17.1). */
  data?: readonly AnswerRow[]
  /** Value of a submit button named `remove`; shown only where the page is a form. */
  remove?: string
}

/** The place where the files of one item of the published document list are attached. */
export interface FileFieldView {
  /** The name of the file input: `documents.<item>`. Its id is `field-documents.<item>`, to which errors link. */
  item: string
  label: string
  /** Such as 'original', 'copy', number of copies, or when it is needed at all. */
  hint?: string
  required: boolean
  /** The case in which it is needed, when it may not be. */
  when?: string
  /** As of other fields of a form: the answers without which it is not needed. */
  shownIf?: string
  /** Such as ['.pdf', '.jpg', 'image/*']. */
  accept: readonly string[]
  /** bytes, of one file */
  maxBytes: number
  files: readonly FileView[]
  /** What the document store has for it: checkboxes named `reuse.<item>` with the paper's id. */
  offers?: readonly { document: string, name: string, abstract: string, facts: string }[]
  error?: string
}

/** A line of a summary: a question and its answer. Several lines when the answer has several parts. */
export interface AnswerRow {
  label: string
  lines: readonly string[]
  /** Where the answer can be changed. */
  changeHref?: string
}

export interface AnswerGroup {
  heading?: string
  rows: readonly AnswerRow[]
}

/** What is, or was, found of one paper of the published list. */
export interface DocumentCheckView {
  found: { valid: boolean, given?: string, remark?: string }
  /** Its fields are named `list.<item>.<valid, kind, count, remark>`; `onRequest` is not missing when it is not there. */
  edit: { item: string, valid: boolean, count: number, remark: string, onRequest?: true, kinds: readonly { value: string, label: string, chosen: boolean }[] }
}

/** One item of the document list with what was attached to it. */
export interface AttachedDocument {
  /** Of the published list: what was found of it, for staff; or the fields to say it. */
  found?: DocumentCheckView['found']
  edit?: DocumentCheckView['edit']
  /** Its id in the published list. */
  item?: string
  name: string
  /** How it was handed in on paper, such as 'Bản chính × 1'. */
  handed?: string
  files: readonly FileView[]
}

/**
 * An event in the life of a dossier, in plain words; a timeline is given newest first, what is to come before all. `problem`
 * needs attention, `next` has not happened yet.
 */
export interface TimelineEntry {
  at?: Moment
  title: string
  text?: string
  /** Who did it: unit or person, as far as the reader may know. */
  by?: string
  tone: 'done' | 'now' | 'next' | 'problem'
}

/** A line of the explanation of a due date, from `processes/law`. */
export interface DueLine {
  from: Moment
  to: Moment
  /** What these hours or days counted for, such as '8 giờ làm việc'; '0' lines are shown too. */
  counted: string
  why: string
}

export interface DueView {
  /** What is due: the answer of reception, or the result. */
  label: string
  /** Absent while the clock stands still. */
  at?: Moment
  lines: readonly DueLine[]
  /** The clock stands still: the date is not shown as late. */
  paused?: boolean
  /** Why it stands, where it is not that the dossier is to be completed. */
  pausedFor?: string
  overdue?: boolean
  /** Set when the due date was moved once with an apology. */
  movedFrom?: Moment
  /** Limits that gave way to the present one, and why, in words. */
  replaced?: readonly string[]
}

/** What a dossier costs and what has been paid; amounts in words, such as '200.000 đồng'. */
export interface FeeView {
  rows: readonly { label: string, amount: string, why?: string, reduced?: string, source: string, paid: string }[]
  settled: boolean
  /** Present while something is to be paid, and by when it is. */
  owed?: string
  moment?: string
  /** The dossier does not go on before it is paid, and no payment is being confirmed. */
  isWaitedFor?: true
  /** The browser came back from the provider, whose own word is awaited. */
  confirming?: boolean
  /** Where the button to pay online posts to; absent when it cannot be paid online now. */
  payAction?: string
  provider?: string
  counterOnly?: boolean
  receipts: readonly { number: string, amount: string, at: Moment, href: string, how: string }[]
  refunds: readonly { amount: string, ground: string, state: string }[]
  refundable?: string
}

/** Cash at the counter: one button, with the amount that the clerk sees on it. */
export interface CashView { action: string, subject: string, amount: number, text: string }

/** A movement of the ledger. */
export interface LedgerRow {
  what: string
  at: Moment
  by?: string
  receipt?: string
  postings: readonly { account: string, debit: string, credit: string }[]
}

/** A dossier that no clock runs for any more. */
export interface EndedView {
  /** Such as 'Đã trả kết quả lúc'. */
  label: string
  at: Moment
  /** The date that the last slip promised. */
  promised?: Moment
}

export interface SlipLink {
  /** Such as 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả'. */
  title: string
  number?: string
  issuedAt: Moment
  href: string
}

export interface ProcedureLink {
  name: string
  href: string
}

// ── Portal ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface ProcedureCard extends ProcedureLink {
  /** National code, such as 3.000333. */
  code: string
  level: string
  agency: string
  limit: string
  fee: string
  /** Its online level (requirement J4). */
  online: string
}

export interface ProcedureDocument {
  name: string
  /** Such as '1 bản chính'. */
  copies: string
  /** When it is needed, if not always. */
  when?: string
  /** The number of its official template. */
  template?: string
}

export interface ProcedureStep {
  name: string
  who: string
  /** The step's own limit, such as '8 giờ làm việc'. */
  limit?: string
  text?: string
}

/** `portal/procedure`: everything of requirement A3. */
export interface ProcedureModel {
  name: string
  code: string
  field: string
  agency: string
  /** The units that decide it in this province. */
  deciders: readonly ProcedureLink[]
  /** The life events in which it is needed. */
  events: readonly ProcedureLink[]
  level: string
  onlineLevel: string
  /** What must be done in person all the same. */
  inPerson?: string
  /** Why it cannot be filed online; with it there is no `fileHref`. */
  notOnline?: string
  /** Where it is filed instead. */
  whereHref?: string
  limit: string
  fees: readonly { amount: string, who: string }[]
  applicants: readonly string[]
  conditions: readonly string[]
  results: readonly string[]
  channels: readonly { name: string, text?: string }[]
  documents: readonly ProcedureDocument[]
  steps: readonly ProcedureStep[]
  /** Address of the BPMN file, for the read-only diagram. */
  diagramHref?: string
  legalBasis: readonly string[]
  /** The declaration, empty. */
  formHref: string
  /** Of each legal parameter where it was seen, how sure it is, and since when it holds ('YYYY-MM-DD'). */
  sources: readonly { what: string, source: string, mark: string, since?: string }[]
  /** Where to file; absent when it cannot be filed online. */
  fileHref?: string
  /** At the desk: it is shown as it will be, from a day on. */
  preview?: { text: string, backHref: string, back: string }
}

/** `portal/not-online`: why a procedure cannot be filed online, and where to go. */
export interface NotOnlineModel {
  procedure: ProcedureLink
  level: string
  why: string
  places: readonly { name: string, address: string, phone: string }[]
}

/** `portal/file`: the form and the documents. The form posts multipart/form-data to `action`. */
export interface FileModel {
  procedure: ProcedureLink
  /** The filed dossier that is being changed. */
  amends?: { code: string, href: string }
  /** What must be done in person all the same. */
  inPerson?: string
  /** A clerk fills it in, for a person at the counter or from what came by post. */
  counter?: { channel: string, backHref: string }
  /** Where the reader's drafts are listed; absent where the form is not kept as one. */
  draftsHref?: string
  action: string
  sections: readonly FormSection[]
  documents: readonly FileFieldView[]
  /** Whether some of the documents are shown only with the answers that they are needed for. */
  documentsDepend?: boolean
  /** In the order of the page; empty at first. */
  errors: readonly ErrorLink[]
}

/** `portal/file-summary`: what will be sent; posts `declaration=yes` to `action`. */
export interface FileSummaryModel {
  procedure: ProcedureLink
  action: string
  backHref: string
  answers: readonly AnswerGroup[]
  documents: readonly AttachedDocument[]
  /** What it costs, in words, and how long it takes from reception. */
  fee: string
  limit: string
  errors: readonly ErrorLink[]
}

/** `portal/filed`: the confirmation. */
export interface FiledModel {
  procedure: ProcedureLink
  code: string
  /** `data:image/…` or an address of our own. */
  qr: string
  filedAt: Moment
  /** By when reception answers. */
  answerBy: Moment
  dossierHref: string
  /** What must be paid before reception begins. */
  payFirst?: string
  /** Where the confirmation was sent, partly hidden, such as 'a••@example.org'. */
  sentTo?: string
}

/** `portal/look-up`: posts `code` and `proof` to `action`. */
export interface LookUpModel {
  action: string
  values: { code?: string, proof?: string }
  errors: readonly ErrorLink[]
}

/** `portal/dossier`: what the applicant sees of his dossier. */
export interface DossierModel {
  /** Who filed it for the reader, who may end that. */
  authorisation?: { name: string, endHref?: string }
  code: string
  procedure: ProcedureLink
  state: DossierState
  applicant: string
  filedAt: Moment
  due?: DueView
  ended?: EndedView
  /** Each step that is under way; several when agencies work at the same time. */
  where: readonly { step: string, unit: string, since: Moment, minutes: number }[]
  /** The steps that come next, each with its limit in words. */
  ahead: readonly { step: string, limit?: string }[]
  fees?: FeeView
  /** What is asked of the applicant now: form 02 and the form with which it is answered (multipart, to `action`). */
  asked?: {
    reason: string
    items: readonly string[]
    /** The electronic declaration itself is to be corrected: what is to be changed is told in words. */
    declaration: boolean
    deadline?: Moment
    /** A draft of the result to be confirmed: what it will say. */
    draft?: readonly AnswerGroup[]
    action: string
    sections: readonly FormSection[]
    documents: readonly FileFieldView[]
    errors: readonly ErrorLink[]
  }
  /** What was ordered of the post, and where to order it. */
  postal?: { order?: PostalView, href?: string }
  /** Where and when the applicant is to be for a verification. */
  appointment?: AppointmentView
  /** The apology, when it will be late. */
  apology?: { reason: string, newDue: Moment, href?: string }
  /** The result, when there is one. */
  /** `signature`: whose digital signature the copy bears. */
  result?: { text: string, files: readonly FileView[], signature?: string, altered?: boolean, pickUp?: string }
  /** Of a joint procedure only. */
  joint?: JointView
  timeline: readonly TimelineEntry[]
  slips: readonly SlipLink[]
  /** Where form 01 is asked for, when it was not given at reception. */
  askReceipt?: string
  answers: readonly AnswerGroup[]
  documents: readonly AttachedDocument[]
  /** Where what was filed can be changed; absent once received. */
  amendHref?: string
  /** Where a wrong result can be reported; absent while there is none. */
  correctionHref?: string
  /** What was found wrong in the result, the newest last. */
  corrections?: readonly { text: string, at: Moment, kind: string }[]
  /** Present while the law allows to withdraw. */
  withdrawHref?: string
  /** Present once it is closed and not rated yet. */
  rate?: { href: string, title: string, text: string, link: string }
}

/** `portal/report`, on both sides: a wrong result or lost papers are reported. */
export interface ReportModel {
  code: string
  procedure: ProcedureLink
  heading: string
  lead: string
  /** What the button says, where it is not the usual. */
  submit?: string
  action: string
  backHref: string
  sections: readonly FormSection[]
  errors: readonly ErrorLink[]
}

/** What is posted publicly, in `portal/postings` and `portal/posting`: nobody's name. */
export interface PostingModel {
  procedure: string
  agency: string
  address: string
  from: Moment
  until: Moment
  open: boolean
  href: string
  answers: readonly AnswerGroup[]
}

/** `portal/posting`: posts an objection to `action`. */
export interface PostingPageModel {
  posting: PostingModel
  action: string
  sections: readonly FormSection[]
  errors: readonly ErrorLink[]
}

/** `portal/withdraw`: posts `reason` to `action`. */
export interface WithdrawModel {
  code: string
  procedure: ProcedureLink
  action: string
  backHref: string
  values: { reason?: string }
  errors: readonly ErrorLink[]
}

/** `portal/slip`: an official paper, to be read and printed. Always in Vietnamese. */
export interface SlipModel {
  paper: Paper
  /** The QR code as a picture, where the paper has one. */
  qr?: string
  pdfHref: string
  /** The same as a workbook, of a paper that is a table. */
  workbookHref?: string
  backHref: string
}

/** `portal/error`: what happened and what to do. */
export interface ErrorModel {
  status: 403 | 404 | 413 | 422 | 429 | 500 | 503
  /** To be told to the help desk; also in the log. */
  reference?: string
  /** What is wrong, for 422 without a form to show it on. */
  reasons?: readonly string[]
  /** Seconds to wait, for 429 and 503. */
  retryAfter?: number
  homeHref: string
}

// ── Desk ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

/** `desk/sign-in`: posts `username`, `password` (and `next`) to `action`. */
export interface SignInModel {
  action: string
  username?: string
  next?: string
  errors: readonly ErrorLink[]
}

/** How a due date stands: `soon` is within the reminder's reach. */
export type DueStanding = 'on-time' | 'soon' | 'overdue' | 'paused'

export interface TaskRow {
  id: string
  href: string
  code: string
  applicant: string
  procedure: string
  step: string
  dueAt?: Moment
  /** Working minutes, negative when late; shown as days and hours of working time. */
  minutesLeft?: number
  standing: DueStanding
  /** It was given to the reader by name, or the reader has taken it. */
  mine?: boolean
  /** The colleague who has taken it. */
  takenBy?: string
  /** The colleague who is away, and for whom the reader does it. */
  standsFor?: string
  /** The second, third … time that it is here. */
  pass?: number
  /** Who sent it back here, and why. */
  sentBack?: { by: string, remark: string }
}

/** Where a dossier is looked for, what was typed there, and what is wrong with it. */
export interface FindView { action: string, words?: string, error?: string }

/** `desk/found`: dossiers by whose they are; without rows nothing was looked for yet. */
export interface FoundModel {
  find: FindView
  rows?: readonly { href: string, code: string, applicant: string, procedure: string, state: DossierState, filedAt: Moment, places: readonly string[], /** The paper or number by which it was found, where that was not whose it is. */ by?: string }[]
  /** There are more than are shown. */
  isCut?: boolean
}

/** What is known of a dossier at the desk; shared by `desk/task` and `desk/dossier`. */
export interface DeskDossier {
  /** What the applicant ordered of the post. */
  postal?: PostalView
  code: string
  procedure: ProcedureLink
  state: DossierState
  filedAt: Moment
  receivedAt?: Moment
  units: { receiving: string, deciding: string, returning: string }
  answers: readonly AnswerGroup[]
  documents: readonly AttachedDocument[]
  /** Who checked the published list last, and when. */
  checked?: { by: string, at: Moment }
  /** What the applicant's document store has for the list and the reader may put with the dossier: each posts `item` and `document`, with `task` to come back. */
  store?: {
    action: string
    task?: string
    papers: readonly { item: string, itemName: string, document: string, name: string, abstract: string, facts: string }[]
  }
  /** Where the reader digitises papers, and the names of those that are not yet. */
  digitise?: { href: string, missing: readonly string[] }
  timeline: readonly TimelineEntry[]
  /** Of a joint procedure only. */
  joint?: JointView
  slips: readonly SlipLink[]
  /** Where form 01 is asked for, when it was not given at reception and the reader may. */
  askReceipt?: string
  due?: DueView
  ended?: EndedView
  /** The reader's agency is only asked about it: it sees whose it is, what was sent along, and its own answers. */
  asked?: true
  /** What was answered at the steps so far, newest first. */
  steps: readonly StepAnswers[]
  /** What agencies were asked, and what they answered. */
  opinions?: readonly StepAnswers[]
  /** Each time it stood at a step, oldest first; empty for readers who are only asked about it. */
  passes: readonly StepPass[]
  /** Whether it was sent back to a step: then the passes are read before all else. */
  sentBack: boolean
  /** What was told about the dossier to a role of the reader's, newest first. */
  notices: readonly NoticeView[]
}

/** Who settles a joint procedure together, and the parts of its result. */
export interface JointView {
  agencies: readonly {
    name: string
    lead: boolean
    tasks: readonly { step: string, limit?: string, state: 'done' | 'open' | 'to-come', at?: Moment, due?: Moment }[]
  }[]
  parts: readonly { name: string, agency: string, at: Moment, granted: boolean, number?: string, reason?: string }[]
}

/** One time that a dossier stood at a step. */
export interface StepPass {
  step: string
  unit: string
  by?: string
  /** The second, third … time at this step. */
  pass?: number
  opened: Moment
  /** Absent while it stands there. */
  done?: Moment
  due?: Moment
  /** Working minutes that the step had it. */
  minutes: number
  late?: boolean
  /** Why it was sent back from here. */
  back?: string
}

/** An arranged verification. */
export interface AppointmentView {
  at: Moment
  place: string
  participants: string
  content: string
  /** The invitation, to be printed. */
  href: string
}

export interface StepAnswers {
  step: string
  by: string
  at: Moment
  /** Written after the deadline, for consultations. */
  late?: boolean
  /** Files that came with the step. */
  files?: readonly FileView[]
  answers: readonly AnswerGroup[]
}

export interface NoticeView {
  subject: string
  text: string
  at: Moment
  href?: string
  /** Posts that the reader has read it. */
  putAside?: string
}

/** `desk/task`: the dossier beside the form; the form posts (multipart when `documents` is not empty) to `action`. */
export interface TaskModel {
  /** Such as 'Tiếp nhận hồ sơ'. */
  step: string
  /** One sentence: what is to be done here. */
  instruction?: string
  dossier: DeskDossier
  dossierHref: string
  action: string
  sections: readonly FormSection[]
  documents: readonly FileFieldView[]
  /** How many changes of the applicant this page shows; posted with the answers. */
  amendments: number
  /** The name of the button, such as 'Tiếp nhận'; 'Hoàn thành' when absent. */
  submit?: string
  errors: readonly ErrorLink[]
  dueAt?: Moment
  minutesLeft?: number
  minutesPerDay?: number
  standing: DueStanding
  /** The published list is looked through with the step; the word for a paper that is not there. */
  list?: { absent: string }
  /** Who works on it; `action` posts to take it or to give it back. */
  claim?: { by?: string, mine: boolean, action: string }
  /** Whom the reader takes the task over from when the form is sent. */
  takeOver?: string
  /** What a consulted agency is asked, and by when. */
  question?: { text: string, due: Moment }
  /** Somebody else was faster, or the step is no longer needed: the form is then not shown, but what was typed into it is. */
  conflict?: { by?: string, at?: Moment, typed: readonly AnswerGroup[] }
  queueHref: string
}

/** `desk/dossier`: read only. */
export interface DeskDossierModel {
  dossier: DeskDossier
  /** The control sheet, once it was received. */
  controlSheetHref?: string
  /** The tasks that are open now. */
  open: readonly { step: string, unit: string, person?: string, since: Moment, href?: string }[]
  /** What the law lets the reader do now, by which article. */
  possible: readonly { name: string, basis: string, href: string }[]
  /** Absent for who is only asked about it. */
  position?: PositionView
  messages?: readonly MessageView[]
  /** Where the links are by which consulted agencies answer; where its log is; for those who may. */
  linksHref?: string
  logHref?: string
  queueHref: string
  fees?: FeeView
  feesHref: string
  cash?: CashView
}

/** `desk/fees`: the money of one dossier. */
export interface FeesModel {
  code: string
  procedure: ProcedureLink
  dossierHref: string
  fees?: FeeView
  cash?: CashView
  requests: readonly { key: string, amount: string, ground: string, basis: string, at: Moment, reason?: string, action?: string }[]
  /** Whether the reader decides upon refunds. */
  approves: boolean
  /** Where the head of the one-stop unit states that the agency did not complete the service. */
  refundAction?: string
  ledger: readonly LedgerRow[]
  values: Readonly<Record<string, string>>
  errors: readonly ErrorLink[]
}

/** `desk/notice-templates`: every template as it reads with sample facts, for one procedure. */
export interface NoticeTemplatesModel {
  procedures: readonly (ProcedureLink & { current: boolean })[]
  templates: readonly {
    kind: string, language: string, subject: string, text: string, mailHref: string, sms: string
    /** Of the SMS: characters as they are billed, and parts. */
    length: number, parts: number, accented: boolean
    /** The procedure has words of its own for it. */
    own: boolean
  }[]
}

export interface FailedSendingRow {
  code: string
  href: string
  subject: string
  channel: 'mail' | 'sms'
  /** Masked. */
  address: string
  error: string
  attempts: number
  failedAt: Moment
  againHref: string
  toldHref: string
}

/** `desk/failed-notices`: mails and SMS that were given up; `total` counts those beyond the list too. */
export interface FailedNoticesModel {
  failed: readonly FailedSendingRow[]
  total: number
}

/** `desk/register`: the dossiers that a unit received in a period. */
export interface RegisterModel {
  unit: string
  action: string
  values: { from: string, to: string, field: string }
  fields: readonly { value: string, label: string, selected: boolean }[]
  errors: readonly ErrorLink[]
  count: number
  page: number
  pages: number
  rows: readonly { number: string, href: string, code: string, procedure: string, applicant: string, received: string, due: string, returned: string, state: DossierState }[]
  previousHref?: string
  nextHref?: string
  volumes: readonly { number: number, href: string }[]
  csvHref: string
  workbookHref: string
}

/** The papers of one dossier on their way. */
export interface HandOverLine {
  code: string
  href: string
  applicant: string
  procedure: string
  due: Moment
  standing: DueStanding
  state: 'waiting' | 'handed-over' | 'received' | 'missing'
  remark: string
  confirmedAt?: Moment
  confirmedBy?: string
}

/** A list of papers; `open` of its `count` are not confirmed yet. */
export interface HandOverSummary { id: string, href: string, unit: string, at: Moment, by: string, count: number, open: number }

/** `desk/hand-over`: posts `to` and `dossiers` to `action`. */
export interface HandOverModel {
  gives: boolean
  takes: boolean
  action: string
  groups: readonly { to: string, unit: string, items: readonly HandOverLine[], error?: string }[]
  coming: readonly HandOverSummary[]
  handed: readonly HandOverSummary[]
  errors: readonly ErrorLink[]
}

/** `desk/hand-over-list`: posts `<code>` (received, missing) and `remark <code>` to `action`; null for who may not confirm, or when all is. */
export interface HandOverListModel {
  id: string
  from: string
  to: string
  at: Moment
  by: string
  items: readonly (HandOverLine & { chosen: string, typedRemark: string, error?: string })[]
  action: string | null
  backHref: string
  pdfHref: string
  errors: readonly ErrorLink[]
}

/** A cell of a table: a moment, a text or link, or several lines; `label` is its column's name, for narrow screens. */
export interface BoardCell {
  label?: string
  at?: Moment
  text?: string
  href?: string
  lines?: readonly string[]
}

export interface BoardTable {
  caption: string
  head: readonly string[]
  rows: readonly { cells: readonly BoardCell[] }[]
  /** What is said in place of a table without rows. */
  empty: string
}

/** `desk/board`: a form and tables, as the pages of administrator and auditor are. */
export interface BoardModel {
  above: string
  title: string
  backHref: string
  backLabel: string
  /** What was found out, good or bad. */
  verdict?: { good: boolean, lines: readonly string[] }
  paragraphs?: readonly string[]
  links?: readonly { text: string, href: string }[]
  form?: {
    method: 'get' | 'post'
    action: string
    hidden?: readonly { name: string, value: string }[]
    sections: readonly FormSection[]
    submit: string
    /** A second button, by the name under which it is posted. */
    other?: { name: string, text: string }
    errors: readonly ErrorLink[]
  }
  errors: readonly ErrorLink[]
  tables: readonly BoardTable[]
  /** Where changes of what the tables show are told. */
  live?: string
}

/** `desk/counter`: a clerk chooses what is filed, and how it came. */
export interface CounterModel {
  action: string
  procedures: readonly { value: string, label: string, chosen: boolean }[]
  channels: readonly { value: string, label: string, chosen: boolean }[]
  errors: readonly ErrorLink[]
  /** By field. */
  errorOf: Readonly<Record<string, string>>
}

/** `desk/digitise`: the published list of a dossier, with what of it is scanned. */
export interface DigitiseModel {
  code: string
  procedure: string
  dossierHref: string
  /** In whose name the reader's scans are signed. */
  unit: string
  papers: readonly { name: string, handed?: string, scans: readonly { name: string, href: string, at: Moment, by: string, isSigned: boolean }[], href?: string, refusal?: string }[]
}

/** `desk/digitise-paper`: one paper's scan and its data; posts to `action`. */
export interface DigitisePaperModel {
  code: string
  name: string
  action: string
  backHref: string
  sections: readonly FormSection[]
  documents: readonly FileFieldView[]
  errors: readonly ErrorLink[]
}
