import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { PDFDocument } from '@cantoo/pdf-lib'
import { amendDossier } from '../../web/amend-dossier.ts'
import { digitise, NotDigitised } from '../../web/digitise.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { picture } from '../config/print/pictures.ts'
import { readPdf } from '../config/print/read-pdf.ts'
import { signaturesOf } from '../config/sign/signatures-of.ts'
import { application, openHouse, type House } from '../house.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const counter = '/desk/file/judicial-record/counter/'
const declaration = {
  ...application, certificateKind: 'number-1', purpose: 'Xin việc', copies: '1', sex: 'female', placeOfBirth: 'Thanh Hóa', nationality: 'vietnamese', identityIssuedOn: '01/02/2021',
  identityIssuedBy: 'Cục Cảnh sát QLHC về TTXH', residences: '1990 đến nay: 12 Lê Lợi', severalPlaces: 'no', conviction: 'no', onBehalf: 'self',
  handed_declaration: 'original', count_declaration: '1', identityChecked: 'true',
}
const scanData = { documentName: 'Tờ khai', typeCode: '3.000333-01', abstract: 'Tờ khai của Nguyễn Thị Ánh', identityNumber: '038190001234', validity: 'unlimited' }
const newForm = () => randomBytes(18).toString('base64url')

/** What a page says is wrong. */
const problems = async (answer: Response) => [...(await answer.clone().text()).matchAll(/href="(#field-[^"]+)">([^<]+)/g)].map(([, field, text]) => `${field ?? ''}: ${text ?? ''}`).join('; ')

