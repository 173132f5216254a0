import assert from 'node:assert/strict'
import { ActNotAllowed } from '../../store/dossiers.ts'
import { requestSlip } from '../../web/request-slip.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const flat = (text: string) => text.replace(/\s+/g, ' ')

describe('Slips, as the applicant and the clerk get them', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  async function applicantOf(code: string): Promise<Visitor> {
    const citizen = new Visitor(serving.address)
    const { applicant: { identityNumber } } = await house.dossier(code)
    assert.equal((await citizen.lookUp(code, identityNumber)).headers.get('location'), `/ho-so/${code}`)
    await citizen.go(`/ho-so/${code}`)
    return citizen
  }
  const clerk = (username: string) => signedIn(house, serving.address, username)
  const bytes = async (answer: Response) => Buffer.from(await answer.arrayBuffer())

  it('form 01 is opened as PDF by the applicant and the clerk, says when the result is due, and stays the same when the dossier changes (D3, D9, BT 15.3)', async () => {
    await house.at('2026-09-14T08:00')
    const code = await house.file()
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.task(code, 'assignment')
    const [slip] = await house.deps.slips.of(code)
    assert.ok(slip)
    const citizen = await applicantOf(code)
    const page = await (await citizen.go(`/ho-so/${code}/phieu/${slip.id}`)).text()
    assert.match(page, /Mẫu số 01[\s\S]*Giấy tiếp nhận hồ sơ và hẹn trả kết quả[\s\S]*Nguyễn Thị Ánh/)
    assert.match(page, new RegExp(`href="/ho-so/${code}/phieu/${slip.id}\\.pdf"[^>]*>[\\s\\S]*?Tải PDF`))

    const answer = await citizen.go(`/ho-so/${code}/phieu/${slip.id}.pdf`)
    assert.match(answer.headers.get('content-type') ?? '', /^application\/pdf/)
    assert.equal(answer.headers.get('content-disposition'), `inline; filename=giay-tiep-nhan-${code}.pdf`)
    assert.match(answer.headers.get('cache-control') ?? '', /no-store/)
    const first = await bytes(answer)
    const pdf = await readPdf(first)
    assert.equal(pdf.qr, `http://motcua.test/ho-so/${code}`)
    assert.match(flat(pdf.text), new RegExp(`Số: ${slip.number}.*GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ.*Nguyễn Thị Ánh.*08 giờ 00 phút, ngày 14 tháng 9 năm 2026.*17 giờ 00 phút, ngày 24 tháng 9 năm 2026.*Lê Thị Hoa`))

    const officer = await clerk('tranvanminh.pv06')
    assert.deepEqual(await bytes(await officer.go(`/desk/dossiers/${code}/slips/${slip.id}.pdf`)), first, 'the desk shows the same paper')
    const stranger = await clerk('buivannam.tand')
    assert.equal((await stranger.go(`/desk/dossiers/${code}/slips/${slip.id}.pdf`)).status, 403)
    const unknown = await new Visitor(serving.address).go(`/ho-so/${code}/phieu/${slip.id}.pdf`)
    assert.match(unknown.headers.get('content-type') ?? '', /html/)
    assert.doesNotMatch(await unknown.text(), /Nguyễn Thị Ánh/)
    assert.equal((await citizen.go(`/ho-so/${code}/phieu/12345.pdf`)).status, 404)

    const agency = await house.deps.agencies.get('ttpvhcc')
    try {
      await house.deps.agencies.put({ ...agency, name: { vi: 'Tên mới', en: 'New name' }, place: 'Nơi khác' })
      await requestWithdrawal(code, 'Không còn nhu cầu', house.deps)
      await house.inState(code, 'withdrawn')
      assert.deepEqual(await bytes(await citizen.go(`/ho-so/${code}/phieu/${slip.id}.pdf`)), first, 'not a byte has changed')
    } finally {
      await house.deps.agencies.put(agency)
    }
    const stop = (await house.deps.slips.of(code)).find(({ kind }) => kind === 'stop-notice')
    const notice = await readPdf(await bytes(await citizen.go(`/ho-so/${code}/phieu/${stop?.id ?? ''}.pdf`)))
    assert.match(flat(notice.text), /Mẫu số 05.*THÔNG BÁO DỪNG GIẢI QUYẾT HỒ SƠ.*đang giải quyết.*Điều 21 Nghị định số 118\/2025\/NĐ-CP/)
  })

  it('form 02 names what to complete as the list had it then, form 03 the right authority (D4, D5, BT 14.2, 15.2a)', async () => {
    await house.at('2026-09-15T08:00')
    // Somebody whose document store is empty: what is in it may not be asked for.
    const [asked, refused, atCounter] = [await house.file({ identityNumber: '038190004402' }), await house.file(), await house.file({}, { channel: 'counter' })]
    await house.complete(asked, 'reception', { receptionOutcome: 'incomplete', missingItems: ['application', 'fee-exemption'], reason: 'Thiếu thẻ sinh viên' })
    await house.complete(refused, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền', rightAuthority: 'Công an tỉnh Nghệ An' })
    await house.complete(atCounter, 'reception', { receptionOutcome: 'refused', reason: 'Không thuộc thẩm quyền' })
    const paper = async (code: string) => eventually(async () => {
      const [slip] = await house.deps.slips.of(code)
      assert.ok(slip)
      return flat((await readPdf(await bytes(await (await applicantOf(code)).go(`/ho-so/${code}/phieu/${slip.id}.pdf`)))).text)
    })
    assert.match(await paper(asked), /Mẫu số 02.*1\. Tờ khai điện tử 2\. Giấy tờ chứng minh được miễn, giảm phí.*Lý do: Thiếu thẻ sinh viên/)
    assert.match(await paper(refused), /Mẫu số 03.*Không thuộc thẩm quyền.*Cơ quan có thẩm quyền giải quyết: Công an tỉnh Nghệ An/)
    const filedElectronically = /Đã nộp bằng phương thức điện tử/
    assert.match(await paper(refused), filedElectronically)
    assert.doesNotMatch(await paper(atCounter), filedElectronically, 'who filed at the counter signs by hand')
  })

  describe('of a same-day procedure', () => {
    const copies = {
      name: 'Trần Thị Hồng', identityNumber: '038190001234', address: '3 Trần Phú, phường Hạc Thành, tỉnh Thanh Hóa', phone: '0912345678', originals: '1',
      paperName1: 'Bằng tốt nghiệp đại học', pages1: 1, copies1: 1, foreign: 'no', copiesBy: 'office', delivery: 'counter',
    }
    const received = async (at: string) => {
      await house.at(at)
      const code = await house.file(copies, { procedure: 'copy-certification', channel: 'counter' })
      await assert.rejects(requestSlip(code, { kind: 'applicant' }, house.deps), ActNotAllowed, 'not before it is received')
      await house.complete(code, 'reception', { receptionOutcome: 'received', settleWithin: 'day' })
      await house.task(code, 'appraisal')
      return code
    }

    it('are printed only for who asks, once, with the reception as it was (D7, BT 15.4)', async () => {
      const code = await received('2026-09-16T08:00')
      assert.equal((await house.deps.slips.of(code)).length, 0, 'no slip unless asked')
      assert.ok((await house.deps.notices.of(code)).some(({ subject }) => subject === `Hồ sơ ${code} đã được tiếp nhận`), 'the applicant is told all the same')
      await house.at('2026-09-16T10:00')

      const citizen = await applicantOf(code)
      assert.match(await (await citizen.go(`/ho-so/${code}`)).text(), /Lấy giấy tiếp nhận/)
      const [one, other] = await Promise.all([citizen.send(`/ho-so/${code}/giay-tiep-nhan`), requestSlip(code, { kind: 'applicant' }, house.deps)])
      const [slip, ...more] = await house.deps.slips.of(code)
      assert.ok(slip)
      assert.equal(more.length, 0, 'asked twice at once: one slip')
      assert.equal(other.number, slip.number)
      assert.equal(one.headers.get('location'), `/ho-so/${code}/phieu/${encodeURIComponent(slip.id)}`)
      assert.equal((await house.events(code)).filter(({ act }) => act === 'request-slip').length, 1)
      const pdf = await readPdf(await bytes(await citizen.go(`/ho-so/${code}/phieu/${encodeURIComponent(slip.id)}.pdf`)))
      assert.match(flat(pdf.text), /Thời gian nhận hồ sơ: 08 giờ 00 phút, ngày 16 tháng 9 năm 2026.*Thời gian trả kết quả: 17 giờ 00 phút, ngày 16 tháng 9 năm 2026/)
      assert.doesNotMatch(await (await citizen.go(`/ho-so/${code}`)).text(), /Lấy giấy tiếp nhận/)
    })

    it('are given by the clerk who received, and by nobody of another unit (D7)', async () => {
      const code = await received('2026-09-16T13:30')
      const officer = await clerk('phamthuytrang.hacthanh')
      await officer.go(`/desk/dossiers/${code}`)
      assert.equal((await officer.send(`/desk/dossiers/${code}/receipt`)).status, 403)
      const nga = await clerk('trinhthinga.pvhcchacthanh')
      assert.match(await (await nga.go(`/desk/dossiers/${code}`)).text(), /Lấy giấy tiếp nhận/)
      const answer = await nga.send(`/desk/dossiers/${code}/receipt`)
      assert.equal(answer.status, 303)
      const page = await (await nga.go(answer.headers.get('location') ?? '')).text()
      assert.match(page, /Giấy tiếp nhận hồ sơ và hẹn trả kết quả[\s\S]*Trịnh Thị Nga/)
      assert.equal((await nga.send(`/desk/dossiers/${code}/receipt`)).headers.get('location'), answer.headers.get('location'))
    })
  })
})
