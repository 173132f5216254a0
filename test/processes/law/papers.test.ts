import assert from 'node:assert/strict'
import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import type { Dated } from '../../../processes/law/dated.ts'
import { inForce } from '../../../processes/law/dated.ts'
import { codePatterns, formatDossierCode, parseDossierCode, parseQrPayload, qrPayload } from '../../../processes/law/dossier-code.ts'
import { formatDong } from '../../../processes/law/fees.ts'
import { whyTexts } from '../../../processes/law/messages.ts'
import { slipForm, slipKinds } from '../../../processes/law/slips.ts'
import { fillText } from '../../../processes/text.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

describe('a dossier code (Circular 01/2018/TT-VPCP, art. 19)', () => {
  it('is the agency, the date and the number of the day', () => {
    assert.equal(formatDossierCode({ agency: '000.00.14.H56', date: date('2026-11-23'), sequence: 1 }), '000.00.14.H56-261123-0001')
    assert.equal(formatDossierCode({ agency: 'H56.14.01', date: date('2026-11-23'), sequence: 9_999 }), 'H56.14.01-261123-9999')
    assert.equal(formatDossierCode({ agency: 'H56.14.01', date: date('2026-11-23'), sequence: 10_000 }), 'H56.14.01-261123-10000')
  })
  it('is refused for what does not fit', () => {
    const fits = { agency: '000.00.14.H56', date: date('2026-11-23'), sequence: 1 }
    for (const wrong of [{ agency: 'H56' }, { sequence: 0 }, { sequence: 1.5 }, { sequence: 100_000 }, { date: date('1999-12-31') }]) {
      assert.throws(() => formatDossierCode({ ...fits, ...wrong }), RangeError)
    }
  })
  for (const code of ['000.17.22.H56-210531-0001', '000.00.14.H56-200203-0118', '000.00.64.H10-230515-0011']) {
    it(`is read as issued in the provinces: ${code}`, () => { assert.equal(parseDossierCode(code)?.code, code) })
  }
  it('is read as people type it', () => {
    const parts = parseDossierCode('  000.00.14.h56 – 261123 - 0001 ')
    assert.deepEqual({ ...parts, date: String(parts?.date) },
      { code: '000.00.14.H56-261123-0001', agency: '000.00.14.H56', date: '2026-11-23', sequence: 1 })
  })
  for (const text of ['', 'H56.14.01', '000.00.14.H56-261131-0001', '000.00.14.H56-261123-0000', '000.00.14.H56-261123-001', '000.00.14.H56-261123-01234',
    'H56-261123-0001', '../../H56.14.01-261123-0001', `${' '.repeat(100)}H56.14.01-261123-0001`]) {
    it(`is not '${text.slice(0, 40)}'`, () => { assert.equal(parseDossierCode(text), null) })
  }
  it('is read in every format in use, and issued by the pattern of its day: the one of 2018 goes on until another is known (J10, procedures.md 1.5)', () => {
    const [circular2018, since2025] = [inForce(codePatterns, date('2025-09-14')), inForce(codePatterns, date('2025-09-15'))]
    assert.deepEqual([circular2018.mark, since2025.mark], ['published', 'doubtful'], 'the format of TT 03/2025 was not found')
    for (const day of ['2021-05-31', '2026-11-23']) {
      const parts = { date: date(day), sequence: 1 }
      const [long, short] = [formatDossierCode({ agency: '000.17.22.H56', ...parts }), formatDossierCode({ agency: 'H56.17.22', ...parts })]
      assert.deepEqual([parseDossierCode(long)?.agency, parseDossierCode(short)?.agency], ['000.17.22.H56', 'H56.17.22'])
    }
    assert.equal(formatDossierCode({ agency: 'H56.17.22', date: date('2026-11-23'), sequence: 1, pattern: 'HS-{agency}-{YYMMDD}-{nnnn}' }), 'HS-H56.17.22-261123-0001')
  })
  const codes = fc.record({
    agency: fc.constantFrom('000.00.14.H56', 'H56.14.01', 'G01.22.03.04'),
    date: fc.integer({ min: 0, max: 36_524 }).map((days) => date('2000-01-01').add({ days })),
    sequence: fc.integer({ min: 1, max: 99_999 }),
  })
  it('issued and read again is the same, also through the QR code (requirement D9)', () => {
    fc.assert(fc.property(codes, (parts) => {
      const code = formatDossierCode(parts)
      assert.deepEqual(JSON.stringify(parseDossierCode(code)), JSON.stringify({ code, ...parts }))
      assert.equal(parseQrPayload(qrPayload(code, 'https://dichvucong.example.vn'))?.code, code)
    }))
  })
  it('whatever is scanned, is answered with a code or nothing', () => {
    fc.assert(fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.string().map((text) => `https://a.vn/ho-so/${text}`)), (text) => {
      parseQrPayload(text)
      parseDossierCode(text)
    }))
  })
  it('in the QR code is an address of the portal', () => {
    assert.equal(qrPayload('H56.14.01-261123-0001', 'http://127.0.0.1:8080/vi'), 'http://127.0.0.1:8080/ho-so/H56.14.01-261123-0001')
    assert.throws(() => qrPayload('H56.14.01-261123-0001', 'javascript:alert(1)'), RangeError)
    assert.equal(parseQrPayload('https://a.vn/other/H56.14.01-261123-0001'), null)
    assert.equal(parseQrPayload('H56.14.01-261123-0001')?.sequence, 1)
  })
})

