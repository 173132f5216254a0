import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { formatDossierCode, parseDossierCode } from '../../../processes/law/dossier-code.ts'
import { formatEnquiryCode, isEnquiryCode, parseEnquiryCode } from '../../../processes/law/enquiries.ts'
import { enquiryLimits, ninhBinhEnquiryLimits } from '../../../processes/law/enquiry-limits.ts'
import { isAccentedVietnamese, personalDataIn } from '../../../processes/law/enquiry-texts.ts'

const day = Temporal.PlainDate.from('2026-03-02')

describe('the numbers of questions and feedback', () => {
  it('are read as people type them, and are no dossier codes (H1)', () => {
    const code = formatEnquiryCode('question', day, 7)
    assert.equal(code, 'HD-260302-0007')
    assert.deepEqual(parseEnquiryCode(' hd – 260302-0007 '), { code, kind: 'question' })
    assert.deepEqual(parseEnquiryCode('PA-260302-0001')?.kind, 'feedback')
    for (const wrong of ['HD-261332-0001', 'HD-260302', 'XX-260302-0001', '', 'A'.repeat(100)]) assert.equal(parseEnquiryCode(wrong), null, wrong)
    assert.equal(parseDossierCode(code), null)
    assert.ok(!isEnquiryCode(formatDossierCode({ agency: '000.00.14.H56', date: day, sequence: 1 })))
  })
})

describe('Vietnamese with accents (H1, TQ 14.1a)', () => {
  for (const text of [
    'Cho tôi hỏi Phiếu lý lịch tư pháp có giá trị bao lâu?', 'Lệ phí bao nhiêu', 'Hoi dap', 'Xin visa Schengen',
    'Tôi nộp hồ sơ 000.00.14.H56-260302-0001 tại TTPVHCC ngày 02/03, xem https://dichvucong.gov.vn/abc',
    'Cho tôi hỏi thủ tục đăng ký xe'.normalize('NFD'),
  ]) it(`is taken: ${text.normalize('NFC')}`, () => { assert.ok(isAccentedVietnamese(text)) })
  for (const text of [
    'Cho toi hoi Phieu ly lich tu phap co gia tri bao lau?', 'Tooi muoons hoir vees thur tucj', 'How long is the judicial record valid for?', 'CHO toi hoi thu tuc lam can cuoc cho con, toi o Thanh Hoá',
  ]) it(`is asked for: ${text}`, () => { assert.ok(!isAccentedVietnamese(text)) })
})

describe('personal data in what everybody may read (H4)', () => {
  const personal = { name: 'Lê Thị Thu Hương', identityNumber: '038190004321', phone: '0912 345 678', email: 'huong@example.org', address: '25 Trần Phú' }
  it('is found however it is written', () => {
    assert.deepEqual(personalDataIn('Bà LÊ THỊ THU  HƯƠNG hỏi', personal), ['name'])
    assert.deepEqual(personalDataIn('gọi 0912.345.678', personal), ['phone'])
    assert.deepEqual(personalDataIn('CCCD 0381 9000 4321, thư Huong@Example.org', personal), ['identityNumber', 'email'])
    assert.deepEqual(personalDataIn('Một công dân hỏi về Điều 7 Luật số 28/2009/QH12', personal), [])
  })
})

describe('the limits of a province', () => {
  it('are dated configuration: 3, 5 and 10 working days for questions; 10 for feedback in Ninh Bình (H3, A8)', () => {
    const at = Temporal.Instant.from('2026-03-02T01:00:00Z')
    const amounts = ({ answer, several, extended }: ReturnType<typeof enquiryLimits>) => [answer.amount, several.amount, extended.amount]
    assert.deepEqual(amounts(enquiryLimits('question', at)), [3, 5, 10])
    assert.deepEqual(amounts(enquiryLimits('feedback', at, ninhBinhEnquiryLimits)), [10, 10, 10])
    assert.deepEqual(enquiryLimits('question', at).sorting, { amount: 2, unit: 'working-hour' })
  })
})
