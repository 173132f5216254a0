import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Limits } from '../rate-limits.ts'
import { codeRoutes } from './code-routes.ts'
import { ownDataRoutes } from './data-routes.ts'
import { ownDossierRoutes } from './dossier-routes.ts'
import { downloadRoutes } from './download-routes.ts'
import { identityRoutes } from './identity-routes.ts'
import { invitationRoutes } from './invitation-routes.ts'
import { authorisationRoutes } from './authorisation-routes.ts'
import { passkeyRoutes } from './passkey-routes.ts'
import { registerRoutes } from './register-routes.ts'
import { requireSignedIn } from './require-signed-in.ts'
import { citizenSignInRoutes } from './sign-in-routes.ts'

/** Accounts of citizens and organisations (requirements B1, B3, B4): how they come in, and what is theirs. */
export function accountRoutes(deps: Deps, limits: Limits): Router {
  return Router()
    .use(registerRoutes(deps, limits), citizenSignInRoutes(deps, limits), identityRoutes(deps, limits), codeRoutes(deps, limits), invitationRoutes(deps, limits), authorisationRoutes(deps), passkeyRoutes(deps, limits))
    .use('/tai-khoan', requireSignedIn)
    .use(ownDossierRoutes(deps, limits), ownDataRoutes(deps, limits), downloadRoutes(deps, limits))
}
