import { Router } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { shortcutList } from '../view/shortcut-list.ts'
import { translator } from '../view/translate.ts'
import { accountOf } from './account-of.ts'

/** What the keys do, and whether they do (WCAG 2.2, 2.1.4). */
export function shortcutRoutes({ preferences }: Deps): Router {
  const router = Router()

  router.get('/shortcuts', (_req, res) => {
    const t = translator(languageOf(res))
    const { shortcuts: isOn = true } = res.locals as PageLocals
    const head = [t('shortcuts.key'), t('shortcuts.what')]
    render(res, 'desk/board', {
      above: t('nav.desk'), title: t('shortcuts.title'), backHref: '/desk', backLabel: t('nav.queue'), errors: [],
      paragraphs: [t('shortcuts.lead'), t(isOn ? 'shortcuts.is-on' : 'shortcuts.is-off')],
      form: { method: 'post', action: '/desk/shortcuts', hidden: [{ name: 'are', value: isOn ? 'off' : 'on' }], sections: [], submit: t(isOn ? 'shortcuts.off' : 'shortcuts.on'), errors: [] },
      tables: shortcutList(t).map(({ name, rows }) => ({
        caption: name, head, empty: '', rows: rows.map(({ keys, words }) => ({ cells: [{ label: head[0] ?? '', text: keys.join(` ${t('shortcuts.then')} `) }, { label: head[1] ?? '', text: words }] })),
      })),
    })
  })

  router.post('/shortcuts', deskForm, requireCsrf, async (req, res) => {
    const { are } = readBody(z.object({ are: z.enum(['on', 'off']) }), req)
    await preferences.keep(accountOf(res).username, { shortcuts: are === 'on' })
    res.redirect(303, '/desk/shortcuts')
  })

  return router
}
