import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { serve, type Serving } from '../../../web/serve.ts'
import { picture } from '../../config/print/pictures.ts'
import { signaturesOf } from '../../config/sign/signatures-of.ts'
import { eventually, openHouse, type House } from '../../house.ts'
import { filingOf, newKey, papersAsked, pdf, System, type ApiAnswer, type Problem } from './system.ts'

const scanData = { documentName: 'Tờ khai', typeCode: '3.000333-01', abstract: 'Tờ khai của Nguyễn Thị Ánh', identityNumber: '038190001234', validity: 'unlimited' }

describe('What people do at the desk, done by another system in its role', function () {
  this.timeout(300_000)
  let house: House
  let serving: Serving
  let clerk: System
  let officer: System
  let head: System
  let stranger: System
  before(async () => {
    house = await openHouse()
    await house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({})
    serving = await serve(house.deps)
    await house.at('2026-05-25T08:00')
    const register = (name: string, unit: string, roles: System['client']['roles']) => System.register(house, serving.address, { name, unit, roles })
    clerk = await register('Máy quét của Trung tâm', 'ttpvhcc', ['reception-clerk'])
    officer = await register('Hệ thống lý lịch tư pháp', 'pv06', ['case-officer', 'leader'])
    head = await register('Điều hành Trung tâm', 'ttpvhcc', ['one-stop-head', 'administrator'])
    stranger = await register('Hệ thống lạ', 'syt', ['reception-clerk', 'case-officer', 'leader', 'one-stop-head', 'administrator'])
  })
  after(() => serving.close())

  const pointersOf = ({ body }: ApiAnswer) => (body as unknown as Problem).errors?.map(({ pointer }) => pointer).sort()
  const detailOf = ({ body }: ApiAnswer) => (body as unknown as Problem).detail
  async function atCounter(answers: Record<string, unknown> = {}): Promise<string> {
    const code = await house.file(answers, { channel: 'counter' })
    await house.task(code, 'reception')
    return code
  }
  const actsOf = async (code: string, act: string) => (await house.events(code)).filter((each) => each.act === act).map(({ by }) => by.kind === 'client' ? `${by.name}, ${by.role}` : by.kind)

  it('a scan is described and signed in the name of the unit, once under one key; another unit’s system, another role and a paper filed online are refused (I3, D8, BT 15.6, 17.1)', async () => {
    const code = await atCounter()
    const listed = await clerk.get<{ items: { item: string, isScanned: boolean, refusal: string | null }[], form: { answers: { required: string[] } } }>(`/v1/dossiers/${code}/scans`)
    assert.deepEqual(listed.body.items.filter(({ item }) => item === 'declaration').map(({ isScanned, refusal }) => [isScanned, refusal]), [[false, null]])
    assert.ok(listed.body.form.answers.required.includes('abstract'))
    const path = `/v1/dossiers/${code}/scans/declaration`
    const pages = [['declaration', 'trang-1.jpg', await picture('Trang 1')], ['declaration', 'trang-2.jpg', await picture('Trang 2')]] as const
    const { identityNumber: _, ...unnamed } = scanData
    const wrong = await clerk.upload(path, [['other', 'a.jpg', pages[0][2]]], { answers: { ...unnamed, colour: 'red' } }, { key: newKey() })
    assert.deepEqual([wrong.status, pointersOf(wrong)], [422, ['#/answers/colour', '#/answers/identityNumber', '#/documents/other']])
    const none = await clerk.act('POST', path, { answers: scanData }, { key: newKey() })
    assert.deepEqual([none.status, pointersOf(none)], [422, ['#/documents/declaration']])
    const broken = await clerk.upload(path, [['declaration', 'x.pdf', Buffer.from('%PDF-1.7\nbroken')]], { answers: scanData }, { key: newKey() })
    assert.deepEqual([broken.status, pointersOf(broken)], [422, ['#/documents/declaration']])
    assert.equal((await clerk.upload(path, pages, { answers: scanData })).status, 400, 'digitising needs a key')
    assert.equal((await clerk.upload(`/v1/dossiers/${code}/scans/nothing`, pages, { answers: scanData }, { key: newKey() })).status, 404)

    const key = newKey()
    const made = await clerk.upload<{ paper: { id: string, signedBy: string } }>(path, pages, { answers: scanData }, { key })
    assert.deepEqual([made.status, made.body.paper.signedBy], [201, 'ttpvhcc'], JSON.stringify(made.body))
    const again = await clerk.upload(path, pages, { answers: scanData }, { key })
    assert.deepEqual([again.body, again.headers.get('idempotency-replayed')], [made.body, 'true'])
    // The process died after the scan and before the answer: asked again, there is one scan all the same.
    await house.deps.client.db(house.deps.databaseName).collection('requestKeys').updateMany({ 'answer.body.paper.id': made.body.paper.id }, { $set: { answer: null, leasedUntil: new Date(0) } })
    assert.deepEqual((await clerk.upload<{ paper: { id: string } }>(path, pages, { answers: scanData }, { key })).body.paper.id, made.body.paper.id)
    assert.deepEqual((await house.dossier(code)).papers.map(({ item, scan }) => [item, scan?.by]), [['declaration', 'Máy quét của Trung tâm']])
    const { bytes } = await clerk.get(`/v1/dossiers/${code}/papers/${made.body.paper.id}`)
    assert.match(await signaturesOf(bytes), /Signature is Valid/)
    assert.deepEqual(await actsOf(code, 'digitise'), ['Máy quét của Trung tâm, reception-clerk'])

    for (const [system, status] of [[stranger, 404], [head, 403]] as const) {
      assert.equal((await system.get(`/v1/dossiers/${code}/scans`)).status, status, system.client.name)
      assert.equal((await system.upload(path, pages, { answers: scanData }, { key: newKey() })).status, status, system.client.name)
    }
    const online = await house.file()
    const refused = await clerk.upload(`/v1/dossiers/${online}/scans/fee-exemption`, [['fee-exemption', 'a.jpg', pages[0][2]]], { answers: scanData }, { key: newKey() })
    assert.equal(refused.status, 409)
    assert.match(detailOf(refused), /17\.1c/)
    assert.equal(await house.deps.audit.verify(code), null)
  })

  it('a paper comes from the applicant’s document store in place of asking for it, once (I3, B4, BT 15.6b)', async () => {
    const number = '038190007311'
    const first = await atCounter({ identityNumber: number })
    const kept = await clerk.upload(`/v1/dossiers/${first}/scans/identity`, [['identity', 'a.jpg', await picture('Căn cước')]], { answers: { ...scanData, documentName: 'Thẻ căn cước', typeCode: 'CC', identityNumber: number } }, { key: newKey() })
    assert.equal(kept.status, 201, JSON.stringify(kept.body))
    const code = await atCounter({ identityNumber: number })
    const { body: { items } } = await clerk.get<{ items: { item: string, document: string }[] }>(`/v1/dossiers/${code}/reusable-papers`)
    assert.deepEqual(items.map(({ item }) => item), ['identity'], JSON.stringify(items))
    const path = `/v1/dossiers/${code}/reusable-papers`
    const reuse = () => clerk.act('POST', path, { item: 'identity', document: items[0]?.document })
    assert.deepEqual([(await reuse()).status, (await reuse()).status], [200, 200])
    assert.deepEqual((await house.dossier(code)).papers.map(({ item, reused }) => [item, reused?.dossier]), [['identity', first]])
    assert.deepEqual(await actsOf(code, 'reuse-document'), ['Máy quét của Trung tâm, reception-clerk'])
    for (const body of [{ item: 'identity', document: 'another' }, { item: 'nothing', document: items[0]?.document }]) assert.equal((await clerk.act('POST', path, body)).status, 409)
    assert.equal((await clerk.act('POST', path, { item: 'identity' })).status, 400)
    for (const [system, status] of [[stranger, 404], [head, 403]] as const) {
      assert.equal((await system.get(path)).status, status)
      assert.equal((await system.act('POST', path, { item: 'identity', document: items[0]?.document })).status, status)
    }
    const elsewhere = await atCounter({ identityNumber: '038190007312' })
    assert.equal((await clerk.act('POST', `/v1/dossiers/${elsewhere}/reusable-papers`, { item: 'identity', document: items[0]?.document })).status, 409, 'another person’s store')
  })

  it('papers go to the other unit on one list, which confirms them; neither side does the other’s part (I3, E2, BT 16.2-16.3)', async () => {
    const codes = [await atCounter(), await atCounter()]
    for (const code of codes) {
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      await house.task(code, 'assignment')
    }
    interface Lists { waiting: { dossier: string, to: string }[], toConfirm: { id: string }[], handedOver: { id: string }[] }
    const { body: before } = await clerk.get<Lists>('/v1/hand-overs')
    assert.deepEqual(before.waiting.filter(({ dossier }) => codes.includes(dossier)).map(({ to }) => to), ['pv06', 'pv06'])
    const key = newKey()
    const hand = () => clerk.act<{ id: string, items: { dossier: string, state: string }[] }>('POST', '/v1/hand-overs', { to: 'pv06', dossiers: codes }, { key })
    const [made, again] = [await hand(), await hand()]
    assert.deepEqual([made.status, made.body.items.map(({ dossier }) => dossier).sort(), again.body], [201, codes.toSorted(), made.body], JSON.stringify(made.body))
    const { id } = made.body
    assert.equal((await clerk.act('POST', '/v1/hand-overs', { to: 'pv06', dossiers: codes })).status, 409, 'nothing of it waits any more')
    assert.equal((await officer.act('POST', '/v1/hand-overs', { to: 'ttpvhcc', dossiers: codes })).status, 403, 'the officer hands nothing over')
    assert.ok((await officer.get<Lists>('/v1/hand-overs')).body.toConfirm.some((each) => each.id === id))

    const path = `/v1/hand-overs/${id}/confirmation`
    const items = [{ dossier: codes[0], state: 'received' }, { dossier: codes[1], state: 'missing' }]
    assert.equal((await clerk.act('POST', path, { items })).status, 403, 'who gives does not confirm')
    const wrong = await officer.act('POST', path, { items: [...items, { dossier: '000.00.14.H56-260525-9999', state: 'received' }] })
    assert.deepEqual([wrong.status, pointersOf(wrong)], [422, ['#/items/1/remark', '#/items/2/dossier']])
    const confirmed = await officer.act<{ items: { dossier: string, state: string, confirmedBy: string }[] }>('POST', path, { items: [items[0], { ...items[1], remark: 'Không có trong túi' }] })
    assert.deepEqual(codes.map((code) => confirmed.body.items.find(({ dossier }) => dossier === code)?.state), ['received', 'missing'], JSON.stringify(confirmed.body))
    assert.equal((await officer.act('POST', path, { items: [{ dossier: codes[1], state: 'received' }] })).status, 200)
    assert.deepEqual([await actsOf(codes[1] ?? '', 'hand-over-paper'), await actsOf(codes[1] ?? '', 'miss-paper'), await actsOf(codes[1] ?? '', 'receive-paper')], [
      ['Máy quét của Trung tâm, reception-clerk'], ['Hệ thống lý lịch tư pháp, leader'], ['Hệ thống lý lịch tư pháp, leader'],
    ].map((each) => each.map((who) => who.replace('leader', officer.client.roles[0] ?? ''))))
    assert.deepEqual((await stranger.get<Lists>('/v1/hand-overs')).body.toConfirm, [])
    for (const list of [id, 'ttpvhcc-2026-99999']) {
      assert.equal((await stranger.get(`/v1/hand-overs/${list}`)).status, 404)
      assert.equal((await stranger.act('POST', `/v1/hand-overs/${list}/confirmation`, { items })).status, 404)
    }
    const roleless = await System.register(house, serving.address, { name: 'Không vai trò' })
    assert.deepEqual([(await roleless.get('/v1/hand-overs')).status, (await roleless.get(`/v1/hand-overs/${id}`)).status], [403, 404])
  })

  it('cash is booked once with its receipt, only as much as is owed; the fee that the agency is to give back is asked for and decided by those who may (I3, C5, TQ 12.5c)', async () => {
    const code = await atCounter({ feeClass: 'full' })
    await house.bringToOfficer(code)
    const path = `/v1/dossiers/${code}/cash-payments`
    const less = await clerk.act('POST', path, { subject: 'fee', amount: 100_000 }, { key: newKey() })
    assert.equal(less.status, 409)
    assert.match(detailOf(less), /200\.000/)
    for (const body of [{ subject: 'fee', amount: 0 }, { subject: 'bribe', amount: 1 }, { subject: 'fee', amount: 1.5 }, { subject: 'fee', amount: '200000' }]) assert.equal((await clerk.act('POST', path, body, { key: newKey() })).status, 400)
    for (const [system, status] of [[stranger, 404], [officer, 403], [head, 403]] as const) assert.equal((await system.act('POST', path, { subject: 'fee', amount: 200_000 }, { key: newKey() })).status, status)
    assert.equal((await clerk.act('POST', path, { subject: 'fee', amount: 200_000 })).status, 400, 'money needs a key')
    const key = newKey()
    const paid = await Promise.all([1, 2, 3].map(() => clerk.act<{ receipt: string }>('POST', path, { subject: 'fee', amount: 200_000 }, { key })))
    assert.ok(paid.every(({ status }) => status === 201 || status === 409) && paid.some(({ status }) => status === 201), JSON.stringify(paid.map(({ body }) => body)))
    const { body: { receipt } } = paid.find(({ status }) => status === 201) ?? assert.fail()
    assert.match(receipt, /^TTPVHCC\.2026\.\d{7}$/)
    assert.equal((await clerk.act('POST', path, { subject: 'fee', amount: 200_000 }, { key: newKey() })).status, 409, 'nothing is owed any more')
    assert.deepEqual(await actsOf(code, 'pay-fee'), ['Máy quét của Trung tâm, reception-clerk'])
    assert.equal((await clerk.get(`/v1/dossiers/${code}/receipts/${receipt}`)).bytes.subarray(0, 5).toString(), '%PDF-')

    const requests = `/v1/dossiers/${code}/refund-requests`
    const decisions = `/v1/dossiers/${code}/refund-decisions`
    for (const [system, status] of [[stranger, 404], [clerk, 403], [officer, 403]] as const) assert.equal((await system.act('POST', requests, { reason: 'Hồ sơ thất lạc' })).status, status)
    assert.equal((await head.act('POST', requests, { reason: ' ' })).status, 400)
    assert.equal((await head.act('POST', requests, { reason: 'Hồ sơ thất lạc' }, { key: newKey() })).status, 202)
    const twice = await head.act('POST', requests, { reason: 'Hồ sơ thất lạc' }, { key: newKey() })
    assert.equal(twice.status, 409, 'what is asked back already is not asked back again')
    const { body: { items } } = await officer.get<{ items: { request: string, amount: number, basis: string }[] }>(requests)
    assert.deepEqual(items.map(({ amount }) => amount), [200_000])
    const [asked] = items
    for (const [system, status] of [[stranger, 404], [clerk, 403]] as const) assert.equal((await system.act('POST', decisions, { request: asked?.request, decision: 'decline', reason: 'Không' })).status, status)
    for (const body of [{ request: asked?.request, decision: 'pay' }, { request: asked?.request, decision: 'pay', how: 'cash', voucher: ' ' }, { request: asked?.request, decision: 'decline' }, { request: asked?.request, decision: 'keep' }]) assert.equal((await head.act('POST', decisions, body)).status, 400)
    assert.equal((await head.act('POST', decisions, { request: 'another', decision: 'decline', reason: 'Không' })).status, 409)
    assert.equal((await officer.act('POST', decisions, { request: asked?.request, decision: 'decline', reason: 'Đã tìm thấy hồ sơ' })).status, 200)
    assert.equal((await head.act('POST', decisions, { request: asked?.request, decision: 'pay', how: 'cash', voucher: 'PC 12' })).status, 409, 'decided before')
    assert.equal((await head.act('POST', requests, { reason: 'Vẫn không làm được' })).status, 202)
    const { body: { items: [second] } } = await head.get<{ items: { request: string }[] }>(requests)
    const payKey = newKey()
    const pay = () => head.act('POST', decisions, { request: second?.request, decision: 'pay', how: 'cash', voucher: 'PC 12' }, { key: payKey })
    assert.deepEqual([(await pay()).status, (await pay()).status], [200, 200])
    assert.deepEqual([await actsOf(code, 'request-refund'), await actsOf(code, 'decline-refund'), await actsOf(code, 'pay-refund')], [
      ['Điều hành Trung tâm, one-stop-head', 'Điều hành Trung tâm, one-stop-head'], ['Hệ thống lý lịch tư pháp, leader'], ['Điều hành Trung tâm, one-stop-head'],
    ])
  })

  it('messages that could not be sent are decided about by an administrator’s system of a unit that takes part, of dossiers and of questions (I3, D3)', async () => {
    const lost = `mat-tin-${randomUUID().slice(0, 8)}@example.org`
    house.mailServer.refuse((address) => address === lost ? { responseCode: 550, message: 'gone' } : null)
    try {
      const code = await atCounter({ email: lost })
      const question = await clerk.act<{ code: string }>('POST', '/v1/enquiries', { kind: 'question', answers: {
        agency: 'pv06', askerKind: 'person', name: 'Phan Thị Mất', nationality: 'Việt Nam', identityNumber: '038190004399', address: '1 Lê Lợi', phone: '0912 345 699', email: lost,
        title: 'Hỏi về phiếu', content: 'Cho tôi hỏi phiếu lý lịch tư pháp có giá trị trong bao lâu?',
      } }, { key: newKey() })
      assert.equal(question.status, 201, JSON.stringify(question.body))
      await house.complete(code, 'reception', { receptionOutcome: 'received' })
      interface Failed { items: { id: string, about: string, address: string, channel: string }[] }
      const failed = await eventually(async () => {
        const { body } = await head.get<Failed>('/v1/failed-notices')
        const found = [code, question.body.code].map((about) => body.items.find((each) => each.about === about))
        assert.ok(found.every((each) => each !== undefined), 'not given up yet')
        return found.map((each) => each ?? assert.fail())
      })
      assert.deepEqual(failed.map(({ address, channel }) => [address, channel]), [['m***@example.org', 'mail'], ['m***@example.org', 'mail']])
      assert.deepEqual((await stranger.get<Failed>('/v1/failed-notices')).body.items, [])
      assert.equal((await clerk.get('/v1/failed-notices')).status, 403)
      for (const { id } of failed) {
        for (const act of ['again', 'told-by-phone']) {
          assert.equal((await stranger.act('POST', `/v1/failed-notices/${id}/${act}`)).status, 404)
          assert.equal((await clerk.act('POST', `/v1/failed-notices/${id}/${act}`)).status, 403)
        }
      }
      assert.equal((await head.act('POST', '/v1/failed-notices/none/again')).status, 404)
      const key = newKey()
      const tell = () => head.act('POST', `/v1/failed-notices/${failed[1]?.id ?? ''}/told-by-phone`, undefined, { key })
      assert.deepEqual([(await tell()).status, (await tell()).status], [200, 200])
      assert.equal((await head.act('POST', `/v1/failed-notices/${failed[1]?.id ?? ''}/again`)).status, 404, 'it was decided about')
      house.mailServer.refuse(() => null)
      assert.equal((await head.act('POST', `/v1/failed-notices/${failed[0]?.id ?? ''}/again`)).status, 200)
      await eventually(() => Promise.resolve(assert.ok(house.mailServer.to(lost).length > 0, 'not sent again yet')))
      assert.deepEqual([await actsOf(code, 'send-notice-again'), await actsOf(question.body.code, 'tell-by-phone')], [['Điều hành Trung tâm, administrator'], ['Điều hành Trung tâm, administrator']])
      assert.equal(await house.deps.audit.verify(question.body.code), null)
    } finally {
      house.mailServer.refuse(() => null)
    }
  })

  it('in these roles a system reads and does nothing beyond its own unit: no overseer’s eye comes with a head’s or an administrator’s role (I3, B5)', async () => {
    const code = await atCounter()
    await house.bringToOfficer(code)
    const paths = [`/v1/dossiers/${code}`, `/v1/dossiers/${code}/scans`, `/v1/dossiers/${code}/reusable-papers`, `/v1/dossiers/${code}/refund-requests`]
    for (const path of paths) {
      const [theirs, none] = [await stranger.get(path), await stranger.get(path.replace(code, '000.00.14.H56-260525-9999'))]
      assert.deepEqual([theirs.status, theirs.body], [404, none.body], path)
    }
    assert.equal((await head.get(`/v1/dossiers/${code}`)).status, 200, 'its own unit takes part')
  })

  it('an authoriser ends what they authorised through the system that proved who they are, and through no other (I3, B3, TN 11.1b, BT 15.6a)', async () => {
    const authorised = { onBehalf: 'authorised', relation: 'other', authoriserName: 'Lò Văn Páo', authoriserIdentityNumber: '038188045671', filerName: 'Dịch vụ A', filerIdentityNumber: '038180001111' }
    const portal = await System.register(house, serving.address, { name: 'Cổng quốc gia' })
    const papers = [...papersAsked, ['authorisation', 'd.pdf', pdf]] as const
    const filed = await portal.upload<{ code: string }>('/v1/dossiers', papers, filingOf(authorised), { key: newKey() })
    assert.equal(filed.status, 201, JSON.stringify(filed.body))
    const path = `/v1/dossiers/${filed.body.code}/authorisation-end`
    const body = { identityNumber: '038188045671', identityProved: true }
    assert.equal((await portal.act('POST', path, { ...body, identityProved: false })).status, 400)
    const other = await portal.act('POST', path, { ...body, identityNumber: '038180001111' })
    assert.deepEqual([other.status, pointersOf(other)], [422, ['#/identityNumber']], 'who was authorised does not end it')
    for (const system of [clerk, head, stranger]) assert.equal((await system.act('POST', path, body)).status, 404, system.client.name)
    const key = newKey()
    assert.deepEqual([(await portal.act('POST', path, body, { key })).status, (await portal.act('POST', path, body, { key })).status], [200, 200])
    assert.equal((await house.dossier(filed.body.code)).authorisationEnded, true)
    assert.equal((await portal.act('POST', path, body)).status, 409)
    const own = await portal.upload<{ code: string }>('/v1/dossiers', papersAsked, filingOf(), { key: newKey() })
    assert.equal((await portal.act('POST', `/v1/dossiers/${own.body.code}/authorisation-end`, body)).status, 409, 'nobody was authorised')
    const [event] = (await house.events(filed.body.code)).filter(({ act }) => act === 'end-authorisation')
    assert.deepEqual([event?.by.kind, event?.onBehalfOf], ['client', 'applicant'])
  })

  it('what is posted is read and objected to, by anybody’s system and by the officer’s, who is told who objects (I3, J8)', async () => {
    const id = randomUUID()
    const { code, bundleVersion } = await house.dossier(await atCounter({}))
    await house.bringToOfficer(code)
    const at = house.deps.now()
    await house.deps.postings.publish({ id, dossier: code, procedure: 'judicial-record', bundleVersion, unit: 'pv06', facts: { purpose: 'Xin việc' }, from: at, until: at.add({ hours: 240 }), awaitedBy: '' })
    const { body: { items } } = await stranger.get<{ items: { id: string, isOpen: boolean, facts: object }[] }>('/v1/postings')
    assert.deepEqual(items.filter((each) => each.id === id).map(({ isOpen, facts }) => [isOpen, facts]), [[true, { purpose: 'Xin việc' }]])
    const path = `/v1/postings/${id}/objections`
    const objection = { objectorName: 'Lê Văn Bình', objectorContact: '0903 000 001', objection: 'Ranh giới chưa đúng' }
    const wrong = await stranger.act('POST', path, { answers: { objectorName: '', dossier: code } })
    assert.deepEqual([wrong.status, pointersOf(wrong)], [422, ['#/answers/dossier', '#/answers/objection', '#/answers/objectorContact', '#/answers/objectorName']])
    const key = newKey()
    const send = () => stranger.act('POST', path, { answers: objection }, { key })
    assert.deepEqual([(await send()).status, (await send()).status], [202, 202])
    assert.equal((await officer.act('POST', path, { answers: { ...objection, objection: 'Nói tại trụ sở' } })).status, 202)
    assert.deepEqual((await house.deps.postings.find(id))?.objections.map(({ name, recordedBy }) => [name, recordedBy]), [['Lê Văn Bình', null], ['Lê Văn Bình', 'Hệ thống lý lịch tư pháp']])
    const events = (await house.events(code)).filter(({ act }) => act === 'record-objection')
    assert.deepEqual(events.map(({ by, details }) => [by.kind, details['from']]), [['system', stranger.client.id], ['client', 'officer']])
    assert.ok(!JSON.stringify(events).includes('Bình'))
    await house.deps.postings.close(id, 'closed')
    assert.equal((await stranger.act('POST', path, { answers: objection })).status, 409)
    for (const none of [randomUUID(), 'x', '%00']) assert.equal((await stranger.act('POST', `/v1/postings/${none}/objections`, { answers: objection })).status, 404, none)
  })
})
