import type { Response } from 'express'
import { printPaper } from '../config/print/printer.ts'
import { printWorkbook } from '../config/print/workbook.ts'
import type { Paper } from '../processes/papers/paper.ts'

/** Sends a paper to be kept, as PDF or as a workbook. Its file name holds no personal data. */
export async function sendPrinted(res: Response, kind: 'xlsx' | 'pdf', paper: Paper, name: string): Promise<void> {
  const [bytes, type] = kind === 'pdf' ? [await printPaper(paper), 'application/pdf'] : [await printWorkbook(paper), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet']
  res.attachment(`${name}.${kind}`).type(type).set('Cache-Control', 'private, no-store').send(Buffer.from(bytes))
}
