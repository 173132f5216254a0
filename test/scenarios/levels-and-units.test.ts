import assert from 'node:assert/strict'
import { openHouse, eventually, type House } from '../house.ts'
import { buildAssets } from '../../web/build.ts'
import { serve, type Serving } from '../../web/serve.ts'
import { Visitor } from '../web/visitor.ts'
import { signAndReturn } from './commune.ts'

const birth = { childName: 'Lê Minh Khang', childDateOfBirth: '2025-06-20', birthProof: 'linked', marriage: 'yes', copies: 1, delivery: 'counter' }

/** What the owner posts who registers a household business. */
const business = {
  name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '28/02/1990', address: '12 Lê Lợi, phường Hạc Thành', phone: '0912345678', email: 'anh@example.org',
  founder: 'individual', electronicIdentity: 'yes', businessName: 'Quán Cà phê Hương Quê', businessAddress: '24 Triệu Quốc Đạt, phường Hạc Thành',
  trades: 'Dịch vụ phục vụ đồ uống', capital: '100000000', workers: '2', taxMethod: 'declaration', filer: 'owner', delivery: 'counter',
}

describe('Levels of administration and the three units of a dossier', function () {
  this.timeout(240_000)
  let house: House
  let serving: Serving
  before(async () => {
    await buildAssets()
    house = await openHouse()
    serving = await serve(house.deps)
  })
  beforeEach(() => house.deps.client.db(house.deps.databaseName).collection('rateLimits').deleteMany({}))
  after(() => serving.close())

  const words = (html: string) => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
  async function signedIn(unit: string, role: Parameters<House['username']>[0]): Promise<Visitor> {
    const account = house.accounts.find(({ username }) => username === house.username(role, `.${unit}`)) ?? assert.fail(`no ${role} in ${unit}`)
    const visitor = new Visitor(serving.address)
    assert.equal((await visitor.signIn(account.username, account.password)).status, 303)
    return visitor
  }
  const read = async (visitor: Visitor, path: string) => words(await (await visitor.go(path)).text())

  it('what a district had received goes on under the commune that succeeds it, from 1 July 2025 on: its people see the step and finish it (J2, NĐ 118/2025)', async () => {
    await house.at('2025-06-30T08:00')
    const code = await house.file(birth, { procedure: 'birth-registration', channel: 'counter' })
    assert.deepEqual((await house.dossier(code)).units, { receiving: 'motcuatp', deciding: 'ubndtp', returning: 'motcuatp' }, 'three levels: the city decides')
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    const task = await house.task(code, 'appraisal')
    assert.equal(task.unit, 'ubndtp')
    const [old, ward] = [await signedIn('ubndtp', 'case-officer'), await signedIn('hacthanh', 'case-officer')]
    assert.ok((await read(old, '/desk')).includes(code))
    assert.ok(!(await read(ward, '/desk')).includes(code))

    await house.at('2025-07-01T08:00')
    assert.ok(!(await read(old, '/desk')).includes(code), 'the city has ended')
    assert.equal((await old.go(`/desk/tasks/${task.id}`)).status, 403)
    assert.ok((await read(ward, '/desk')).includes(code))
    const shown = await read(ward, `/desk/tasks/${task.id}`)
    assert.match(shown, /Ủy ban nhân dân phường Hạc Thành/)
    await house.complete(code, 'appraisal', { appraisalOutcome: 'eligible', findings: 'Đủ giấy tờ' })
    await house.complete(code, 'registration', { bookVolume: '01/2025', bookNumber: 7, personalNumber: '038225001234' })
    assert.equal((await house.task(code, 'signature')).unit, 'hacthanh')
    await signAndReturn(house, code, '7/2025')
    const { units, result } = await house.dossier(code)
    assert.deepEqual(units, { receiving: 'pvhcchacthanh', deciding: 'hacthanh', returning: 'pvhcchacthanh' })
    assert.equal(result?.copy?.signedBy, 'hacthanh', 'signed in the name of the ward')
    const stored = await house.deps.client.db(house.deps.databaseName).collection('dossiers').findOne({ _id: code as never })
    assert.equal((stored?.['units'] as { deciding: string }).deciding, 'ubndtp', 'to whom it was given stays on record')

    const next = await house.file(birth, { procedure: 'birth-registration', channel: 'counter' })
    assert.deepEqual((await house.dossier(next)).units, { receiving: 'pvhcchacthanh', deciding: 'hacthanh', returning: 'pvhcchacthanh' }, 'two levels: the commune decides')
    await assert.rejects(() => house.file(birth, { procedure: 'birth-registration', receiving: 'motcuatp' }), /No one-stop unit/)
  })

  it('when an agency ends in the middle, steps assigned to its officers are anybody’s of the successor, whose head may name one (J2)', async () => {
    const { agencies, accounts, tasks } = house.deps
    await house.at('2026-08-03T08:00')
    const before = await agencies.get('pv06')
    const { id: _, ...like } = before
    try {
      await agencies.put({ ...like, id: 'pa08', name: { vi: 'Phòng Quản lý hồ sơ', en: 'Records Office' }, validFrom: '2026-08-05' })
      await accounts.create({ username: 'lethilien.pa08', name: 'Lê Thị Liên', unit: 'pa08', roles: ['case-officer'] }, 'a password of her own')
      await accounts.create({ username: 'dovanhoe.pa08', name: 'Đỗ Văn Hòe', unit: 'pa08', roles: ['division-head', 'leader'] }, 'a password of his own')
      const code = await house.file()
      await house.bringToOfficer(code)
      const admin = await signedIn('ttpvhcc', 'administrator')
      const path = '/desk/agencies/pv06/ending'
      const [, version = ''] = /name="version" value="(\d+)"/.exec(await (await admin.go(path)).text()) ?? []
      const wrong = await (await admin.send(path, { version, until: '01/08/2026', successor: 'pv06' })).text()
      assert.match(wrong, /id="field-until-error">[^]*?hôm nay/)
      assert.match(wrong, /id="field-successor-error">/)
      assert.equal((await admin.send(path, { version, until: '04/08/2026', successor: 'pa08' })).status, 303)
      assert.match(await read(admin, '/desk/agencies/pv06'), /Hoạt động đến hết 04\/08\/2026[^]*Phòng Quản lý hồ sơ/)
      const [officer, head] = [await accounts.find('lethilien.pa08') ?? assert.fail(), await accounts.find('dovanhoe.pa08') ?? assert.fail()]
      assert.deepEqual(await tasks.openFor(officer), [])

      await house.at('2026-08-05T08:00')
      const task = (await tasks.openFor(officer)).find(({ dossier }) => dossier === code) // others of pv06 pass over too
      assert.deepEqual([task?.dossier, task?.form, task?.unit, task?.assignee], [code, 'appraisal', 'pa08', null])
      const { username } = officer
      const leader = new Visitor(serving.address)
      await leader.signIn(head.username, 'a password of his own')
      await leader.go(`/desk/dossiers/${code}/officer`)
      assert.equal((await leader.send(`/desk/dossiers/${code}/officer`, { officer: username, reason: 'Sáp nhập' })).status, 303)
      assert.equal((await tasks.openFor(officer)).find(({ dossier }) => dossier === code)?.assignee, username)
      const assigned = await house.task(code, 'appraisal')
      const lien = new Visitor(serving.address)
      await lien.signIn(username, 'a password of her own')
      await lien.go(`/desk/tasks/${assigned.id}`)
      assert.equal((await lien.send(`/desk/tasks/${assigned.id}`, { appraisalOutcome: 'eligible', findings: 'Không có án tích' })).status, 303)
      await eventually(async () => { assert.equal((await tasks.openFor(head)).find(({ dossier }) => dossier === code)?.form, 'review') })
    } finally {
      await agencies.put(before)
      await agencies.put({ ...await agencies.get('pa08'), decides: [] })
    }
  })

  it('who files chooses who decides, where it is filed and where the result is fetched; what is missing or made up is told beside the field (J2, C3)', async () => {
    await house.at('2026-08-10T08:00')
    const citizen = new Visitor(serving.address)
    const path = '/nop-ho-so/household-business'
    const page = await (await citizen.go(path)).text()
    const nearest = [...page.matchAll(/<option value="([a-z]+)"/g)].map(([, value]) => value).filter((value) => value?.startsWith('pvhcc') || value === 'ttpvhcc')
    assert.deepEqual([...new Set(nearest)].sort(), ['pvhcchacthanh', 'pvhcchoanghoa', 'ttpvhcc'], 'every unit in office, none that has ended')

    const wrong = await citizen.upload(path, [], { fields: { ...business, receivingUnit: 'motcuatp' } })
    assert.equal(wrong.status, 422)
    const told = await wrong.text()
    assert.match(told, /id="field-decidingUnit-error"/)
    assert.match(told, /id="field-receivingUnit-error"/)
    assert.match(told, /value="Quán Cà phê Hương Quê"/, 'what was typed is kept')
    const right = await citizen.upload(path, [], { fields: { ...business, decidingUnit: 'hoanghoa', receivingUnit: 'ttpvhcc', returningUnit: 'pvhcchoanghoa' } })
    assert.equal(right.status, 303, words(await right.text()))
    const summary = await read(citizen, `${path}/kiem-tra`)
    assert.match(summary, /Cơ quan giải quyết Ủy ban nhân dân xã Hoằng Hóa/)
    assert.match(summary, /Nhận kết quả tại Trung tâm Phục vụ hành chính công xã Hoằng Hóa/)
    assert.match(await (await citizen.go(path)).text(), /<option value="ttpvhcc" selected>/, 'kept in the draft')
    await citizen.go(`${path}/kiem-tra`)
    const sent = await citizen.send(`${path}/kiem-tra`, { declaration: 'yes' })
    const code = sent.headers.get('location')?.split('/').at(-1) ?? ''
    assert.match(code, /^000\.00\.14\.H56-260810-/, 'the code of the provincial centre')
    const dossier = await house.dossier(code)
    assert.deepEqual(dossier.units, { receiving: 'ttpvhcc', deciding: 'hoanghoa', returning: 'pvhcchoanghoa' })
    assert.ok(!Object.keys(dossier.application).some((key) => key.endsWith('Unit')), 'no part of the application')

    const clerk = await signedIn('ttpvhcc', 'reception-clerk')
    const desk = await read(clerk, `/desk/dossiers/${code}`)
    for (const unit of ['Trung tâm Phục vụ hành chính công tỉnh', 'Ủy ban nhân dân xã Hoằng Hóa', 'Trung tâm Phục vụ hành chính công xã Hoằng Hóa']) assert.ok(desk.includes(unit), unit)
    await house.payAtCounter(code)
    await house.complete(code, 'reception', { receptionOutcome: 'received' })
    assert.equal((await house.task(code, 'assignment')).unit, 'hoanghoa')
    const transfer = (await house.events(code)).find(({ act }) => act === 'transfer')
    assert.deepEqual(transfer?.details, { from: 'ttpvhcc', to: 'hoanghoa' })
  })

  it('a way of delivery that the agency does not offer that day is refused beside the field, at filing and when amending (C3, J1, BT 13)', async () => {
    await house.at('2026-08-12T08:00')
    const { agencies } = house.deps
    const before = await agencies.get('pv06')
    const fields = {
      name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '28/02/1990', address: '12 Lê Lợi', phone: '0912345678', email: 'anh@example.org', gender: 'female',
      birthPlace: 'Thanh Hóa', nationality: 'vietnamese', certificateKind: 'number-1', onBehalf: 'self', severalPlaces: 'no', conviction: 'no', feeClass: 'full', copies: '1', purpose: 'work',
    }
    try {
      const { countWorkingDaysAs } = before.calendar
      await agencies.put({ ...before, settings: [{ from: '2026-08-13', value: { countWorkingDaysAs, reminders: before.reminders, deliveries: ['online', 'counter'] } }] })
      const citizen = new Visitor(serving.address)
      const path = '/nop-ho-so/judicial-record'
      await citizen.go(path)
      const post = { ...fields, delivery: 'post', deliveryAddress: '12 Lê Lợi' }
      const today = await (await citizen.upload(path, [], { fields: post })).text()
      assert.doesNotMatch(today, /chưa trả kết quả theo cách này/, 'not before the day that was set')
      await house.at('2026-08-13T08:00')
      await citizen.go(path)
      const refused = await citizen.upload(path, [], { fields: post })
      assert.equal(refused.status, 422)
      assert.match(await refused.text(), /id="field-delivery-error">[^]*?Phòng Hồ sơ nghiệp vụ chưa trả kết quả theo cách này\. Hãy chọn: trực tuyến, tại quầy/)

      const code = await house.file()
      await house.task(code, 'reception')
      await citizen.lookUp(code, '038190001234')
      await citizen.go(`/ho-so/${code}/sua`)
      const amended = await citizen.upload(`/ho-so/${code}/sua`, [], { fields: post })
      assert.equal(amended.status, 422)
      assert.match(await amended.text(), /id="field-delivery-error">[^]*?chưa trả kết quả theo cách này/)
      assert.equal((await house.dossier(code)).delivery, 'online')
    } finally {
      await agencies.put(before)
    }
  })
})
