import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'
import { Temporal } from 'temporal-polyfill'
import { printWorkbook } from '../../../config/print/workbook.ts'
import { registerColumns, registerPaper } from '../../../processes/papers/register.ts'
import type { Paper } from '../../../processes/papers/paper.ts'
import { readWorkbook } from './read-workbook.ts'

const head = { superior: 'Ủy ban nhân dân tỉnh', agency: 'Trung tâm Phục vụ hành chính công', place: 'Thanh Hóa' }
const day = (text: string) => Temporal.PlainDate.from(text)
const nasty = '=HYPERLINK("http://xau.vn","Nguyễn Văn A")'

describe('A paper as a workbook', () => {
  const register = (rows: string[][]) => registerPaper({ head, timeZone: 'Asia/Ho_Chi_Minh', field: null, from: day('2027-08-01'), to: day('2027-08-31'), volume: 1, volumes: 1, rows })
  const row = (name: string) => registerColumns.map((_, index) => index === 3 ? name : `ô ${String(index)}`)

  it('the register (form 06, today 07) opens in another program: its Vietnamese whole, its header frozen under the title, its columns as wide as they are on paper (F11, BT 12)', async () => {
    const [sheet] = await readWorkbook(await printWorkbook(register([row('Nguyễn Thị Ánh'), row('Trần Đình Đạt')])))
    assert.ok(sheet)
    assert.equal(sheet.name, 'Sổ theo dõi hồ sơ')
    const at = sheet.rows.findIndex(([first]) => first === 'STT')
    assert.deepEqual(sheet.rows[at], registerColumns.map(({ title }) => title))
    assert.equal(sheet.frozen, at + 1)
    assert.match(String(sheet.rows.slice(0, at).flat().join(' | ')), /Mẫu số 07.*SỔ THEO DÕI HỒ SƠ.*Từ ngày 01\/08\/2027 đến ngày 31\/08\/2027/)
    assert.deepEqual(sheet.rows.slice(at + 1, at + 3).map((cells) => cells[3]), ['Nguyễn Thị Ánh', 'Trần Đình Đạt'])
    assert.equal(sheet.widths.length, registerColumns.length)
    assert.ok(Math.min(...sheet.widths) >= 7)
  })

  it('a name that looks like a formula stays a name; letters that no program may read are left out (F11, I1)', async () => {
    const [sheet] = await readWorkbook(await printWorkbook(register([row(nasty), row('@SUM(1)\u0000\u0001\u202e'), row('-1+2'), row('+84 912'), row('<b>&"]]>')])))
    assert.equal(sheet?.formulas, 0)
    const names = sheet?.rows.slice(-6, -1).map((cells) => cells[3])
    assert.deepEqual(names, [nasty, '@SUM(1)', '-1+2', '+84 912', '<b>&"]]>'])
  })

  it('numbers are numbers, a table has a sheet of its own, whoever signs stands below, and the same paper gives the same bytes at another time (I1)', async () => {
    const table = { columns: [{ title: 'Nội dung', share: 20 }, { title: 'Tiếp nhận', share: 5, align: 'right' as const }], none: 'Không có', total: true, rows: [['Sở Y tế', 1234], ['Cộng', 1234]] }
    const paper: Paper = {
      size: 'a4-landscape', form: '', title: 'Báo cáo', number: '3/BC-SYT', head, at: Temporal.Instant.from('2027-09-01T01:00:00Z'), date: 'ngày 01 tháng 9 năm 2027', rows: [],
      sections: [{ heading: 'Theo cơ quan: [1/2]?', table }, { heading: 'Theo một lĩnh vực có tên rất dài, dài hơn ba mươi mốt chữ', table: { ...table, rows: [] } }], paragraphs: ['Ghi chú.'],
      signatures: [{ role: 'Thủ trưởng cơ quan', note: 'Ký', name: 'Đặng Quốc Việt' }],
    }
    const first = await printWorkbook(paper)
    const sheets = await readWorkbook(first)
    assert.deepEqual(sheets.map(({ name }) => name), ['Theo cơ quan   1 2', 'Theo một lĩnh vực có tên rất dà'])
    assert.ok(sheets[0]?.rows.some(([name, number]) => name === 'Sở Y tế' && number === 1234), JSON.stringify(sheets[0]?.rows))
    assert.ok(sheets[0]?.rows.flat().includes('Đặng Quốc Việt') && sheets[0].rows.flat().includes('THỦ TRƯỞNG CƠ QUAN'))
    assert.ok(sheets[1]?.rows.flat().includes('Không có'))
    await sleep(2_100) // an archive counts time in steps of two seconds
    assert.equal(Buffer.compare(Buffer.from(first), Buffer.from(await printWorkbook(paper))), 0)
  })
})
