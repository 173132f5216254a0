import assert from 'node:assert/strict'
import { measureSms } from '../../../processes/law/sms-text.ts'
import { composeNotice, sampleFacts } from '../../../processes/shared/compose-notice.ts'
import { noticeTemplates, type NoticeKind } from '../../../processes/shared/notices.ts'
import { languages } from '../../../processes/text.ts'

const facts = { code: '000.00.14.H56-261123-0001', procedure: 'Cấp Phiếu <lý lịch> tư pháp', agency: 'Công an & tỉnh', link: 'https://motcua.example/ho-so/000.00.14.H56-261123-0001' }
const due = '17:00 ngày 12/03/2026'

describe('A notice', () => {
  it('is a subject, a text, a mail and an SMS that say what happened, by when, and where to look (D3)', () => {
    const { subject, text, html, sms } = composeNotice('received', 'vi', { ...facts, due })
    assert.equal(subject, 'Hồ sơ 000.00.14.H56-261123-0001 đã được tiếp nhận')
    assert.match(text, /Hẹn trả kết quả: 17:00 ngày 12\/03\/2026\. .*https:\/\/motcua\.example\/ho-so\/000\.00\.14\.H56-261123-0001\.$/)
    assert.match(html, /<a href="https:\/\/motcua\.example\/ho-so\/000\.00\.14\.H56-261123-0001" style="[^"]+">Xem hồ sơ<\/a>/)
    assert.equal(sms, 'Hồ sơ 000.00.14.H56-261123-0001 đã được tiếp nhận. Hẹn trả kết quả: 17:00 ngày 12/03/2026. Xem: motcua.example/ho-so')
    assert.equal(measureSms(sms).parts, 2)
  })

  it('shows what was filled in as words, never as markup; the plain half as it is', () => {
    const { html, text } = composeNotice('completionRequested', 'vi', { ...facts, reason: '<script>alert(1)</script> & "x".' })
    assert.doesNotMatch(html, /<script>|<lý lịch>/)
    assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; &quot;x&quot;\./)
    assert.match(html, /Công an &amp; tỉnh/)
    assert.match(text, /Lý do: <script>alert\(1\)<\/script> & "x"\. Quý/)
  })

  it('is in a procedure’s own words where it has some, in the shared ones otherwise', () => {
    const own = { subject: { vi: 'Sổ {{code}}', en: 'Book {{code}}' }, text: { vi: 'Sổ đã vào sổ.', en: 'Entered.' } }
    const procedure = { notices: { received: own } }
    assert.equal(composeNotice('received', 'en', facts, procedure).text, 'Entered.')
    assert.equal(composeNotice('received', 'en', facts, procedure).sms, `Book ${facts.code} See: motcua.example/ho-so`)
    assert.match(composeNotice('withdrawn', 'en', facts, procedure).text, /has been stopped/)
  })

  it('leaves the address out of an SMS where it would make a third part', () => {
    const link = `https://${'a-long-name.'.repeat(8)}example/ho-so/x`
    assert.equal(composeNotice('received', 'vi', { ...facts, link, due }).sms, 'Hồ sơ 000.00.14.H56-261123-0001 đã được tiếp nhận. Hẹn trả kết quả: 17:00 ngày 12/03/2026.')
  })

  for (const kind of Object.keys(noticeTemplates) as NoticeKind[]) {
    it(`${kind}: has an SMS of two parts at most, whole, in both languages (D3)`, () => {
      for (const language of languages) {
        const { sms, subject, text } = composeNotice(kind, language, { ...sampleFacts(noticeTemplates[kind], language), ...facts, code: '000.00.14.H56-261123-10001' })
        assert.ok(measureSms(sms).parts <= 2 && !sms.endsWith('...'), sms)
        for (const each of [sms, subject, text]) assert.doesNotMatch(each, /\{\{|undefined/)
      }
    })
  }
})
