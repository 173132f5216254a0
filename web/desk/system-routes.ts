import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { readAnswers, type AnswerValues, type Form } from '../../processes/form.ts'
import { roleNames, type Role } from '../../processes/law/roles.ts'
import { webhookEvents } from '../../processes/law/webhook-events.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import { isUsable, newClientId, rolesOfClients, scopes, type Client } from '../../store/clients.ts'
import { NotFailed, type FailedCall } from '../../store/outbox.ts'
import { errorTexts } from '../form-errors.ts'
import { saySystem, type SystemMessage } from '../messages/systems.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardTable } from '../view/board-table.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell, BoardModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'
import { changeForm, decisionForm, registrationForm, rotationForm, withdrawalForm } from './system-forms.ts'

type Faults = Readonly<Record<string, string>>
interface Posted { readonly values: AnswerValues, readonly faults: Faults }

const mostFailed = 100

/** The administrator's pages on other agencies' systems: who may use the interface, and for what (requirement I3). */
export function systemRoutes(deps: Deps): Router {
  const { clients, accessTokens, agencies, events, outbox, transactions, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '50kb' })
  const doing = (res: Response) => ({ by: staff(accountOf(res), 'administrator'), at: now() })
  const words = (res: Response) => (key: SystemMessage, params = {}) => saySystem(key, languageOf(res), params)
  const home = '/desk/systems'

  router.use('/systems', (_req, res, next) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    next()
  })

  async function clientIn(req: Request): Promise<Client> {
    const client = await clients.find(String(req.params['id']))
    if (!client) throw new HttpProblem(404)
    return client
  }

  const options = async (language: Language) => ({ agencies: (await agencies.all()).map(({ id, name }) => ({ value: id, label: name[language] })) })

  async function formPart(form: Form, at: { action: string, submit: string }, language: Language, { values, faults }: Posted): Promise<Pick<BoardModel, 'form' | 'errors'>> {
    const { fields, errors } = formView(form, { values, errors: faults, language, options: await options(language) })
    return { form: { method: 'post', ...at, sections: [{ fields }], errors }, errors }
  }

  const standing = (client: Client, language: Language) => saySystem(!client.active ? 'standing.withdrawn' : isUsable(client, dayOf(now())) ? 'standing.usable' : 'standing.not-yet', language)

  async function unitName({ unit }: Client, language: Language): Promise<string> {
    return unit === null ? '—' : (await agencies.find(unit))?.name[language] ?? unit
  }

  router.get('/systems', async (_req, res) => {
    const [language, t] = [languageOf(res), words(res)]
    const rows = await Promise.all((await clients.all()).map(async (client): Promise<BoardCell[]> => [
      { text: client.name, href: `${home}/${client.id}` }, { text: await unitName(client, language) },
      { lines: client.roles.length > 0 ? client.roles.map((role) => roleNames[role][language]) : ['—'] }, { text: standing(client, language) },
    ]))
    render(res, 'desk/board', {
      above: t('above'), title: t('title'), backHref: '/desk', backLabel: t('above'), paragraphs: [t('lead')], errors: [], links: [{ text: t('register'), href: `${home}/register` }],
      tables: [boardTable(t('title'), [t('name'), t('unit'), t('roles'), t('standing')], rows, t('none'))],
    })
  })

  router.get('/systems/register', (_req, res) => { res.redirect(303, `${home}/register/${newClientId()}`) })

  async function showRegistration(req: Request, res: Response, posted: Posted): Promise<void> {
    const t = words(res)
    render(res, 'desk/board', {
      above: t('title'), title: t('register'), backHref: home, backLabel: t('back'), tables: [],
      ...await formPart(registrationForm, { action: `/desk${req.path}`, submit: t('register') }, languageOf(res), posted),
    })
  }

  /** What was posted to a form, and what is wrong with it. */
  async function read(req: Request, form: Form, language: Language): Promise<Posted & { typed: AnswerValues }> {
    const typed = readBody(z.record(z.string(), z.unknown()), req)
    const { values, faults } = readAnswers(form, typed, await options(language))
    return { typed, values, faults: errorTexts(form, faults, language) }
  }

  const listed = <Each extends string>(all: readonly Each[], chosen: unknown): Each[] => all.filter((each) => Array.isArray(chosen) && chosen.includes(each))

  /** What a form says of a system, and what does not go together in it. */
  function factsOf(values: AnswerValues, validFrom: string, language: Language): { facts: Pick<Client, 'name' | 'unit' | 'roles' | 'scopes' | 'validUntil'>, faults: Faults } {
    const held: Role[] = listed(rolesOfClients, values['roles'])
    const unit = typeof values['unit'] === 'string' ? values['unit'] : null
    const validUntil = typeof values['until'] === 'string' ? values['until'] : null
    return {
      facts: { name: String(values['name']), unit, roles: held, scopes: listed(scopes, values['scopes']), validUntil },
      faults: {
        ...(held.length > 0 && unit === null && { unit: saySystem('unit-needed', language) }), ...(held.length === 0 && unit !== null && { roles: saySystem('roles-needed', language) }),
        ...(validUntil !== null && validUntil < validFrom && { until: saySystem('until-before', language) }),
      },
    }
  }

  /** The id and the secret of a system, shown this once. */
  function showSecret(res: Response, { id, name }: Pick<Client, 'id' | 'name'>, secret: string): void {
    const t = words(res)
    res.set('Cache-Control', 'no-store')
    render(res, 'desk/board', {
      above: t('title'), title: name, backHref: `${home}/${id}`, backLabel: t('to-system'), errors: [], tables: [],
      verdict: { good: true, lines: [t('id', { id }), t('secret', { secret }), t('secret-once')] },
    })
  }

  router.get('/systems/register/:id', (req, res) => showRegistration(req, res, { values: { from: dayOf(now()).toString() }, faults: {} }))

  router.post('/systems/register/:id', body, requireCsrf, async (req, res) => {
    const language = languageOf(res)
    const id = String(req.params['id'])
    if (!/^client-[0-9a-f]{18}$/.test(id)) throw new HttpProblem(404)
    const { typed, values, faults } = await read(req, registrationForm, language)
    const validFrom = String(values['from'])
    const { facts, faults: together } = factsOf(values, validFrom, language)
    if (Object.keys({ ...faults, ...together }).length > 0) { await showRegistration(req, res, { values: typed, faults: { ...together, ...faults } }); return }
    const secret = await clients.register({ id, ...facts, validFrom }, doing(res))
    if (secret !== null) { showSecret(res, { id, name: facts.name }, secret); return }
    req.session.flash = { tone: 'info', text: saySystem('registered-before', language) }
    res.redirect(303, `${home}/${id}`)
  })

  const failedRow = (client: Client, language: Language) => ({ id, dossier, command, attempts, error, failedAt }: FailedCall): BoardCell[] => [
    { at: failedAt }, { text: dossier, href: `/desk/dossiers/${dossier}` }, { text: webhookEvents[command.payload.type][language] }, { text: `${error}, ${String(attempts)}` },
    { text: saySystem('failed-decide', language), href: `${home}/${client.id}/failed/${id}` },
  ]

  async function show(res: Response, client: Client, posted?: Posted): Promise<void> {
    const [language, t] = [languageOf(res), words(res)]
    const { id, name, webhook, active } = client
    const failed = await outbox.failedCalls(id, mostFailed)
    const shown = posted ?? { values: { name, unit: client.unit, roles: client.roles, scopes: client.scopes, until: client.validUntil }, faults: {} }
    const written = (day: string | null) => day === null ? '—' : day.split('-').toReversed().join('/')
    render(res, 'desk/board', {
      above: t('title'), title: name, backHref: home, backLabel: t('back'), errors: [],
      paragraphs: [
        t('id', { id }), `${standing(client, language)}. ${t('from')} ${written(client.validFrom)}. ${t('until')}: ${written(client.validUntil)}.`,
        webhook ? t('webhook', { address: webhook.address, events: webhook.events.join(', ') }) : t('no-webhook'),
      ],
      links: [
        ...active ? [{ text: t('rotate'), href: `${home}/${id}/secret` }, { text: t('withdraw'), href: `${home}/${id}/withdrawal` }] : [],
        { text: t('log'), href: `/desk/audit/log?subject=${encodeURIComponent(`client/${id}`)}` },
      ],
      ...(active && await formPart(changeForm, { action: `${home}/${id}`, submit: t('save') }, language, shown)),
      tables: [boardTable(t('failed'), [t('failed-when'), t('failed-dossier'), t('failed-what'), t('failed-why'), t('failed-decide')], failed.map(failedRow(client, language)), t('failed-none'))],
    })
  }

  router.get('/systems/:id', async (req, res) => { await show(res, await clientIn(req)) })

  router.post('/systems/:id', body, requireCsrf, async (req, res) => {
    const [client, language] = [await clientIn(req), languageOf(res)]
    const { typed, values, faults } = await read(req, changeForm, language)
    const { facts, faults: together } = factsOf(values, client.validFrom, language)
    if (!client.active || Object.keys({ ...faults, ...together }).length > 0) { await show(res, client, { values: typed, faults: { ...together, ...faults } }); return }
    await clients.change(client.id, facts, doing(res))
    req.session.flash = { tone: 'success', text: saySystem('saved', language) }
    res.redirect(303, `${home}/${client.id}`)
  })

  /** A page with one question about a system. */
  async function ask(res: Response, client: Client, { form, title, lead, path, submit }: { form: Form, title: SystemMessage, lead: string, path: string, submit: SystemMessage }, faults: Faults = {}): Promise<void> {
    const t = words(res)
    render(res, 'desk/board', {
      above: client.name, title: t(title), backHref: `${home}/${client.id}`, backLabel: t('to-system'), paragraphs: [lead], tables: [],
      ...await formPart(form, { action: `${home}/${client.id}/${path}`, submit: t(submit) }, languageOf(res), { values: {}, faults }),
    })
  }

  const rotation = (res: Response) => ({ form: rotationForm, title: 'rotate', lead: words(res)('rotate-lead'), path: 'secret', submit: 'rotate' } as const)

  /** One that may still be used: what was withdrawn stays so. */
  async function activeIn(req: Request): Promise<Client> {
    const client = await clientIn(req)
    if (!client.active) throw new HttpProblem(404)
    return client
  }

  router.get('/systems/:id/secret', async (req, res) => { await ask(res, await activeIn(req), rotation(res)) })

  router.post('/systems/:id/secret', body, requireCsrf, async (req, res) => {
    const client = await activeIn(req)
    const { values, faults } = await read(req, rotationForm, languageOf(res))
    if (Object.keys(faults).length > 0) { await ask(res, client, rotation(res), faults); return }
    const endsAtOnce = values['end'] === 'now'
    const secret = await clients.rotate(client.id, { endsAtOnce }, doing(res))
    if (endsAtOnce) await accessTokens.endOf(client.id)
    showSecret(res, client, secret)
  })

  router.get('/systems/:id/withdrawal', async (req, res) => {
    await ask(res, await activeIn(req), { form: withdrawalForm, title: 'withdraw', lead: words(res)('withdraw-lead'), path: 'withdrawal', submit: 'withdraw' })
  })

  router.post('/systems/:id/withdrawal', body, requireCsrf, async (req, res) => {
    const client = await activeIn(req)
    await clients.change(client.id, { active: false }, doing(res))
    await accessTokens.endOf(client.id)
    req.session.flash = { tone: 'success', text: words(res)('withdrawn', { name: client.name }) }
    res.redirect(303, `${home}/${client.id}`)
  })

  async function failedIn(req: Request, { id }: Client): Promise<FailedCall | null> {
    return (await outbox.failedCalls(id, mostFailed)).find((each) => each.id === req.params['call']) ?? null
  }

  const decision = (res: Response, { id, dossier, command }: FailedCall) =>
    ({ form: decisionForm, title: 'decide', lead: `${dossier}: ${webhookEvents[command.payload.type][languageOf(res)]}`, path: `failed/${id}`, submit: 'save' } as const)

  router.get('/systems/:id/failed/:call', async (req, res) => {
    const client = await clientIn(req)
    const failed = await failedIn(req, client)
    if (!failed) throw new HttpProblem(404)
    await ask(res, client, decision(res, failed))
  })

  router.post('/systems/:id/failed/:call', body, requireCsrf, async (req, res) => {
    const [client, language] = [await clientIn(req), languageOf(res)]
    const failed = await failedIn(req, client)
    const { values, faults } = await read(req, decisionForm, language)
    if (failed && Object.keys(faults).length > 0) { await ask(res, client, decision(res, failed), faults); return }
    try {
      if (!failed) throw new NotFailed('gone')
      await transactions.run(async () => {
        const { dossier, command: { payload: { type } }, attempts, error } = failed
        await events.note({ ...doing(res), subject: `client/${client.id}`, act: values['what'] === 'again' ? 'send-call-again' : 'drop-call', details: { dossier, type, attempts, error } })
        if (values['what'] === 'again') await outbox.sendAgain(failed.id)
        else await outbox.drop(failed.id)
      })
      req.session.flash = { tone: 'success', text: saySystem('decided', language) }
    } catch (error) {
      if (!(error instanceof NotFailed)) throw error
      req.session.flash = { tone: 'info', text: saySystem('decided-before', language) }
    }
    res.redirect(303, `${home}/${client.id}`)
  })

  return router
}
