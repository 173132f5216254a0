import type { BoardCell, BoardTable } from './models.ts'

/** A row of a board: each cell knows the head of its column, which stands before it where a telephone shows rows as cards. */
export const boardRow = (head: readonly string[], cells: readonly BoardCell[]): BoardTable['rows'][number] =>
  ({ cells: cells.map((cell, index) => ({ ...cell, label: head[index] ?? '' })) })

export const boardTable = (caption: string, head: readonly string[], rows: readonly (readonly BoardCell[])[], empty: string): BoardTable =>
  ({ caption, head, empty, rows: rows.map((cells) => boardRow(head, cells)) })
