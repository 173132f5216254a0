import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import { chosenChannels, maskMail, maskPhone, phoneNumber } from '../../../processes/law/contact.ts'
import { endOfQuiet, quietHoursAt, type QuietHours } from '../../../processes/law/quiet-hours.ts'
import { fitSms, measureSms } from '../../../processes/law/sms-text.ts'

const timeZone = 'Asia/Ho_Chi_Minh'
const at = (local: string) => Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).toInstant()
const local = (moment: Temporal.Instant | null) => moment?.toZonedDateTimeISO(timeZone).toPlainDateTime().toString({ smallestUnit: 'minute' }) ?? null

describe('How applicants are told', () => {
  it('reads telephone numbers in their international form', () => {
    for (const [typed, number] of [
      ['0912345678', '+84912345678'], ['0912 345 678', '+84912345678'], ['+84 912.345.678', '+84912345678'], ['0084912345678', '+84912345678'],
      ['84912345678', '+84912345678'], ['+840912345678', '+84912345678'], ['+1 (555) 010-0199', '+15550100199'], ['(0237) 3900900', '+842373900900'],
      ['', null], ['12', null], ['gọi sau', null], ['+', null], ['0912345678901234567', null],
    ] as const) assert.equal(phoneNumber(typed), number, typed)
  })

  it('masks addresses and numbers for logs and lists', () => {
    assert.equal(maskMail('anh@example.org'), 'a***@example.org')
    assert.equal(maskMail('a@b'), 'a***@b')
    for (const odd of ['', 'anh', '@b', 'a@b@c', 'a@']) assert.equal(maskMail(odd), '***', odd)
    assert.equal(maskPhone('0912 345 678'), '****678')
    for (const short of ['', '678', '45 678']) assert.equal(maskPhone(short), '****', short)
  })

  it('uses the channels that they chose, both when they did not say (D3)', () => {
    assert.deepEqual(chosenChannels({}), ['mail', 'sms'])
    assert.deepEqual(chosenChannels({ notifyBy: 'both' }), ['mail', 'sms'])
    assert.deepEqual(chosenChannels({ notifyBy: 'sms' }), ['sms'])
    assert.deepEqual(chosenChannels({ notifyBy: 'mail' }), ['mail'])
    assert.deepEqual(chosenChannels({ notifyBy: 'portal' }), [])
    for (const notifyBy of ['constructor', 1, null, ['sms']]) assert.deepEqual(chosenChannels({ notifyBy }), ['mail', 'sms'])
  })
})

describe('Quiet hours', () => {
  const night: QuietHours = { from: '21:00', until: '07:00', timeZone }
  const noon: QuietHours = { from: '12:00', until: '13:30', timeZone }

  it('hold an SMS until they end, over midnight too', () => {
    for (const [hours, moment, end] of [
      [night, '2026-03-02T20:59', null], [night, '2026-03-02T21:00', '2026-03-03T07:00'], [night, '2026-03-02T23:59', '2026-03-03T07:00'],
      [night, '2026-03-03T00:00', '2026-03-03T07:00'], [night, '2026-03-03T06:59', '2026-03-03T07:00'], [night, '2026-03-03T07:00', null],
      [night, '2026-12-31T22:00', '2027-01-01T07:00'], [noon, '2026-03-02T11:59', null], [noon, '2026-03-02T12:00', '2026-03-02T13:30'],
      [noon, '2026-03-02T13:30', null], [{ ...noon, until: '12:00' }, '2026-03-02T12:00', null],
    ] as const) assert.equal(local(endOfQuiet(at(moment), hours)), end, moment)
  })

  it('are the agency’s, by date; an agency may have none', () => {
    const calendar = { timeZone }
    assert.deepEqual(quietHoursAt(at('2026-03-02T22:00'), { calendar }), night)
    const quietHours = [
      { from: null, until: '2026-03-31', value: { from: '22:00', until: '06:00' }, mark: 'published', source: 'QĐ' },
      { from: '2026-04-01', until: null, value: null, mark: 'published', source: 'QĐ' },
    ] as const
    assert.equal(quietHoursAt(at('2026-03-31T23:00'), { quietHours, calendar })?.from, '22:00')
    assert.equal(quietHoursAt(at('2026-04-01T00:00'), { quietHours, calendar }), null)
  })
})

describe('The text of an SMS', () => {
  it('is counted in parts: 160 plain letters or 70 accented ones, less when there are several', () => {
    for (const [text, encoding, length, parts] of [
      ['', 'gsm7', 0, 1], ['a'.repeat(160), 'gsm7', 160, 1], ['a'.repeat(161), 'gsm7', 161, 2], ['a'.repeat(307), 'gsm7', 307, 3], ['€'.repeat(80), 'gsm7', 160, 1],
      ['ồ', 'ucs2', 1, 1], ['ồ'.repeat(70), 'ucs2', 70, 1], ['ồ'.repeat(71), 'ucs2', 71, 2], ['ồ'.repeat(134), 'ucs2', 134, 2], ['ồ'.repeat(135), 'ucs2', 135, 3],
      ['📄', 'ucs2', 2, 1],
    ] as const) assert.deepEqual(measureSms(text), { encoding, length, parts }, text.slice(0, 10))
  })

  it('is shortened at a word to two parts, with its accents', () => {
    assert.equal(fitSms('  Hồ  sơ\nđã xong. '), 'Hồ sơ đã xong.')
    const long = fitSms('Hồ sơ đã được tiếp nhận. '.repeat(20))
    assert.ok(measureSms(long).parts === 2 && long.length > 120, long)
    assert.match(long, /(hồ|sơ|đã|được|tiếp|nhận\.)\.\.\.$/i)
    assert.equal(measureSms(fitSms('ồ'.repeat(500))).length, 134)
    assert.equal(measureSms(fitSms('plain words '.repeat(90))).parts, 2)
  })
})
