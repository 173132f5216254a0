import { constants } from 'node:zlib'
import compression from 'compression'
import express, { type Express } from 'express'
import helmet from 'helmet'
import { pinoHttp } from 'pino-http'
import type { Deps } from '../config/wire.ts'
import { languages, type Language } from '../processes/text.ts'
import { loadSignedIn } from './account/signed-in.ts'
import { apiRoutes } from './api/routes.ts'
import { deskRoutes } from './desk/routes.ts'
import { smsRoutes } from './look-up-in/sms-routes.ts'
import { portalRoutes } from './portal/routes.ts'
import { HttpProblem, problemHandler } from './problem.ts'
import { createLimits } from './rate-limits.ts'
import { withoutSecrets } from './secret-paths.ts'
import { resumableUploads } from './resumable-uploads.ts'
import { csrfToken, saveBeforeRedirect, sessions } from './session.ts'
import { assets, installViews } from './view/engine.ts'
import { withParameter } from './view/own-address.ts'
import type { PageLocals } from './view/render.ts'

const timeZone = 'Asia/Ho_Chi_Minh'

/** The web server: portal, desk and interface, over the deps that were wired once. */
export async function createApp(deps: Deps): Promise<Express> {
  const { log, env } = deps
  const app = express()
  await installViews(app)
  app.disable('x-powered-by')
  app.set('trust proxy', env.TRUSTED_PROXIES)
  app.set('query parser', 'simple')

  app.get('/healthz', (_req, res) => { res.type('text').send('ok') })
  // Without its virus scanner a web process still serves all but uploads: it is told of, and not taken out of service.
  app.get('/readyz', async (_req, res) => {
    const [zeebe, mongodb, scanner] = await Promise.allSettled([deps.engine.checkHealth(), deps.checkHealth(), deps.scanner?.checkHealth()])
    const ready = zeebe.status === 'fulfilled' && mongodb.status === 'fulfilled'
    res.status(ready ? 200 : 503).json({ ready, zeebe: zeebe.status === 'fulfilled', mongodb: mongodb.status === 'fulfilled', virusScan: deps.scanner ? scanner.status === 'fulfilled' : 'not configured' })
  })

  app.use(helmet({
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"], scriptSrc: ["'self'"], styleSrc: ["'self'"], imgSrc: ["'self'", 'data:'], objectSrc: ["'none'"],
        frameAncestors: ["'none'"], formAction: ["'self'", ...(deps.pay ? [deps.pay.origin] : [])], baseUri: ["'none'"],
        upgradeInsecureRequests: env.PUBLIC_ORIGIN.startsWith('https:') ? [] : null,
      },
    },
    strictTransportSecurity: env.PUBLIC_ORIGIN.startsWith('https:'),
    referrerPolicy: { policy: 'same-origin' },
  }))
  // Brotli one step above its default is as quick and a tenth smaller. The cookie is SameSite, so that no other site can make a page's length tell what is in it.
  app.use(compression({ brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } } }))
  app.use(assets())
  app.use(pinoHttp({
    logger: log,
    // Addresses may hold a dossier's code, never personal data; a link that is a secret is left out; headers may hold secrets.
    serializers: { req: ({ method, url }: { method: string, url: string }) => ({ method, url: withoutSecrets(url) }), res: ({ statusCode }: { statusCode: number }) => ({ statusCode }) },
    customLogLevel: (_req, res, error) => error || res.statusCode >= 500 ? 'error' : 'debug',
  }))

  const limits = createLimits(deps)
  app.use('/api', setApiLanguage, limits.middleware('api'), apiRoutes(deps, limits))

  app.use('/webhooks', smsRoutes(deps, limits))

  app.use(await sessions(deps))
  app.use(saveBeforeRedirect)
  app.use(setLocals(deps))
  app.use(resumableUploads(deps, limits))
  app.use('/desk', deskRoutes(deps, limits))
  app.use(portalRoutes(deps, limits))
  app.use(() => { throw new HttpProblem(404) })
  app.use(problemHandler(log))
  return app
}

const isLanguage = (value: unknown): value is Language => (languages as readonly unknown[]).includes(value)

/** The interface speaks the language that the request asks for: Vietnamese unless English is preferred. */
const setApiLanguage: express.RequestHandler = (req, res, next) => {
  res.locals['language'] = req.acceptsLanguages(...languages) || 'vi'
  next()
}

/** What every page shows: language, agency, who is signed in, the message about what was just done. */
function setLocals(deps: Deps): express.RequestHandler {
  const { agencies, citizens, now } = deps
  return async (req, res, next) => {
    if (!('session' in req)) throw new HttpProblem(400) // an address that is no path has none
    const asked = req.query['language']
    if (isLanguage(asked) && asked !== req.session.language) req.session.language = asked
    const signedIn = await loadSignedIn(req, deps)
    if (signedIn && isLanguage(asked) && asked !== signedIn.citizen.language) await citizens.change(signedIn.citizen.id, { language: asked }, now())
    const language = req.session.language ?? 'vi'
    const centre = await agencies.centre()
    const { flash } = req.session
    if (flash) delete req.session.flash
    const locals: PageLocals = {
      language, timeZone, agency: centre?.name[language] ?? '', csrfToken: () => csrfToken(req), ...((deps.notifier.channels.length > 0 || deps.identityProvider) && { signInHref: '/dang-nhap' }), hasDrafts: signedIn !== null || req.session.visitor !== undefined,
      ...(signedIn && { citizen: { name: signedIn.citizen.name } }),
      ...(flash && { flash }), ...(centre && { contact: { phone: centre.phone, address: centre.address } }),
    }
    Object.assign(res.locals, locals, signedIn && { signedIn })
    res.set('Cache-Control', 'private, no-cache')
    if (isLanguage(asked) && req.method === 'GET') { // the choice is kept: the address need not carry it on
      res.redirect(303, withParameter(req.originalUrl, 'language', null))
      return
    }
    next()
  }
}
