import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Temporal } from 'temporal-polyfill'
import { makeDemonstrationKeys } from '../../../config/local/demonstration-keys.ts'
import { printPaper } from '../../../config/print/printer.ts'
import { signaturesIn } from '../../../config/sign/signatures.ts'
import { createPkcs12Keys } from '../../../config/sign/pkcs12-keys.ts'
import { createSigner } from '../../../config/sign/signer.ts'
import { NoSigningKey } from '../../../config/sign/signing-key.ts'
import { signaturesOf } from './signatures-of.ts'

describe('a signed PDF, read by another program', () => {
  let folder: string
  let keys: { folder: string, passphrase: string }
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'motcua-sign-'))
    keys = await makeDemonstrationKeys(path.join(folder, 'keys'), [{ id: 'hacthanh', name: 'Ủy ban nhân dân phường Hạc Thành' }])
  })
  after(() => rm(folder, { recursive: true, force: true }))

  const facts = {
    unit: 'hacthanh', name: 'Ủy ban nhân dân phường Hạc Thành', reason: 'Kết quả giải quyết', place: 'Hạc Thành',
    at: Temporal.Instant.from('2026-03-02T03:00:00Z'),
  }

  const somePdf = () => printPaper({
    size: 'a4', form: '', title: 'Giấy xác nhận', number: '1/GXN', head: { superior: 'Tỉnh', agency: 'Ủy ban nhân dân phường Hạc Thành', place: 'Hạc Thành' },
    at: facts.at, date: 'ngày 02 tháng 3 năm 2026', rows: [], paragraphs: ['Kết quả'], signatures: [],
  })

  it('is valid, names the unit, the reason and the moment, and covers the whole document (F10, BT 17.10)', async () => {
    const stdout = await signaturesOf(await createSigner({ keys: createPkcs12Keys(keys) }).sign(await somePdf(), facts))
    assert.match(stdout, /Signature is Valid/)
    assert.match(stdout, /Total document signed/)
    assert.match(stdout, /Ủy ban nhân dân phường Hạc Thành \(trình diễn\)/)
    assert.match(stdout, /Mar 02 2026/)
  })

  it('is read by ourselves too: who signed it, whether it is as it was, and whether something was added (C2)', async () => {
    const signed = Buffer.from(await createSigner({ keys: createPkcs12Keys(keys) }).sign(await somePdf(), facts))
    const certificate = 'not-checked' as const
    const signer = 'Ủy ban nhân dân phường Hạc Thành (trình diễn)'
    assert.deepEqual(await signaturesIn(signed), [{ signer, intact: true, whole: true, certificate }])
    const again = Buffer.from(await createSigner({ keys: createPkcs12Keys(keys) }).sign(signed, facts))
    assert.deepEqual(await signaturesIn(again), [{ signer, intact: true, whole: false, certificate }, { signer, intact: true, whole: true, certificate }], 'two have signed')
    assert.deepEqual(await signaturesIn(Buffer.concat([signed, Buffer.from('\n1 0 obj<</Added true>>endobj\n%%EOF\n')])), [{ signer, intact: true, whole: false, certificate }])
    const altered = Buffer.from(signed)
    altered.write('/MediaBoy', altered.indexOf('/MediaBox'))
    assert.deepEqual(await signaturesIn(altered), [{ signer, intact: false, whole: true, certificate }])
    assert.deepEqual(await signaturesIn(await somePdf() as Buffer), [])
    for (const range of ['0 5 9 9999999999', '0 9 5 1', '1 2 3 4', '0 10 40 5']) {
      const odd = await signaturesIn(Buffer.from(`%PDF-1.7 /ByteRange [${range}] /Contents <3080>`))
      assert.ok(odd.every(({ intact }) => !intact), range)
    }
  })

  it('is told to have been altered when one letter is', async () => {
    const signed = Buffer.from(await createSigner({ keys: createPkcs12Keys(keys) }).sign(await somePdf(), facts))
    signed.write('/MediaBoy', signed.indexOf('/MediaBox'))
    const stdout = await signaturesOf(signed)
    assert.doesNotMatch(stdout, /Signature is Valid/)
    assert.match(stdout, /Digest Mismatch/)
  })

  it('keeps its keys from one start to the next, and says so when a unit has none', async () => {
    const again = await makeDemonstrationKeys(keys.folder, [{ id: 'hacthanh', name: 'Khác' }])
    assert.deepEqual(again, keys)
    await assert.rejects(createSigner({ keys: createPkcs12Keys(keys) }).sign(await somePdf(), { ...facts, unit: 'nowhere' }), NoSigningKey)
    await assert.rejects(createSigner({ keys: createPkcs12Keys(keys) }).sign(await somePdf(), { ...facts, unit: '../keys/hacthanh' }), NoSigningKey)
  })
})
