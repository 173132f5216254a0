import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { createChallenge, verifySolution } from 'altcha-lib/v1'
import { z } from 'zod'
import type { Deps } from '../config/wire.ts'
import type { Language } from '../processes/text.ts'
import type { Limits } from './rate-limits.ts'

/** How the page has it confirmed that a person sends the form: by a script's work, or by a code to be typed. */
export interface ConfirmationView {
  /** For the script, as JSON: it finds the number behind it within seconds, and nobody need do anything. */
  readonly challenge: string
  readonly token: string
  /** The code in words, which a screen reader reads as well: 'bảy – ba – không – hai'. */
  readonly words: string
  readonly typed?: string
}

const digitWords: Readonly<Record<Language, readonly string[]>> = {
  vi: ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'],
  en: ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'],
}

/** In ms: long enough to write a long question. */
const validFor = 3 * 3600 * 1000
/** What the work answers to: our signature of the challenge, which stays the same however the answer around it is written. */
const answered = z.object({ signature: z.string() })

/** Numbers that the script tries at most: about a second of a telephone's work. */
const mostTries = 40_000

/**
 * The confirmation code that the regulations ask for (TQ 14.1đ), without pictures and without anybody outside: a browser with scripts works
 * it out by itself (proof of work, altcha), everybody else types four digits that stand there as words. Each is good for one sending.
 * What is typed is easy for a machine that was made for this page, so that way has a share of its own, and a small one.
 */
export function createConfirmation({ settings }: Pick<Deps, 'settings'>, limits: Limits) {
  const key = () => settings.getOrMake('confirmation-key', () => randomBytes(32).toString('hex'))
  const sign = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')
  const codeOf = (secret: string, nonce: string) => String(Number.parseInt(sign(secret, `code ${nonce}`).slice(0, 8), 16) % 10_000).padStart(4, '0')

  /** The nonce of a token that we made and that has not run out; null for any other. */
  function nonceOf(secret: string, token: string): string | null {
    const [nonce = '', expires = '', signature = ''] = token.split('.')
    const right = sign(secret, `${nonce}.${expires}`)
    return signature.length === right.length && timingSafeEqual(Buffer.from(signature), Buffer.from(right)) && Number(expires) > Date.now() ? nonce : null
  }

  return {
    /** What the page shows; what was typed before stays while its token is good. */
    async view(language: Language, posted: { token?: string, typed?: string } = {}): Promise<ConfirmationView> {
      const secret = await key()
      const expires = Date.now() + validFor
      const kept = posted.token ? nonceOf(secret, posted.token) : null
      const nonce = kept ?? randomBytes(12).toString('hex')
      const token = kept ? posted.token ?? '' : `${nonce}.${String(expires)}.${sign(secret, `${nonce}.${String(expires)}`)}`
      const challenge = await createChallenge({ hmacKey: secret, maxNumber: mostTries, expires: new Date(expires) })
      return {
        challenge: JSON.stringify(challenge), token, words: [...codeOf(secret, nonce)].map((digit) => digitWords[language][Number(digit)]).join(' – '),
        ...(kept && posted.typed && { typed: posted.typed }),
      }
    },

    /** By which way it was confirmed, with what is spent when the form is sent; null when it was not. */
    async check({ token, typed, work }: { token: string, typed: string, work: string }): Promise<{ by: 'work' | 'code', once: string } | null> {
      const secret = await key()
      if (work !== '' && await verifySolution(work, secret).catch(() => false)) {
        const { signature } = answered.parse(JSON.parse(Buffer.from(work, 'base64').toString()))
        return { by: 'work', once: sign(secret, `work ${signature}`) }
      }
      const nonce = nonceOf(secret, token)
      return nonce !== null && typed.replace(/[\s–-]/g, '') === codeOf(secret, nonce) ? { by: 'code', once: nonce } : null
    },

    /** Uses a confirmation up. @returns false when it was used before @throws HttpProblem 429 when too many were typed from one address */
    async use({ by, once }: { by: 'work' | 'code', once: string }, address: string): Promise<boolean> {
      await limits.spend(by === 'code' ? 'askTyped' : 'ask', address)
      return limits.takes('confirmation', once)
    },
  }
}

export type Confirmation = ReturnType<typeof createConfirmation>
