import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { Temporal } from 'temporal-polyfill'
import { printPaper } from '../../../config/print/printer.ts'
import { createPkcs12Keys } from '../../../config/sign/pkcs12-keys.ts'
import { signaturesIn } from '../../../config/sign/signatures.ts'
import { createSigner } from '../../../config/sign/signer.ts'
import { SigningProblem, SigningUnavailable } from '../../../config/sign/signing-key.ts'
import { createTimeStamp } from '../../../config/sign/time-stamp.ts'
import { readTrust } from '../../../config/sign/trust.ts'
import { Authority } from './authority.ts'
import { signaturesOf } from './signatures-of.ts'

const passphrase = 'mat khau thu'
const at = Temporal.Instant.from('2026-03-02T03:00:00Z')
const facts = { unit: 'pv06', name: 'Phòng Hồ sơ nghiệp vụ', reason: 'Kết quả giải quyết', place: 'Hạc Thành', at }

const somePdf = () => printPaper({
  size: 'a4', form: '', title: 'Giấy xác nhận', number: '1/GXN', head: { superior: 'Tỉnh', agency: 'Ủy ban nhân dân phường Hạc Thành', place: 'Hạc Thành' },
  at, date: 'ngày 02 tháng 3 năm 2026', rows: [], paragraphs: ['Kết quả'], signatures: [],
})

