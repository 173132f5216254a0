import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { withoutSecrets } from '../../web/secret-paths.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { demonstrationAgencies } from '../../config/local/demonstration.ts'
import { eventually, openHouse, type House } from '../house.ts'
import { pdf } from '../browser/browser.ts'
import { signedIn, Visitor } from './visitor.ts'

const court = { id: 'tandkv9', email: 'vanthu@tandkv9.example', name: { vi: 'Tòa án nhân dân khu vực 9', en: 'Regional People’s Court 9' } }
const withoutMail = { id: 'tandkv10', name: { vi: 'Tòa án nhân dân khu vực 10', en: 'Regional People’s Court 10' } }
const eicar = 'X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'

describe('A consulted agency without an account', function () {
  this.timeout(180_000)
  let house: House
  let serving: Serving

  before(async () => {
    house = await openHouse()
    await house.at('2026-06-15T08:00')
    serving = await serve(house.deps)
    const model = demonstrationAgencies.find(({ id }) => id === 'tand') ?? assert.fail('tand')
    for (const agency of [court, withoutMail]) await house.deps.agencies.put({ ...model, email: '', ...agency, consultedOn: ['judicial-record'] })
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => (serving as Serving | undefined)?.close())

  async function asked(agencies: readonly string[], name: string): Promise<string> {
    const code = await house.file({ name })
    const file = await house.deps.files.put('can-cuoc.pdf', 'application/pdf', Readable.from([pdf('x').buffer]))
    await house.deps.files.assign([file.id], code)
    await house.deps.dossiers.act(code, { act: 'charge-fee', by: { kind: 'system' }, at: house.deps.now() }, ({ filedAt: at }) => ({ papers: [{ item: 'identity', file, at }] }))
    await house.bringToOfficer(code)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'consult', agencies, question: 'Có bản án chưa thi hành không?', sharedPapers: ['identity'], answerWithin: 2 })
    return code
  }

  /** The address in the latest mail to the agency about a dossier. */
  const linkIn = (code: string, least = 1) => eventually(() => {
    const mails = house.mailServer.to(court.email).map(({ mail }) => mail).filter(({ subject }) => subject?.includes(code))
    assert.ok(mails.length >= least, `no mail about ${code}`)
    const text = mails.at(-1)?.text ?? ''
    return Promise.resolve({ path: /\/y-kien\/[\w-]{32}/.exec(text)?.[0] ?? assert.fail('no link'), text })
  })

  const officer = () => signedIn(house, serving.address, 'tranvanminh.pv06')
  const answer = { opinion: 'agree', text: 'Không có bản án nào.', signer: 'Trương Thị Sáu', post: 'Phó Chánh án' }

  it('answers by a link that is mailed to its official address: it reads what it is asked and nothing else, and signs with name and post (F5, BT 17.5)', async () => {
    const code = await asked([court.id], 'Nguyễn Thị Ánh')
    const { path, text } = await linkIn(code)
    for (const hidden of [/Ánh/, /038190001234/, /bản án/]) assert.doesNotMatch(text, hidden, 'the mail names nobody')
    assert.doesNotMatch(await house.deps.client.db(house.deps.databaseName).collection('consultationLinks').find({ dossier: code }).toArray().then((rows) => JSON.stringify(rows)), new RegExp(path.slice(8)), 'the secret is stored')

    const scanner = new Visitor(serving.address)
    for (let times = 0; times < 3; times++) assert.equal((await scanner.go(path)).status, 200, 'a program that opens links uses nothing up')
    const agency = new Visitor(serving.address)
    const page = await (await agency.go(path)).text()
    for (const shown of [/Nguyễn Thị Ánh/, /038190001234/, /28\/02\/1990/, /Có bản án chưa thi hành không/, /Tòa án nhân dân khu vực 9/, /can-cuoc\.pdf/]) assert.match(page, shown)
    for (const hidden of [/0912345678/, /anh@example\.org/, /Lê Lợi/, /\/desk\//, /\/ho-so\/0/]) assert.doesNotMatch(page, hidden)
    const file = /\/y-kien\/[\w-]{32}\/giay-to\/[\w-]+/.exec(page)?.[0] ?? assert.fail('no paper')
    assert.equal((await agency.go(file)).status, 200)
    assert.equal((await agency.go(`${path}/giay-to/000000000000000000000000`)).status, 404)
    assert.equal((await agency.go(`/desk/dossiers/${code}`)).status, 303, 'it opens nothing else')

    await agency.go(path)
    const unsigned = await agency.upload(path, [], { fields: { ...answer, signer: '', post: ' ' } })
    assert.equal(unsigned.status, 422)
    const again = await unsigned.text()
    for (const said of [/Hãy nhập họ và tên người trả lời/, /Hãy nhập chức vụ/, /Không có bản án nào\./]) assert.match(again, said)
    assert.equal((await agency.upload(path, [], { token: 'not-ours', fields: answer })).status, 403)
    const task = await house.task(code, 'consultation-answer', court.id)
    const sent = await agency.upload(path, [['document', 'tra-loi.pdf', pdf('x').buffer]], { fields: answer })
    assert.equal(sent.headers.get('location'), path)
    assert.match(await (await agency.go(path)).text(), /Đã nhận trả lời/)

    await house.task(code, 'appraisal')
    const [consultation] = await house.deps.consultations.of(code)
    assert.equal(consultation?.answer?.by, 'Trương Thị Sáu, Phó Chánh án')
    const done = (await house.events(code)).find(({ act, details }) => act === 'complete-task' && details['form'] === 'consultation-answer')
    assert.deepEqual([done?.by, done?.onBehalfOf], [{ kind: 'agency', agency: court.id, name: 'Trương Thị Sáu, Phó Chánh án', role: 'consulted-agency' }, court.id])
    assert.equal((await house.deps.tasks.find(task.id))?.state, 'completed')
    const desk = await officer()
    const dossier = await (await desk.go(`/desk/dossiers/${code}`)).text()
    for (const shown of [/Trương Thị Sáu, Phó Chánh án/, /Không có bản án nào/, /tra-loi\.pdf/]) assert.match(dossier, shown)
    const auditor = await signedIn(house, serving.address, 'tongvanduc.ttpvhcc')
    assert.match(await (await auditor.go(`/desk/audit/log?subject=${code}`)).text(), /trả lời qua đường dẫn/)

    for (const reply of [await agency.upload(path, [], { fields: { ...answer, opinion: 'disagree' } }), await agency.go(`${file}`)]) assert.ok([404, 409].includes(reply.status), String(reply.status))
    assert.equal((await house.deps.consultations.of(code))[0]?.answer?.opinion, 'agree', 'it was answered twice')
  })

  it('cannot answer when the officer has taken the link back or sent another, nor after the deadline; then a new link still brings the late answer (F5, BT 17.5b)', async () => {
    await house.at('2026-06-16T08:00')
    const code = await asked([court.id], 'Nguyễn Văn Bảy')
    const first = await linkIn(code)
    const desk = await officer()
    const id = (await house.deps.consultations.of(code))[0]?.id ?? ''
    const act = async (what: string) => {
      await desk.go(`/desk/dossiers/${code}/consultations`)
      return (await desk.send(`/desk/dossiers/${code}/consultations/${id}`, { what })).status
    }
    assert.match(await (await desk.go(`/desk/dossiers/${code}`)).text(), /Đường dẫn trả lời lấy ý kiến/)
    assert.equal(await act('send'), 303)
    const second = await linkIn(code, 2)
    const agency = new Visitor(serving.address)
    assert.match(await (await agency.go(first.path)).text(), /Đã có đường dẫn mới/)
    assert.match(await (await agency.go(second.path)).text(), /Gửi trả lời/)
    assert.equal(await act('revoke'), 303)
    const refused = await agency.upload(second.path, [], { fields: answer })
    assert.equal(refused.status, 409)
    assert.match(await refused.text(), /Đường dẫn đã bị thu hồi/)
    assert.equal(await act('send'), 303)
    const third = await linkIn(code, 3)
    const shown = await (await desk.go(`/desk/dossiers/${code}/consultations`)).text()
    for (const said of [/vanthu@tandkv9\.example/, /Được thay lúc/, /Đã thu hồi lúc/, /Mở lần đầu lúc/]) assert.match(shown, said)

    await house.at('2026-06-19T09:00')
    await eventually(async () => { assert.equal((await house.deps.consultations.of(code))[0]?.state, 'unanswered') })
    const late = await (await agency.go(third.path)).text()
    assert.match(late, /Đường dẫn đã hết hạn/)
    assert.doesNotMatch(late, /Nguyễn Văn Bảy/)
    assert.equal(await act('send'), 303)
    const fourth = await linkIn(code, 4)
    await agency.go(fourth.path)
    assert.equal((await agency.upload(fourth.path, [], { fields: answer })).status, 303)
    await eventually(async () => {
      const [consultation] = await house.deps.consultations.of(code)
      assert.deepEqual([consultation?.state, consultation?.answer?.opinion], ['unanswered', 'agree'])
    })
    const acts = (await house.events(code)).map(({ act: done }) => String(done)).filter((done) => done.endsWith('consultation-link'))
    assert.deepEqual(acts, ['send-consultation-link', 'send-consultation-link', 'revoke-consultation-link', 'send-consultation-link', 'send-consultation-link'])
    const clerk = await signedIn(house, serving.address, 'lethihoa.ttpvhcc')
    assert.equal((await clerk.go(`/desk/dossiers/${code}/consultations`)).status, 403)
  })

  it('is named to the officer when it has no mail address either; two answers at once are one (F5, BT 17.5)', async () => {
    await house.at('2026-06-22T08:00')
    const code = await asked([withoutMail.id, court.id], 'Nguyễn Thị Tám')
    await eventually(async () => { assert.match((await house.deps.notices.of(code)).filter(({ to }) => to === 'case-officer').map(({ subject }) => subject).join(), new RegExp(`Chưa gửi được yêu cầu lấy ý kiến về hồ sơ ${code}`)) })
    const { path } = await linkIn(code)
    const both = [new Visitor(serving.address), new Visitor(serving.address)]
    for (const each of both) await each.go(path)
    const statuses = await Promise.all(both.map(async (each, index) => (await each.upload(path, [], { fields: { ...answer, text: `Trả lời ${String(index)}` } })).status))
    assert.deepEqual(statuses.sort(), [303, 409])
    const mine = (await house.events(code)).filter(({ act, details }) => act === 'complete-task' && details['form'] === 'consultation-answer')
    assert.equal(mine.length, 1)
  })

  it('does not find a link by guessing, and no log has one; malware in an answer is caught under its name (C6, F5)', async function () {
    await house.at('2026-06-23T08:00')
    const visitor = new Visitor(serving.address)
    for (const path of ['/y-kien/x', `/y-kien/${'a'.repeat(32)}`]) assert.equal((await visitor.go(path)).status, 404)
    assert.equal(withoutSecrets('/y-kien/abcDEF_-123/giay-to/7?x=1'), '/y-kien/…/giay-to/7')
    if (!house.clamd) this.skip()
    const code = await asked([court.id], 'Nguyễn Văn Chín')
    const { path } = await linkIn(code)
    await visitor.go(path)
    const refused = await visitor.upload(path, [['document', 'tra-loi.pdf', eicar]], { fields: answer })
    assert.equal(refused.status, 422)
    assert.match(await refused.text(), /có mã độc/)
    const [caught] = await house.deps.events.ofHouse(1, 'uploads/malware')
    assert.deepEqual([caught?.by.kind, caught?.details['place']], ['agency', '/y-kien/…'])
    assert.ok((await house.deps.consultations.of(code))[0]?.state === 'open', 'the link is used up')
    for (let times = 0; times < 120; times++) await visitor.go(`/y-kien/${'b'.repeat(32)}`)
    assert.equal((await visitor.go(path)).status, 429)
  })
})
