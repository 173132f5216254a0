import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import { actingRole, mayEditCatalogue, mayFileForOthers, mayKeepRegister, mayReadLog, mayTrace } from '../access.ts'
import type { Limits } from '../rate-limits.ts'
import { officialMailbox } from '../take-mailed-filing.ts'
import { languageOf, type PageLocals } from '../view/render.ts'
import { absenceRoutes } from './absence-routes.ts'
import { accountRoutes } from './account-routes.ts'
import { lacking } from './enter.ts'
import { auditRoutes } from './audit-routes.ts'
import { bulkRoutes } from './bulk-routes.ts'
import { caughtFileRoutes } from './caught-file-routes.ts'
import { contactRoutes } from './contact-routes.ts'
import { catalogueEditorRoutes } from './catalogue-routes.ts'
import { bulkSignRoutes } from './bulk-sign-routes.ts'
import { consultationLinkDeskRoutes } from './consultation-link-routes.ts'
import { counterRoutes } from './counter-routes.ts'
import { digitiseRoutes } from './digitise-routes.ts'
import { deskDossierRoutes } from './dossier-routes.ts'
import { enquiryDeskRoutes } from './enquiry-routes.ts'
import { feeRoutes } from './fee-routes.ts'
import { findRoutes } from './find-routes.ts'
import { figuresDeskRoutes } from './figures-routes.ts'
import { handOverRoutes } from './hand-over-routes.ts'
import { liveRoutes } from './live-routes.ts'
import { helpRoutes } from './help-routes.ts'
import { inviteRoutes } from './invite-routes.ts'
import { modelerRoutes } from '../modeler/routes.ts'
import { mailedRoutes } from './mailed-routes.ts'
import { noticeRoutes } from './notice-routes.ts'
import { officerRoutes } from './officer-routes.ts'
import { oversightRoutes } from './oversight-routes.ts'
import { participationRoutes } from './participation-routes.ts'
import { passwordRoutes } from './password-routes.ts'
import { progressRoutes } from './progress-routes.ts'
import { queueRoutes } from './queue-routes.ts'
import { registerRoutes } from './register-routes.ts'
import { publishedRoutes } from './published-routes.ts'
import { reportRoutes } from './report-routes.ts'
import { reportsRoutes } from './reports-routes.ts'
import { reuseRoutes } from './reuse-routes.ts'
import { settingsRoutes } from './settings-routes.ts'
import { secondFactorRoutes } from './second-factor-routes.ts'
import { secondStepRoutes } from './second-step-routes.ts'
import { signInRulesRoutes } from './sign-in-rules-routes.ts'
import { withSubstitutions } from './stand-in.ts'
import { systemRoutes } from './system-routes.ts'
import { shortcutRoutes } from './shortcut-routes.ts'
import { signInRoutes } from './sign-in-routes.ts'
import { signingRoutes } from './signing-routes.ts'
import { taskRoutes } from './task-routes.ts'

/** The staff's side: sign in, then the pages of who is signed in. */
export function deskRoutes(deps: Deps, limits: Limits): Router {
  const { accounts, agencies, secondFactors, preferences } = deps
  const router = Router()

  router.use(signInRoutes(deps, limits), secondStepRoutes(deps, limits))

  router.use(async (req, res, next) => {
    const signIn = req.session.account ? await accounts.signedIn(req.session.account, req.session.generation ?? 0) : null
    if (!signIn) {
      res.redirect(303, req.method === 'GET' ? `/desk/sign-in?next=${encodeURIComponent(req.originalUrl)}` : '/desk/sign-in')
      return
    }
    const { mustChange } = signIn
    const account = await withSubstitutions(signIn.account, deps)
    if (mustChange && req.path !== '/password') {
      res.redirect(303, '/desk/password')
      return
    }
    const factors = await secondFactors.of(account.username)
    const lacks = await lacking(req, account, factors, deps)
    if (lacks === 'sign-in' || (lacks === 'second-factor' && !/^\/(?:second-factor|password)(?:\/|$)/.test(req.path))) {
      res.redirect(303, lacks === 'second-factor' ? '/desk/second-factor' : req.method === 'GET' ? `/desk/sign-in?next=${encodeURIComponent(req.originalUrl)}` : '/desk/sign-in')
      return
    }
    res.locals['secondFactors'] = factors
    const language = languageOf(res)
    const agency = await agencies.find(account.unit)
    const unit = agency?.name[language]
    res.locals['account'] = account
    res.locals['user'] = { name: account.name, signOutAction: '/desk/sign-out', ...(unit && { unit }), administers: account.roles.includes('administrator'), audits: mayReadLog(account), keepsRegister: mayKeepRegister(account, agency), filesForOthers: mayFileForOthers(account, agency), readsMails: mayFileForOthers(account, agency) && (await officialMailbox(deps))?.unit === account.unit, editsCatalogue: mayEditCatalogue(account), seesFigures: mayTrace(account, agency, agency), steers: account.roles.some((role) => role === 'leader' || role === 'division-head' || role === 'one-stop-head'), movesPaper: actingRole(account, 'receive-paper', account.unit) !== null } satisfies PageLocals['user']
    res.locals['shortcuts'] = (await preferences.of(account.username)).shortcuts satisfies PageLocals['shortcuts']
    res.set('Cache-Control', 'private, no-store')
    next()
  })

  return router.use(
    publishedRoutes(deps), helpRoutes(deps),
    noticeRoutes(deps), reportRoutes(deps), feeRoutes(deps), enquiryDeskRoutes(deps), registerRoutes(deps), handOverRoutes(deps), auditRoutes(deps), settingsRoutes(deps), accountRoutes(deps), passwordRoutes(deps, limits), systemRoutes(deps), contactRoutes(deps), figuresDeskRoutes(deps), reportsRoutes(deps), catalogueEditorRoutes(deps), modelerRoutes(deps),
    secondFactorRoutes(deps, limits), signInRulesRoutes(deps), consultationLinkDeskRoutes(deps), absenceRoutes(deps), participationRoutes(deps),
    officerRoutes(deps), reuseRoutes(deps), caughtFileRoutes(deps), mailedRoutes(deps), counterRoutes(deps), inviteRoutes(deps), digitiseRoutes(deps), findRoutes(deps), liveRoutes(deps), progressRoutes(deps), queueRoutes(deps), taskRoutes(deps), deskDossierRoutes(deps),
    bulkRoutes(deps), bulkSignRoutes(deps), signingRoutes(deps),
    shortcutRoutes(deps), oversightRoutes(deps),
  )
}
