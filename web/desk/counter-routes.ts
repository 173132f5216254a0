import { Router, urlencoded, type Request, type Response } from 'express'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { findProcedure, procedures, proceduresAt } from '../../processes/catalogue.ts'
import { allQuestions, type Form } from '../../processes/form.ts'
import { handedInGroup, invitationGroup, readHandedIn } from '../../processes/paper-forms.ts'
import { documentsFor, type Channel, type Procedure } from '../../processes/procedure.ts'
import type { Agency } from '../../store/agencies.ts'
import { newDraftId, type Draft } from '../../store/drafts.ts'
import { inviteApplicant } from '../account/invite.ts'
import { mayFileForOthers } from '../access.ts'
import { fileDossier } from '../file-dossier.ts'
import { say } from '../messages/routes.ts'
import { nearest, partiesOf } from '../parties.ts'
import { isComplete, readApplication, showApplication, type Filled } from '../portal/filing-form.ts'
import { HttpProblem } from '../problem.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staff } from './account-of.ts'

/** How an application gets here other than online (BT 45/2023 art. 13). */
const paperWays = ['counter', 'post'] as const satisfies readonly Channel[]
const isPaperWay = (value: unknown): value is typeof paperWays[number] => (paperWays as readonly unknown[]).includes(value)

/** How long the clerk's browser waits for the engine to open the reception task, in ms. */
const patience = 4_000

/**
 * Filing for a person at the counter, or from what came by public post (BT 45/2023 arts. 13.1-13.2, 15.6a; requirements B3, C1). One form
 * in the address is one dossier, however often it is sent.
 */
