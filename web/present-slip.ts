import type { Response } from 'express'
import QRCode from 'qrcode'
import type { Deps } from '../config/wire.ts'
import { printPaper } from '../config/print/printer.ts'
import { qrPayload } from '../processes/law/dossier-code.ts'
import type { Paper } from '../processes/papers/paper.ts'
import { slipPaper } from '../processes/papers/slip-paper.ts'
import type { Slip } from '../store/slips.ts'
import { HttpProblem } from './problem.ts'
import type { SlipModel } from './view/models.ts'

type SlipDeps = Pick<Deps, 'slips' | 'agencies' | 'env'>

/** The paper of one of a dossier's slips. @throws HttpProblem 404 when the dossier has no such slip */
export async function paperOfSlip(id: string, dossier: string, deps: SlipDeps): Promise<{ slip: Slip, paper: Paper }> {
  const slip = await deps.slips.find(id)
  if (!slip || slip.dossier !== dossier) throw new HttpProblem(404)
  return { slip, paper: slipPaper(slip.facts['head'] ? slip : { ...slip, facts: { ...await headOfToday(slip, deps), ...slip.facts } }) }
}

/** Slips that were issued before their head was kept with them show the unit as it is now. */
async function headOfToday({ dossier, facts }: Slip, { agencies, env }: SlipDeps) {
  const { name, superior, place, phone, calendar } = await agencies.get(String(facts['unit']))
  return { head: { superior: superior.vi, agency: name.vi, place, phone }, timeZone: calendar.timeZone, lookUp: qrPayload(dossier, env.PUBLIC_ORIGIN) }
}

/** A paper as a page to read; `address` is the page's own, under which the PDF is too. */
export async function paperPage(paper: Paper, address: string, backHref: string): Promise<SlipModel> {
  const qr = paper.dossier && await QRCode.toDataURL(paper.dossier.lookUp, { margin: 1, width: 160 })
  return { paper, ...(qr && { qr }), pdfHref: `${address}.pdf`, backHref }
}

/** Sends a paper as PDF, to be shown by the browser. Its file name holds no personal data. */
export async function sendPaper(res: Response, paper: Paper, name: string): Promise<void> {
  const pdf = await printPaper(paper)
  res.attachment(`${name}.pdf`).type('application/pdf')
  res.set({
    'Content-Disposition': (res.get('Content-Disposition') ?? '').replace(/^attachment/, 'inline'), 'Cache-Control': 'private, no-store',
    'Content-Security-Policy': "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  })
  res.send(pdf)
}

/** The file name of a slip, such as 'giay-tiep-nhan-000.00.14.H56-261123-0001'. */
export const slipFileName = ({ kind, dossier }: Slip) => `${fileNames[kind]}-${dossier}`

const fileNames = {
  'receipt': 'giay-tiep-nhan', 'completion-request': 'phieu-yeu-cau-bo-sung', 'refusal': 'phieu-tu-choi', 'apology': 'phieu-xin-loi',
  'stop-notice': 'thong-bao-dung', 'control-sheet': 'phieu-kiem-soat', 'register': 'so-theo-doi',
} as const satisfies Record<Slip['kind'], string>
