import type { Content, DocumentDefinition } from 'pdfmake'
import type { Paper, PaperSignature, PaperTable } from '../../processes/papers/paper.ts'
import { cleanText } from './clean-text.ts'
import { sealPlace, sealSize } from './seal.ts'

/** Width and margins in points: those of Decree 30/2020/NĐ-CP for A4 (binding edge on the left), narrower for the small forms. */
const sheets = {
  'a5': { pageSize: 'A5', pageOrientation: 'portrait', width: 419.53, margins: [40, 24, 30, 32], letters: 9 },
  'a4': { pageSize: 'A4', pageOrientation: 'portrait', width: 595.28, margins: [72, 51, 43, 51], letters: 11 },
  'a4-landscape': { pageSize: 'A4', pageOrientation: 'landscape', width: 841.89, margins: [51, 42, 40, 45], letters: 9.5 },
} as const

/** Every text of a paper cleaned; moments are left as they are. */
function cleaned<T>(value: T): T {
  if (typeof value === 'string') return cleanText(value) as T
  if (Array.isArray(value)) return value.map((each: unknown) => cleaned(each)) as T
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, cleaned(each as unknown)])) as T
}

/** The document definition of a paper: head, title, body and signatures as NĐ 30/2020/NĐ-CP, annex I, lays out administrative papers. */
export function layOut(raw: Paper): DocumentDefinition {
  const paper = cleaned(raw)
  const { pageSize, pageOrientation, width, margins, letters } = sheets[paper.size]
  const [left, top, right, bottom] = margins
  const inner = width - left - right
  const at = new Date(paper.at.epochMilliseconds)
  return {
    pageSize, pageOrientation, pageMargins: [left, top, right, bottom], version: '1.7', language: 'vi', displayTitle: true,
    info: {
      title: [paper.title, paper.number].filter(Boolean).join(' '), author: paper.head.agency, creator: 'Một Cửa', producer: 'Một Cửa',
      creationDate: at, modDate: at,
    },
    defaultStyle: { font: 'BeVietnamPro', fontSize: letters, lineHeight: 1.16 },
    content: [...head(paper, inner, letters), title(paper, inner, letters), ...body(paper, inner, letters), signatures(paper, letters)],
    footer: (page, pages) => ({
      margin: [left, 6, right, 0], fontSize: letters * 0.72, color: '#444444', lineHeight: 1.1, columnGap: 8,
      columns: [{ width: '*', text: paper.foot ?? '' }, ...(pages > 1 ? [pageNumber(page, pages)] : [])],
    }),
  }
}

const pageNumber = (page: number, pages: number): Content => ({ width: 60, alignment: 'right', text: `Trang ${String(page)}/${String(pages)}` })
const part = (isThere: unknown, content: () => Content): Content[] => isThere ? [content()] : []
const rule = (length: number): Content => ({ alignment: 'center', canvas: [{ type: 'line', x1: 0, y1: 1.5, x2: length, y2: 1.5, lineWidth: 0.6 }] })

/** Words of two syllables that a title does not part. */
const whole = /(BỔ SUNG|HOÀN THIỆN|TIẾP NHẬN|HỒ SƠ|GIẢI QUYẾT|KẾT QUẢ|THỜI GIAN|ĐỀ NGHỊ|GIA HẠN|XIN LỖI|YÊU CẦU|TỪ CHỐI|KIỂM SOÁT|QUÁ TRÌNH|THEO DÕI|THÔNG BÁO|DANH SÁCH|BÀN GIAO)/g

/** A title too long for its line is broken between words, where its halves are most alike. */
function inHalves(text: string, most: number): string {
  if (text.length <= most) return text
  const words = text.replace(whole, (word) => word.replaceAll(' ', '\u00a0')).split(' ')
  const breaks = words.slice(1).map((_, index) => [words.slice(0, index + 1).join(' '), words.slice(index + 1).join(' ')])
  const longest = (lines: readonly string[]) => Math.max(...lines.map(({ length }) => length))
  return (breaks.sort((a, b) => longest(a) - longest(b))[0] ?? [text]).join('\n')
}

function head({ form, head: { superior, agency, place }, number, date }: Paper, inner: number, letters: number): Content[] {
  const small = letters * 0.94
  const wide = Math.max(inner * 0.5, letters * 21.5)
  const agencyLine = Math.min((inner - wide) * 0.4, agency.length * small * 0.25)
  return [
    ...part(form, () => ({ text: form, alignment: 'right', italics: true, fontSize: letters * 0.88, margin: [0, 0, 0, 4] })),
    {
      columnGap: 8, fontSize: small,
      columns: [
        {
          width: '*', alignment: 'center', stack: [
            { text: superior.toLocaleUpperCase('vi') }, { text: agency.toLocaleUpperCase('vi'), bold: true }, rule(agencyLine),
            ...part(number, () => ({ text: `Số: ${number ?? ''}`, margin: [0, 5, 0, 0] })),
          ],
        },
        {
          width: wide, alignment: 'center', stack: [
            { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true }, { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, fontSize: small * 1.06 },
            rule(letters * 14.2), { text: `${place}, ${date}`, italics: true, margin: [0, 5, 0, 0] },
          ],
        },
      ],
    },
  ]
}

