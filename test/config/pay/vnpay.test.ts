import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { Temporal } from 'temporal-polyfill'
import { EnvironmentProblem, readEnv } from '../../../config/env.ts'
import { signed } from '../../../config/local/payment-page.ts'
import { createPay } from '../../../config/pay/pay.ts'
import { createVnpay } from '../../../config/pay/vnpay.ts'

const settings = { host: 'https://pay.example.vn', terminal: 'MOTCUA01', secret: 'a-secret-of-the-agency' }
const vnpay = createVnpay(settings)
const word = { vnp_TmnCode: 'MOTCUA01', vnp_TxnRef: 'abc123', vnp_Amount: '20000000', vnp_OrderInfo: 'Nop phi ho so', vnp_ResponseCode: '00', vnp_TransactionStatus: '00', vnp_TransactionNo: '14422574' }
const read = (parameters: Readonly<Record<string, string>>, secret = settings.secret) => vnpay.read(Object.fromEntries(new URLSearchParams(signed(parameters, secret))))

describe('The adapter of VNPay', () => {
  it('leads to the provider with a signed order: amount in hundredths, times of Vietnam (C5)', () => {
    const url = new URL(vnpay.begin({
      reference: 'abc123', amount: 200_000, description: 'Nop phi ho so 000.00.14.H56-260701-0001', returnTo: 'https://motcua.example/thanh-toan/ket-qua', ip: '127.0.0.1',
      language: 'vi', at: Temporal.Instant.from('2026-07-01T17:30:00Z'), expiresAt: Temporal.Instant.from('2026-07-01T17:45:00Z'),
    }))
    assert.equal(url.origin, vnpay.origin)
    const { vnp_SecureHash, ...rest } = Object.fromEntries(url.searchParams)
    assert.deepEqual(rest, {
      vnp_Amount: '20000000', vnp_Command: 'pay', vnp_CreateDate: '20260702003000', vnp_CurrCode: 'VND', vnp_ExpireDate: '20260702004500', vnp_IpAddr: '127.0.0.1', vnp_Locale: 'vn',
      vnp_OrderInfo: 'Nop phi ho so 000.00.14.H56-260701-0001', vnp_OrderType: 'other', vnp_ReturnUrl: 'https://motcua.example/thanh-toan/ket-qua', vnp_TmnCode: 'MOTCUA01',
      vnp_TxnRef: 'abc123', vnp_Version: '2.1.0',
    })
    // Counted once more by hand: the query without its last parameter, as it stands in the address.
    assert.equal(vnp_SecureHash, createHmac('sha512', settings.secret).update(url.search.slice(1).replace(/&vnp_SecureHash=.*$/, '')).digest('hex'))
  })

  it('reads what the provider signed', () => {
    assert.deepEqual(read(word), { reference: 'abc123', amount: 200_000, outcome: 'paid', transaction: '14422574' })
    assert.equal(read({ ...word, vnp_ResponseCode: '24', vnp_TransactionStatus: '02' })?.outcome, 'cancelled')
    assert.equal(read({ ...word, vnp_ResponseCode: '51', vnp_TransactionStatus: '02' })?.outcome, 'failed')
    assert.equal(read({ ...word, vnp_TransactionStatus: '01' })?.outcome, 'failed', 'answered, but not settled')
  })

  it('believes nothing that was changed, added, left out or signed by somebody else', () => {
    const good = Object.fromEntries(new URLSearchParams(signed(word, settings.secret)))
    assert.ok(vnpay.read(good))
    for (const [key, value] of Object.entries({ vnp_Amount: '100', vnp_TxnRef: 'abc124', vnp_ResponseCode: '24', vnp_TransactionStatus: '02', vnp_SecureHash: '0'.repeat(128) })) {
      assert.equal(vnpay.read({ ...good, [key]: value }), null, key)
    }
    for (const key of Object.keys(good)) assert.equal(vnpay.read(Object.fromEntries(Object.entries(good).filter(([each]) => each !== key))), null, `without ${key}`)
    assert.equal(vnpay.read({ ...good, vnp_Extra: '1' }), null)
    assert.equal(vnpay.read({ ...good, other: '1' }), null)
    assert.equal(vnpay.read({ ...good, vnp_Amount: ['20000000', '20000000'] }), null, 'a parameter given twice')
    assert.equal(vnpay.read({}), null)
    assert.equal(read(word, 'another secret altogether'), null)
    assert.equal(read({ ...word, vnp_TmnCode: 'SOMEBODY' }), null, 'another agency’s order')
    for (const vnp_Amount of ['', '-20000000', '20000050', '2e7', '1'.repeat(30)]) assert.equal(read({ ...word, vnp_Amount }), null, vnp_Amount)
  })

  it('answers the provider’s call in its own words', () => {
    assert.deepEqual(vnpay.answer('accepted'), { RspCode: '00', Message: 'Confirm Success' })
    assert.deepEqual((['unknown-order', 'known-already', 'wrong-amount', 'wrong-signature', 'failed'] as const).map((each) => vnpay.answer(each)['RspCode']), ['01', '02', '04', '97', '99'])
  })

  it('is there only when all of its settings are', () => {
    assert.equal(createPay(readEnv({})), null)
    assert.ok(createPay(readEnv({ VNPAY_URL: settings.host, VNPAY_TMN_CODE: settings.terminal, VNPAY_HASH_SECRET: settings.secret })))
    assert.throws(() => readEnv({ VNPAY_URL: settings.host }), (error) => error instanceof EnvironmentProblem && /VNPAY_TMN_CODE: expected together/.test(error.message))
  })
})
