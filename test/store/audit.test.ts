import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { MongoClient, type Document } from 'mongodb'
import { Temporal } from 'temporal-polyfill'
import { openStore, type Store } from '../../store/store.ts'
import { hashOf, type EventRow, type NewEvent } from '../../store/events.ts'
import { openHouse, type House } from '../house.ts'
import { servers } from '../servers.ts'

const run = promisify(execFile)
const at = Temporal.Instant.from('2026-03-02T01:00:00Z')
const clerk = { kind: 'staff', username: 'lethihoa.ttpvhcc', name: 'Lê Thị Hoa', role: 'reception-clerk' } as const

/** A database of its own, and the plain driver beside it: tampering goes around the store. */
async function openTrail(name: string) {
  const { mongod } = await servers()
  const uri = mongod.uri.replace(/\/[^/?]+\?/, `/${name}?`)
  const [store, client] = [await openStore(uri), await new MongoClient(uri).connect()]
  const db = client.db()
  return {
    uri, db, store,
    async empty() { for (const { name: each } of await db.listCollections().toArray()) await db.collection(each).deleteMany({}) },
    async close() { await store.close(); await db.dropDatabase(); await client.close() },
  }
}

type Trail = Awaited<ReturnType<typeof openTrail>>

async function file({ dossiers }: Store, house: House, code: string): Promise<void> {
  const { revision: _, head: __, ...like } = await house.dossier(await house.file())
  await dossiers.create({ ...like, code }, { by: { kind: 'applicant' }, at })
}

/** Five events each: filed, opened, asked to be completed, completed, received by the clerk. */
async function live({ store }: Trail, house: House, code: string): Promise<void> {
  await file(store, house, code)
  const acts: readonly [NewEvent, Parameters<Store['dossiers']['act']>[2]][] = [
    [{ act: 'open', by: { kind: 'system' }, at }, () => ({ processInstanceKey: '4711' })],
    [{ act: 'request-completion', by: clerk, at, onBehalfOf: 'ttpvhcc', details: { reason: 'Thiếu giấy của bà Nguyễn Thị Ánh' } }, () => ({ state: 'completion-requested' })],
    [{ act: 'resubmit', by: { kind: 'system' }, at }, ({ applicant }) => ({ state: 'filed', applicant: { ...applicant, phone: '0900000000' } })],
    [{ act: 'receive', by: clerk, at, onBehalfOf: 'ttpvhcc' }, () => ({ state: 'settling', receivedAt: at })],
  ]
  for (const [event, decide] of acts) await store.dossiers.act(code, event, decide)
}

