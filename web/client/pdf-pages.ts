import { getDocument, GlobalWorkerOptions, TextLayer, type PDFDocumentProxy, type RenderTask } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { Unreadable, type Drawn, type OpenPaper } from './open-paper.ts'

/** Where the worker lies, and what it asks for by name. */
export interface PdfParts { readonly worker: string, readonly parts: string }

/** The pages of a PDF, drawn by a worker; what is written in them lies over the picture as text, to be selected and read aloud. @throws Unreadable */
export async function openPdf(content: ArrayBuffer, { worker, parts }: PdfParts): Promise<OpenPaper> {
  GlobalWorkerOptions.workerSrc = worker
  const loading = getDocument({
    data: content, isEvalSupported: false, enableXfa: false, cMapUrl: `${parts}/cmaps/`, cMapPacked: true, standardFontDataUrl: `${parts}/standard_fonts/`, wasmUrl: `${parts}/wasm/`, iccUrl: `${parts}/iccs/`,
  })
  let pdf: PDFDocumentProxy
  try {
    pdf = await loading.promise
  } catch (error) {
    const name = error instanceof Error ? error.name : ''
    throw new Unreadable(name === 'PasswordException' ? 'password' : name === 'InvalidPDFException' ? 'broken' : 'failed')
  }
  let drawing: RenderTask | undefined
  let writing: TextLayer | undefined

  return {
    pages: pdf.numPages,
    async size(page, turn) {
      const found = await pdf.getPage(page)
      const { width, height } = found.getViewport({ scale: 96 / 72, rotation: (found.rotate + turn) % 360 })
      return { width, height }
    },
    async draw(number, scale, turn): Promise<Drawn> {
      drawing?.cancel()
      writing?.cancel()
      const page = await pdf.getPage(number)
      const viewport = page.getViewport({ scale: scale * 96 / 72, rotation: (page.rotate + turn) % 360 })
      const fine = Math.min(devicePixelRatio || 1, 3)
      const canvas = document.createElement('canvas')
      canvas.width = Math.floor(viewport.width * fine)
      canvas.height = Math.floor(viewport.height * fine)
      canvas.setAttribute('aria-hidden', 'true')
      const box = document.createElement('div')
      box.className = 'paper-page'
      for (const each of [canvas, box]) {
        each.style.width = `${String(Math.floor(viewport.width))}px`
        each.style.height = `${String(Math.floor(viewport.height))}px`
      }
      const text = document.createElement('div')
      text.className = 'textLayer'
      text.style.setProperty('--total-scale-factor', String(viewport.scale))
      text.style.setProperty('--scale-round-x', '1px')
      text.style.setProperty('--scale-round-y', '1px')
      box.append(canvas, text)
      drawing = page.render({ canvas, viewport, ...(fine !== 1 && { transform: [fine, 0, 0, fine, 0, 0] }) })
      await drawing.promise
      const content = await page.getTextContent()
      writing = new TextLayer({ textContentSource: content, container: text, viewport })
      await writing.render()
      return { box, hasText: content.items.some((item) => 'str' in item && item.str.trim() !== '') }
    },
    async close() {
      drawing?.cancel()
      writing?.cancel()
      await loading.destroy()
    },
  }
}
