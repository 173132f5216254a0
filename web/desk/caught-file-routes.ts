import { Router } from 'express'
import { Temporal } from 'temporal-polyfill'
import type { Deps } from '../../config/wire.ts'
import { procedures } from '../../processes/catalogue.ts'
import type { Language } from '../../processes/text.ts'
import { oversees } from '../access.ts'
import { tellOversight } from '../messages/oversight.ts'
import { tellUpload } from '../messages/uploads.ts'
import { HttpProblem } from '../problem.ts'
import { boardRow } from '../view/board-table.ts'
import type { BoardCell } from '../view/models.ts'
import type { QueueModel } from '../view/queue-models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf } from './account-of.ts'

const [most, lately] = [200, { hours: 7 * 24 }] as const
const subject = 'uploads/malware'
const href = '/desk/caught-files'

/** What the desks of the heads and of the administrator say when malware was sent lately (TH 27/2019, art. 20.3). */
export async function lateMalware({ events, now }: Pick<Deps, 'events' | 'now'>): Promise<Pick<QueueModel, 'malware'>> {
  const since = now().subtract(lately)
  const count = (await events.ofHouse(most, subject)).filter(({ at }) => Temporal.Instant.compare(at, since) > 0).length
  return count > 0 ? { malware: { count, href } } : {}
}

/** Where a file was sent, in words where it was to a filing. */
function placeText(place: string, language: Language): string {
  const procedure = procedures.find(({ id }) => place.startsWith(`/nop-ho-so/${id}`))
  return procedure ? tellUpload('malware.filing', language, { procedure: procedure.name[language] }) : place
}

/** Files with malware that were caught (requirement C6): who sent what, when and to where; and whether the scanner is at work. */
export function caughtFileRoutes({ events, scanner }: Pick<Deps, 'events' | 'scanner'>): Router {
  const router = Router()

  router.get('/caught-files', async (_req, res) => {
    if (!oversees(accountOf(res))) throw new HttpProblem(403)
    const language = languageOf(res)
    const t = (key: Parameters<typeof tellUpload>[0]) => tellUpload(key, language)
    const head = [t('malware.when'), t('malware.who'), t('malware.where'), t('malware.what'), t('malware.file')]
    const state = scanner ? await scanner.checkHealth().then(() => 'malware.ready' as const, () => 'malware.away' as const) : 'malware.unscanned' as const
    const text = (value: unknown) => typeof value === 'string' ? value : ''
    render(res, 'desk/board', {
      above: t('malware.above'), title: t('malware.title'), backHref: '/desk', backLabel: tellOversight('settings.above', language), errors: [],
      verdict: { good: state === 'malware.ready', lines: [t(state)] }, paragraphs: [t('malware.lead')],
      tables: [{
        caption: t('malware.list'), head, empty: t('malware.none'),
        rows: (await events.ofHouse(most, subject)).map(({ at, by, details }) => {
          const cells: BoardCell[] = [
            { at }, { lines: by.kind === 'staff' ? [by.name, by.username] : by.kind === 'agency' ? [by.name, by.agency] : [t('malware.applicant')] }, { text: placeText(text(details['place']), language) }, { text: text(details['malware']) },
            { lines: [text(details['name']), `SHA-256: ${text(details['sha256']).replace(/.{16}(?=.)/g, '$& ')}`] },
          ]
          return boardRow(head, cells)
        }),
      }],
    })
  })

  return router
}
