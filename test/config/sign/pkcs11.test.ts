import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { pino } from 'pino'
import { Temporal } from 'temporal-polyfill'
import { EnvironmentProblem, readEnv } from '../../../config/env.ts'
import { printPaper } from '../../../config/print/printer.ts'
import { createPkcs11Keys, type TokenSettings } from '../../../config/sign/pkcs11-keys.ts'
import { createSigner } from '../../../config/sign/signer.ts'
import { NoSigningKey, SigningProblem, SigningUnavailable } from '../../../config/sign/signing-key.ts'
import { wireSigner } from '../../../config/sign/wire-signer.ts'
import { Authority } from './authority.ts'
import { signaturesOf } from './signatures-of.ts'
import { softHsm, SoftToken, tokenPin } from './soft-token.ts'

const at = Temporal.Instant.from('2026-03-02T03:00:00Z')
const facts = { unit: 'pv06', name: 'Phòng Hồ sơ nghiệp vụ', reason: 'Kết quả giải quyết', place: 'Hạc Thành', at }

describe('a signature by a token (PKCS#11, SoftHSM)', function () {
  this.timeout(60_000)
  let authority: Authority
  let token: SoftToken
  let pdf: Uint8Array
  let settings: TokenSettings
  before(async function () {
    if (!softHsm) { this.skip(); return }
    authority = await Authority.found()
    token = await SoftToken.make(softHsm, authority)
    await authority.issue('pv06', 'Phòng Hồ sơ nghiệp vụ')
    await token.bring('pv06', 'PV06 2026', 'a1')
    await token.makeKey('hacthanh', 'Ủy ban nhân dân phường Hạc Thành', 'b2')
    pdf = await printPaper({ size: 'a4', form: '', title: 'Kết quả', number: '1', head: { superior: 'T', agency: 'A', place: 'P' }, at, date: '', rows: [], paragraphs: [], signatures: [] })
    settings = { module: softHsm, token: 'Mot Cua', pin: tokenPin, keys: new Map([['pv06', 'PV06 2026']]) }
  })
  after(() => authority.close())

  it('is valid by poppler, with an RSA key that was brought to the token and a P-256 key that was made on it and never leaves it (F10, BT 17.10)', async () => {
    const keys = createPkcs11Keys(settings)
    const signer = createSigner({ keys })
    try {
      for (const [unit, name] of [['pv06', 'Phòng Hồ sơ nghiệp vụ'], ['hacthanh', 'Ủy ban nhân dân phường Hạc Thành']] as const) {
        const seen = await signaturesOf(await signer.sign(pdf, { ...facts, unit }))
        assert.match(seen, /Signature is Valid/)
        assert.match(seen, /ETSI\.CAdES\.detached/)
        assert.ok(seen.includes(name), seen)
        assert.equal((await keys.find(unit)).chain.length, 2, 'the one above goes with it')
      }
      const many = await Promise.all(Array.from({ length: 12 }, (_, nth) => signer.sign(pdf, { ...facts, unit: nth % 2 ? 'pv06' : 'hacthanh' })))
      assert.equal(many.length, 12, 'at the same time, one after the other on the token')
      await assert.rejects(signer.sign(pdf, { ...facts, unit: 'nowhere' }), NoSigningKey)
    } finally {
      await signer.close()
    }
  })

  it('opens its session again when it was ended, waits while the token is pulled out, and signs when it is back (F10)', async () => {
    const signer = createSigner({ keys: createPkcs11Keys(settings) })
    try {
      await signer.sign(pdf, facts)
      token.endSessions()
      assert.match(await signaturesOf(await signer.sign(pdf, facts)), /Signature is Valid/)
      await token.pullOut()
      await assert.rejects(signer.sign(pdf, facts), (error: Error) => error instanceof SigningUnavailable && /“Mot Cua” is not there/.test(error.message))
      await assert.rejects(signer.sign(pdf, facts), SigningUnavailable)
      await token.putBack()
      assert.match(await signaturesOf(await signer.sign(pdf, facts)), /Signature is Valid/)
    } finally {
      await signer.close()
    }
  })

  async function refusal(change: Partial<TokenSettings>, expected: RegExp) {
    const keys = createPkcs11Keys({ ...settings, ...change })
    await assert.rejects(keys.check(), (error: Error) => {
      assert.ok(error instanceof SigningProblem, `${error.name}: ${error.message}`)
      assert.match(error.message, expected)
      assert.ok(!error.message.includes(tokenPin), 'the PIN is in no message')
      return true
    })
    await keys.close()
  }

  it('is refused with a sentence when the library, the PIN or the key is not right; a wrong PIN is tried once', async () => {
    await refusal({ module: '/nowhere/libtoken.so' }, /\/nowhere\/libtoken\.so cannot be loaded/)
    await refusal({ keys: new Map([['pv06', 'No such key']]) }, /pv06: The token “Mot Cua” has no private key labelled “No such key”/)
    const wrong = createPkcs11Keys({ ...settings, pin: 'not-it-9876' })
    const told = new Set<unknown>()
    for (let tries = 0; tries < 5; tries++) {
      await assert.rejects(wrong.check(), (error: Error) => {
        told.add(error)
        return error instanceof SigningProblem && /PIN of SIGNING_PKCS11_PIN \(CKR_PIN_INCORRECT\)/.test(error.message) && !error.message.includes('not-it-9876')
      })
    }
    assert.equal(told.size, 1, 'the token was asked once, and locks after a few')
    await wrong.close()
    await assert.rejects(createPkcs11Keys({ ...settings, token: 'Another' }).check(), (error: Error) => error instanceof SigningUnavailable && /“Another” is not there/.test(error.message))
  })

  it('stops the start when it is set up wrongly, and only warns when the token is away; the PIN is in no line of the log', async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => { lines.push(line) } })
    const env = (more: Record<string, string>) => readEnv({ SIGNING_PKCS11_MODULE: settings.module, SIGNING_PKCS11_TOKEN: 'Mot Cua', SIGNING_PKCS11_PIN: tokenPin, SIGNING_PKCS11_KEYS: 'pv06=PV06 2026', ...more })
    const signer = await wireSigner(env({}), log)
    assert.match(await signaturesOf(await signer?.sign(pdf, facts) ?? new Uint8Array()), /Signature is Valid/)
    await signer?.close()
    await assert.rejects(wireSigner(env({ SIGNING_PKCS11_KEYS: 'pv06=Gone' }), log), EnvironmentProblem)
    const waiting = await wireSigner(env({ SIGNING_PKCS11_TOKEN: 'Away' }), log)
    await assert.rejects(waiting?.sign(pdf, facts) ?? Promise.resolve(), SigningUnavailable)
    await waiting?.close()
    assert.throws(() => env({ SIGNING_PKCS11_KEYS: 'pv06' }), /SIGNING_PKCS11_KEYS: expected owner=label/)
    assert.equal(lines.length, 1, 'one warning')
    assert.ok(!lines.join('').includes(tokenPin), 'not the PIN')
  })

  it('takes a unit’s key from the folder where the token has none', async () => {
    await authority.archive('tand', 'Tòa án', 'rsa', 'mat khau')
    await writeFile(authority.at('keys/readme'), '')
    const signer = await wireSigner(readEnv({
      SIGNING_PKCS11_MODULE: settings.module, SIGNING_PKCS11_TOKEN: 'Mot Cua', SIGNING_PKCS11_PIN: tokenPin, SIGNING_PKCS11_KEYS: 'pv06=PV06 2026', SIGNING_FOLDER: authority.at('keys'), SIGNING_PASSPHRASE: 'mat khau',
    }), pino({ level: 'silent' }))
    for (const [unit, name] of [['pv06', 'Phòng Hồ sơ'], ['tand', 'Tòa án']] as const) assert.ok((await signaturesOf(await signer?.sign(pdf, { ...facts, unit }) ?? new Uint8Array())).includes(name), unit)
    await signer?.close()
  })
})