describe('The audit trail, on a real MongoDB', function () {
  this.timeout(120_000)
  let house: House
  let trail: Trail
  before(async () => {
    house = await openHouse()
    trail = await openTrail('motcua-audit')
  })
  after(() => trail.close())
  beforeEach(async () => {
    await trail.empty()
    for (const code of ['A', 'B', 'C']) await live(trail, house, code)
    await trail.store.events.note({ subject: 'account/lethihoa.ttpvhcc', act: 'sign-in', by: clerk, at })
    assert.equal(await trail.store.audit.seal(at), 16)
    await live(trail, house, 'D') // not sealed yet
  })

  const verify = async () => {
    const { broken } = await trail.store.audit.verifyAll()
    return broken && `${broken.kind === 'anchor' ? 'anchor' : broken.subject} ${String(broken.number)} ${broken.fault}`
  }
  const events = () => trail.db.collection<Document>('events')
  const is = (dossier: string, revision: number): Document => ({ '_id.dossier': dossier, '_id.revision': revision })

  it('says who did what, when, on whose behalf and what changed; of personal data only that it changed (I5, BT 3.6, TH 20)', async () => {
    const [, , asked, completed, received] = await trail.store.events.of('A')
    assert.deepEqual(asked?.by, clerk)
    assert.equal(asked.onBehalfOf, 'ttpvhcc')
    assert.deepEqual(asked.changes, [{ field: 'state', from: 'filed', to: 'completion-requested' }])
    assert.deepEqual(completed?.changes, [{ field: 'state', from: 'completion-requested', to: 'filed' }, { field: 'applicant.phone' }], 'not the number itself')
    assert.deepEqual(received?.changes.at(-1), { field: 'receivedAt', from: null, to: '2026-03-02T01:00:00Z' })
    const stored = JSON.stringify(await events().find().toArray())
    assert.doesNotMatch(stored, /0900000000|038190001234|anh@example/)
  })

  it('is whole: every event follows the one before it, and every chain but the latest is anchored (I5)', async () => {
    const report = await trail.store.audit.verifyAll()
    assert.deepEqual({ ...report, lastAnchor: '' }, { subjects: 5, events: 21, erased: 0, anchors: 1, lastAnchor: '', broken: null })
    assert.equal(await trail.store.audit.seal(at), 5)
    assert.equal(await trail.store.audit.seal(at), 0)
    assert.equal((await trail.store.audit.verifyAll(report.lastAnchor ?? '')).broken, null)
  })

  const tampering: readonly [string, string, () => Promise<unknown>][] = [
    ['another person is named', 'B 3 event-changed', () => events().updateOne(is('B', 3), { $set: { 'by.username': 'somebody.else' } })],
    ['the time is changed', 'B 5 event-changed', () => events().updateOne(is('B', 5), { $set: { at: new Date() } })],
    ['a change is hidden', 'B 5 event-changed', () => events().updateOne(is('B', 5), { $pop: { changes: 1 } })],
    ['the reason is changed', 'B 3 details-changed', () => events().updateOne(is('B', 3), { $set: { 'details.reason': 'Đủ' } })],
    ['the reason is dropped without an act', 'B 3 details-gone', () => events().updateOne(is('B', 3), { $set: { details: null, salt: null } })],
    ['an event in the middle is deleted', 'B 3 event-missing', () => events().deleteOne(is('B', 3))],
    ['the first is deleted', 'B 1 event-missing', () => events().deleteOne(is('B', 1))],
    ['the last is deleted', 'B 5 event-missing', () => events().deleteOne(is('B', 5))],
    ['the last of one that is not anchored yet is deleted', 'D 5 event-missing', () => events().deleteOne(is('D', 5))],
    ['the log of a dossier is deleted', 'B 1 event-missing', () => events().deleteMany({ '_id.dossier': 'B' })],
    ['a dossier is deleted with its log', 'B 1 event-missing', async () => {
      await events().deleteMany({ '_id.dossier': 'B' })
      await trail.db.collection<Document>('dossiers').deleteOne({ _id: 'B' as never })
    }],
    ['a dossier is deleted without its log', 'B 5 subject-gone', () => trail.db.collection<Document>('dossiers').deleteOne({ _id: 'B' as never })],
    ['two events change places', 'B 3 event-changed', async () => {
      const [third, fourth] = [await events().findOne(is('B', 3)), await events().findOne(is('B', 4))]
      await events().replaceOne(is('B', 3), { ...fourth, _id: third!._id })
      await events().replaceOne(is('B', 4), { ...third, _id: fourth!._id })
    }],
    ['an event is added at the end', 'B 6 event-added', async () => {
      const last = await events().findOne(is('B', 5)) as unknown as EventRow
      const added = { ...last, _id: { dossier: 'B', revision: 6 }, previous: last.hash }
      await events().insertOne({ ...added, hash: hashOf(added) } as never)
    }],
    ['an event of the house is deleted', 'account/lethihoa.ttpvhcc 1 event-missing', () => events().deleteOne({ log: 'house' })],
    ['an anchor is changed', 'anchor 1 anchor-changed', () => trail.db.collection('anchors').updateOne({}, { $set: { at: new Date() } })],
    ['an anchor is deleted', 'anchor 1 anchor-missing', () => trail.db.collection('anchors').deleteOne({})],
    ['an anchor is deleted with its seals', 'A 1 seal-missing', async () => {
      await trail.db.collection('anchors').deleteOne({})
      await trail.db.collection('seals').deleteMany({})
    }],
  ]
  for (const [what, named, tamper] of tampering) {
    it(`names the link when ${what} (I5)`, async () => {
      await tamper()
      assert.equal(await verify(), named)
    })
  }

  it('notices a chain that somebody rewrote with right hashes: it was sealed otherwise (I5)', async () => {
    const rows = await events().find({ '_id.dossier': 'B' }).sort({ '_id.revision': 1 }).toArray() as unknown as EventRow[]
    let previous = ''
    for (const row of rows) {
      const forged = { ...row, previous, ...(row._id.revision === 5 && { by: { ...clerk, username: 'somebody.else' } }) }
      previous = hashOf(forged)
      await events().replaceOne(is('B', row._id.revision), { ...forged, hash: previous })
    }
    await trail.db.collection<Document>('dossiers').updateOne({ _id: 'B' as never }, { $set: { head: previous } })
    assert.equal(await verify(), 'B 5 sealed-otherwise')
  })

  it('loses its personal details after the retention by an act, and stays whole (I5, TN 15)', async () => {
    await trail.store.events.erasePersonalData('B', { kind: 'system' }, at)
    assert.equal(await verify(), null)
    const [, , asked] = await trail.store.events.of('B')
    assert.deepEqual([asked?.erased, asked?.details, asked?.by], [true, {}, clerk])
    assert.equal((await trail.store.audit.verifyAll()).erased, 5)
    await events().updateOne(is('B', 3), { $set: { 'by.username': 'somebody.else' } })
    assert.equal(await verify(), 'B 3 event-changed')
  })

  it('is verified by npm run audit:verify: 0 and the last anchor, or 1 and the first broken link; an anchor kept elsewhere must still be there (I5)', async () => {
    const command = (...args: string[]) => run(process.execPath, ['--import', 'tsx', 'config/audit-verify.ts', ...args], { env: { ...process.env, MONGODB_URI: trail.uri } })
      .then(({ stdout }) => ({ code: 0, stdout }), (error: { code: number, stdout: string }) => error)
    const whole = await command()
    assert.equal(whole.code, 0)
    assert.match(whole.stdout, /^The audit trail is whole: 21 events of 5 chains, 1 anchor\./)
    const anchor = /: ([0-9a-f]{64})\n$/.exec(whole.stdout)?.[1] ?? ''
    assert.equal((await command(anchor)).code, 0)
    assert.match((await command('0'.repeat(64))).stdout, /broken at anchor 1: .*was replaced/)

    await events().deleteOne(is('C', 2))
    const broken = await command()
    assert.equal(broken.code, 1)
    assert.match(broken.stdout, /^The audit trail is broken at C, revision 2: The event was removed from the log\.\n/)
  })

  it('holds in pages, while acts and anchors go on (I5)', async () => {
    const { store } = trail
    let going = true
    const acting = (async () => {
      for (let i = 0; going; i++) {
        await store.events.note({ subject: `account/somebody-${String(i % 7)}`, act: 'sign-in', by: clerk, at })
        if (i % 10 === 0) await store.audit.seal(at)
      }
    })()
    for (let i = 0; i < 60; i++) await store.events.note({ subject: `account/other-${String(i).padStart(4, '0')}`, act: 'sign-in', by: clerk, at })
    for (let i = 0; i < 5; i++) assert.equal((await store.audit.verifyAll(undefined, 10)).broken, null)
    await events().deleteOne(is('account/other-0042', 1))
    assert.equal((await store.audit.verifyAll(undefined, 10)).broken?.subject, 'account/other-0042')
    going = false
    await acting
  })

  it('does not make acts on different dossiers wait for each other: no write conflict among twelve at once (I5)', async () => {
    const codes = Array.from({ length: 12 }, (_, i) => `P${String(i)}`)
    for (const code of codes) await file(trail.store, house, code)
    const conflicts = async () => Number((await trail.db.admin().serverStatus())['metrics']['operation']['writeConflicts'])
    const before = await conflicts()
    await Promise.all(codes.map((code) => trail.store.dossiers.act(code, { act: 'open', by: { kind: 'system' }, at }, () => ({ processInstanceKey: '1' }))))
    assert.equal(await conflicts() - before, 0)
  })
})
