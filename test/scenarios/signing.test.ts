import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { mongo } from 'mongoose'
import { Readable } from 'node:stream'
import { makeDemonstrationKeys } from '../../config/local/demonstration-keys.ts'
import { createPkcs12Keys } from '../../config/sign/pkcs12-keys.ts'
import { signaturesIn } from '../../config/sign/signatures.ts'
import { createSigner } from '../../config/sign/signer.ts'
import { createTimeStamp } from '../../config/sign/time-stamp.ts'
import type { ResultFile } from '../../store/dossiers.ts'
import { completeTask } from '../../web/complete-task.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { formOfTask } from '../../web/task-answers.ts'
import { Authority } from '../config/sign/authority.ts'
import { signaturesOf } from '../config/sign/signatures-of.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const number = '038192017101'

describe('the signature of a result', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  let client: mongo.MongoClient
  before(async () => {
    house = await openHouse()
    await house.at('2027-11-02T08:00')
    serving = await serve(house.deps)
    client = await new mongo.MongoClient(house.deps.env.MONGODB_URI).connect()
    const leader = { username: 'kieuvanmuoi.pv06', name: 'Kiều Văn Mười', unit: 'pv06', roles: ['leader' as const] }
    await house.deps.accounts.create(leader, 'mot-mat-khau-dai-cho-muoi')
    await makeDemonstrationKeys(house.deps.env.SIGNING_FOLDER ?? '', [{ id: leader.username, name: leader.name }])
  })
  after(async () => {
    await serving.close()
    await client.close()
  })

  /** Decided by a leader, and issued: its electronic copy. */
  async function issued(username: string, name: string): Promise<{ code: string, copy: ResultFile, pdf: Buffer }> {
    const code = await house.file({ name: 'Kiều Thị Mai', identityNumber: number })
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
    await house.complete(code, 'review', { reviewOutcome: 'agreed' })
    const task = await house.task(code, 'signature')
    await completeTask({ task, by: { kind: 'staff', username, name, role: 'leader' }, answers: { signatureOutcome: 'signed' }, form: await formOfTask(task, house.deps) }, house.deps)
    await house.complete(code, 'issue', { resultNumber: '17/LLTP' })
    const { result } = await house.inState(code, 'returned')
    assert.ok(result?.copy)
    return { code, copy: result.copy, pdf: await contentOf(code, result.copy) }
  }

  async function contentOf(code: string, { file }: ResultFile): Promise<Buffer> {
    const found = await house.deps.files.find(file.id, code)
    assert.ok(found)
    return buffer(found.content)
  }

  /** Somebody who has the database changes the file, and nothing else. */
  async function put(copy: ResultFile, content: Buffer): Promise<void> {
    const bucket = new mongo.GridFSBucket(client.db(), { bucketName: 'papers' })
    const id = new mongo.ObjectId(copy.file.id)
    const [row] = await bucket.find({ _id: id }).toArray()
    await bucket.delete(id)
    await new Promise((resolve, reject) => {
      Readable.from([content]).pipe(bucket.openUploadStreamWithId(id, copy.file.name, { metadata: row?.metadata ?? {} })).on('finish', resolve).on('error', reject)
    })
  }

  async function pages(code: string): Promise<{ applicant: string, applicantEn: string, desk: string, deskEn: string }> {
    const applicant = new Visitor(serving.address)
    await applicant.lookUp(code, number)
    const desk = await signedIn(house, serving.address, 'tranvanminh.pv06')
    const read = async (visitor: Visitor, path: string, language: 'vi' | 'en') => {
      await visitor.go(`${path}?language=${language}`)
      return (await (await visitor.go(path)).text()).replace(/\s+/g, ' ')
    }
    return {
      applicant: await read(applicant, `/ho-so/${code}`, 'vi'), applicantEn: await read(applicant, `/ho-so/${code}`, 'en'),
      desk: await read(desk, `/desk/dossiers/${code}`, 'vi'), deskEn: await read(desk, `/desk/dossiers/${code}`, 'en'),
    }
  }

  it('is the leader’s own where the leader who decided has a key, and the unit’s otherwise; poppler accepts both (F10, BT 17.10, TN 13.2)', async () => {
    const own = await issued('kieuvanmuoi.pv06', 'Kiều Văn Mười')
    assert.equal(own.copy.person, 'Kiều Văn Mười')
    assert.equal(own.copy.signedBy, 'pv06')
    const seen = await signaturesOf(own.pdf)
    assert.match(seen, /Signature is Valid/)
    assert.match(seen, /Common Name: Kiều Văn Mười/)
    assert.match((await pages(own.code)).applicant, /chữ ký số của Kiều Văn Mười, Phòng Hồ sơ nghiệp vụ/)

    const units = await issued('nguyenvanhung.pv06', 'Nguyễn Văn Hùng')
    assert.equal(units.copy.person, undefined)
    assert.match(await signaturesOf(units.pdf), /Common Name: Phòng Hồ sơ nghiệp vụ/)
    const shown = await pages(units.code)
    assert.match(shown.applicant, /chữ ký số của Phòng Hồ sơ nghiệp vụ.*? Đã kiểm tra lại: nội dung không đổi sau khi ký\. Chứng thư số chưa được đối chiếu/)
    assert.match(shown.deskEn, /Checked just now: unchanged since it was signed\. The certificate has not been checked/)
  })

  it('is shown as broken on the pages of applicant and desk, in both languages, when the file was altered or added to (F10)', async () => {
    const { code, copy, pdf } = await issued('nguyenvanhung.pv06', 'Nguyễn Văn Hùng')
    const altered = Buffer.from(pdf)
    altered.write('/MediaBoy', altered.indexOf('/MediaBox'))
    await put(copy, altered)
    assert.doesNotMatch(await signaturesOf(altered), /Signature is Valid/)
    const broken = await pages(code)
    for (const page of [broken.applicant, broken.desk]) assert.match(page, /Cảnh báo: tệp đã bị thay đổi sau khi ký/)
    for (const page of [broken.applicantEn, broken.deskEn]) assert.match(page, /Warning: the file was altered after it was signed/)

    const added = Buffer.concat([pdf, Buffer.from('\n1 0 obj<</Added true>>endobj\n%%EOF\n')])
    await put(copy, added)
    assert.deepEqual((await signaturesIn(added)).map(({ intact, whole }) => [intact, whole]), [[true, false]])
    const more = await pages(code)
    for (const page of [more.applicant, more.desk]) assert.match(page, /sau khi ký, tệp đã được thêm nội dung/)
    for (const page of [more.applicantEn, more.deskEn]) assert.match(page, /something was added to the file after it was signed/)

    await put(copy, Buffer.from(pdf.toString('latin1').replace(/\/ByteRange/, '/ByteRangX'), 'latin1'))
    assert.match((await pages(code)).applicant, /Cảnh báo: tệp đã bị thay đổi sau khi ký/, 'the signature was taken out')
    await put(copy, pdf)
    assert.doesNotMatch((await pages(code)).applicant, /Cảnh báo/)
  })

  it('is waited for while the time-stamping authority is away: nothing is issued, the administrator is told, and it is made once it is back (F10)', async () => {
    const { signer } = house.deps
    const authority = await Authority.found()
    const tsa = await authority.startTsa()
    const { SIGNING_FOLDER: folder = '', SIGNING_PASSPHRASE: passphrase } = house.deps.env
    Object.assign(house.deps, { signer: createSigner({ keys: createPkcs12Keys({ folder, passphrase }), stamp: createTimeStamp(tsa.url) }) })
    try {
      await house.at('2027-11-03T08:00')
      tsa.mode = 'busy'
      const code = await house.file({ name: 'Kiều Thị Chờ', identityNumber: number })
      await house.bringToOfficer(code)
      await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Không có án tích' })
      await house.complete(code, 'review', { reviewOutcome: 'agreed' })
      await house.complete(code, 'signature', { signatureOutcome: 'signed' })
      await house.complete(code, 'issue', { resultNumber: '18/LLTP' })
      await eventually(async () => {
        assert.ok((await house.deps.signingTroubles.all(100)).shown.some(({ dossier }) => dossier === code), 'nothing waits')
      })
      const { state, result } = await house.dossier(code)
      assert.equal(state, 'decided')
      assert.equal(result?.copy, undefined)
      assert.ok(!(await house.events(code)).some(({ act }) => act === 'issue-result'), 'nothing half done')
      const administrator = await signedIn(house, serving.address, 'dangquocviet.ttpvhcc')
      const page = (await (await administrator.go('/desk/signing')).text()).replace(/\s+/g, ' ')
      for (const words of [code, 'answers 503', 'Phòng Hồ sơ nghiệp vụ (trình diễn)', 'Kết quả đang chờ ký: 1']) assert.ok(page.includes(words), `${words}: ${page}`)
      assert.equal((await (await signedIn(house, serving.address, 'tranvanminh.pv06')).go('/desk/signing')).status, 403)

      tsa.mode = 'right'
      await house.at('2027-11-03T08:05')
      const { result: issuedNow } = await house.inState(code, 'returned')
      assert.ok(issuedNow?.copy)
      const [signature] = await signaturesIn(await contentOf(code, issuedNow.copy))
      assert.ok(signature?.stampedAt, 'with its stamp')
      assert.equal((await house.deps.signingTroubles.all(100)).total, 0)
      assert.equal((await house.events(code)).filter(({ act }) => act === 'issue-result').length, 1)
    } finally {
      Object.assign(house.deps, { signer })
      await tsa.close()
      await authority.close()
    }
  })
})
