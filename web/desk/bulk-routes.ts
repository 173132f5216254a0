import { Router, type Response } from 'express'
import { z } from 'zod'
import type { Deps } from '../../config/wire.ts'
import { procedureOf } from '../../processes/catalogue.ts'
import type { Language } from '../../processes/text.ts'
import type { Dossier } from '../../store/dossiers.ts'
import { isTakenBy, mayDo } from '../access.ts'
import { receivable, receiveSeen, type Receivable } from '../bulk-receive.ts'
import { claimTask, releaseTask } from '../claim-task.ts'
import { sayBulk, type BulkMessage } from '../messages/bulk.ts'
import { deskForm, readBody } from '../read-body.ts'
import { requireCsrf } from '../session.ts'
import { boardRow } from '../view/board-table.ts'
import type { BoardCell, BoardModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { accountOf, staffOn } from './account-of.ts'

/** No more than a page of the queue has. */
const most = 100

const id = z.string().max(100)
const chosen = z.union([id.transform((one) => [one]), z.array(id).max(most)]).default([]).transform((ids) => [...new Set(ids)])

/** One thing done to several tasks that were ticked in the queue: each by itself, and told by itself. */
export function bulkRoutes(deps: Deps): Router {
  const { tasks, accounts, dossiers } = deps
  const router = Router()

  function board(res: Response, title: string, rest: Partial<BoardModel>, status?: number) {
    const language = languageOf(res)
    render(res, 'desk/board', {
      above: sayBulk('above', language), title, backHref: '/desk', backLabel: sayBulk('back', language), errors: [], tables: [], ...rest,
    }, { ...(status !== undefined && { status }) })
  }

  function table(language: Language, caption: string, last: BulkMessage, rows: readonly (readonly BoardCell[])[]): BoardModel['tables'][number] {
    const head = [sayBulk('code', language), sayBulk('what', language), sayBulk(last, language)]
    return { caption, head, rows: rows.map((cells) => boardRow(head, cells)), empty: '' }
  }

  const about = (dossier: Dossier, language: Language): BoardCell => ({ lines: [dossier.applicant.name, procedureOf(dossier).name[language]] })

  function empty(res: Response): void {
    res.req.session.flash = { tone: 'info', text: sayBulk('none', languageOf(res)) }
    res.redirect(303, '/desk')
  }

  router.post('/bulk', deskForm, requireCsrf, async (req, res) => {
    const [account, language] = [accountOf(res), languageOf(res)]
    const { task: ids, do: what } = readBody(z.object({ task: chosen, do: z.enum(['claim', 'release', 'receive']) }), req)
    if (ids.length === 0) { empty(res); return }
    if (what === 'receive') { await confirmReceiving(res, ids); return }
    const outcomes: { code: string, href: string, what: string, why: string | null }[] = []
    for (const each of ids) {
      const task = await tasks.find(each)
      if (!task || !mayDo(account, task)) continue
      const [by, dossier] = [staffOn(account, task), await dossiers.find(task.dossier)]
      const why = await (async () => {
        if (task.state !== 'open') return sayBulk('refused.gone', language)
        if (isTakenBy(account, task)) return sayBulk('refused.taken', language, { name: (await accounts.find(task.assignee ?? ''))?.name ?? '' })
        if (what === 'claim') return task.assignee === account.username || (dossier && await claimTask(task, by, deps)) ? null : sayBulk('refused.gone', language)
        return task.claimed && dossier && await releaseTask(task, by, deps) ? null : sayBulk('refused.not-mine', language)
      })()
      outcomes.push({ code: task.dossier, href: `/desk/tasks/${task.id}`, what: dossier?.applicant.name ?? '', why })
    }
    const done = outcomes.filter(({ why }) => why === null).length
    if (done === outcomes.length) {
      req.session.flash = { tone: 'success', text: sayBulk(`${what}.done`, language, { count: done }) }
      res.redirect(303, '/desk')
      return
    }
    board(res, sayBulk(`${what}.title`, language), {
      verdict: { good: false, lines: [sayBulk(`${what}.done`, language, { count: done })] },
      tables: [table(language, sayBulk('outcome', language), 'outcome', outcomes.map(({ code, href, what: whose, why }) => [{ text: code, href }, { text: whose }, { text: why ?? sayBulk(`${what}.one`, language) }]))],
    })
  })

  async function confirmReceiving(res: Response, ids: readonly string[]): Promise<void> {
    const [account, language] = [accountOf(res), languageOf(res)]
    const all: Receivable[] = []
    for (const each of ids) all.push(await receivable(each, account, language, deps))
    const ready = all.flatMap((each) => 'ready' in each ? [each.ready] : [])
    const others = all.flatMap((each) => 'why' in each && each.task ? [{ ...each, task: each.task }] : [])
    const count = ready.length
    board(res, sayBulk('receive.title', language, { count }), {
      paragraphs: [sayBulk(count > 0 ? 'receive.lead' : 'receive.nothing', language)],
      ...(count > 0 && { form: {
        method: 'post', action: '/desk/bulk/receive', sections: [], submit: sayBulk('receive.submit', language, { count }), errors: [],
        hidden: ready.flatMap(({ task, seen }) => [{ name: 'task', value: task.id }, { name: 'seen', value: `${task.id} ${seen}` }]),
      } }),
      tables: [
        ...count > 0 ? [table(language, sayBulk('receive.ready', language, { count }), 'open', ready.map(({ task, dossier }) => [
          { text: dossier.code, href: `/desk/dossiers/${dossier.code}` }, about(dossier, language), { text: sayBulk('open', language), href: `/desk/tasks/${task.id}` },
        ]))] : [],
        ...others.length > 0 ? [table(language, sayBulk('receive.not-ready', language, { count: others.length }), 'why', others.map(({ task, dossier, why }) => [
          { text: task.dossier, href: `/desk/tasks/${task.id}` }, dossier ? about(dossier, language) : {}, { text: why },
        ]))] : [],
      ],
    })
  }

  router.post('/bulk/receive', deskForm, requireCsrf, async (req, res) => {
    const [account, language] = [accountOf(res), languageOf(res)]
    const line = z.string().max(300)
    const posted = readBody(z.object({ task: chosen, seen: z.union([line.transform((one) => [one]), z.array(line).max(most)]).default([]) }), req)
    const seen = new Map(posted.seen.map((each) => [each.slice(0, each.indexOf(' ')), each.slice(each.indexOf(' ') + 1)]))
    if (posted.task.length === 0) { empty(res); return }
    const outcomes: { task: string, dossier: Dossier, why: string | null }[] = []
    for (const task of posted.task) {
      const { dossier, why } = await receiveSeen(task, seen.get(task) ?? '', { account, by: (task) => staffOn(account, task) }, language, deps)
      if (dossier) outcomes.push({ task, dossier, why })
    }
    const left = outcomes.filter(({ why }) => why !== null).length
    board(res, sayBulk('receive.result', language), {
      verdict: { good: left === 0, lines: [sayBulk('receive.done', language, { count: outcomes.length - left }), ...left > 0 ? [sayBulk('receive.left', language, { count: left })] : []] },
      tables: [table(language, sayBulk('outcome', language), 'outcome', outcomes.map(({ task, dossier, why }) => [
        { text: dossier.code, href: why === null ? `/desk/dossiers/${dossier.code}` : `/desk/tasks/${task}` }, about(dossier, language), { text: why ?? sayBulk('receive.one', language) },
      ]))],
    })
  })

  return router
}
