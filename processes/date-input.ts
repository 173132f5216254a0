/** The text of a date as people here write it: dd/mm/yyyy. What is no date (yet) comes back as it was typed. */
export function formatDateInput(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value) ?? []
  return year ? `${day}/${month}/${year}` : value
}

/**
 * Reads a typed date: day, month and a year of four digits, apart by `/`, `-`, `.` or blanks, or eight digits in a row; the
 * browser's own `yyyy-mm-dd` too.
 *
 * @returns the ISO date, or null when there is no such day
 */
export function parseDateInput(typed: string): string | null {
  const input = typed.trim()
  const [, d, m, y] = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})$/.exec(input) ?? /^(\d\d)(\d\d)(\d{4})$/.exec(input)
    ?? (([, year, month, day]) => year ? ['', day, month, year] : [])(/^(\d{4})-(\d\d)-(\d\d)$/.exec(input) ?? [])
  if (!d || !m || !y) return null
  const [day, month, year] = [Number(d), Number(m), Number(y)]
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
  const length = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  if (length === undefined || day < 1 || day > length) return null
  return `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`
}
