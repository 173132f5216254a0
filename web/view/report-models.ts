import type { Option } from './figures-models.ts'

export interface ReportCell { label: string, value: string, href?: string, warning?: boolean }
export interface ReportLineView { name: string, cells: readonly ReportCell[] }

/** A table of a report: columns under the words of their groups. */
export interface ReportTableView {
  id: string
  caption: string
  first: string
  groups: readonly { name: string, span: number, single: boolean }[]
  columns: readonly string[]
  rows: readonly ReportLineView[]
  total: ReportLineView
}

/** `desk/reports`: a report as it stands, or as it was published. */
export interface ReportsModel {
  title: string
  lead?: string
  above: string
  filter?: {
    action: string
    year: { label: string, options: readonly Option[] }
    period: { label: string, groups: readonly { label: string, options: readonly Option[] }[] }
    scope: { label: string, options: readonly Option[] }
    by: { label: string, options: readonly Option[] }
    show: string
  }
  back?: { href: string, text: string }
  heading: string
  lines: readonly string[]
  /** What there is to know about the published one, or about the numbers of today. */
  notices: readonly { lines: readonly string[], warning?: boolean, links?: readonly { href: string, text: string }[] }[]
  files: readonly { href: string, text: string }[]
  tables: readonly ReportTableView[]
  plain: readonly { id: string, caption: string, head: readonly string[], rows: readonly (readonly string[])[], none: string }[]
  note: string
  form?: { action: string, heading: string, lead: string, button: string, hidden: readonly { name: string, value: string }[], reason?: { label: string, hint: string, value: string } }
  errors: readonly { text: string, href: string }[]
  empty?: { title: string, text: string }
}
