import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import path from 'node:path'
import { promisify } from 'node:util'
import { Temporal } from 'temporal-polyfill'
import { printPaper } from '../../../config/print/printer.ts'
import { parseQrPayload } from '../../../processes/law/dossier-code.ts'
import { slipPaper, type IssuedSlip } from '../../../processes/papers/slip-paper.ts'
import { readPdf, type ReadPdf } from './read-pdf.ts'
import { samples, vietnameseLetters } from './samples.ts'

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const printed = async (slip: IssuedSlip) => readPdf(await printPaper(slipPaper(slip)))

describe('A slip printed as PDF', function () {
  this.timeout(60_000)

  for (const slip of Object.values(samples)) {
    describe(slip.kind, () => {
      let pdf: ReadPdf
      before(async () => { pdf = await printed(slip) })

      it('has its fonts in it, whole enough for Vietnamese', () => {
        assert.ok(pdf.fonts.length >= 2)
        for (const { name, embedded } of pdf.fonts) {
          assert.match(name, /BeVietnamPro/)
          assert.ok(embedded, name)
        }
      })
      it('has the head of an administrative paper: who issues it, the motto, number, place and date (NĐ 30/2020)', () => {
        for (const words of [/ỦY BAN NHÂN DÂN TỈNH/, /CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM/, /Độc lập - Tự do - Hạnh phúc/, /Thanh Hóa, ngày 02 tháng 3 năm 2026/]) assert.match(pdf.text, words)
        assert.match(pdf.text, new RegExp(`Số: ${slip.number}`))
      })
      it('is dated with its issue, in Vietnamese, on A5', () => {
        assert.equal(pdf.info['CreationDate'] && Temporal.Instant.from(pdf.info['CreationDate'].replace(/([+-]\d\d)$/, '$1:00')).toString(), '2026-03-02T02:30:00Z')
        assert.match(pdf.info['Page size'] ?? '', /419\.53 x 595\.28/)
        assert.equal(pdf.info['Pages'], '1')
      })
      it('carries the dossier’s code and a QR code that leads to its look-up page (D9, BT 15.3)', () => {
        assert.match(pdf.text, /Mã hồ sơ: 000\.00\.14\.H56-260302-0001/)
        assert.equal(pdf.qr, 'https://dichvucong.example.vn/ho-so/000.00.14.H56-260302-0001')
        assert.equal(parseQrPayload(pdf.qr)?.code, slip.dossier)
      })
    })
  }

  it('loses no letter of Vietnamese, composed or not', async () => {
    const { text } = await printed(samples['completion-request'])
    assert.deepEqual(vietnameseLetters.filter((letter) => !text.includes(letter)), [])
    const decomposed = { ...samples['completion-request'], facts: { ...samples['completion-request'].facts, reason: vietnameseLetters.join(' ').normalize('NFD') } }
    const again = await printed(decomposed)
    assert.deepEqual(vietnameseLetters.filter((letter) => !again.text.includes(letter)), [])
  })

  it('is the same byte for byte, printed again here and in another process', async () => {
    const here = Object.fromEntries(await Promise.all(Object.values(samples).map(async (slip) => [slip.kind, sha256(await printPaper(slipPaper(slip)))] as const)))
    const again = Object.fromEntries(await Promise.all(Object.values(samples).toReversed().map(async (slip) => [slip.kind, sha256(await printPaper(slipPaper(slip)))] as const)))
    const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', path.join(import.meta.dirname, 'digests.ts')])
    const elsewhere = JSON.parse(stdout) as Record<string, string>
    for (const kind of Object.keys(samples)) {
      assert.equal(again[kind], here[kind], kind)
      assert.equal(elsewhere[kind], here[kind], kind)
    }
    assert.equal(new Set(Object.values(here)).size, 5)
  })

  it('has the number and title of the circular in force on its day (J3, TT 01/2018, TT 03/2025)', async () => {
    const of = async (kind: keyof typeof samples, day: string) => (await printed({ ...samples[kind], issuedAt: Temporal.Instant.from(`${day}T09:30:00+07:00`) })).text.replace(/\s+/g, ' ')
    assert.match(await of('apology', '2025-09-14'), /Mẫu số 04.*PHIẾU XIN LỖI VÀ HẸN LẠI.*xin hẹn lại trả kết quả vào/)
    assert.match(await of('apology', '2025-09-15'), /Mẫu số 04.*PHIẾU XIN LỖI VÀ ĐỀ NGHỊ.*đề nghị được gia hạn/)
    assert.doesNotMatch(await of('stop-notice', '2025-09-14'), /Mẫu số/)
    assert.match(await of('stop-notice', '2025-09-15'), /Mẫu số 05/)
  })

  it('says what form 01 says: applicant, what for, when received, when due, where, what it costs, what was handed in (D3, BT 15.3)', async () => {
    const { text } = await printed(samples.receipt)
    for (const words of [
      /Mẫu số 01/, /Nguyễn Thị Ánh/, /038190001234/, /12 Lê Lợi, phường Hạc Thành/, /Cấp Phiếu lý lịch tư pháp/, /10 ngày/, /09 giờ 30 phút, ngày 02 tháng 3 năm 2026/,
      /17 giờ 00 phút, ngày 12 tháng 3 năm 2026/, /bưu chính công ích/, /100\.000 đồng/, /Bản sao căn cước hoặc hộ chiếu \(2 tệp\)/, /Xác nhận điện tử lúc 09:30 02\/03\/2026/, /Lê Thị Hoa/,
    ]) assert.match(text, words)
  })

  it('says what form 02 says: what to complete, why, only once, and whom to ask (D4, BT 14.2)', async () => {
    const text = (await printed(samples['completion-request'])).text.replace(/\s+/g, ' ')
    for (const words of [/Mẫu số 02/, /1\. Tờ khai điện tử/, /Lý do: Chữ không đọc được/, /chỉ yêu cầu một lần/, /liên hệ Lê Thị Hoa, số điện thoại 0237 3 900 900/]) assert.match(text, words)
  })

  it('says what form 03 says: the reason, the right authority, and for whom somebody else files (D5, BT 15.2a)', async () => {
    const text = (await printed(samples.refusal)).text.replace(/\s+/g, ' ')
    for (const words of [/Mẫu số 03/, /Người nộp hồ sơ: Trần Quốc Bảo/, /Nộp thay cho: Nguyễn Thị Ánh/, /lý do: Không thuộc thẩm quyền/, /thẩm quyền giải quyết: Công an tỉnh Nghệ An/]) assert.match(text, words)
  })

  it('goes on to a second page when much is asked for, and keeps its signatures together', async () => {
    const slip = samples['completion-request']
    const pdf = await printed({ ...slip, facts: { ...slip.facts, reason: 'Thiếu giấy tờ. '.repeat(300) } })
    assert.equal(pdf.info['Pages'], '3')
    assert.match(pdf.text, /Trang 3\/3/)
    assert.equal(pdf.text.split('NGƯỜI HƯỚNG DẪN').length, 2)
  })

  it('survives words without end, what cannot be seen, and other scripts', async () => {
    const slip = samples.refusal
    const pdf = await printed({ ...slip, facts: { ...slip.facts, reason: `${'x'.repeat(3000)} \u0000\u202e\u200b 漢字 🙂` } })
    assert.match(pdf.text, /xxxx/)
  })

  it('is not made of what derives from the events', () => {
    assert.throws(() => slipPaper({ ...samples.receipt, kind: 'register' }), RangeError)
  })
})
