import assert from 'node:assert/strict'
import { ImapFlow } from 'imapflow'
import nodemailer from 'nodemailer'
import { serve, type Serving } from '../../web/serve.ts'
import { eicar, hasClamd } from '../config/clamd.ts'
import { hasDovecot, startDovecot, type Dovecot } from '../config/dovecot.ts'
import { sidewaysPhotograph } from '../config/pictures/photographs.ts'
import { application, eventually, openHouse, type House } from '../house.ts'
import { signedIn, type Visitor } from '../web/visitor.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')

describe('A dossier by mail to the official mailbox', function () {
  this.timeout(120_000)
  let house: House
  let dovecot: Dovecot
  let client: ImapFlow
  let serving: Serving
  let clerk: Visitor

  before(async function () {
    if (!hasDovecot()) this.skip()
    house = await openHouse()
    await house.at('2026-08-10T08:00')
    dovecot = await startDovecot()
    client = new ImapFlow({ host: '127.0.0.1', port: dovecot.port, secure: false, auth: { user: 'hopthu@motcua.test', pass: 'secret' }, logger: false })
    await client.connect()
    const url = dovecot.url.replace('tracuu', 'hopthu')
    serving = await serve({ ...house.deps, env: { ...house.deps.env, OFFICIAL_MAILBOX_URL: url, OFFICIAL_MAILBOX_UNIT: 'ttpvhcc', OFFICIAL_MAILBOX_PROCEDURES: ['judicial-record'] } })
    clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
  })
  after(async () => {
    if (!hasDovecot()) return
    await (serving as Serving | undefined)?.close()
    client.close()
    await dovecot.stop()
  })

  async function deliver(from: string, subject: string, attachments: { filename: string, content: Buffer }[], headers: Record<string, string> = {}): Promise<void> {
    const made = await nodemailer.createTransport({ streamTransport: true, buffer: true }).sendMail({
      from, to: 'hopthu@motcua.test', subject, text: 'Kính gửi Bộ phận Một cửa, tôi gửi hồ sơ kèm theo.', attachments, headers, messageId: `<${String(Math.random())}@example.org>`,
    })
    await client.append('INBOX', made.message as Buffer, [])
  }
  /** The address of a mail on the desk's list, once it is there. */
  const listed = (subject: string) => eventually(async () => {
    const page = await (await clerk.go('/desk/mails')).text()
    const [, href] = new RegExp(`href="(/desk/mails/[\\w-]{24})">${subject}`).exec(page) ?? []
    assert.ok(href, `${subject} is not on the list`)
    return href
  })

  it('is entered into the system: on the unit’s list with its scanned attachments, filed by a clerk where the procedure allows it, the sender told (C1, BT 13.4, TN 11.1)', async () => {
    const from = 'pham.van.thu@example.org'
    assert.match(await (await clerk.go('/thu-tuc/judicial-record')).text(), /hopthu@motcua\.test/, 'the mailbox is made public')
    const known = house.mailServer.to(from).length
    await deliver(`Phạm Văn Thư <${from}>`, 'Xin cấp phiếu lý lịch tư pháp', [
      { filename: 'to-khai.pdf', content: pdf }, { filename: 'ho-ngheo.jpg', content: await sidewaysPhotograph() }, ...hasClamd() ? [{ filename: 'xau.pdf', content: eicar }] : [],
    ])
    const mail = await listed('Xin cấp phiếu lý lịch tư pháp')
    await eventually(() => { assert.ok(house.mailServer.to(from).length > known, 'the sender is told that it came'); return Promise.resolve() })
    const page = await (await clerk.go(mail)).text()
    assert.match(page, /tôi gửi hồ sơ kèm theo/)
    assert.match(page, /ho-ngheo\.jpg/)
    if (hasClamd()) assert.match(page, /xau\.pdf<.*Không nhận: có mã độc/)
    const [, opened] = new RegExp(`href="(${mail}/files/[0-9a-f]{24})">ho-ngheo`).exec(page) ?? []
    assert.equal((await clerk.go(opened ?? '')).headers.get('content-type'), 'image/jpeg')

    const form = `${mail}/file?procedure=judicial-record`
    const asked = await (await clerk.go(form)).text()
    assert.match(asked, /value="pham\.van\.thu@example\.org"/)
    assert.match(asked, /Các tệp trong thư là giấy tờ nào/)
    assert.equal((await clerk.upload(form, [], { fields: { name: 'Phạm Văn Thư' } })).status, 422)
    const fields = {
      ...application, name: 'Phạm Văn Thư', identityNumber: '038190007010', dateOfBirth: '28/02/1990', email: 'nguoi.khac@example.org', certificateKind: 'number-1', purpose: 'Xin việc', sex: 'male',
      placeOfBirth: 'Thanh Hóa', nationality: 'vietnamese', identityKind: 'citizen-card', identityIssuedOn: '02/09/2021', identityIssuedBy: 'Cục Cảnh sát', severalPlaces: 'no', conviction: 'no', onBehalf: 'self',
      residences: '09/2004 - nay: 12 Lê Lợi', notifyBy: 'mail', copies: '1', attachment_0: 'declaration', attachment_1: 'fee-exemption',
    }
    const filed = await clerk.upload(form, [], { fields })
    const location = filed.headers.get('location') ?? ''
    assert.match(location, /^\/desk\/dossiers\//, [...(await filed.text()).matchAll(/govuk-error-message"[^>]*>(?:<span[^>]*>[^<]*<\/span>)?([^<]*)/g)].map(([, text]) => text).join(' '))
    const dossier = await house.dossier(location.split('/').at(-1) ?? '')
    assert.deepEqual([dossier.channel, dossier.units.receiving, dossier.applicant.email, dossier.papers.map(({ item, file }) => [item, file.name])],
      ['mail', 'ttpvhcc', from, [['declaration', 'to-khai.pdf'], ['fee-exemption', 'ho-ngheo.jpg']]])
    assert.deepEqual((await house.events(dossier.code)).slice(0, 1).map(({ act, by, onBehalfOf }) => [act, by.kind === 'staff' && by.username, onBehalfOf]), [['file', 'lethihoa.ttpvhcc', 'applicant']])
    await eventually(() => {
      assert.ok(house.mailServer.to(from).some(({ mail: told }) => told.text?.includes(dossier.code)), 'the sender is told the code')
      return Promise.resolve()
    })
    assert.equal((await clerk.upload(form, [], { fields })).headers.get('location'), mail, 'it is filed once')
    assert.match(await (await clerk.go('/desk/mails')).text(), new RegExp(dossier.code))
    await house.bringToOfficer(dossier.code)
    assert.match(await (await clerk.go(`/desk/dossiers/${dossier.code}`)).text(), /ho-ngheo\.jpg/)
  })

  it('is answered where the procedure is not filed by mail; programs and other units have no part in it (C1, BT 13.4)', async () => {
    const from = 'le.thi.hoi@example.org'
    await deliver('Máy <bot@example.org>', 'Tự động', [], { 'Auto-Submitted': 'auto-generated' })
    await deliver(from, 'Xin giấy phép xây dựng', [{ filename: 'don.pdf', content: pdf }])
    const mail = await listed('Xin giấy phép xây dựng')
    assert.doesNotMatch(await (await clerk.go('/desk/mails')).text(), /Tự động/)
    assert.equal((await clerk.go(`${mail}/file?procedure=building-permit`)).status, 404)
    await clerk.go(`${mail}/answer`)
    assert.equal((await clerk.send(`${mail}/answer`, { answer: 'Ngắn' })).status, 422)
    assert.equal((await clerk.send(`${mail}/answer`, { answer: 'Thủ tục này không nhận qua thư; mời bạn nộp trên cổng dịch vụ công.' })).status, 303)
    await eventually(() => {
      assert.ok(house.mailServer.to(from).some(({ mail: told }) => told.text?.includes('không nhận qua thư')), 'the answer is sent')
      return Promise.resolve()
    })
    for (const username of ['trinhthinga.pvhcchacthanh', 'tranvanminh.pv06']) {
      const other = await signedIn(house, serving.address, username)
      assert.ok([403, 404].includes((await other.go(mail)).status), username)
    }
  })
})
