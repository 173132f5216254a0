import writeWorkbook, { type Cell, type Row, type Sheet } from 'write-excel-file/node'
import type { Temporal } from 'temporal-polyfill'
import type { Paper, PaperTable } from '../../processes/papers/paper.ts'
import { cleanText } from './clean-text.ts'

/** Characters across a sheet, and the least of a column. */
const acrossSheet = { 'a5': 80, 'a4': 105, 'a4-landscape': 165 } as const
const narrowest = 7
/** Rows above the table up to which they are frozen together with its header. */
const mostFrozen = 8

/** A text is written as a text, whatever it begins with: it never is a formula. */
const text = (value: string, style: Record<string, unknown> = {}): Cell => ({ value: cleanText(value), type: String, ...style })
const across = (value: string, columns: number, style: Record<string, unknown> = {}): Row => [text(value, { columnSpan: columns, ...style }), ...Array.from({ length: columns - 1 }, () => null)]

/** What a workbook program refuses in the name of a sheet, and its length. */
const sheetName = (name: string): string => cleanText(name).replace(/[[\]:*?/\\]/g, ' ').slice(0, 31).trim()

/**
 * An official paper as a workbook (XLSX), a sheet per table: numbers as numbers, the header frozen. The same paper gives the same bytes: its
 * parts bear the paper's own time.
 */
export async function printWorkbook(paper: Paper): Promise<Uint8Array> {
  const tables = [...(paper.table ? [{ heading: paper.title, table: paper.table }] : []), ...(paper.sections ?? [])]
  const sheets = tables.map(({ heading, table }): Sheet<never> => {
    const { rows, header } = sheetRows(paper, heading, table)
    const shares = table.columns.reduce((sum, { share }) => sum + share, 0)
    return {
      sheet: sheetName(heading), data: rows, orientation: paper.size === 'a4-landscape' ? 'landscape' : undefined,
      columns: table.columns.map(({ share }) => ({ width: Math.max(narrowest, Math.round(acrossSheet[paper.size] * share / shares)) })),
      ...(header <= mostFrozen && { stickyRowsCount: header }),
    } as Sheet<never>
  })
  const made = await writeWorkbook(sheets, { fontFamily: 'Times New Roman', fontSize: 11 }).toBuffer()
  return stamped(made, paper.at)
}

/** The rows of a sheet, and the number of the row that is the table's header. */
function sheetRows(paper: Paper, heading: string, { columns, rows, none, total }: PaperTable): { rows: Row[], header: number } {
  const { form, head: { superior, agency, place }, title, subtitle, number, date, dossier, rows: facts, paragraphs, signatures, foot } = paper
  const width = columns.length
  const middle = { align: 'center' } as const
  const line = { borderStyle: 'thin', borderColor: '#333333', alignVertical: 'top', wrap: true } as const
  const above: Row[] = [
    across([superior, agency].filter(Boolean).join(' – ') + (form ? `  (${form})` : ''), width, { fontWeight: 'bold' }),
    across(title.toLocaleUpperCase('vi'), width, { ...middle, fontWeight: 'bold', fontSize: 14 }),
    ...(subtitle ? [across(subtitle, width, middle)] : []),
    across([number && `Số: ${number}`, dossier && `Mã hồ sơ: ${dossier.code}`, `${place}, ${date}`].filter(Boolean).join(' · '), width, { ...middle, fontStyle: 'italic' }),
    ...facts.map(({ label, lines }) => across(`${label}: ${lines.join('; ')}`, width)),
    ...(heading === title ? [] : [across(heading, width, { fontWeight: 'bold' })]),
  ]
  const body = rows.map((row, index): Row => columns.map(({ align }, column): Cell => {
    const value = row[column] ?? ''
    const style = { ...line, ...(total && index === rows.length - 1 && { fontWeight: 'bold' as const }) }
    return typeof value === 'number' ? { value, type: Number, format: Number.isInteger(value) ? '#,##0' : '#,##0.0', ...style } : text(value, { ...style, ...(align && { align }) })
  }))
  return {
    header: above.length + 1,
    rows: [
      ...above,
      columns.map(({ title: name }) => text(name, { ...line, align: 'center', alignVertical: 'center', fontWeight: 'bold', backgroundColor: '#f0f2f1' })),
      ...(body.length > 0 ? body : [across(none, width, { fontStyle: 'italic' })]),
      ...[...paragraphs, ...(foot ? [foot] : [])].map((words) => across(words, width, { wrap: true, fontStyle: 'italic', height: words.length > 150 ? 48 : 18 })),
      ...signatureRows(signatures, width),
    ],
  }
}

/** Who signs, side by side; a single one stands on the right. */
function signatureRows(signatures: Paper['signatures'], width: number): Row[] {
  if (signatures.length === 0) return []
  const places = Math.max(2, signatures.length)
  const span = Math.max(1, Math.floor(width / places))
  const people = [...Array.from({ length: places - signatures.length }, () => null), ...signatures]
  const row = (of: (each: Paper['signatures'][number]) => string, style: Record<string, unknown>): Row =>
    people.flatMap((each): Cell[] => [text(each ? of(each) : '', { columnSpan: span, align: 'center', ...style }), ...Array.from({ length: span - 1 }, () => null)])
  return [
    [], row(({ role }) => role.toLocaleUpperCase('vi'), { fontWeight: 'bold' }), row(({ note }) => `(${note})`, { fontStyle: 'italic' }), row(({ confirmed }) => confirmed ?? '', { fontStyle: 'italic' }), [],
    row(({ name }) => name ?? '', { fontWeight: 'bold' }),
  ]
}

/** Gives all parts of a ZIP archive one time, in place: the library stamps them with the clock (APPNOTE 4.3.7, 4.3.12, 4.3.16). */
function stamped(archive: Buffer, at: Temporal.Instant): Uint8Array {
  const { year, month, day, hour, minute } = at.toZonedDateTimeISO('Asia/Ho_Chi_Minh')
  const [date, time] = [(Math.max(0, year - 1980) << 9) | (month << 5) | day, (hour << 11) | (minute << 5)]
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  let entry = archive.readUInt32LE(end + 16)
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const local = archive.readUInt32LE(entry + 42)
    for (const place of [entry + 12, local + 10]) {
      archive.writeUInt16LE(time, place)
      archive.writeUInt16LE(date, place + 2)
    }
    entry += 46 + archive.readUInt16LE(entry + 28) + archive.readUInt16LE(entry + 30) + archive.readUInt16LE(entry + 32)
  }
  return archive
}