/** The signature of a PDF as it stands in the file, and the bytes that it signs. */
function partsOf(pdf: Buffer): { cms: Buffer, signed: Buffer } {
  const [, a = '', b = '', c = '', d = ''] = /\/ByteRange\s*\[\s*(\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1')) ?? []
  const [start, length, second, rest] = [Number(a), Number(b), Number(c), Number(d)]
  const hex = pdf.subarray(start + length + 1, second - 1).toString('latin1')
  const padded = Buffer.from(hex, 'hex')
  return { cms: padded.subarray(0, 4 + padded.readUInt16BE(2)), signed: Buffer.concat([pdf.subarray(start, length), pdf.subarray(second, second + rest)]) }
}

describe('a PAdES signature', () => {
  let authority: Authority
  before(async () => {
    authority = await Authority.found()
    await authority.archive('pv06', 'Phòng Hồ sơ nghiệp vụ', 'rsa', passphrase)
    await authority.archive('hacthanh', 'Ủy ban nhân dân phường Hạc Thành', 'ec', passphrase)
  })
  after(() => authority.close())

  const keys = () => createPkcs12Keys({ folder: authority.at('keys'), passphrase })

  for (const [unit, algorithm, name] of [['pv06', 'rsaEncryption', 'Phòng Hồ sơ nghiệp vụ'], ['hacthanh', 'ecdsa-with-SHA256', 'Ủy ban nhân dân phường Hạc Thành']] as const) {
    it(`is of level B-B by ${algorithm}: CAdES, detached, the certificate signed too, the chain with it, as openssl and poppler see it (F10, BT 17.10)`, async () => {
      const pdf = Buffer.from(await createSigner({ keys: keys() }).sign(await somePdf(), { ...facts, unit }))
      const seen = await signaturesOf(pdf)
      assert.match(seen, /Signature is Valid/)
      assert.match(seen, /ETSI\.CAdES\.detached/)
      assert.match(seen, /Total document signed/)
      assert.ok(seen.includes(name), seen)
      const { cms, signed } = partsOf(pdf)
      await writeFile(authority.at('a.cms'), cms)
      await writeFile(authority.at('a.bin'), signed)
      const printed = await authority.openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 'a.cms')
      assert.match(printed, /id-smime-aa-signingCertificateV2/)
      assert.match(printed, new RegExp(`signatureAlgorithm:\\s+algorithm: ${algorithm}`))
      assert.doesNotMatch(printed, /signingTime/, 'the PDF says when, not the CMS (EN 319 142-1)')
      assert.equal(printed.match(/d\.certificate:/g)?.length, 2, 'its own certificate, and the one above')
      const verified = await promisify(execFile)('openssl', ['cms', '-verify', '-cades', '-inform', 'DER', '-in', 'a.cms', '-content', 'a.bin', '-binary', '-purpose', 'any', '-CAfile', 'root.pem', '-out', '/dev/null'], { cwd: authority.folder })
      assert.match(verified.stderr, /CAdES Verification successful/)
    })
  }

  it('is time-stamped, level B-T, where an authority is named; openssl verifies the stamp (F10, BT 17.10, TN 13.2)', async () => {
    const tsa = await authority.startTsa()
    try {
      const pdf = Buffer.from(await createSigner({ keys: keys(), stamp: createTimeStamp(tsa.url) }).sign(await somePdf(), facts))
      assert.match(await signaturesOf(pdf), /Signature is Valid/)
      await writeFile(authority.at('t.cms'), partsOf(pdf).cms)
      const printed = await authority.openssl('cms', '-cmsout', '-print', '-inform', 'DER', '-in', 't.cms')
      assert.match(printed, /id-smime-aa-timeStampToken/)
      assert.equal(tsa.asked, 1)
      const reply = await authority.openssl('ts', '-verify', '-in', 'answer.tsr', '-queryfile', 'ask.tsq', '-CAfile', 'root.pem', '-untrusted', 'sub.pem')
      assert.match(reply, /Verification: OK/)
    } finally {
      await tsa.close()
    }
  })

  it('is not made without its stamp: an authority that is away, refuses, answers something older or alters its answer stops it (F10)', async () => {
    const tsa = await authority.startTsa()
    const signer = createSigner({ keys: keys(), stamp: createTimeStamp(tsa.url) })
    const pdf = await somePdf()
    const refused = (why: RegExp) => assert.rejects(signer.sign(pdf, facts), (error: Error) => error instanceof SigningUnavailable && why.test(error.message))
    await signer.sign(pdf, facts)
    tsa.mode = 'busy'
    await refused(/503/)
    tsa.mode = 'refusing'
    await refused(/refuses, with status 2/)
    tsa.mode = 'repeating'
    await refused(/to another request/)
    tsa.mode = 'altered'
    await refused(/own signature does not match|time-stamping authority/)
    tsa.mode = 'right'
    await signer.sign(pdf, facts)
    await tsa.close()
    await refused(/fetch failed/)
  })

  it('shows its seal where the paper has room: unit, signer and moment in Vietnamese letters that are in the file, over no text (F10, BT 17.10)', async () => {
    const agency = 'Ủy ban nhân dân phường Hạc Thành, trực thuộc tỉnh Thanh Hóa'
    const paper = await printPaper({
      size: 'a4', form: '', title: 'Trích lục khai sinh', number: '1', head: { superior: 'Tỉnh', agency, place: 'Hạc Thành' }, at, date: 'ngày 02 tháng 3 năm 2026', rows: [], paragraphs: ['Nội dung.'],
      signatures: [{ role: 'Lãnh đạo cơ quan', note: 'Ký số', name: 'Hoàng Mạnh Cường', sealed: true }],
    })
    const seal = { agency, signer: 'Người ký: Hoàng Mạnh Cường', timeZone: 'Asia/Ho_Chi_Minh', image: await sharp({ create: { width: 60, height: 60, channels: 3, background: '#c00' } }).png().toBuffer() }
    const sealed = await createSigner({ keys: keys() }).sign(paper, { ...facts, seal })
    assert.match(await signaturesOf(sealed), /Signature is Valid/)
    await writeFile(authority.at('sealed.pdf'), sealed)
    await writeFile(authority.at('plain.pdf'), paper)
    const run = async (...[program, ...args]: [string, ...string[]]) => (await promisify(execFile)(program, args, { cwd: authority.folder })).stdout
    const fonts = (await run('pdffonts', 'sealed.pdf')).split('\n').slice(2).filter((line) => line !== '')
    assert.ok(fonts.every((line) => / yes yes yes /.test(line)), fonts.join('\n'))
    await run('pdftocairo', '-pdf', 'sealed.pdf', 'flat.pdf')
    const text = (await run('pdftotext', '-layout', 'flat.pdf', '-')).replace(/\s+/g, ' ')
    for (const words of ['Người ký: Hoàng Mạnh Cường', 'Ngày ký: 02/03/2026 10:00', 'trực thuộc tỉnh Thanh Hóa']) assert.ok(text.includes(words), `${words} is not in ${text}`)
    const inkOf = async (name: string, place: { left: number, top: number, width: number, height: number }) => {
      await run('pdftoppm', '-r', '72', '-png', '-singlefile', name, 'page')
      const { data } = await sharp(authority.at('page.png')).extract(place).greyscale().raw().toBuffer({ resolveWithObject: true })
      return data.filter((each) => each < 200).length
    }
    const box = /\/Rect\s*\[\s*([\d.]+) ([\d.]+) ([\d.]+) ([\d.]+)/.exec(Buffer.from(sealed).toString('latin1'))?.slice(1).map(Number) ?? []
    const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = box
    const place = { left: Math.ceil(x1), top: Math.ceil(842 - y2), width: Math.floor(x2 - x1), height: Math.floor(y2 - y1) }
    assert.equal(await inkOf('plain.pdf', place), 0, 'nothing is written where the seal goes')
    assert.ok(await inkOf('sealed.pdf', place) > 500, 'the seal is there')
  })

  it('leads to a trusted authority or not: RSA and EC, by the stamp’s moment, else by the moment it names (F10)', async () => {
    const trust = await readTrust(authority.at('trust'))
    const sign = async (unit: string, more: { at?: Temporal.Instant, stamp?: ReturnType<typeof createTimeStamp> } = {}) =>
      Buffer.from(await createSigner({ keys: keys(), stamp: more.stamp ?? null }).sign(await somePdf(), { ...facts, at: Temporal.Now.instant(), ...more, unit }))
    const judged = async (pdf: Buffer) => (await signaturesIn(pdf, trust)).map(({ intact, certificate }) => `${String(intact)} ${certificate}`)
    for (const unit of ['pv06', 'hacthanh']) assert.deepEqual(await judged(await sign(unit)), ['true trusted'], unit)
    assert.deepEqual(await judged(await sign('pv06', { at: Temporal.Instant.from('2040-01-01T00:00:00Z') })), ['true untrusted'], 'after its certificate has ended')
    const tsa = await authority.startTsa()
    const late = await sign('pv06', { at: Temporal.Instant.from('2040-01-01T00:00:00Z'), stamp: createTimeStamp(tsa.url) })
    await tsa.close()
    assert.deepEqual(await judged(late), ['true trusted'], 'the stamp says when it really was')
    assert.match((await signaturesIn(late, trust))[0]?.stampedAt ?? '', /^20\d\d-/)
    const other = await Authority.found()
    await other.archive('stranger', 'Phòng Hồ sơ nghiệp vụ', 'ec', passphrase)
    const stranger = Buffer.from(await createSigner({ keys: createPkcs12Keys({ folder: other.at('keys'), passphrase }) }).sign(await somePdf(), { ...facts, unit: 'stranger', at: Temporal.Now.instant() }))
    assert.deepEqual(await judged(stranger), ['true untrusted'], 'of an authority by the same name that nobody trusts')
    await other.close()
    assert.equal((await signaturesIn(stranger))[0]?.certificate, 'not-checked')
    await assert.rejects(readTrust(authority.at('nowhere')), /SIGNING_TRUST_FOLDER/)
  })

  it('is not made with an archive whose passphrase is another, and the error tells nothing of it', async () => {
    const wrong = createSigner({ keys: createPkcs12Keys({ folder: authority.at('keys'), passphrase: 'another' }) })
    await assert.rejects(wrong.sign(await somePdf(), facts), (error: Error) => error instanceof SigningProblem && /pv06\.p12/.test(error.message) && !error.message.includes('another'))
  })
})