export function counterRoutes(deps: Deps): Router {
  const { agencies, bundles, drafts, files, tasks, now } = deps
  const router = Router()
  const body = urlencoded({ extended: false, limit: '10kb' })

  async function unitOf(res: Response): Promise<Agency> {
    const account = accountOf(res)
    const unit = await agencies.find(account.unit)
    if (!unit || !mayFileForOthers(account, unit)) throw new HttpProblem(403)
    return unit
  }

  const isOffered = ({ channels }: Procedure, way: Channel) => channels.some(({ channel }) => channel === way)

  async function showChoice(res: Response, values: { procedure?: string, channel?: string } = {}, errors: { text: string, href: string }[] = []) {
    const language = languageOf(res)
    const decided = await Promise.all(proceduresAt(now()).map(async (each) => (await agencies.deciding(each.id)).length > 0 ? [each] : []))
    render(res, 'desk/counter', {
      action: '/desk/file', errors, errorOf: Object.fromEntries(errors.map(({ text, href }) => [href.replace('#field-', ''), text])),
      procedures: decided.flat().filter((each) => paperWays.some((way) => isOffered(each, way)))
        .map(({ id, name, code }) => ({ value: id, label: `${name[language]} (${code})`, chosen: id === values.procedure })),
      channels: paperWays.map((way) => ({ value: way, label: say(`counter.${way}`, language), chosen: way === (values.channel ?? 'counter') })),
    })
  }

  router.get('/file', async (_req, res) => {
    await unitOf(res)
    await showChoice(res)
  })

  router.post('/file', body, requireCsrf, async (req, res) => {
    await unitOf(res)
    const language = languageOf(res)
    const given = readBody(z.object({ procedure: z.string().max(100).default(''), channel: z.string().max(20).default('') }), req)
    const procedure: Procedure | undefined = procedures.find(({ id }) => id === given.procedure)
    if (!procedure) { await showChoice(res, given, [{ text: say('counter.choose', language), href: '#field-procedure' }]); return }
    if (!isPaperWay(given.channel) || !isOffered(procedure, given.channel)) {
      await showChoice(res, given, [{ text: say('counter.not-this-way', language), href: '#field-channel' }])
      return
    }
    res.redirect(303, `/desk/file/${procedure.id}/${given.channel}/${newDraftId()}`)
  })

  async function formOf(req: Request, res: Response) {
    const unit = await unitOf(res)
    const { procedure: id, channel, form: formId } = req.params as Record<string, string>
    const procedure: Procedure | undefined = proceduresAt(now()).find((each) => each.id === id)
    if (!procedure || !isPaperWay(channel) || !isOffered(procedure, channel) || !/^[\w-]{24}$/.test(formId ?? '')) throw new HttpProblem(404)
    const bundle = await bundles.latest(procedure.id)
    const own = bundle?.forms[procedure.applicationForm]
    const draft = await drafts.find(formId ?? '')
    if (!bundle || !own || draft && (draft.keptBy !== accountOf(res).username || draft.procedure !== procedure.id)) throw new HttpProblem(404)
    const at = now()
    // Every paper that may be needed: which ones are, the answers say only when they are given.
    const items = documentsFor({ ...procedure, documents: procedure.documents.map((dated) => ({ ...dated, value: dated.value.map(({ isNeeded: _, ...item }) => item) })) }, {}, at, channel)
    const handedIn = handedInGroup(items, channel)
    const form: Form = { ...own, components: [...own.components, handedIn, invitationGroup] }
    const language = languageOf(res)
    return {
      unit, procedure, channel, items, handedIn, bundleVersion: bundle.version, draft, draftId: formId ?? '', asked: { procedure, form, language, at, channel },
      page: {
        procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, action: `/desk/file/${procedure.id}/${channel}/${formId ?? ''}`,
        counter: { channel: say(`counter.${channel}`, language), backHref: '/desk/file' },
      },
    }
  }

  /** The reception task of a dossier, once the engine has opened it; the dossier when it takes long. */
  async function receptionOf(code: string): Promise<string> {
    for (const until = Date.now() + patience; Date.now() < until; await sleep(100)) {
      const task = (await tasks.openOf(code)).find(({ role }) => role === 'reception-clerk')
      if (task) return `/desk/tasks/${task.id}`
    }
    return `/desk/dossiers/${code}`
  }

  router.get('/file/:procedure/:channel/:form', async (req, res) => {
    const { asked, page, draft } = await formOf(req, res)
    if (draft?.filedAs) { res.redirect(303, `/desk/dossiers/${draft.filedAs}`); return }
    showApplication(res, asked, draft ?? { values: {}, papers: [] }, page, deps)
  })

  router.post('/file/:procedure/:channel/:form', async (req, res) => {
    const { unit, procedure, channel, items, handedIn, bundleVersion, asked, page, draft, draftId } = await formOf(req, res)
    const account = accountOf(res)
    const posted = await readApplication(req, asked, [], deps)
    await files.drop(posted.filled.papers.map(({ file }) => file.id)) // scans are added to the dossier, signed
    if (draft?.filedAs) { res.redirect(303, await receptionOf(draft.filedAs)); return }
    const keep = (kept: Pick<Filled, 'values'>) => draft ? drafts.change(draftId, { ...kept, papers: [] })
      : drafts.keep({ procedure: procedure.id, ...kept, papers: [], keptBy: account.username }, draftId)
    await keep(isComplete(posted) ? posted : posted.filled)
    if (!isComplete(posted)) {
      showApplication(res, asked, { values: posted.filled.values, papers: [] }, page, deps, posted)
      return
    }
    const kept: Draft | null = await drafts.find(draftId)
    if (!kept) throw new HttpProblem(404)
    const ours = new Set(allQuestions([handedIn, invitationGroup]).map(({ key }) => key))
    const application = Object.fromEntries(Object.entries(posted.values).filter(([key]) => !ours.has(key)))
    const invitation = posted.values['inviteToAccount'] === true ? await inviteApplicant({ application, account, identityChecked: posted.values['identityChecked'] === true }, deps) : null
    const code = await fileDossier({
      draft: { ...kept, values: application }, bundleVersion, parties: await partiesFrom(procedure, unit), channel, language: 'vi',
      handedIn: readHandedIn(items, posted.values), details: { ...(posted.values['identityChecked'] === true && { identityChecked: true }) },
      by: staff(account, 'reception-clerk'), ...(invitation?.also && { also: invitation.also }),
    }, deps)
    req.session.flash = { tone: 'success', text: [say('counter.filed', asked.language, { code }), ...invitation ? [invitation.told(asked.language)] : []].join(' ') }
    res.redirect(303, await receptionOf(code))
  })

  /** The clerk's unit receives; of agencies that decide the same, the one of its place does (NĐ 118/2025; requirement J2). */
  async function partiesFrom(procedure: Procedure, unit: Agency) {
    const deciding = nearest(await agencies.deciding(procedure.id), unit.territory)
    return partiesOf(findProcedure(procedure.id), deps, { receiving: unit.id, ...(deciding && { deciding: deciding.id }) })
  }

  return router
}
