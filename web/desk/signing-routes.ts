import { Router } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import type { Language } from '../../processes/text.ts'
import { saySigning } from '../messages/signing.ts'
import { HttpProblem } from '../problem.ts'
import type { BoardCell, BoardTable } from '../view/models.ts'
import { dateTime } from '../view/format.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { accountOf } from './account-of.ts'

const most = 100
type Words = Parameters<typeof saySigning>[0]

/** The administrator's page on signing: what waits because it cannot be signed, and which units have keys (requirement F10). */
export function signingRoutes({ signer, trust, env, agencies, signingTroubles, now }: Pick<Deps, 'signer' | 'trust' | 'env' | 'agencies' | 'signingTroubles' | 'now'>): Router {
  const router = Router()

  router.get('/signing', async (_req, res) => {
    if (!accountOf(res).roles.includes('administrator')) throw new HttpProblem(403)
    const language = languageOf(res)
    const { shown, total } = await signingTroubles.all(most)
    const units = [...await agencies.ofKind('deciding'), ...await agencies.ofKind('one-stop')]
    const names = new Map(units.map(({ id, name }) => [id, name[language]]))
    const table = (caption: Words, head: readonly Words[], rows: readonly (readonly BoardCell[])[]): BoardTable => ({
      caption: saySigning(caption, language), head: head.map((each) => saySigning(each, language)), empty: saySigning('none', language),
      rows: rows.map((cells) => ({ cells: cells.map((cell, at) => ({ ...cell, label: saySigning(head[at] ?? 'none', language) })) })),
    })
    const isSet = (value: unknown) => saySigning(value ? 'configured' : 'not-configured', language)
    render(res, 'desk/board', {
      title: saySigning('title', language), above: saySigning('lead', language), backHref: '/desk', backLabel: translator(language)('bulk-sign.back'), errors: [],
      verdict: signer === null ? { good: false, lines: [saySigning('no-signer', language)] }
        : { good: total === 0, lines: [total === 0 ? saySigning('all-well', language) : saySigning('waiting', language, { count: total })] },
      paragraphs: [saySigning('stamp', language, { value: isSet(env.SIGNING_TSA_URL) }), saySigning('trust', language, { value: isSet(trust) })],
      tables: [
        ...(shown.length > 0 ? [table('troubles', ['dossier', 'unit', 'why', 'since', 'tries'], shown.map(({ dossier, unit, why, since, tries }) => [
          { text: dossier, href: `/desk/dossiers/${dossier}` }, { text: names.get(unit) ?? unit }, { text: why }, { text: '', at: since }, { text: String(tries) },
        ]))] : []),
        table('keys', ['unit', 'certificate', 'until'], await Promise.all(units.map(async ({ id, name, calendar: { timeZone } }) => [{ text: name[language] }, ...await keyOf(id, language, timeZone)]))),
      ],
    })
  })

  /** Whose certificate a unit signs with, and until when it is valid; why not, when that cannot be said. */
  async function keyOf(unit: string, language: Language, timeZone: string): Promise<[BoardCell, BoardCell]> {
    try {
      const certificate = await signer?.certificateOf(unit)
      if (!certificate) return [{ text: saySigning('no-key', language) }, { text: '—' }]
      const until = Temporal.Instant.fromEpochMilliseconds(certificate.until.getTime())
      const ended = Temporal.Instant.compare(until, now()) < 0
      return [{ text: certificate.name }, { text: ended ? `${saySigning('expired', language)}: ${dateTime(until, language, timeZone)}` : dateTime(until, language, timeZone) }]
    } catch (error) {
      return [{ text: (error as Error).message }, { text: '—' }]
    }
  }

  return router
}
