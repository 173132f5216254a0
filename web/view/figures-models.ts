/** A number of the figures; at the desk with the page of the dossiers behind it. */
export interface FigureCell { label: string, value: string, href?: string }

export interface FigureRow { name: string, href?: string, current?: boolean, cells: readonly FigureCell[] }

export interface FigureTable {
  id: string
  caption: string
  head: readonly string[]
  rows: readonly FigureRow[]
  total?: FigureRow
  chart?: FigureChart
}

/** A picture of what the table beside it says, for narrow and wide screens. */
export interface FigureChart { narrow: string, wide: string, alt: string, size: { narrow: ChartSize, wide: ChartSize } }
export interface ChartSize { width: number, height: number }

export interface Option { value: string, label: string, selected: boolean }

/** `portal/figures`, also at the desk. */
export interface FiguresModel {
  title: string
  lead: string
  above?: string
  action: string
  year: { label: string, options: readonly Option[] }
  month: { label: string, options: readonly Option[] }
  scope: { label: string, groups: readonly { label?: string, options: readonly Option[] }[] }
  show: string
  period: string
  scopeName: string
  updated?: string
  cards: readonly { label: string, value: string, note: string, href?: string, tone?: 'warning' }[]
  tables: readonly FigureTable[]
  ratings: { title: string, lines: readonly string[], table?: FigureTable }
  definitions: { title: string, terms: readonly { term: string, words: string, source: string }[] }
  data?: { title: string, lead: string, links: readonly { text: string, href: string, others: readonly { text: string, href: string }[] }[] }
  links: readonly { text: string, href: string }[]
  empty?: { title: string, text: string }
}