/** The title in the middle; where there is a dossier, its code below and its QR code beside. */
function title({ title: words, subtitle, dossier }: Paper, inner: number, letters: number): Content {
  const side = dossier ? letters * 7.6 : 0
  const most = Math.floor((inner - 2 * side) / (letters * 0.98))
  const middle: Content = {
    width: '*', alignment: 'center', margin: [0, dossier ? letters * 0.9 : 0, 0, 0], stack: [
      { text: inHalves(words.toLocaleUpperCase('vi'), most), bold: true, fontSize: letters * 1.36, lineHeight: 1.2 },
      ...part(subtitle, () => ({ text: subtitle ?? '', margin: [0, 2, 0, 0] })),
      ...part(dossier, () => ({ text: ['Mã hồ sơ: ', { text: dossier?.code ?? '', bold: true }], margin: [0, 4, 0, 0] })),
    ],
  }
  return {
    margin: [0, letters, 0, letters * 0.8], columnGap: 6,
    columns: dossier ? [{ width: side, text: '' }, middle, { width: side, alignment: 'right', qr: dossier.lookUp, fit: side, eccLevel: 'M' }] : [middle],
  }
}

function body({ recipient, opening, rows, list, table, sections = [], paragraphs }: Paper, inner: number, letters: number): Content[] {
  const after = letters * 0.2
  const label = inner * 0.36
  return [
    ...part(recipient, () => ({ text: ['Kính gửi: ', { text: recipient ?? '', bold: true }], alignment: 'center', margin: [0, 0, 0, letters * 0.7] })),
    ...part(opening, () => ({ text: opening ?? '', margin: [0, 0, 0, after] })),
    ...rows.map(({ label: name, lines }): Content => ({
      margin: [0, 0, 0, after], columnGap: 8, unbreakable: true,
      columns: [{ width: label, text: `${name}:` }, { width: '*', stack: lines.map((text) => ({ text, bold: true })) }],
    })),
    ...(list ? [
      { text: list.heading, margin: [0, after, 0, after] } satisfies Content,
      {
        ol: list.items.map(({ name, note }) => ({ text: note ? `${name} (${note})` : name, margin: [0, 0, 0, after * 0.6] })), margin: [4, 0, 0, after],
      } satisfies Content,
    ] : []),
    ...(table ? [tableOf(table, letters)] : []),
    ...sections.map(({ heading, table: own }): Content => tableOf(own, letters, heading)),
    ...paragraphs.map((text): Content => ({ text, alignment: 'justify', margin: [0, after * 1.6, 0, after * 1.6] })),
  ]
}

/** Numbers are told as Vietnamese papers tell them: 1.234,5. */
const numbers = new Intl.NumberFormat('vi-VN')
const shown = (value: string | number) => typeof value === 'number' ? numbers.format(value) : value

/** A table; its heading stands on every page to which it goes on. */
function tableOf({ columns, rows, none, total }: PaperTable, letters: number, heading?: string): Content {
  const shares = columns.reduce((sum, { share }) => sum + share, 0)
  const above = heading === undefined ? [] : [[{ text: heading, bold: true, fontSize: letters * 0.9, colSpan: columns.length }, ...columns.slice(1).map(() => ({ text: '' }))]]
  const empty = [{ text: none, colSpan: columns.length, italics: true, alignment: 'center' as const }, ...columns.slice(1).map(() => ({ text: '' }))]
  const cells = rows.map((row, at) => columns.map(({ align }, index): Content => ({ text: shown(row[index] ?? ''), ...(align && { alignment: align }), ...(total && at === rows.length - 1 && { bold: true }) })))
  return {
    margin: [0, letters * 0.5, 0, letters * 0.5], fontSize: letters * 0.78,
    table: {
      headerRows: above.length + 1, dontBreakRows: true, keepWithHeaderRows: 1, widths: columns.map(({ share }) => `${String(100 * share / shares)}%`),
      body: [...above, columns.map(({ title: name }) => ({ text: name, bold: true, alignment: 'center' as const })), ...(cells.length > 0 ? cells : [empty])],
    },
    layout: {
      hLineWidth: () => 0.5, vLineWidth: () => 0.5, hLineColor: () => '#333333', vLineColor: () => '#333333',
      paddingTop: () => 2.5, paddingBottom: () => 2.5, paddingLeft: () => 3.5, paddingRight: () => 3.5,
      fillColor: (row) => row <= above.length ? '#f0f2f1' : null,
    },
  }
}

/** The room for a seal: a named place in the PDF, by which it is found, at its upper edge in the middle. */
const roomForSeal: Content[] = [{ text: '\u00a0', id: sealPlace, fontSize: 1, lineHeight: 1 }, { text: '', margin: [0, sealSize.height - 12, 0, 0] }]

const signature = ({ role, note, name, confirmed, sealed }: PaperSignature, letters: number): Content => ({
  width: '*', alignment: 'center', stack: [
    { text: role.toLocaleUpperCase('vi'), bold: true },
    { text: `(${note})`, italics: true, fontSize: letters * 0.9 },
    { text: confirmed ?? ' ', italics: true, fontSize: letters * 0.82, color: '#0b5d56', margin: [0, letters * (sealed ? 0.3 : 1.3), 0, letters * (sealed ? 0.3 : 0.9)] },
    ...(sealed ? roomForSeal : []),
    { text: name ?? ' ', bold: true },
  ],
})

/** The signatures stay together; a single one stands on the right, with whom the paper goes to on its left. */
function signatures({ signatures: people, copies }: Paper, letters: number): Content {
  const left: Content = copies
    ? { width: '*', fontSize: letters * 0.85, stack: [{ text: 'Nơi nhận:', bold: true, italics: true }, ...copies.map((each) => ({ text: `- ${each}` }))] }
    : { width: '*', text: '' }
  return {
    unbreakable: true, margin: [0, letters, 0, 0], columnGap: 12,
    columns: [...(people.length === 1 || copies ? [left] : []), ...people.map((each) => signature(each, letters))],
  }
}
