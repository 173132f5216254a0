import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Limits } from '../rate-limits.ts'
import { accountRoutes } from '../account/routes.ts'
import { agencyRoutes } from './agency-routes.ts'
import { amendRoutes } from './amend-routes.ts'
import { catalogueRoutes } from './catalogue-routes.ts'
import { consultationLinkRoutes } from './consultation-link-routes.ts'
import { correctionRoutes } from './correction-routes.ts'
import { draftRoutes } from './draft-routes.ts'
import { dossierRoutes } from './dossier-routes.ts'
import { enquiryRoutes } from './enquiry-routes.ts'
import { figuresRoutes } from './figures-routes.ts'
import { filingRoutes } from './filing-routes.ts'
import { lookUpRoutes } from './look-up-routes.ts'
import { paymentRoutes } from './payment-routes.ts'
import { postRoutes } from './post-routes.ts'
import { postingRoutes } from './posting-routes.ts'
import { procedureRoutes } from './procedure-routes.ts'
import { ratingRoutes } from './rating-routes.ts'
import { searchRoutes } from './search-routes.ts'

/** The citizen's side. */
export function portalRoutes(deps: Deps, limits: Limits): Router {
  return Router()
    .use(accountRoutes(deps, limits), catalogueRoutes(deps), agencyRoutes(deps), searchRoutes(deps), procedureRoutes(deps))
    .use(filingRoutes(deps, limits), draftRoutes(deps), lookUpRoutes(deps, limits), amendRoutes(deps, limits), correctionRoutes(deps, limits), paymentRoutes(deps, limits))
    .use(postRoutes(deps, limits), dossierRoutes(deps, limits), enquiryRoutes(deps, limits), postingRoutes(deps, limits))
    .use(ratingRoutes(deps, limits), figuresRoutes(deps, limits), consultationLinkRoutes(deps, limits))
}
