import { createRequire } from 'node:module'
import path from 'node:path'
import pdfmake from 'pdfmake'
import type { Paper } from '../../processes/papers/paper.ts'
import { layOut } from './layout.ts'

const fonts = path.dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/be-vietnam-pro/package.json'))
const font = (weight: string) => path.join(fonts, weight, `BeVietnamPro_${weight}.ttf`)

/** Whole TrueType files: the subsets that browsers load lack letters of Vietnamese. */
const beVietnamPro = { normal: font('400Regular'), bold: font('600SemiBold'), italics: font('400Regular_Italic'), bolditalics: font('600SemiBold_Italic') }

pdfmake.setFonts({ BeVietnamPro: beVietnamPro })
pdfmake.setUrlAccessPolicy(() => false)
pdfmake.setLocalAccessPolicy((file) => Object.values(beVietnamPro).includes(file))

/**
 * Prints an official paper as PDF, with its fonts in it. Its dates and ids come from the paper, so the same paper gives the same
 * bytes, in whatever process.
 */
export async function printPaper(paper: Paper): Promise<Uint8Array> {
  return pdfmake.createPdf(layOut(paper)).getBuffer()
}
