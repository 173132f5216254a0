import { readdirSync } from 'node:fs'
import { dirname, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import express, { type Express, type Router } from 'express'
import { engine } from 'express-handlebars'
import Handlebars from 'handlebars'
import { publicDirectory, readManifest, type Manifest } from '../build.ts'
import type { DueStanding, Moment } from './models.ts'
import { clockTime, date, dateTime, fileSize, shortDateTime, workingTime } from './format.ts'
import type { ErrorLink } from './form-fields.ts'
import type { PageLocals } from './render.ts'
import { enquiryTags, stateTags, standingTags } from './state-tag.ts'
import { isMessageKey, translator } from './translate.ts'
import type { EnquiryState } from '../../processes/law/enquiries.ts'
import type { DossierState } from '../../processes/law/dossier-states.ts'

const web = dirname(dirname(fileURLToPath(import.meta.url)))

type Options = Handlebars.HelperOptions

/** What the layouts know is known in every partial: handlebars keeps the page's own context as `@root`. */
const page = ({ data }: Options): PageLocals => (data as { root: { page: PageLocals } }).root.page

const { escapeExpression, SafeString } = Handlebars

/** The helpers; what they return is text and is escaped, but for `csrf`, `icon` and the tags, which say so by `SafeString`. */
function helpers(manifest: Manifest) {
  const tag = (tone: string, word: string) =>
    new SafeString(`<strong class="tag tag--${escapeExpression(tone)}">${escapeExpression(word)}</strong>`)

  return {
    /** `{{t 'queue.left' time=…}}` */
    t(key: string, options: Options) {
      if (!isMessageKey(key)) throw new Error(`No message of the name ${key}`)
      return translator(page(options).language)(key, options.hash as Record<string, unknown>)
    },
    /** `{{asset 'main.css'}}` */
    asset(name: string) {
      const file = manifest[name]
      if (!file) throw new Error(`No asset of the name ${name}; there are: ${Object.keys(manifest).join(', ')}`)
      return `/assets/${file}`
    },
    /** The hidden field that every form that posts must have. */
    csrf(options: Options) {
      const token = page(options).csrfToken?.()
      return token ? new SafeString(`<input type="hidden" name="_csrf" value="${escapeExpression(token)}">`) : ''
    },
    date: (moment: Moment, options: Options) => date(moment, page(options).language, page(options).timeZone),
    /** The token alone, for a script that posts. */
    csrfToken: (options: Options) => page(options).csrfToken?.() ?? '',
    dateTime: (moment: Moment, options: Options) => dateTime(moment, page(options).language, page(options).timeZone),
    clockTime: (moment: Moment, options: Options) => clockTime(moment, page(options).language, page(options).timeZone),
    shortDateTime: (moment: Moment, options: Options) => shortDateTime(moment, page(options).language, page(options).timeZone),
    workingTime: (minutes: number, perDay: number | undefined, options: Options) =>
      workingTime(minutes, page(options).language, perDay),
    fileSize: (bytes: number, options: Options) => fileSize(bytes, page(options).language),
    /** For machines: the `datetime` of a `<time>`. */
    iso: (moment: Moment) => String(moment),
    /** The state of a dossier; `desk=true` for the clerks' words. */
    stateTag(state: DossierState, options: Options) {
      const { tone, key, deskKey }: { tone: string, key: string, deskKey?: string } = stateTags[state]
      const words = options.hash.desk && deskKey ? deskKey : key
      return isMessageKey(words) ? tag(tone, translator(page(options).language)(words)) : ''
    },
    enquiryTag(state: EnquiryState, options: Options) {
      const { tone, key } = enquiryTags[state]
      return tag(tone, translator(page(options).language)(key))
    },
    standingTag(standing: DueStanding, options: Options) {
      const { tone, key } = standingTags[standing]
      return tag(tone, translator(page(options).language)(key))
    },
    /** The error of one field, by its name. */
    errorOf: (errors: readonly ErrorLink[] | undefined, name: string) =>
      errors?.find(({ href }) => href === `#field-${name}`)?.text,
    eq: (one: unknown, other: unknown) => one === other,
    or: (...args: unknown[]) => args.slice(0, -1).some((each) => Array.isArray(each) ? each.length > 0 : Boolean(each)),
    and: (...args: unknown[]) => args.slice(0, -1).every((each) => Array.isArray(each) ? each.length > 0 : Boolean(each)),
    not: (value: unknown) => Array.isArray(value) ? value.length === 0 : !value,
    isNumber: (value: unknown) => typeof value === 'number',
    negative: (value: number) => value < 0,
    join: (values: readonly string[], separator: string) => values.join(separator),
    /** Names of file kinds for people: `PDF, JPG`. */
    fileTypes: (accept: readonly string[]) =>
      accept.map((each) => each.replace(/^\./, '').replace(/^.*\//, '').toUpperCase()).filter((each) => each !== '*').join(', '),
    concat: (...args: unknown[]) => args.slice(0, -1).map(String).join(''),
  }
}

/**
 * Sets the view engine of an app: `render()` of render.ts then finds its pages. The assets must have been built
 * (`buildAssets()` of build.ts).
 *
 * @param cache keep compiled templates; off, a changed template shows at the next request
 */
export async function installViews(app: Express, { cache = true }: { cache?: boolean } = {}): Promise<void> {
  const known = helpers(await readManifest())
  app.engine('hbs', engine({
    extname: '.hbs',
    defaultLayout: false,
    layoutsDir: join(web, 'view/layouts'),
    partialsDir: join(web, 'view/partials'),
    helpers: known,
    compilerOptions: {
      // A misspelt helper is an error when the template is compiled, not a blank on the page.
      knownHelpers: Object.fromEntries(Object.keys(known).map((name) => [name, true])),
      knownHelpersOnly: true,
      preventIndent: true,
    },
  }))
  app.set('view engine', 'hbs')
  app.set('views', web)
  if (cache) app.enable('view cache')
  else app.disable('view cache')
}

/** The worker that reads PDFs has a policy of its own: scanners compress as only compiled decoders read (JBIG2). The pages keep theirs. */
const workerPolicy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"

/** Serves the built assets at `/assets`: their names hold a hash, so browsers keep them for a year. What was packed at the build goes out as it is. */
export function assets(): Router {
  const packed = new Set(readdirSync(publicDirectory).filter((name) => name.endsWith('.br')))
  return express.Router().use('/assets', (req, res, next) => {
    const name = `${req.path.slice(1)}.br`
    if (packed.has(name)) {
      res.vary('Accept-Encoding')
      if (req.acceptsEncodings('br')) {
        res.type(extname(req.path)).set('Content-Encoding', 'br')
        req.url = `/${name}`
      }
    }
    next()
  }, express.static(publicDirectory, {
    immutable: true, maxAge: '1y', index: false, fallthrough: false,
    setHeaders(res, file) { if (/[/\\]pdf\.worker[^/\\]*$/.test(file)) res.setHeader('Content-Security-Policy', workerPolicy) },
  }))
}
