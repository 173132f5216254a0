import assert from 'node:assert/strict'
import { digitsProve, isAutomatic, mailAnswer, neutralAnswer, readLookUp, statusAnswer } from '../../../processes/law/look-up.ts'
import { measureSms } from '../../../processes/law/sms-text.ts'
import { dossierStates } from '../../../processes/law/dossier-states.ts'
import { languages } from '../../../processes/text.ts'

const code = '000.00.14.H56-261123-0001'

describe('A look-up by SMS or mail', () => {
  it('is read as people type it (G4)', () => {
    for (const [text, digits] of [
      [`HS ${code} 1234`, '1234'], [`hs ${code.toLowerCase()} 1234`, '1234'], [`${code} 1234`, '1234'], [`  ${code}\n1234  `, '1234'], [`HS${code} 1234`, '1234'],
      ['HS 000.00.14.H56 – 261123 – 0001 - 1234', '1234'], ['HS 000. 00. 14. H56-261123-0001,1234', '1234'], [`Tra cứu ${code}: 038190001234`, '1234'],
      [code, null], [`HS ${code} 12`, null], [`HS ${code} abcd`, null], [`HS ${code}`, null], [`HS ${code} cảm ơn 1234`, null], [`ＨＳ ${code} １２３４`, '1234'],
    ] as const) assert.deepEqual(readLookUp(text), { code, digits, language: null }, text)
    assert.deepEqual(readLookUp(`status ${code} 1234`), { code, digits: '1234', language: 'en' })
    assert.equal(readLookUp('hs h56.14.01-261123-0001 1234')?.code, 'H56.14.01-261123-0001')
  })

  it('is none without a dossier code, and read at once however odd the text is', () => {
    for (const text of ['', 'HS', 'HS 1234', 'HS 000.00.14.H56-261123-0000 1', 'HS 000.00.14.H56-261399-0001 1234', 'HS 000.00.14.H56-261123-00011234']) assert.equal(readLookUp(text), null, text)
    for (const odd of ['0'.repeat(99_999), '000.00.14.H56-'.repeat(9_999), `${code.slice(0, 14)}${' '.repeat(99_999)}`, '\u2010'.repeat(99_999)]) {
      const before = performance.now()
      readLookUp(odd)
      assert.ok(performance.now() - before < 100)
    }
  })

  it('is proved by the last four digits of an identity number, by nothing else', () => {
    const holder = { identityNumbers: ['038190001234', 'C 7654321'] }
    for (const [digits, proved] of [['1234', true], ['4321', true], ['0381', false], ['', false], [null, false]] as const) assert.equal(digitsProve(digits, holder), proved, String(digits))
    assert.equal(digitsProve('', { identityNumbers: ['', 'AB'] }), false)
    assert.equal(digitsProve('1234', { identityNumbers: [] }), false)
  })

  it('is answered in two parts at most, with the state and the due date (G4)', () => {
    assert.equal(statusAnswer({ code, state: 'settling', due: '17:00 ngày 12/03/2026', paused: false }, 'vi'), `Hồ sơ ${code}: Đang giải quyết. Hẹn trả kết quả: 17:00 ngày 12/03/2026.`)
    assert.equal(statusAnswer({ code, state: 'filed', due: '17:00 on 12/03/2026', paused: false }, 'en'), `Dossier ${code}: Filed, waiting to be received. Reception answers by 17:00 on 12/03/2026.`)
    assert.match(statusAnswer({ code, state: 'completion-requested', due: null, paused: true }, 'vi'), /tạm dừng\.$/)
    for (const language of languages) {
      for (const state of dossierStates) assert.ok(measureSms(statusAnswer({ code: '000.00.14.H56-261123-10001', state, due: '17:00 ngày 12/03/2026', paused: false }, language)).parts <= 2)
      assert.ok(measureSms(neutralAnswer(language)).parts <= 2)
    }
    const link = 'https://motcua.example/ho-so'
    assert.match(mailAnswer(null, 'vi', link).text, /Không có hồ sơ nào khớp.*https:\/\/motcua\.example\/ho-so\.$/)
    assert.equal(mailAnswer({ code, state: 'decided', due: null, paused: false }, 'vi', link).subject, `Tra cứu hồ sơ ${code}`)
  })

  it('by mail is not answered when a program or a list wrote it, or we ourselves (RFC 3834)', () => {
    const own = ['tracuu@motcua.example']
    assert.equal(isAutomatic({}, 'anh@example.org', own), false)
    assert.equal(isAutomatic({ 'auto-submitted': 'no' }, 'anh@example.org', own), false)
    for (const headers of [
      { 'auto-submitted': 'auto-replied' }, { 'auto-submitted': 'Auto-Generated; owner=x' }, { precedence: 'bulk' }, { precedence: 'Auto_Reply' }, { 'list-id': '<x>' }, { 'return-path': '<>' },
      { 'content-type': 'multipart/report; report-type=delivery-status' }, { 'x-autoreply': 'yes' },
    ]) assert.equal(isAutomatic(headers, 'anh@example.org', own), true, JSON.stringify(headers))
    for (const from of ['', 'TraCuu@MotCua.example', 'MAILER-DAEMON@example.org', 'no-reply@example.org', 'noreply+x@example.org', 'bounces@example.org', 'a@b@c', 'a b@c']) assert.equal(isAutomatic({}, from, own), true, from)
  })
})
