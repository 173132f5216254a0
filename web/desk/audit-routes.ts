import { Router, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { parseDossierCode, parseQrPayload } from '../../processes/law/dossier-code.ts'
import { linkFaults } from '../../processes/law/link-faults.ts'
import { roleNames } from '../../processes/law/roles.ts'
import type { Form } from '../../processes/form.ts'
import type { Language } from '../../processes/text.ts'
import type { FieldChange } from '../../store/changes.ts'
import type { DossierEvent, HouseEvent } from '../../store/events.ts'
import { houseActTitles, tellOversight } from '../messages/oversight.ts'
import { actTitles } from '../messages/timeline.ts'
import { HttpProblem } from '../problem.ts'
import { boardRow } from '../view/board-table.ts'
import { formView } from '../view/form-fields.ts'
import type { BoardCell, BoardModel } from '../view/models.ts'
import { languageOf, render } from '../view/render.ts'
import { translator } from '../view/translate.ts'
import { mayReadLog } from '../access.ts'
import { accountOf } from './account-of.ts'

const most = 100
const textOf = (value: unknown) => typeof value === 'string' ? value.slice(0, 200).trim() : ''

/** The auditor's pages (requirement I5; BT 45/2023 art. 3.6): who did what to a dossier, when, for whom, and whether the log is whole. */
export function auditRoutes({ events, agencies, audit }: Deps): Router {
  const router = Router()

  router.use('/audit', (_req, res, next) => {
    if (!mayReadLog(accountOf(res))) throw new HttpProblem(403)
    next()
  })

  const actTitle = (act: DossierEvent['act'] | HouseEvent['act'], language: Language) =>
    (act in houseActTitles ? houseActTitles[act as HouseEvent['act']] : actTitles[act as DossierEvent['act']])[language]

  const who = ({ by }: Pick<DossierEvent, 'by'>, language: Language) => by.kind === 'staff' ? [by.name, `${by.username} · ${roleNames[by.role][language]}`, ...by.inPlaceOf ? [translator(language)('absence.for', { name: by.inPlaceOf.name })] : []]
    : by.kind === 'agency' ? [by.name, `${by.agency} · ${translator(language)('link.by-link')}`] : by.kind === 'client' ? [by.name, by.role === 'applicant' ? by.id : `${by.id} · ${roleNames[by.role][language]}`] : [tellOversight(by.kind === 'system' ? 'audit.system' : 'audit.applicant', language)]

  function change({ field, from, to }: FieldChange, language: Language): string {
    const shown = (value: unknown) => value === null || value === undefined ? '—' : typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\s+/g, ' ') // with spaces, at which a long one breaks
    return from === undefined && to === undefined ? `${field}: ${tellOversight('audit.changed', language)}` : `${field}: ${shown(from)} → ${shown(to)}`
  }

  async function forWhom(onBehalfOf: string | null, language: Language): Promise<string> {
    if (onBehalfOf === null) return ''
    if (onBehalfOf === 'applicant' || onBehalfOf === 'authoriser') return tellOversight(`audit.${onBehalfOf}`, language)
    return (await agencies.find(onBehalfOf))?.name[language] ?? onBehalfOf
  }

  async function table(caption: string, rows: readonly (DossierEvent | HouseEvent)[], language: Language): Promise<BoardModel['tables'][number]> {
    const t = (key: Parameters<typeof tellOversight>[0]) => tellOversight(key, language)
    const isHouse = rows.some((row) => 'subject' in row)
    const head = [t('audit.when'), t('audit.who'), t('audit.for'), t('audit.what'), ...(isHouse ? [t('audit.subject')] : []), t('audit.changes')]
    return {
      caption, head, empty: t('audit.none'),
      rows: await Promise.all(rows.map(async (row) => {
        const cells: BoardCell[] = [
          { at: row.at }, { lines: who(row, language) }, { text: await forWhom(row.onBehalfOf, language) },
          { lines: [actTitle(row.act, language), ...(row.erased ? [t('audit.erased')] : [])] },
          ...('subject' in row ? [{ text: row.subject, href: `/desk/audit/log?subject=${encodeURIComponent(row.subject)}` }] : []),
          { lines: row.changes.map((each) => change(each, language)) },
        ]
        return boardRow(head, cells)
      })),
    }
  }

  const findForm: Form = {
    id: 'find', components: [{ key: 'subject', type: 'textfield', label: tellOversight('audit.find', 'vi'), properties: { 'label:en': tellOversight('audit.find', 'en') }, validate: { required: true } }],
  }

  async function showStart(res: Response, code = '', error?: string): Promise<void> {
    const language = languageOf(res)
    const t = (key: Parameters<typeof tellOversight>[0]) => tellOversight(key, language)
    const { fields, errors } = formView(findForm, { values: { subject: code }, errors: error ? { subject: error } : {}, language })
    render(res, 'desk/board', {
      above: t('audit.above'), title: t('audit.title'), backHref: '/desk', backLabel: t('settings.above'), paragraphs: [t('audit.lead')],
      form: { method: 'get', action: '/desk/audit/log', sections: [{ fields }], submit: t('audit.open'), errors }, errors,
      tables: [await table(t('audit.house'), await events.ofHouse(most), language)],
    })
  }

  router.get('/audit', (_req, res) => showStart(res))

  /** A dossier's log, or that of a subject of the house, with its filter; the chain is verified when asked. */
  router.get('/audit/log', async (req, res) => {
    const language = languageOf(res)
    const t = (key: Parameters<typeof tellOversight>[0], params = {}) => tellOversight(key, language, params)
    const asked = textOf(req.query['subject'])
    const subject = (parseDossierCode(asked) ?? parseQrPayload(asked))?.code ?? asked
    const all: readonly (DossierEvent | HouseEvent)[] = subject.includes('/') ? await events.ofHouse(1_000, subject) : (await events.of(subject)).toReversed()
    if (all.length === 0) {
      await showStart(res, asked, t('audit.no-dossier'))
      return
    }
    const [act, person] = [textOf(req.query['act']), textOf(req.query['who'])]
    const nameOf = ({ by }: DossierEvent | HouseEvent) => by.kind === 'staff' ? by.username : by.kind === 'client' ? by.id : by.kind === 'agency' ? by.agency : by.kind
    const shown = all.filter((row) => (!act || row.act === act) && (!person || nameOf(row) === person))
    const options = {
      acts: [...new Set(all.map((row) => row.act))].map((value) => ({ value, label: actTitle(value, language) })),
      people: [...new Map(all.map((row) => [nameOf(row), who(row, language)[0] ?? ''])).entries()].map(([value, label]) => ({ value, label })),
    }
    const filter: Form = {
      id: 'filter', components: [
        { key: 'act', type: 'select', label: tellOversight('audit.filter-act', 'vi'), properties: { 'label:en': tellOversight('audit.filter-act', 'en'), 'options': 'acts' } },
        { key: 'who', type: 'select', label: tellOversight('audit.filter-who', 'vi'), properties: { 'label:en': tellOversight('audit.filter-who', 'en'), 'options': 'people' } },
      ],
    }
    const broken = req.query['verify'] === undefined ? undefined : await audit.verify(subject)
    const { fields } = formView(filter, { values: { act, who: person }, language, options })
    render(res, 'desk/board', {
      above: t('audit.title'), title: t('audit.log-of', { subject }), backHref: '/desk/audit', backLabel: t('audit.title'), errors: [],
      ...(broken !== undefined && {
        verdict: { good: broken === null, lines: [broken ? t('audit.broken', { revision: broken.number, fault: linkFaults[broken.fault][language] }) : t('audit.whole')] },
      }),
      links: [{ text: t('audit.verify'), href: `/desk/audit/log?subject=${encodeURIComponent(subject)}&verify=1` }],
      form: { method: 'get', action: '/desk/audit/log', hidden: [{ name: 'subject', value: subject }], sections: [{ fields }], submit: t('audit.filter'), errors: [] },
      tables: [await table(t('audit.log-of', { subject }), shown, language)],
    })
  })

  return router
}