describe('the official forms', () => {
  const [before, after] = [date('2025-09-14'), date('2025-09-15')]
  it('are numbered 01 to 06 until 14 September 2025 (TT 01/2018/TT-VPCP)', () => {
    assert.deepEqual(slipKinds.map((kind) => slipForm(kind, before).number), ['01', '02', '03', '04', null, '05', '06'])
  })
  it('are numbered 01 to 07 from 15 September 2025 (TT 03/2025/TT-VPCP)', () => {
    assert.deepEqual(slipKinds.map((kind) => slipForm(kind, after).number), ['01', '02', '03', '04', '05', '06', '07'])
  })
  it('have the title of their time', () => {
    assert.equal(slipForm('apology', before).title.vi, 'Phiếu xin lỗi và hẹn lại ngày trả kết quả')
    assert.equal(slipForm('apology', after).title.vi, 'Phiếu xin lỗi và đề nghị gia hạn thời gian giải quyết')
    assert.equal(slipForm('completion-request', after).numberStyle, 'PBS-TTPVHCC')
  })
})

describe('a dated parameter (requirement J1)', () => {
  const entry = (from: string | null, until: string | null, value: number): Dated<number> => ({ from, until, value, mark: 'published', source: `text ${value}` })
  const list = [entry(null, '2026-06-30', 10), entry('2026-07-01', null, 15)]
  it('is the one in force on the day, its last day included', () => {
    assert.deepEqual(['2026-06-30', '2026-07-01'].map((day) => inForce(list, date(day)).value), [10, 15])
  })
  it('is refused when none is in force, or two are', () => {
    assert.throws(() => inForce(list.slice(1), date('2026-06-30')), /nothing is in force on 2026-06-30/)
    assert.throws(() => inForce([...list, entry(null, null, 20)], date('2026-06-30')), /more than one.*text 10; text 20/)
  })
})

describe('money and words', () => {
  it('is written in whole đồng', () => {
    assert.deepEqual([0, 5_000, 200_000, 1_234_567].map((amount) => formatDong(amount, 'vi')), ['0 đồng', '5.000 đồng', '200.000 đồng', '1.234.567 đồng'])
    assert.deepEqual([formatDong(200_000, 'en'), formatDong(-1_000, 'en')], ['200,000 đồng', '-1,000 đồng'])
    assert.throws(() => formatDong(0.5, 'vi'), RangeError)
  })
  it('needs a value for each place, and the same places in both languages', () => {
    assert.equal(fillText('due {{date}}', { date: '1' }), 'due 1')
    assert.throws(() => fillText('due {{date}}', {}), /date/)
    assert.throws(() => fillText('due {{toString}}', {}), /toString/)
    const places = (text: string) => [...text.matchAll(/\{\{\w+\}\}/g)].map(String).sort()
    for (const { vi, en } of Object.values(whyTexts)) assert.deepEqual(places(vi), places(en))
  })
})
