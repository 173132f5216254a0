import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import type { Form } from '../../processes/form.ts'
import { tellOversight, type OversightMessage } from '../messages/oversight.ts'
import { presentProgress, type Progress } from '../present-progress.ts'
import { HttpProblem } from '../problem.ts'
import { shortDateTime, workingTime } from '../view/format.ts'
import { formView } from '../view/form-fields.ts'
import { languageOf, render, type PageLocals } from '../view/render.ts'
import { traced } from './traced.ts'

const perPage = 40
/** How many dossiers are looked at for one page, where few are of the kind that is asked for. */
const mostLookedAt = 600

const everyAgency = 'tat-ca'

const kinds = {
  all: () => true, late: ({ isLate }) => isLate, stuck: ({ places }) => places.some(({ isLate }) => isLate), waiting: ({ paused }) => paused !== null,
} as const satisfies Record<string, (progress: Progress) => boolean>
type Kind = keyof typeof kinds
const isKind = (kind: string): kind is Kind => Object.hasOwn(kinds, kind)

/** The supervision board: every dossier that is under way, where it is, with whom and for how long (BT 45/2023 arts. 4.8, 9.5; TN 18.4; requirement I2). */
export function progressRoutes(deps: Deps): Router {
  const { agencies, dossiers } = deps
  const router = Router()

  router.get('/progress', async (req, res) => {
    const language = languageOf(res)
    const { timeZone } = res.locals as PageLocals
    const t = (key: OversightMessage, params = {}) => tellOversight(key, language, params)
    const { all, own, deciding } = await traced(res, deps)
    const mine = all ? deciding : own
    if (mine.length === 0) throw new HttpProblem(403)
    const given = (name: string) => typeof req.query[name] === 'string' ? req.query[name].slice(0, 100) : ''
    const kind = isKind(given('loai')) ? given('loai') as Kind : 'all'
    const agency = mine.find(({ id }) => id === given('co-quan')) ?? null
    if (given('co-quan') !== '' && given('co-quan') !== everyAgency && !agency) throw new HttpProblem(403)
    const { unitsOf } = await agencies.succession()
    const units = all && !agency ? null : (agency ? [agency] : mine).flatMap(({ id }) => unitsOf(id))

    const shown: Progress[] = []
    let [after, next, looked] = [given('sau'), '', 0]
    for (let more = true; more && looked < mostLookedAt;) {
      const batch = await dossiers.underWay(units, after, perPage + 1)
      more = batch.length > perPage
      looked += batch.length
      const progress = await Promise.all(batch.slice(0, perPage).map((dossier) => presentProgress(dossier, language, deps)))
      for (const each of progress) {
        if (shown.length === perPage) { next = after; more = false; break }
        if (kinds[kind](each)) shown.push(each)
        after = each.code
      }
      if (more && looked >= mostLookedAt) next = after
    }

    const head = (['code', 'where', 'for', 'due'] as const).map((each) => t(`progress.${each}`))
    const rows = shown.map(({ code, procedure, applicant, places, due, isLate, paused }) => ({
      cells: [
        { text: code, href: `/desk/dossiers/${code}`, lines: [] },
        { lines: [applicant, procedure, ...places.length > 0 ? places.map(({ step, who }) => `${step} – ${who}`) : [t('progress.nobody')]] },
        { lines: places.map(({ since, minutes, isLate: late }) => `${workingTime(minutes, language)} (${t('progress.since', { since: shortDateTime(since, language, timeZone) })})${late ? ` · ${t('progress.step-late')}` : ''}`) },
        { lines: [...due ? [shortDateTime(due, language, timeZone)] : [], ...paused ? [t('progress.paused', { cause: paused })] : [], ...isLate ? [t('progress.late')] : []] },
      ].map((cell, index) => ({ ...cell, label: head[index] ?? '' })),
    }))
    const query = (more: Record<string, string>) => `/desk/progress?${new URLSearchParams({ ...(agency && { 'co-quan': agency.id }), ...(kind !== 'all' && { loai: kind }), ...more }).toString()}`
    const choices: Pick<Form, 'components'> = {
      components: [
        { key: 'co-quan', type: 'select', label: t('progress.agency'), validate: { required: true }, values: [{ value: everyAgency, label: t('progress.all-agencies') }, ...mine.map(({ id, name }) => ({ value: id, label: name[language] }))] },
        { key: 'loai', type: 'select', label: t('progress.kind'), validate: { required: true }, values: (Object.keys(kinds) as Kind[]).map((value) => ({ value, label: t(`progress.kind-${value}`) })) },
      ],
    }
    const { fields } = formView(choices, { values: { 'co-quan': agency?.id ?? everyAgency, 'loai': kind }, language })
    render(res, 'desk/board', {
      above: t('progress.above'), title: t('progress.title'), backHref: '/desk', backLabel: t('progress.back'), paragraphs: [t('progress.lead')], errors: [],
      form: { method: 'get', action: '/desk/progress', sections: [{ fields }], submit: t('progress.show'), errors: [] },
      ...(next !== '' && { links: [{ text: t('progress.next'), href: query({ sau: next }) }] }),
      tables: [{ caption: t('progress.table', { count: shown.length }), head, rows, empty: t('progress.none') }],
    })
  })

  return router
}
