/** What we use of pdfmake. Its published types bring the browser's with them, which a server must not know. */
declare module 'pdfmake' {
  type Sides = [left: number, top: number, right: number, bottom: number]

  interface Style {
    font?: string
    fontSize?: number
    lineHeight?: number
    bold?: boolean
    italics?: boolean
    color?: string
    alignment?: 'left' | 'center' | 'right' | 'justify'
    margin?: Sides
  }

  interface Table {
    headerRows: number
    dontBreakRows: boolean
    keepWithHeaderRows: number
    widths: string[]
    body: (Content & { colSpan?: number })[][]
  }

  interface TableLayout {
    hLineWidth(): number
    vLineWidth(): number
    hLineColor(): string
    vLineColor(): string
    paddingTop(): number
    paddingBottom(): number
    paddingLeft(): number
    paddingRight(): number
    fillColor(row: number): string | null
  }

  export interface Content extends Style {
    text?: string | (string | Content)[]
    stack?: Content[]
    columns?: Content[]
    columnGap?: number
    width?: number | '*'
    ol?: Content[]
    table?: Table
    layout?: TableLayout
    canvas?: ({ type: 'line', x1: number, y1: number, x2: number, y2: number, lineWidth: number } | { type: 'rect', x: number, y: number, w: number, h: number, r: number, lineWidth: number, lineColor: string })[]
    absolutePosition?: { x: number, y: number }
    qr?: string
    /** A data address. */
    image?: string
    fit?: number | [width: number, height: number]
    id?: string
    pageBreak?: 'before'
    eccLevel?: 'L' | 'M' | 'Q' | 'H'
    unbreakable?: boolean
  }

  export interface DocumentDefinition {
    pageSize: 'A4' | 'A5' | { width: number, height: number }
    pageOrientation: 'portrait' | 'landscape'
    pageMargins: Sides
    version: '1.7'
    language: string
    displayTitle: boolean
    info: { title: string, author: string, creator: string, producer: string, creationDate: Date, modDate: Date }
    defaultStyle: Style
    content: Content[]
    footer?(page: number, pages: number): Content
  }

  const pdfmake: {
    setFonts(fonts: Record<string, { normal: string, bold: string, italics: string, bolditalics: string }>): void
    setUrlAccessPolicy(allows: (url: string) => boolean): void
    setLocalAccessPolicy(allows: (path: string) => boolean): void
    createPdf(definition: DocumentDefinition): { getBuffer(): Promise<Uint8Array> }
  }
  export default pdfmake
}
