import { setTimeout as sleep } from 'node:timers/promises'
import { Router, urlencoded, type Request, type Response } from 'express'
import twilio from 'twilio'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { maskPhone, phoneNumber } from '../../processes/law/contact.ts'
import { digitsProve, neutralAnswer, readLookUp, statusAnswer } from '../../processes/law/look-up.ts'
import { fitSms } from '../../processes/law/sms-text.ts'
import { HttpProblem } from '../problem.ts'
import type { Limits } from '../rate-limits.ts'
import { holderOf, standingOf } from './standing.ts'

const incoming = z.object({ MessageSid: z.string().min(1).max(100), From: z.string().max(40), Body: z.string().max(2_000).default('') })

/** Every signed request takes at least this long, in ms: an answer's time tells nothing about what was found. */
const leastTime = 300

/**
 * Look-up by SMS (requirement G4; TH 9.4, TN 12): the SMS service passes on what somebody sent to the unit's number. Only requests
 * that the service signed are read. The status is told to the telephone number of the dossier, or to who adds the last four
 * digits of the identity number; everybody else gets one answer, whether the dossier exists or not. Digits can be guessed in
 * ten thousand attempts: each code has five a day, from whatever number.
 */
export function smsRoutes(deps: Deps, limits: Limits): Router {
  const { dossiers, env, log } = deps
  const router = Router()

  function isSigned(req: Request): boolean {
    const { TWILIO_AUTH_TOKEN, PUBLIC_ORIGIN } = env
    const signature = req.get('x-twilio-signature')
    const params = (req.body ?? {}) as Record<string, unknown>
    return Boolean(TWILIO_AUTH_TOKEN && signature) && twilio.validateRequest(TWILIO_AUTH_TOKEN ?? '', signature ?? '', `${PUBLIC_ORIGIN}${req.originalUrl}`, params)
  }

  async function answer(sender: string | null, text: string): Promise<string> {
    const asked = readLookUp(text)
    if (!asked) return neutralAnswer('vi')
    const { code, digits, language } = asked
    const dossier = await dossiers.find(code)
    const holder = dossier ? holderOf(dossier) : { identityNumbers: [], phone: null }
    const byPhone = sender !== null && holder.phone === sender
    const byDigits = !byPhone && digits !== null && await limits.takes('smsGuess', code) && digitsProve(digits, holder)
    if (byDigits) await limits.giveBack('smsGuess', code)
    if (!dossier || (!byPhone && !byDigits)) return neutralAnswer(language ?? 'vi')
    const spoken = language ?? dossier.language
    return statusAnswer(await standingOf(dossier, spoken, deps), spoken)
  }

  function reply(res: Response, text: string | null): void {
    const twiml = new twilio.twiml.MessagingResponse()
    if (text !== null) twiml.message(fitSms(text))
    res.set('Cache-Control', 'no-store').type('text/xml').send(twiml.toString())
  }

  router.post('/sms', urlencoded({ extended: false, limit: '20kb', parameterLimit: 100 }), async (req, res) => {
    if (!env.TWILIO_AUTH_TOKEN) throw new HttpProblem(404)
    if (!isSigned(req)) throw new HttpProblem(403)
    const parsed = incoming.safeParse(req.body)
    if (!parsed.success) throw new HttpProblem(400)
    const { MessageSid, From, Body } = parsed.data
    const floor = sleep(leastTime)
    // Answers cost money: a message is answered once, a sender some times, and all of them together within reason.
    const heard = await limits.takes('smsMessage', MessageSid) && await limits.takes('smsSender', From) && await limits.takes('smsTotal', 'all')
    if (!heard) log.info({ sender: maskPhone(From) }, 'an SMS was not answered: repeated, or too many')
    try {
      const text = heard ? await answer(phoneNumber(From), Body) : null
      await floor
      reply(res, text)
    } catch (error) {
      await limits.forgive('smsMessage', MessageSid) // the service may ask again
      throw error
    }
  })

  return router
}
