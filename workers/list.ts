import { apologyIssue } from './apology-issue.ts'
import { apologyPropose } from './apology-propose.ts'
import { businessAssignNumber } from './business-assign-number.ts'
import { appointmentMeet } from './appointment-meet.ts'
import { appointmentNext } from './appointment-next.ts'
import { authorityNotify } from './authority-notify.ts'
import { clockPause } from './clock-pause.ts'
import { clockResume } from './clock-resume.ts'
import { calendarApplyChange } from './calendar-apply-change.ts'
import { completionLapse } from './completion-lapse.ts'
import { appearanceInvite } from './appearance-invite.ts'
import { appearanceRecord } from './appearance-record.ts'
import { confirmationRecord } from './confirmation-record.ts'
import { confirmationRequest } from './confirmation-request.ts'
import { confirmationTakeAsAgreed } from './confirmation-take-as-agreed.ts'
import { consultationClose } from './consultation-close.ts'
import { consultationOpen } from './consultation-open.ts'
import { consultationRecordAnswer } from './consultation-record-answer.ts'
import { consultationRequest } from './consultation-request.ts'
import { deadlineChangeLimit } from './deadline-change-limit.ts'
import { deadlineMarkOverdue } from './deadline-mark-overdue.ts'
import { deadlineNextMoment } from './deadline-next-moment.ts'
import { deadlineRemind } from './deadline-remind.ts'
import { dossierClose } from './dossier-close.ts'
import { dossierOpen } from './dossier-open.ts'
import { dossierReceive } from './dossier-receive.ts'
import { dossierRefuse } from './dossier-refuse.ts'
import { dossierRequestCompletion } from './dossier-request-completion.ts'
import { dossierResubmit } from './dossier-resubmit.ts'
import { dossierTransfer } from './dossier-transfer.ts'
import { enquiryAnswer } from './enquiry-answer.ts'
import { enquiryAnswerInterim } from './enquiry-answer-interim.ts'
import { enquiryOpen } from './enquiry-open.ts'
import { enquiryPass } from './enquiry-pass.ts'
import { enquiryPassOn } from './enquiry-pass-on.ts'
import { enquiryRefuse } from './enquiry-refuse.ts'
import { feeAwaitPayment } from './fee-await-payment.ts'
import { lossApologise } from './loss-apologise.ts'
import { lossClose } from './loss-close.ts'
import { partReturn } from './part-return.ts'
import { partUrge } from './part-urge.ts'
import { postingClose } from './posting-close.ts'
import { postingPublish } from './posting-publish.ts'
import { resultAnnounce } from './result-announce.ts'
import { resultCorrect } from './result-correct.ts'
import { resultDeclineCorrection } from './result-decline-correction.ts'
import { resultIssue } from './result-issue.ts'
import { resultRecord } from './result-record.ts'
import { taskLapse } from './task-lapse.ts'
import { userTask } from './user-task.ts'
import { verificationInvite } from './verification-invite.ts'
import { verificationRecord } from './verification-record.ts'
import { withdrawalDecline } from './withdrawal-decline.ts'
import { withdrawalSettle } from './withdrawal-settle.ts'
import type { Worker } from './worker.ts'

/** Every job type that a diagram may use. */
export const workers: readonly Worker[] = [
  userTask,
  dossierOpen, dossierReceive, dossierRequestCompletion, dossierResubmit, dossierRefuse, dossierTransfer, dossierClose,
  confirmationRequest, confirmationRecord, confirmationTakeAsAgreed, appearanceInvite, appearanceRecord,
  consultationRequest, consultationOpen, consultationRecordAnswer, consultationClose,
  calendarApplyChange,
  deadlineChangeLimit, deadlineNextMoment, deadlineRemind, deadlineMarkOverdue,
  apologyPropose, apologyIssue,
  clockPause, clockResume, appointmentMeet, appointmentNext,
  partReturn, partUrge, postingPublish, postingClose,
  feeAwaitPayment,
  resultRecord, resultIssue, resultAnnounce, resultCorrect, resultDeclineCorrection,
  lossApologise, lossClose,
  verificationInvite, verificationRecord,
  taskLapse, completionLapse, authorityNotify,
  businessAssignNumber,
  withdrawalSettle, withdrawalDecline,
  enquiryOpen, enquiryPass, enquiryRefuse, enquiryPassOn, enquiryAnswerInterim, enquiryAnswer,
]
