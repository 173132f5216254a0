import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { serve, type Serving } from '../../web/serve.ts'
import { application, eventually, openHouse, type House } from '../house.ts'
import { actsOn, citizenOf, codeFor, register, sentTo } from '../web/account/people.ts'
import { signedIn, Visitor } from '../web/visitor.ts'

const pdf = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n')
const { dateOfBirth, ...known } = application
const declaration = {
  ...known, dateOfBirth: dateOfBirth.split('-').toReversed().join('/'), certificateKind: 'number-1', purpose: 'Xin việc', copies: '1', sex: 'female', placeOfBirth: 'Thanh Hóa', nationality: 'vietnamese',
  identityIssuedOn: '01/02/2021', identityIssuedBy: 'Cục Cảnh sát QLHC về TTXH', residences: '1990 đến nay: 12 Lê Lợi', severalPlaces: 'no', conviction: 'no', onBehalf: 'self',
}
const onPaper = { handed_declaration: 'original', count_declaration: '1', identityChecked: 'true' }
const ha = { identityNumber: '038195007501', name: 'Lê Thu Hà', email: 'ha.le@vidu.vn', phone: '0977007501' }
const agent = { identityNumber: '038195007502', name: 'Ngô Văn Dịch Vụ', contact: 'dich.vu@vidu.vn' }
const authoriser = { identityNumber: '038195007503', name: 'Mai Thị Già', contact: 'gia.mai@vidu.vn' }

const problems = async (answer: Response) => [...(await answer.clone().text()).matchAll(/href="(#field-[^"]+)">([^<]+)/g)].map(([, field, text]) => `${field ?? ''}: ${text ?? ''}`).join('; ')

