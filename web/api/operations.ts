import { postAnswer, postAuthorisationEnd, postCorrectionRequest, postPayment, postReceipt, postWithdrawal, putPostalOrder } from './applicant-acts.ts'
import { getDossier, listDossiers, postDossier } from './dossiers.ts'
import { getEnquiry, getEnquiryForm, listEnquiries, listPublishedAnswers, postEnquiry, postFollowUp } from './enquiries.ts'
import { getHandOver, listHandOvers, postConfirmation, postHandOver } from './hand-overs.ts'
import { listRefundRequests, postCash, postRefundDecision, postRefundRequest } from './money.ts'
import { listFailedSendings, postSendAgain, postToldByPhone } from './notices.ts'
import type { Operation } from './operation.ts'
import { listDigitisable, listReusable, postReuse, postScan } from './paper-acts.ts'
import { deletePaper, getPaper, getReceipt, getResult, getSlip, postPapers, putApplication } from './papers.ts'
import { listPostings, postObjection } from './postings.ts'
import { getProcedure, listProcedures } from './procedures.ts'
import { postErrorReport, postLossReport, putConsultationLink, putOfficer } from './staff-acts.ts'
import { getTask, listTasks, postCompletion, putClaim } from './tasks.ts'
import { deleteWebhook, getWebhook, putWebhook } from './webhooks.ts'

/** What other systems can do (requirement I3); the description of the interface is made of these. */
export const operations: readonly Operation[] = [
  listProcedures, getProcedure,
  postDossier, listDossiers, getDossier, putApplication, postPapers, getPaper, deletePaper, getResult, getSlip, getReceipt,
  postAnswer, postWithdrawal, postCorrectionRequest, postReceipt, postPayment, putPostalOrder, postAuthorisationEnd,
  getEnquiryForm, postEnquiry, listEnquiries, getEnquiry, postFollowUp, listPublishedAnswers,
  listPostings, postObjection,
  listTasks, getTask, putClaim, postCompletion, putOfficer, putConsultationLink, postErrorReport, postLossReport,
  listDigitisable, postScan, listReusable, postReuse, listHandOvers, postHandOver, getHandOver, postConfirmation,
  postCash, listRefundRequests, postRefundRequest, postRefundDecision,
  listFailedSendings, postSendAgain, postToldByPhone,
  getWebhook, putWebhook, deleteWebhook,
]
