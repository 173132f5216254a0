import { Router } from 'express'
import type { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { proceduresAt } from '../../processes/catalogue.ts'
import { textsOn } from '../../processes/edition.ts'
import { inForce, type Dated } from '../../processes/law/dated.ts'
import { parseLimit } from '../../processes/law/limit.ts'
import { inPersonStep, onlineLevels } from '../../processes/law/online-levels.ts'
import { roleNames } from '../../processes/law/roles.ts'
import { dayOf, leastAmount, onlineServiceFor, type Procedure } from '../../processes/procedure.ts'
import type { Language } from '../../processes/text.ts'
import { feeText } from '../fee-text.ts'
import { eventsOf } from '../present-procedures.ts'
import { paperFields } from '../present-paper-form.ts'
import { HttpProblem } from '../problem.ts'
import { tellUpload } from '../messages/uploads.ts'
import { officialMailbox } from '../take-mailed-filing.ts'
import type { ProcedureModel } from '../view/models.ts'
import { render, type PageLocals } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { limitText } from '../limit-text.ts'

/** What the page says of a procedure as it holds at a moment (requirement A3). */
export async function procedureModel(procedure: Procedure, language: Language, at: Temporal.Instant, { bundles, agencies, env }: Pick<Deps, 'bundles' | 'agencies' | 'env'>): Promise<ProcedureModel> {
  const mailbox = await officialMailbox({ agencies, env })
  const bundle = await bundles.latest(procedure.id)
  const date = dayOf(at)
  const texts = textsOn(procedure, date)
  const limits = inForce(procedure.limits, date)
  const doubt = limits.mark === 'published' ? '' : { vi: ' (đang chờ xác nhận)', en: ' (to be confirmed)' }[language]
  const later = procedure.laterLimits ? inForce(procedure.laterLimits, date).value : []
  const fees = inForce(procedure.fees, date)
  const online = onlineServiceFor(procedure, at)
  const inPerson = inPersonStep(online)
  const t = translator(language)
  const source = <T>(what: string, { source: seen, mark, from }: Dated<T>) => ({ what, source: seen, mark: t(`procedure.mark-${mark}`), ...(from && { since: from }) })
  return {
    name: texts.name[language], code: texts.code, field: texts.field[language], agency: texts.decidingAgency[language],
    deciders: (await agencies.deciding(procedure.id)).map(({ id, name }) => ({ name: name[language], href: `/co-quan/${id}` })),
    events: eventsOf(procedure, language, at).map(({ name, href }) => ({ name, href })),
    level: procedure.level[language], onlineLevel: onlineLevels[online.level].name[language], ...(inPerson && { inPerson: inPerson[language] }),
    limit: [...limits.value.toReversed(), ...later].map(({ words }) => words[language]).join('; ') + doubt,
    fees: fees.value.cases.map((each) => ({ amount: feeText(leastAmount(each), fees, language), who: each.who[language] })).toReversed(),
    applicants: texts.applicants.map((each) => each[language]), conditions: texts.conditions.map((each) => each[language]),
    results: procedure.results.map(({ name, code }) => `${name[language]} (${code})`),
    channels: [
      ...texts.channels.map(({ name, text }) => ({ name: name[language], text: text[language] })),
      ...(mailbox?.procedures.includes(procedure.id) ? [{ name: tellUpload('mailed.channel', language), text: mailbox.address }] : []),
    ],
    documents: inForce(procedure.documents, date).value.map(({ name, copies, when, channels, template }) => ({
      name: name[language], copies: copies[language], ...(template && { template }), ...(when && { when: when[language] }),
      ...(!channels.includes('online') && { when: t('procedure.online-instead') }),
    })),
    steps: bundle ? bundle.steps.map(({ name, role, limit, documentation }) => ({
      name: name[language], who: role === 'applicant' ? t('procedure.you') : roleNames[role][language], ...(limit && { limit: limitText(parseLimit(limit), language) }),
      ...(language === 'vi' && documentation && { text: forCitizens(documentation) }),
    })) : [],
    diagramHref: `/thu-tuc/${procedure.id}/quy-trinh.bpmn`,
    legalBasis: texts.legalBasis.map((each) => each[language]),
    formHref: `/thu-tuc/${procedure.id}/to-khai`,
    sources: [
      source(t('procedure.limit'), limits), source(t('procedure.fee'), fees), source(t('procedure.documents'), inForce(procedure.documents, date)),
      source(t('procedure.online'), inForce(procedure.onlineLevel, date)), ...(procedure.lifeEvents ? [source(t('procedure.grouping'), inForce(procedure.lifeEvents, date))] : []),
    ],
    ...(online.level !== 'information' ? { fileHref: `/nop-ho-so/${procedure.id}` } : { notOnline: online.why[language], whereHref: `/nop-ho-so/${procedure.id}` }),
  }
}

/** Each procedure's page (requirement A3). */
export function procedureRoutes({ bundles, agencies, env, now }: Pick<Deps, 'bundles' | 'agencies' | 'env' | 'now'>): Router {
  const router = Router()
  const today = () => dayOf(now())

  const find = (id: string): Procedure => {
    const procedure = proceduresAt(now()).find((each) => each.id === id)
    if (!procedure) throw new HttpProblem(404)
    return procedure
  }

  router.get('/thu-tuc/:procedure', async (req, res) => {
    render(res, 'portal/procedure', await procedureModel(find(req.params.procedure), (res.locals as PageLocals).language, now(), { bundles, agencies, env }))
  })

  router.get('/thu-tuc/:procedure/to-khai', async (req, res) => {
    const procedure = find(req.params.procedure)
    const { language } = res.locals as PageLocals
    const form = (await bundles.latest(procedure.id))?.forms[procedure.applicationForm]
    if (!form) throw new HttpProblem(404)
    render(res, 'portal/paper-form', {
      procedure: { name: procedure.name[language], href: `/thu-tuc/${procedure.id}` }, code: procedure.code, agency: procedure.decidingAgency[language],
      templates: [...new Set(inForce(procedure.documents, today()).value.flatMap(({ template }) => template ?? []))].join('; '), fields: paperFields(form, language),
    })
  })

  router.get('/thu-tuc/:procedure/quy-trinh.bpmn', async (req, res) => {
    const bundle = await bundles.latest(find(req.params.procedure).id)
    if (!bundle) throw new HttpProblem(404)
    res.type('application/xml').set('Cache-Control', 'public, max-age=300').send(bundle.diagram)
  })

  return router
}

/** The documentation of a step without its sources and design notes, which follow what is done. */
const forCitizens = (documentation: string) => documentation.split(/\s*(?:Căn cứ:|Thời hạn bước)/u)[0] ?? ''
