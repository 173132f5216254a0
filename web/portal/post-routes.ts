import { Router, urlencoded, type Request, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf, proceduresAt } from '../../processes/catalogue.ts'
import { textsOn } from '../../processes/edition.ts'
import { readAnswers, type AnswerValues, type Form, type QuestionComponent } from '../../processes/form.ts'
import { settingsOf } from '../../processes/law/agency-settings.ts'
import type { PostalOrder } from '../../processes/law/postal-order.ts'
import { dayOf } from '../../processes/procedure.ts'
import type { Text } from '../../processes/text.ts'
import { ActNotAllowed, type Dossier } from '../../store/dossiers.ts'
import { errorTexts } from '../form-errors.ts'
import { postTexts } from '../messages/post.ts'
import { choicesOf, orderPost } from '../order-post.ts'
import { procedureRow } from '../present-procedures.ts'
import { addressKey, type Limits } from '../rate-limits.ts'
import { readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render } from '../view/render.ts'
import { applicantActor, ownDossier } from './own-dossier.ts'

const yesNo = { values: [{ value: 'yes', label: 'Có' }, { value: 'no', label: 'Không' }], english: JSON.stringify({ yes: 'Yes', no: 'No' }) }

const asked = (key: string, vi: string, en: string): QuestionComponent =>
  ({ key, type: 'radio', label: vi, values: yesNo.values, properties: { 'label:en': en, 'values:en': yesNo.english }, validate: { required: true } })
const line = (key: string, vi: string, en: string, hide: string, more: Partial<QuestionComponent['validate']> = {}, hint?: Text): QuestionComponent => ({
  key, type: 'textfield', label: vi, ...(hint && { description: hint.vi }), properties: { 'label:en': en, ...(hint && { 'description:en': hint.en }) },
  validate: { required: true, maxLength: 300, ...more }, conditional: { hide },
})

/** What is asked: only what can still be ordered. */
export function orderForm({ pickUp, delivery }: { pickUp: boolean, delivery: boolean }): Form {
  const [noPickUp, noDelivery] = ['=pickUp != "yes"', '=bring != "yes"']
  return {
    id: 'postal-order',
    components: [
      ...pickUp ? [
        asked('pickUp', 'Bưu chính đến nhận giấy tờ', 'The post fetches the papers'),
        line('pickUpAddress', 'Địa chỉ nhận giấy tờ', 'Where to fetch them', noPickUp), line('pickUpPhone', 'Điện thoại liên hệ', 'Telephone', noPickUp, { validationType: 'phone' }),
        line('pickUpWhen', 'Lúc tiện cho bạn', 'When it suits you', noPickUp, {}, { vi: 'Ví dụ: buổi sáng các ngày làm việc.', en: 'Such as: mornings of working days.' }),
      ] : [],
      ...delivery ? [
        asked('bring', 'Bưu chính mang kết quả đến', 'The post brings the result'),
        line('recipient', 'Người nhận kết quả', 'Recipient', noDelivery), line('bringAddress', 'Địa chỉ nhận kết quả', 'Where to bring it', noDelivery),
        line('bringPhone', 'Điện thoại người nhận', 'Telephone of the recipient', noDelivery, { validationType: 'phone' }),
      ] : [],
    ],
  }
}

/** What is in the form at first: the order before, else what was declared. */
function firstValues({ postal, applicant, application, delivery }: Dossier): Record<string, unknown> {
  const to = application['deliveryAddress']
  return {
    pickUp: postal?.pickUp ? 'yes' : 'no', pickUpAddress: postal?.pickUp?.address ?? applicant.address, pickUpPhone: postal?.pickUp?.phone ?? applicant.phone, pickUpWhen: postal?.pickUp?.when ?? '',
    bring: postal?.delivery || delivery === 'post' ? 'yes' : 'no', recipient: postal?.delivery?.recipient ?? applicant.name,
    bringAddress: postal?.delivery?.address ?? (typeof to === 'string' && to !== '' ? to : applicant.address), bringPhone: postal?.delivery?.phone ?? applicant.phone,
  }
}

