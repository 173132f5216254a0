import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { contactOf } from '../../processes/law/contact.ts'
import { isNumberOf, numberNames, personKindNames } from '../../processes/law/identity-number.ts'
import type { Citizen } from '../../store/citizens.ts'
import type { Limits } from '../rate-limits.ts'
import { passwordFault } from '../password-rules.ts'
import { readBody } from '../read-body.ts'
import { accountOwner, endSession, requireCsrf } from '../session.ts'
import type { MessageKey } from '../messages/vi.ts'
import { languageOf, render } from '../view/render.ts'
import { evenly } from './evenly.ts'
import { accountForm, errorLinks, inputField } from './fields.ts'
import { here, requireFresh } from './require-signed-in.ts'
import { safeNext } from './signed-in.ts'
import { sendCode, spendCode } from './send-code.ts'
import { passkeysWork } from '../webauthn.ts'
import { tellChanged } from './tell-changed.ts'
import { wordsOf } from './words.ts'

const text = (max: number) => z.string().max(max).default('')

/** My data: who I am and where I am reached, how I sign in, where I am signed in, and the end of it all (TH 27/2019 art. 8.1d; requirement B1). */
export function ownDataRoutes(deps: Deps, limits: Limits): Router {
  const { citizens, citizenSessions, notifier, env, identityProvider, now } = deps
  const router = Router()
  const fresh = requireFresh(deps)

  router.get('/tai-khoan/thong-tin', async (_req, res) => {
    const [t, { citizen, session }, language] = [wordsOf(res), here(res), languageOf(res)]
    const sessions = await citizenSessions.of(citizen.id)
    const editable = '/tai-khoan/thong-tin/sua'
    render(res, 'portal/account-data', {
      part: 'data', proved: citizen.proof !== null, proof: t(citizen.proof ? `account.proved-by-${citizen.proof.how}` : 'account.not-proved'), ...(identityProvider && { provider: identityProvider.name }),
      rows: [
        { label: t('account.kind'), value: personKindNames[citizen.kind][language] },
        { label: t('account.number'), value: citizen.identityNumber, ...(!citizen.proof && { href: editable }) },
        { label: t('account.name'), value: citizen.name, href: editable },
        { label: t('account.address'), value: citizen.address, href: editable },
        { label: t('account.mail'), value: citizen.mail ?? '', href: '/tai-khoan/lien-he?loai=mail' },
        { label: t('account.phone'), value: citizen.phone ?? '', href: '/tai-khoan/lien-he?loai=sms' },
        { label: t('account.password'), value: t(citizen.hasPassword ? 'account.password-set' : 'account.password-not-set'), href: '/tai-khoan/mat-khau' },
      ],
      passkeys: citizen.passkeys.map(({ id, name, addedAt }) => ({ id, name, addedAt })), passkeysOffered: passkeysWork(env),
      sessions: sessions.map(({ id, browser, way, startedAt, seenAt }) => ({ id, browser, way: t(`account.way-${way}`), startedAt, seenAt, here: id === session.id })),
      others: sessions.length > 1,
    })
  })

  function showEdit(res: Response, citizen: Citizen, values: Pick<Citizen, 'name' | 'address' | 'identityNumber'>, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [
      ...citizen.proof ? [] : [inputField({ name: 'identityNumber', label: t('account.number'), hint: numberNames[citizen.kind][languageOf(res)], value: values.identityNumber, width: '20' as const, maxlength: 40 }, errors)],
      inputField({ name: 'name', label: t('account.name'), hint: t('account.name-hint'), value: values.name, autocomplete: 'name', maxlength: 200 }, errors),
      inputField({ name: 'address', label: t('account.address'), value: values.address, autocomplete: 'street-address', required: false, maxlength: 300 }, errors),
    ]
    render(res, 'portal/account-form', {
      title: t('account.edit'), action: '/tai-khoan/thong-tin/sua', fields, submit: t('account.save'), errors: errorLinks(fields, errors), back: { href: '/tai-khoan/thong-tin', label: t('account.data') }, links: [],
      ...(citizen.proof && { notice: t('account.proved-stays') }),
    })
  }

  router.get('/tai-khoan/thong-tin/sua', (_req, res) => { const { citizen } = here(res); showEdit(res, citizen, citizen) })

  router.post('/tai-khoan/thong-tin/sua', accountForm, requireCsrf, async (req, res) => {
    const [t, { citizen }] = [wordsOf(res), here(res)]
    const given = readBody(z.object({ name: text(200), address: text(300), identityNumber: text(40) }), req)
    const values = { name: given.name.trim().normalize('NFC'), address: given.address.trim().normalize('NFC'), identityNumber: citizen.proof ? citizen.identityNumber : given.identityNumber }
    const errors = {
      ...(values.name.length < 2 && { name: t('account.name-missing') }),
      ...(!isNumberOf(citizen.kind, values.identityNumber) && { identityNumber: t('account.number-wrong', { what: numberNames[citizen.kind][languageOf(res)] }) }),
    }
    if (Object.keys(errors).length > 0) { showEdit(res, citizen, values, errors); return }
    await citizens.change(citizen.id, values, now())
    req.session.flash = { tone: 'success', text: t('account.saved') }
    res.redirect(303, '/tai-khoan/thong-tin')
  })

  const isChannel = (value: unknown): value is 'mail' | 'sms' => value === 'mail' || value === 'sms'

  function showContact(res: Response, channel: 'mail' | 'sms', value: string, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const fields = [inputField({ name: 'contact', label: t(channel === 'mail' ? 'account.mail' : 'account.phone'), value, type: channel === 'mail' ? 'email' : 'tel', autocomplete: channel === 'mail' ? 'email' : 'tel', maxlength: 254 }, errors)]
    render(res, 'portal/account-form', {
      title: t(`account.change-${channel}`), lead: t('account.change-contact-lead'), action: `/tai-khoan/lien-he?loai=${channel}`, fields, submit: t('account.send-code'), errors: errorLinks(fields, errors),
      back: { href: '/tai-khoan/thong-tin', label: t('account.data') }, links: [],
    })
  }

  router.get('/tai-khoan/lien-he', fresh, (req, res) => { showContact(res, isChannel(req.query['loai']) ? req.query['loai'] : 'mail', '') })

  router.post('/tai-khoan/lien-he', accountForm, requireCsrf, fresh, async (req, res) => {
    const [t, { citizen }] = [wordsOf(res), here(res)]
    const channel = isChannel(req.query['loai']) ? req.query['loai'] : 'mail'
    const { contact: typed } = readBody(z.object({ contact: text(254) }), req)
    const contact = contactOf(typed)
    if (contact?.channel !== channel || !notifier.channels.includes(channel)) {
      showContact(res, channel, typed, { contact: t(contact?.channel === channel ? `account.no-${channel}` : `account.${channel}-wrong`) })
      return
    }
    await evenly(async () => {
      await spendCode(req, contact.address, limits)
      const taken = await citizens.withContact(contact)
      const mine = taken === null || taken.id === citizen.id
      await sendCode(req, { purpose: 'contact', words: mine ? 'contact' : 'contact-taken', contact, language: languageOf(res), about: { citizen: citizen.id, contact } }, deps)
    })
    res.redirect(303, '/xac-nhan')
  })

  function showPassword(res: Response, { hasPassword }: Citizen, next: unknown, errors: Readonly<Record<string, string>> = {}) {
    const t = wordsOf(res)
    const onward = safeNext(next)
    const fields = [
      ...hasPassword ? [inputField({ name: 'current', label: t('account.password-current'), type: 'password', autocomplete: 'current-password', maxlength: 200 }, errors)] : [],
      inputField({ name: 'password', label: t('account.password-new'), hint: t('account.password-hint'), type: 'password', autocomplete: 'new-password', maxlength: 200 }, errors),
      inputField({ name: 'again', label: t('account.password-again'), type: 'password', autocomplete: 'new-password', maxlength: 200 }, errors),
    ]
    render(res, 'portal/account-form', {
      title: t(hasPassword ? 'account.password-change' : 'account.password-choose'), lead: t('account.password-lead'), action: '/tai-khoan/mat-khau', next: onward, fields, submit: t('account.password-save'),
      errors: errorLinks(fields, errors), links: [{ href: onward, text: t(hasPassword ? 'account.leave-it' : 'account.password-later') }], passkey: !hasPassword && passkeysWork(env),
    })
  }

  router.get('/tai-khoan/mat-khau', fresh, (req, res) => { showPassword(res, here(res).citizen, req.query['next'] ?? '/tai-khoan/thong-tin') })

  router.post('/tai-khoan/mat-khau', accountForm, requireCsrf, fresh, async (req, res) => {
    const [t, { citizen, session }] = [wordsOf(res), here(res)]
    const { current, password, again, next } = readBody(z.object({ current: text(200), password: text(200), again: text(200), next: text(300) }), req)
    const fault = passwordFault(password, [citizen.identityNumber, citizen.mail?.split('@')[0], citizen.phone?.replace(/^\+84/, ''), citizen.name])
    await limits.spend('signIn', `password of ${citizen.id}`)
    const errors: Record<string, string> = {
      ...(citizen.hasPassword && !await citizens.hasPassword(citizen.id, current) && { current: t('account.password-not-right') }),
      ...(fault ? { password: t(`account.password-${fault}`) } : password !== again && { again: t('account.password-differs') }),
    }
    if (Object.keys(errors).length > 0) { showPassword(res, citizen, next, errors); return }
    await limits.forgive('signIn', `password of ${citizen.id}`)
    await citizens.setPassword(citizen.id, password, session.id, now())
    await tellChanged(citizen, 'password', deps)
    req.session.flash = { tone: 'success', text: t('account.password-saved') }
    res.redirect(303, safeNext(next))
  })

  router.post('/tai-khoan/phien', accountForm, requireCsrf, async (req, res) => {
    const [t, { citizen, session }] = [wordsOf(res), here(res)]
    const { end } = readBody(z.object({ end: text(60) }), req)
    if (end === 'others') await citizens.endOtherSessions(citizen.id, session.id, now())
    else await citizens.endSession(citizen.id, end, now())
    if (end === session.id) { await endSession(req); res.redirect(303, '/'); return }
    req.session.flash = { tone: 'success', text: t('account.session-ended') }
    res.redirect(303, '/tai-khoan/thong-tin')
  })

  /** Signs out, and comes back to the data when signed in again. */
  router.get('/tai-khoan/dang-nhap-lai', (_req, res) => {
    const t: (key: MessageKey) => string = wordsOf(res)
    render(res, 'portal/account-form', {
      title: t('account.again-title'), lead: t('account.sign-in-again'), action: '/tai-khoan/dang-nhap-lai', fields: [], submit: t('account.again-submit'), errors: [],
      back: { href: '/tai-khoan/thong-tin', label: t('account.data') }, links: [],
    })
  })

  router.post('/tai-khoan/dang-nhap-lai', accountForm, requireCsrf, async (req, res) => {
    const { citizen, session } = here(res)
    await citizens.endSession(citizen.id, session.id, now())
    await endSession(req)
    res.redirect(303, '/dang-nhap?next=%2Ftai-khoan%2Fthong-tin')
  })

  router.get('/tai-khoan/dong', fresh, (_req, res) => {
    const t = wordsOf(res)
    render(res, 'portal/account-form', {
      title: t('account.close'), notice: t('account.close-lead'), action: '/tai-khoan/dong', fields: [], submit: t('account.close-submit'), warning: true, errors: [],
      back: { href: '/tai-khoan/thong-tin', label: t('account.data') }, links: [{ href: '/tai-khoan/du-lieu', text: t('account.download') }, { href: '/tai-khoan/thong-tin', text: t('account.leave-it') }],
    })
  })

  router.post('/tai-khoan/dong', accountForm, requireCsrf, fresh, async (req, res) => {
    const [t, { citizen }] = [wordsOf(res), here(res)]
    await citizens.close(citizen.id, now())
    await deps.drafts.forget(accountOwner(citizen.id))
    await tellChanged(citizen, 'closed', deps)
    await endSession(req)
    req.session.flash = { tone: 'success', text: t('account.closed') }
    res.redirect(303, '/')
  })

  return router
}