describe('On behalf of another, on a real Zeebe', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
    await house.at('2026-07-24T08:00')
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  /** A clerk files, and invites; returns the dossier and the way to the invitation. */
  async function invited(fields: Record<string, string>, channel: 'counter' | 'post'): Promise<{ code: string, path: string, secret: string, told: string }> {
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    const mail = fields['email'] ?? ''
    const before = sentTo(house, mail)
    const answer = await clerk.upload(`/desk/file/judicial-record/${channel}/${randomBytes(18).toString('base64url')}`, [], { fields: { ...declaration, ...onPaper, ...fields, inviteToAccount: 'true' } })
    assert.equal(answer.status, 303, await problems(answer))
    const told = await (await clerk.go(answer.headers.get('location') ?? '')).text()
    const code = /000\.00\.14\.H56-\d{6}-\d{4}/.exec(told)?.[0] ?? assert.fail('no code')
    const secret = await codeFor(house, mail, before, /Mã của bạn: ([A-Z0-9]{10})/)
    const path = /http:\/\/motcua\.test(\/loi-moi\/[\w-]{24})/.exec(house.mailServer.to(mail).at(-1)?.mail.text ?? '')?.[1] ?? assert.fail('no link')
    return { code, path, secret, told }
  }

  async function accept(path: string, secret: string, identityNumber: string): Promise<{ visitor: Visitor, answer: Response }> {
    const visitor = new Visitor(serving.address)
    assert.equal((await visitor.go(path)).status, 200)
    return { visitor, answer: await visitor.send(path, { code: secret, identityNumber }) }
  }

  it('a clerk who files for somebody at the counter invites them to an account; what they file for them is in it, under the number that the clerk has checked (B3, BT 15.6a)', async () => {
    const { code, path, secret, told } = await invited(ha, 'counter')
    assert.match(told, /Đã gửi lời mời mở tài khoản đến h\*\*\*@vidu\.vn/)
    assert.equal((await accept(path, secret, '038195009999')).answer.status, 422, 'the code alone opens it')
    assert.equal((await accept(path, 'AAAAAAAAAA', ha.identityNumber)).answer.status, 422, 'the number alone opens it')
    const { visitor, answer } = await accept(path, secret.toLowerCase(), ha.identityNumber)
    assert.match(answer.headers.get('location') ?? '', /^\/tai-khoan\/mat-khau/)
    assert.equal((await accept(path, secret, ha.identityNumber)).answer.status, 422, 'an invitation was taken twice')
    const page = await (await visitor.go('/tai-khoan')).text()
    assert.match(page, new RegExp(code))
    assert.match(page, /Cán bộ Bộ phận Một cửa lập giúp bạn/)
    const citizen = await citizenOf(house, ha.email)
    assert.deepEqual([citizen.proof?.how, citizen.name, citizen.identityNumber], ['clerk', ha.name, ha.identityNumber])
    assert.match(await (await visitor.go('/tai-khoan/thong-tin')).text(), /đã được cán bộ đối chiếu với giấy tờ tại quầy/)
    assert.deepEqual(await actsOn(house, citizen.id), ['register', 'sign-in'])
    const clerkActs = await house.deps.events.ofHouse(20, 'account/lethihoa.ttpvhcc')
    assert.deepEqual(clerkActs.find(({ act }) => act === 'invite-citizen')?.details, { dossier: code, channel: 'mail', checked: true })

    // The dossier is the applicant's own: they change it, and stop it.
    assert.match(await (await visitor.go(`/ho-so/${code}`)).text(), /Lê Thu Hà/)
    await visitor.go(`/ho-so/${code}/rut`)
    assert.equal((await visitor.send(`/ho-so/${code}/rut`, { reason: 'Không cần nữa' })).status, 303)
    const [filed, ...later] = await house.events(code)
    assert.deepEqual([filed?.by.kind, filed?.onBehalfOf], ['staff', 'applicant'])
    assert.deepEqual(later.find(({ act }) => act === 'request-withdrawal')?.by, { kind: 'applicant', account: citizen.id })

    const again = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    const second = await again.upload(`/desk/file/judicial-record/counter/${randomBytes(18).toString('base64url')}`, [], { fields: { ...declaration, ...onPaper, ...ha, inviteToAccount: 'true' } })
    assert.match(await (await again.go(second.headers.get('location') ?? '')).text(), /Người nộp đã có tài khoản/)
    await eventually(async () => { assert.equal((await (await visitor.go('/tai-khoan')).text()).match(/account__dossier"/g)?.length, 2, 'the second dossier is not there') })
  })

  it('an invitation by post proves no number: nobody has seen the paper (B3, B1)', async () => {
    const by = { identityNumber: '038195007504', name: 'Tô Văn Thư', email: 'thu.to@vidu.vn', phone: '0977007504' }
    const { code, path, secret } = await invited(by, 'post')
    const { visitor } = await accept(path, secret, by.identityNumber)
    assert.equal((await citizenOf(house, by.email)).proof, null)
    assert.match(await (await visitor.go('/tai-khoan')).text(), new RegExp(code))
    const other = await house.file({ ...application, identityNumber: by.identityNumber, name: by.name, email: '' })
    assert.doesNotMatch(await (await visitor.go('/tai-khoan')).text(), new RegExp(other))
  })

  it('a clerk opens an account for somebody at the counter, or proves the one that they have; nobody else does (B3, B1, BT 15.6a)', async () => {
    const bao = { identityNumber: '038195007505', name: 'Đinh Gia Bảo', contact: 'bao.dinh@vidu.vn' }
    const own = await register(house, serving.address, bao)
    const older = await house.file({ ...application, identityNumber: bao.identityNumber, name: bao.name, email: '' })
    assert.doesNotMatch(await (await own.go('/tai-khoan')).text(), new RegExp(older))
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.match(await (await clerk.go('/desk/invite')).text(), /Mở tài khoản cho người dân/)
    const unchecked = await clerk.send('/desk/invite', bao)
    assert.equal(unchecked.status, 422)
    assert.match(await unchecked.text(), /id="field-checked-error"/)
    const before = sentTo(house, bao.contact)
    assert.equal((await clerk.send('/desk/invite', { ...bao, checked: 'true' })).headers.get('location'), '/desk/invite')
    const secret = await codeFor(house, bao.contact, before, /Mã của bạn: ([A-Z0-9]{10})/)
    const path = /http:\/\/motcua\.test(\/loi-moi\/[\w-]{24})/.exec(house.mailServer.to(bao.contact).at(-1)?.mail.text ?? '')?.[1] ?? assert.fail('no link')
    const { visitor } = await accept(path, secret, bao.identityNumber)
    assert.match(await (await visitor.go('/tai-khoan')).text(), new RegExp(older), 'the number is not proved')
    assert.match(await (await own.go('/tai-khoan')).text(), new RegExp(older), 'it is another account')
    const officer = await signedIn(house, serving.address, 'phamthuytrang.hacthanh')
    assert.equal((await officer.go('/desk/invite')).status, 403)
    assert.equal((await officer.send('/desk/invite', { ...bao, checked: 'true' })).status, 403)
  })

  it('what somebody authorised files is under the authoriser’s identity, who sees it and takes it to themself (B3, TN 11.1b, BT 15.6a)', async () => {
    const filer = await register(house, serving.address, agent)
    const fields = {
      ...declaration, identityNumber: authoriser.identityNumber, name: authoriser.name, email: agent.contact, onBehalf: 'authorised', relation: 'other', authoriserName: authoriser.name,
      authoriserIdentityNumber: authoriser.identityNumber, filerName: agent.name, filerIdentityNumber: agent.identityNumber,
    }
    await filer.go('/nop-ho-so/judicial-record')
    const posted = await filer.upload('/nop-ho-so/judicial-record', [['identity-copy', 'a.pdf', pdf], ['identity', 'b.pdf', pdf], ['authorisation', 'c.pdf', pdf], ['fee-exemption', 'd.pdf', pdf]], { fields })
    assert.equal(posted.status, 303, await problems(posted))
    await filer.go('/nop-ho-so/judicial-record/kiem-tra')
    const sent = await filer.send('/nop-ho-so/judicial-record/kiem-tra', { declaration: 'yes' })
    const code = /da-nop\/(.+)$/.exec(sent.headers.get('location') ?? '')?.[1] ?? assert.fail(`not sent: ${String(sent.status)}`)
    const dossier = await house.dossier(code)
    assert.equal(dossier.applicant.identityNumber, authoriser.identityNumber)
    assert.equal((await house.events(code))[0]?.onBehalfOf, 'authoriser')
    assert.match(await (await filer.go('/tai-khoan')).text(), /Nộp thay cho Mai Thị Già/)

    // The authoriser's number is claimed first, then proved.
    const visitor = await register(house, serving.address, authoriser)
    assert.doesNotMatch(await (await visitor.go('/tai-khoan')).text(), new RegExp(code))
    await visitor.lookUp(code, authoriser.identityNumber)
    await visitor.go('/tai-khoan')
    assert.equal((await visitor.send(`/ho-so/${code}/uy-quyen`)).status, 403, 'a claimed number ends an authorisation')
    assert.equal((await filer.send(`/ho-so/${code}/uy-quyen`)).status, 403, 'the one who was authorised ends it')
    await house.deps.citizens.prove((await citizenOf(house, authoriser.contact)).id, { how: 'clerk', by: 'lethihoa.ttpvhcc', at: house.deps.now() })
    assert.match(await (await visitor.go('/tai-khoan')).text(), new RegExp(code))
    assert.match(await (await visitor.go(`/ho-so/${code}`)).text(), /do người được ủy quyền nộp: Ngô Văn Dịch Vụ/)
    assert.match(await (await visitor.go(`/ho-so/${code}/uy-quyen`)).text(), /Chấm dứt ủy quyền/)
    assert.equal((await visitor.send(`/ho-so/${code}/uy-quyen`)).headers.get('location'), `/ho-so/${code}`)

    // Whoever filed it is out: in the account, in the browser that filed, by number and by a code to the contact.
    assert.match(await (await filer.go(`/ho-so/${code}`)).text(), /action="\/ho-so"/)
    assert.doesNotMatch(await (await filer.go('/tai-khoan')).text(), new RegExp(code))
    for (const number of [agent.identityNumber, authoriser.identityNumber]) assert.equal((await new Visitor(serving.address).lookUp(code, number)).status, 422, number)
    const before = sentTo(house, agent.contact)
    await filer.go('/tai-khoan/them-ho-so')
    assert.equal((await filer.send('/tai-khoan/them-ho-so', { code })).headers.get('location'), '/xac-nhan')
    assert.match(await (await visitor.go(`/ho-so/${code}`)).text(), /Bạn đã chấm dứt ủy quyền/)
    assert.equal((await house.events(code)).at(-1)?.act, 'end-authorisation')
    assert.equal(sentTo(house, agent.contact), before)
  })
})