export function orderOf(values: AnswerValues): PostalOrder {
  const text = (key: string) => String(values[key])
  return {
    pickUp: values['pickUp'] === 'yes' ? { address: text('pickUpAddress'), phone: text('pickUpPhone'), when: text('pickUpWhen') } : null,
    delivery: values['bring'] === 'yes' ? { recipient: text('recipient'), address: text('bringAddress'), phone: text('bringPhone') } : null,
  }
}

/** About the public postal service, and ordering it for a dossier (requirement A9; TQ 9.4, BT 13.2, TN 11.1c). */
export function postRoutes(deps: Deps, limits: Limits): Router {
  const { agencies, now } = deps
  const router = Router()

  router.get('/buu-chinh', async (_req, res) => {
    const [language, at] = [languageOf(res), now()]
    render(res, 'portal/post', {
      places: (await agencies.ofKind('one-stop')).map(({ id, name, address, place, phone }) => ({ name: name[language], href: `/co-quan/${id}`, address: `${address}, ${place}`, phone })),
      procedures: proceduresAt(at).flatMap((procedure) => {
        const way = textsOn(procedure, dayOf(at)).channels.find(({ channel }) => channel === 'post')
        return way ? [{ ...procedureRow(procedure, language, at), why: way.text[language] }] : []
      }),
    })
  })

  /** What can still be ordered, of what the deciding agency offers. */
  async function choicesFor(dossier: Dossier) {
    const { pickUp, delivery } = choicesOf(dossier)
    const agency = await agencies.get(dossier.units.deciding)
    return { pickUp, delivery: delivery && settingsOf(agency, now().toZonedDateTimeISO(agency.calendar.timeZone).toPlainDate()).deliveries.includes('post') }
  }

  type Choices = Awaited<ReturnType<typeof choicesFor>>

  function show(res: Response, dossier: Dossier, choices: Choices, values: Readonly<Record<string, unknown>>, faults: Readonly<Record<string, string>> = {}) {
    const language = languageOf(res)
    const { fields, errors } = formView(orderForm(choices), { values, errors: faults, language })
    render(res, 'portal/post-order', {
      code: dossier.code, procedure: { name: procedureOf(dossier).name[language], href: `/thu-tuc/${dossier.procedure}` },
      action: `/ho-so/${dossier.code}/buu-chinh`, backHref: `/ho-so/${dossier.code}`, sections: [{ fields }], errors,
    })
  }

  function tooLate(req: Request, res: Response, { code }: Dossier): void {
    req.session.flash = { tone: 'info', text: postTexts.late[languageOf(res)] }
    res.redirect(303, `/ho-so/${code}`)
  }

  router.get('/ho-so/:code/buu-chinh', async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const choices = await choicesFor(dossier)
    if (!choices.pickUp && !choices.delivery) { tooLate(req, res, dossier); return }
    show(res, dossier, choices, firstValues(dossier))
  })

  router.post('/ho-so/:code/buu-chinh', urlencoded({ extended: false, limit: '20kb' }), requireCsrf, async (req, res) => {
    const dossier = await ownDossier(req, res, deps)
    if (!dossier) return
    const choices = await choicesFor(dossier)
    if (!choices.pickUp && !choices.delivery) { tooLate(req, res, dossier); return }
    await limits.spend('file', addressKey(req))
    const language = languageOf(res)
    const form = orderForm(choices)
    const posted = readBody(z.record(z.string(), z.string()), req)
    const { values, faults } = readAnswers(form, posted)
    const wrong = errorTexts(form, faults, language)
    const order = orderOf(values)
    if (Object.keys(wrong).length === 0 && !order.pickUp && !order.delivery && !dossier.postal && dossier.delivery !== 'post') wrong[choices.pickUp ? 'pickUp' : 'bring'] = postTexts.nothing[language]
    if (Object.keys(wrong).length > 0) { show(res, dossier, choices, posted, wrong); return }
    try {
      await orderPost(dossier.code, order, applicantActor(req), deps)
      req.session.flash = { tone: 'success', text: postTexts.ordered[language] }
      res.redirect(303, `/ho-so/${dossier.code}`)
    } catch (error) {
      if (!(error instanceof ActNotAllowed)) throw error
      tooLate(req, res, dossier)
    }
  })

  return router
}
