import { reportColumns, type ReportRow } from '../processes/law/report-counts.ts'
import { periodText, type ReportPeriod } from '../processes/law/reporting.ts'
import type { Paper, PaperHead } from '../processes/papers/paper.ts'
import { paperMoment } from '../processes/papers/paper-words.ts'
import { reportPaper } from '../processes/papers/report-paper.ts'
import type { Temporal } from 'temporal-polyfill'
import type { PublishedReport, ReportChange, ReportNumbers } from '../store/reports.ts'
import { columnText, dayText } from './present-report.ts'
import { reportTexts } from './messages/reports.ts'
import type { ScopeOption } from './reports-query.ts'

const vi = (key: keyof typeof reportTexts): string => reportTexts[key].vi
const titleOf = (by: string): string => vi(`by-${by}` as 'by-agency')

/** What both a live and a published report put on paper. */
function facts(numbers: ReportNumbers) {
  const cells = (name: string, values: ReportRow) => [name, ...reportColumns.map((column) => values[column])]
  return {
    columns: ['Nội dung', ...reportColumns.map((column) => columnText(column, 'vi'))],
    sections: numbers.tables.map(({ by, lines }) => ({ heading: `Theo ${titleOf(by).toLocaleLowerCase('vi')}`, rows: [...lines.map(({ name, values }) => cells(name.vi, values)), cells(vi('total'), numbers.total)] })),
    note: vi('balance'),
    ratings: {
      heading: vi('ratings'), none: vi('ratings-none'),
      columns: [{ title: vi('by-agency'), share: 40 }, { title: vi('rated'), share: 15, align: 'right' as const }, { title: vi('timeliness'), share: 22, align: 'right' as const }, { title: vi('service'), share: 22, align: 'right' as const }],
      rows: numbers.ratings.map(({ name, rated, timeliness, service }) => [name.vi, rated, timeliness ?? '–', service ?? '–']),
    },
  }
}

/** A report as it stands at the moment, not published. */
export function livePaper(numbers: ReportNumbers, { period, scope }: { period: ReportPeriod, scope: ScopeOption }, { head, timeZone, at }: { head: PaperHead, timeZone: string, at: Temporal.Instant }): Paper {
  return reportPaper({
    ...facts(numbers), head, timeZone, at, number: null, period: periodText(period).vi, scope: scope.name.vi, from: dayText(period.from), to: dayText(period.to), correction: null, signer: null,
  })
}

const roles: Readonly<Record<string, string>> = { 'one-stop-head': 'Trưởng Bộ phận Một cửa', 'leader': 'Thủ trưởng cơ quan' }

/** A published report: only from what was kept with it, so that it is printed again byte for byte. */
export function publishedPaper({ numbers, head, timeZone, at, number, matter, scopeName, from, to, by, correction }: PublishedReport): Paper {
  return reportPaper({
    ...facts(numbers), head, timeZone, at, number, period: periodText(matter.period).vi, scope: scopeName.vi, from: dayText(from), to: dayText(to),
    correction: correction && `Đính chính báo cáo số ${correction.ofNumber}. Lý do: ${correction.reason}. ${String(correction.changes.length)} số đã thay đổi.`,
    signer: { role: roles[by.role] ?? '', name: by.name, confirmed: `Đã công bố lúc ${paperMoment(at, timeZone)}` },
  })
}

/** In which numbers two reports on the same matter differ. */
export function changesBetween(before: ReportNumbers, after: ReportNumbers): ReportChange[] {
  const differ = (by: string | null, row: ReportChange['row'], old: ReportRow | null, now: ReportRow | null): ReportChange[] =>
    reportColumns.map((column) => ({ by, row, column, before: old?.[column] ?? 0, after: now?.[column] ?? 0 })).filter((each) => each.before !== each.after)
  return [
    ...differ(null, null, before.total, after.total),
    ...before.tables.flatMap(({ by, lines }) => {
      const now = after.tables.find((each) => each.by === by)?.lines ?? []
      const keys = [...new Set([...lines, ...now].map(({ key }) => key))]
      return keys.flatMap((key) => {
        const [old, other] = [lines.find((each) => each.key === key), now.find((each) => each.key === key)]
        return differ(by, (other ?? old)?.name ?? null, old?.values ?? null, other?.values ?? null)
      })
    }),
  ]
}
