import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { proceduresAt } from '../../processes/catalogue.ts'
import { textsOn } from '../../processes/edition.ts'
import { inForce, type Dated } from '../../processes/law/dated.ts'
import { parseLimit } from '../../processes/law/limit.ts'
import { inPersonStep, onlineLevels } from '../../processes/law/online-levels.ts'
import { roleNames } from '../../processes/law/roles.ts'
import { dayOf, leastAmount, onlineServiceFor, type Procedure } from '../../processes/procedure.ts'
import type { Form } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import { limitText } from '../limit-text.ts'
import { createApplicationForms } from '../portal/application-forms.ts'
import type { RuntimeOptions } from '../view/form-fields.ts'
import { answersSchema } from './answers-schema.ts'
import { operation } from './operation.ts'
import { procedure as procedureShape, procedureList, type ProcedureAnswer, type ProcedureSummaryAnswer } from './schemas.ts'

/** A form for programs: as it is drawn, and what it takes. */
export const presentForm = (form: Form, language: Language, options: RuntimeOptions = {}): ProcedureAnswer['form'] =>
  ({ id: form.id, components: form.components as unknown as ProcedureAnswer['form']['components'], answers: answersSchema(form, language, options) })

const facts = <Value>({ mark, source, from, until }: Dated<Value>) => ({ mark, source, from, until })

function summary(procedure: Procedure, language: Language, { now }: Pick<Deps, 'now'>): ProcedureSummaryAnswer {
  const { level } = onlineServiceFor(procedure, now())
  return {
    id: procedure.id, code: procedure.code, name: procedure.name[language], field: procedure.field[language], level: procedure.level[language], decidingAgency: procedure.decidingAgency[language],
    online: { level, name: onlineLevels[level].name[language] }, isFiledOnline: level !== 'information',
  }
}

export const listProcedures = operation({
  id: 'listProcedures', method: 'get', path: '/v1/procedures', scope: 'procedures:read',
  summary: { vi: 'Danh mục thủ tục', en: 'The catalogue of procedures' },
  answers: { 200: { description: { vi: 'Các thủ tục', en: 'The procedures' }, schema: procedureList } },
  handle: ({ language }, deps) => Promise.resolve({ status: 200, body: { items: proceduresAt(deps.now()).map((each) => summary(each, language, deps)) } }),
})

export const getProcedure = operation({
  id: 'getProcedure', method: 'get', path: '/v1/procedures/{id}', scope: 'procedures:read',
  summary: { vi: 'Một thủ tục: nội dung công khai, giấy tờ, biểu mẫu', en: 'A procedure: what is published of it, its papers, its form' },
  description: {
    vi: 'Như trang thủ tục (TQ 8.1b, TH 5.1b, TN 7.1b), theo ngày hôm nay; mỗi tham số có nguồn và mức độ chắc chắn.',
    en: 'As on the procedure’s page (TQ 8.1b, TH 5.1b, TN 7.1b), by what is in force today; each parameter with its source and how sure it is.',
  },
  params: z.strictObject({ id: z.string().max(100) }),
  answers: { 200: { description: { vi: 'Thủ tục', en: 'The procedure' }, schema: procedureShape } },
  problems: [404],
  async handle({ params: { id }, language }, deps) {
    const { procedure, bundle, form } = await createApplicationForms(deps).formOf(id)
    const at = deps.now()
    const online = onlineServiceFor(procedure, at)
    const texts = textsOn(procedure, dayOf(at))
    const [limits, fees, documents] = [inForce(procedure.limits, dayOf(at)), inForce(procedure.fees, dayOf(at)), inForce(procedure.documents, dayOf(at))]
    const body: ProcedureAnswer = {
      ...summary(procedure, language, deps),
      applicants: texts.applicants.map((each) => each[language]), conditions: texts.conditions.map((each) => each[language]), legalBasis: texts.legalBasis.map((each) => each[language]),
      results: procedure.results.map(({ code, name }) => ({ code, name: name[language] })),
      channels: texts.channels.map(({ channel, name, text }) => ({ channel, name: name[language], text: text[language] })),
      limits: { ...facts(limits), cases: limits.value.map(({ limit, words }) => ({ ...limit, words: words[language] })) },
      fees: { ...facts(fees), cases: fees.value.cases.map((each) => ({ amount: leastAmount(each), who: each.who[language], channels: each.channels ? [...each.channels] : null })) },
      documents: {
        ...facts(documents), items: documents.value.map(({ id: item, name, copies, when, typeCode, template, channels, onRequest }) => ({
          id: item, name: name[language], copies: copies[language], when: when?.[language] ?? null, typeCode: typeCode ?? null, template: template ?? null, channels: [...channels], onRequest: onRequest ?? false,
        })),
      },
      steps: bundle.steps.map(({ name, role, limit }) => ({ name: name[language], role, roleName: roleNames[role][language], limit: limit ? limitText(parseLimit(limit), language) : null })),
      inPerson: inPersonStep(online)?.[language] ?? null, notOnline: online.level === 'information' ? online.why[language] : null,
      form: presentForm(form, language),
    }
    return { status: 200, body }
  },
})