describe('At the counter, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(() => serving.close())

  const staff = (username: string) => signedIn(house, serving.address, username)

  /** Files at the counter; returns the dossier's code. */
  async function fileAtCounter(clerk: Visitor, fields: Record<string, string> = {}): Promise<string> {
    const answer = await clerk.upload(counter + newForm(), [], { fields: { ...declaration, ...fields } })
    assert.equal(answer.status, 303, await problems(answer))
    const [, task = ''] = /^\/desk\/tasks\/(.+)$/.exec(answer.headers.get('location') ?? '') ?? assert.fail(answer.headers.get('location') ?? '')
    const found = await house.deps.tasks.find(task)
    assert.equal(found?.form, 'reception')
    return found.dossier
  }

  async function pdfOf(code: string, file: string): Promise<Buffer> {
    const found = await house.deps.files.find(file, code)
    assert.ok(found)
    return buffer(found.content)
  }

  it('a clerk files for the person who stands there: in the applicant’s name, the clerk in the log, and goes on to receive it (C1, B3, BT 13.1, 15.6a)', async () => {
    await house.at('2026-07-06T08:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    assert.match(await (await clerk.go('/desk/file')).text(), /Cấp Phiếu lý lịch tư pháp/)
    const chosen = await clerk.send('/desk/file', { procedure: 'judicial-record', channel: 'counter' })
    const address = chosen.headers.get('location') ?? ''
    assert.ok(address.startsWith(counter))
    assert.match(await (await clerk.go(address)).text(), /Giấy tờ đã nhận/)

    const wrong = await clerk.upload(address, [], { fields: { ...declaration, identityNumber: '', identityChecked: '' } })
    assert.equal(wrong.status, 422)
    const page = await wrong.text()
    assert.match(page, /id="field-identityNumber-error"/)
    assert.match(page, /id="field-identityChecked-error"/)
    assert.match(page, /value="Nguyễn Thị Ánh"/, 'what was typed is kept')
    assert.match(await (await clerk.go(address)).text(), /value="Nguyễn Thị Ánh"/)

    const filed = await clerk.upload(address, [], { fields: declaration })
    const task = (filed.headers.get('location') ?? '').replace('/desk/tasks/', '')
    const { dossier: code } = await house.deps.tasks.find(task) ?? assert.fail(await problems(filed))
    const dossier = await house.dossier(code)
    assert.equal(dossier.channel, 'counter')
    assert.equal(dossier.applicant.identityNumber, '038190001234')
    assert.deepEqual(dossier.handedIn, [{ item: 'declaration', kind: 'original', count: 1 }])
    assert.equal(dossier.application['handed_declaration'], undefined)
    const [event] = await house.events(code)
    assert.equal(event?.by.kind === 'staff' && event.by.username, 'lethihoa.ttpvhcc')
    assert.equal(event?.onBehalfOf, 'applicant')
    assert.deepEqual(event.details, { identityChecked: true })

    assert.equal((await clerk.upload(address, [], { fields: declaration })).headers.get('location'), `/desk/tasks/${task}`, 'sent twice is one dossier')
    assert.equal((await house.deps.drafts.find(address.split('/').at(-1) ?? ''))?.filedAs, code)
    const reception = await (await clerk.go(`/desk/tasks/${task}`)).text()
    assert.match(reception, /1 giấy tờ chưa được số hóa/)
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    await house.inState(code, 'settling')
  })

  it('what came by public post is filed without the person’s identity shown (C1, BT 13.2)', async () => {
    await house.at('2026-07-06T09:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    const { identityChecked: _, ...posted } = declaration
    const answer = await clerk.upload(`/desk/file/judicial-record/post/${newForm()}`, [], { fields: posted })
    const task = await house.deps.tasks.find((answer.headers.get('location') ?? '').replace('/desk/tasks/', ''))
    assert.equal((await house.dossier(task?.dossier ?? assert.fail(await problems(answer)))).channel, 'post')
  })

  it('papers are scanned, described and signed in the name of the unit, as another program confirms; altered files are found out (D8, BT 15.6, 17.1)', async () => {
    await house.at('2026-07-06T10:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    const code = await fileAtCounter(clerk, { feeClass: 'poor', 'handed_fee_exemption': 'copy', 'count_fee_exemption': '1' })
    const list = `/desk/dossiers/${code}/digitise`
    assert.match(await (await clerk.go(list)).text(), /Bản chính × 1/)

    const form = (await clerk.go(`${list}/declaration`)).headers.get('location') ?? ''
    const page = await (await clerk.go(form)).text()
    assert.match(page, /value="3\.000333-01"/)
    assert.match(page, /value="038190001234"/, 'what the dossier knows is not typed again')
    const scan = await clerk.upload(form, [['declaration', 'trang-1.jpg', await picture('Trang 1')], ['declaration', 'trang-2.jpg', await picture('Trang 2')]], { fields: scanData })
    assert.equal(scan.headers.get('location'), list, await problems(scan))

    const source = await PDFDocument.create()
    source.addPage([595, 842]).drawText('Giay chung nhan ho ngheo')
    const other = await clerk.upload(`${list}/fee-exemption/${newForm()}`, [['fee-exemption', 'quet.pdf', Buffer.from(await source.save())]],
      { fields: { ...scanData, documentName: 'Giấy chứng nhận hộ nghèo', validity: 'until', validUntil: '31/12/2026', scope: 'Tỉnh Thanh Hóa' } })
    assert.equal(other.headers.get('location'), list, await problems(other))

    const { papers } = await house.dossier(code)
    assert.deepEqual(papers.map(({ item, scan: made }) => [item, made?.signedBy, made?.by, made?.data]), [
      ['declaration', 'ttpvhcc', 'Lê Thị Hoa', scanData],
      ['fee-exemption', 'ttpvhcc', 'Lê Thị Hoa', { ...scanData, documentName: 'Giấy chứng nhận hộ nghèo', validity: 'until', validUntil: '2026-12-31', scope: 'Tỉnh Thanh Hóa' }],
    ])
    for (const { file } of papers) {
      const pdf = await pdfOf(code, file.id)
      const signatures = await signaturesOf(pdf)
      assert.match(signatures, /Signature is Valid/)
      assert.match(signatures, /Total document signed/)
      assert.match(signatures, /Trung tâm Phục vụ hành chính công tỉnh/)
      const altered = Buffer.from(pdf)
      const at = altered.indexOf('endobj') - 4
      altered[at] = (altered[at] ?? 0) ^ 1
      assert.doesNotMatch(await signaturesOf(altered), /Signature is Valid/)
    }
    const [first] = papers
    assert.equal((await readPdf(await pdfOf(code, first?.file.id ?? ''))).info['Pages'], '2')

    const desk = await (await clerk.go(`/desk/dossiers/${code}`)).text()
    assert.match(desk, /Bản số hóa có chữ ký số của Trung tâm Phục vụ hành chính công tỉnh/)
    assert.match(desk, /Tỉnh Thanh Hóa/)
    assert.doesNotMatch(desk, /giấy tờ chưa được số hóa/)
    const citizen = new Visitor(serving.address)
    await citizen.lookUp(code, '038190001234')
    const theirs = await (await citizen.go(`/ho-so/${code}`)).text()
    assert.match(theirs, /Bản số hóa có chữ ký số của Trung tâm Phục vụ hành chính công tỉnh/)
    assert.equal((await citizen.go(`/ho-so/${code}/tep/${first?.file.id ?? ''}`)).status, 200)
    assert.deepEqual((await house.events(code)).filter(({ act }) => act === 'digitise').map(({ details }) => details['item']), ['declaration', 'fee-exemption'])
  })

  it('a scan without the number, and without what stands in for it, is refused beside the field, its file kept; the same form twice is one scan (D8, BT 17.1)', async () => {
    await house.at('2026-07-06T14:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    const code = await fileAtCounter(clerk)
    const form = `/desk/dossiers/${code}/digitise/declaration/${newForm()}`
    const { identityNumber: _, ...unnamed } = scanData
    const refused = await clerk.upload(form, [['declaration', 'a.jpg', await picture('A')]], { fields: { ...unnamed, documentName: 'Tờ khai cũ' } })
    assert.equal(refused.status, 422)
    const page = await refused.text()
    assert.match(page, /id="field-identityNumber-error"/)
    assert.match(page, /value="Tờ khai cũ"/)
    assert.match(page, /a\.jpg/, 'the file need not be chosen again')
    assert.match(await (await clerk.upload(form, [], { fields: { ...unnamed, holderName: 'Nguyễn Thị Ánh', birthYear: '1990' } })).text(), /id="field-issuer-error"/)
    assert.equal((await house.dossier(code)).papers.length, 0)

    const named = { ...unnamed, holderName: 'Nguyễn Thị Ánh', birthYear: '1990', issuedOn: '01/02/2020', issuer: 'Cục Cảnh sát' }
    assert.equal((await clerk.upload(form, [], { fields: named })).status, 303)
    assert.equal((await clerk.upload(form, [], { fields: named })).status, 303)
    const { papers } = await house.dossier(code)
    assert.equal(papers.length, 1)
    assert.equal(papers[0]?.scan?.data.birthYear, 1990)
    assert.equal((await clerk.upload(`/desk/dossiers/${code}/digitise/declaration/${newForm()}`, [['declaration', 'x.pdf', Buffer.from('%PDF-1.7\nbroken')]], { fields: scanData })).status, 422)
    await clerk.go(`${form.slice(0, -24)}${newForm()}?language=en`)
    assert.match(await (await clerk.upload(`/desk/dossiers/${code}/digitise/declaration/${newForm()}`, [], { fields: scanData })).text(), /Choose the scan of the paper/)
  })

  it('a scan is kept unsigned, and said to be, where the unit has no key; the applicant’s later changes leave it there (D8, C4)', async () => {
    await house.at('2026-07-06T15:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    const code = await fileAtCounter(clerk)
    const source = await PDFDocument.create()
    source.addPage([595, 842])
    const scan = {
      id: newForm(), item: 'declaration', data: { ...scanData, validity: 'unlimited' as const }, pdf: await source.save({ useObjectStreams: false }), unit: 'ttpvhcc',
      by: { kind: 'staff' as const, username: 'lethihoa.ttpvhcc', name: 'Lê Thị Hoa', role: 'reception-clerk' as const },
    }
    const twice = await Promise.all([digitise(code, scan, { ...house.deps, signer: null }), digitise(code, scan, { ...house.deps, signer: null })])
    assert.deepEqual(twice.toSorted(), [false, true], 'at the same moment is once too')
    assert.match(await (await clerk.go(`/desk/dossiers/${code}`)).text(), /Bản số hóa chưa có chữ ký số/)
    const { application: declared } = await house.dossier(code)
    await amendDossier(code, { values: { ...declared, phone: '0911111111' }, papers: [] }, { kind: 'applicant' }, house.deps)
    assert.equal((await house.dossier(code)).papers[0]?.scan?.signedBy, null)
    await assert.rejects(digitise(code, { ...scan, id: newForm(), item: 'opinion' }, house.deps), NotDigitised)
  })

  it('only the receiving clerk and the deciding officer digitise, each in the name of their unit; papers filed online are not digitised (D8, NĐ 118 art. 17.1c)', async () => {
    await house.at('2026-07-07T08:00')
    const clerk = await staff('lethihoa.ttpvhcc')
    const code = await fileAtCounter(clerk)
    const form = () => `/desk/dossiers/${code}/digitise/declaration/${newForm()}`
    for (const username of ['vuthilan.pv06', 'phamvanlong.ttpvhcc', 'trinhthinga.pvhcchacthanh', 'dangquocviet.ttpvhcc']) {
      const other = await staff(username)
      assert.equal((await other.go(`/desk/dossiers/${code}/digitise`)).status, 403, username)
      assert.equal((await other.upload(form(), [['declaration', 'a.jpg', Buffer.from('x')]], { fields: scanData })).status, 403, username)
    }
    for (const username of ['tranvanminh.pv06', 'phamvanlong.ttpvhcc']) {
      const other = await staff(username)
      assert.equal((await other.go('/desk/file')).status, 403, username)
      assert.equal((await other.upload(counter + newForm(), [], { fields: declaration })).status, 403, username)
    }
    assert.equal((await clerk.upload(form(), [], { token: null, fields: scanData })).status, 403, 'without our token')
    await house.bringToOfficer(code)
    const officer = await staff('tranvanminh.pv06')
    assert.equal((await officer.upload(form(), [['declaration', 'a.jpg', await picture('A')]], { fields: scanData })).status, 303)
    assert.equal((await house.dossier(code)).papers[0]?.scan?.signedBy, 'pv06')

    const online = await house.file()
    assert.match(await (await clerk.go(`/desk/dossiers/${online}`)).text(), /Giấy tờ/)
    assert.equal((await clerk.go(`/desk/dossiers/${online}/digitise/fee-exemption/${newForm()}`)).status, 403)
  })
})
