import assert from 'node:assert/strict'
import { fork, type ChildProcess } from 'node:child_process'
import { copyFile, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { MongoClient, type Db } from 'mongodb'
import type { Life } from './child.ts'
import { createEngineRecords, type EngineRecords, type Instance } from './engine-records.ts'
import { killLedger } from './kill-points.ts'
import { plays, type Play } from './plays.ts'
import { deployShipped } from '../../config/deploy.ts'
import { readEnv } from '../../config/env.ts'
import { demonstrationAgencies } from '../../config/local/demonstration.ts'
import { createProgress } from '../../config/local/progress.ts'
import { startLocal, type Local } from '../../config/local/start-both.ts'
import { wire } from '../../config/wire.ts'
import { createEngine } from '../../config/zeebe.ts'

const application = {
  feeClass: 'poor',
  name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '1990-02-28', address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa',
  phone: '0912345678', email: 'anh@example.org',
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url))

/** Bundles the child into a file: it is started a hundred times, and so starts in half the time. */
async function bundleChild(folder: string): Promise<string> {
  const outfile = path.join(folder, 'child.mjs')
  await build({ entryPoints: [here('./child.ts')], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', sourcemap: 'inline', logLevel: 'warning' })
  await symlink(here('../../node_modules'), path.join(folder, 'node_modules'))
  await copyFile(here('../../config/gateway.proto'), path.join(folder, 'gateway.proto'))
  return outfile
}

const ended = (child: ChildProcess) => new Promise<{ code: number | null, signal: NodeJS.Signals | null }>((resolve) => {
  if (child.exitCode !== null || child.signalCode !== null) resolve({ code: child.exitCode, signal: child.signalCode })
  else child.once('exit', (code, signal) => { resolve({ code, signal }) })
})

interface Row { _id: string, dossier: string, [field: string]: unknown }
const sorted = (values: readonly string[]) => [...values].sort()

describe('A process killed with SIGKILL between the commit and the engine command, and after it, at every step', function () {
  this.timeout(700_000)
  let folder: string
  let program: string
  let local: Local
  let records: EngineRecords
  let client: MongoClient
  let db: Db
  let codes: string[]
  let kills = 0
  let began = 0
  const living = new Set<ChildProcess>()

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'motcua-faults-'))
    program = await bundleChild(folder)
    records = await createEngineRecords()
    const { CACHE_FOLDER, environment } = readEnv()
    local = await startLocal({
      dataFolder: folder, cacheFolder: CACHE_FOLDER, ports: 'free', environment, progress: createProgress(process.stderr), exporterUrl: records.url,
      zeebeSettings: { ZEEBE_BROKER_EXPERIMENTAL_ENGINE_JOBS_TIMEOUTCHECKERPOLLINGINTERVAL: '200ms' },
    })
    client = await MongoClient.connect(local.mongod.uri)
    db = client.db()
    // A transaction that a killed process leaves open holds its documents for this long; 60 s unless told otherwise.
    await client.db('admin').command({ setParameter: 1, transactionLifetimeLimitSeconds: 2 })

    const deps = await wire({ ...readEnv({}), ZEEBE_ADDRESS: local.zeebe.address, MONGODB_URI: local.mongod.uri, LOG_LEVEL: 'error' })
    await deployShipped(deps)
    // One call upon the one-stop head for each due date: the dossiers' clocks are weeks behind the engine's.
    const escalation = { afterWorkingDays: 2, everyWorkingDays: 500 }
    for (const agency of demonstrationAgencies) await deps.agencies.put({ ...agency, reminders: { ...agency.reminders, escalation } })
    // Somebody is there to answer: nobody is reached by mail, nor is the officer told that nobody could be.
    for (const unit of ['tand', 'thads']) await deps.accounts.create({ username: `vanthu.${unit}`, name: 'Văn thư', unit, roles: ['consulted-agency'] }, 'mat-khau-khong-ai-dung')
    const drafts = await Promise.all(plays.map(({ delivery }) =>
      deps.drafts.keep({ procedure: 'judicial-record', values: { ...application, delivery }, papers: [] })))
    await deps.close()

    began = Date.now()
    kills = await playUntilDone({ folder, zeebe: local.zeebe.address, mongodb: local.mongod.uri, drafts })
    const filed = await db.collection<Row>('drafts').find().toArray()
    codes = drafts.map((draft) => String(filed.find(({ _id }) => _id === draft)?.['filedAs']))
  })

  after(async () => {
    for (const child of living) child.kill('SIGKILL')
    await client?.close()
    await local?.stop()
    await records?.close()
    if (folder) await rm(folder, { recursive: true, force: true })
  })

  /** A life that has not begun: its modules are loaded while another one still runs. */
  function life(): ChildProcess {
    const child = fork(program, { execArgv: ['--enable-source-maps'], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
    living.add(child)
    void ended(child).then(() => living.delete(child))
    return child
  }

  /** Life after life, until every dossier is closed and nothing is under way any more; returns how many were killed. */
  async function playUntilDone(settings: Life): Promise<number> {
    const until = Date.now() + 600_000
    const spares = [life(), life()]
    let killed = 0
    for (;;) {
      const child = spares.shift() ?? life()
      spares.push(life())
      const death = ended(child)
      child.send(settings)
      const end = await Promise.race([death, quiet(until)])
      if (end === 'quiet') {
        child.send('stop')
        assert.deepEqual(await death, { code: 0, signal: null }, 'the last life ends in order')
        for (const spare of spares) spare.kill('SIGKILL')
        return killed
      }
      if (end === 'stuck' || end.signal !== 'SIGKILL') throw new Error(`${JSON.stringify(end)} after ${String(killed)} kills\n${await troubles()}`)
      killed++
    }
  }

  /** Waits until nothing is left to do, by what the database and the engine say. */
  async function quiet(until: number): Promise<'quiet' | 'stuck'> {
    while (Date.now() < until) {
      await sleep(500)
      if ((await leftToDo()).length === 0) return 'quiet'
    }
    return 'stuck'
  }

  async function leftToDo(): Promise<string[]> {
    const dossiers = await db.collection<Row>('dossiers').find().toArray()
    const outbox = await db.collection<Row>('outbox').find().toArray()
    const stopped = new Set(dossiers.filter(({ state }) => state === 'withdrawn').map(({ _id }) => _id))
    /** A consultation of a dossier that was withdrawn keeps its watch until its deadline. */
    const mayWait = ({ process, dossier }: Instance) => process === 'deadline-watch' && stopped.has(dossier)
    return [
      ...plays.slice(dossiers.length).map(() => 'a dossier to be filed'),
      ...dossiers.filter(({ closedAt }) => !closedAt).map(({ _id, state }) => `${_id} is ${String(state)}`),
      ...outbox.map(({ command }) => JSON.stringify(command)),
      ...records.jobs().filter(({ ended }) => ended === null).map(({ key, step }) => `the engine waits for job ${key} of ${step}`),
      ...records.instances().filter((instance) => !instance.ended && !mayWait(instance)).map(({ process, dossier, steps }) => `${process} of ${dossier} runs at ${steps.at(-1) ?? ''}`),
    ]
  }

  async function troubles(): Promise<string> {
    const log = await readFile(`${folder}/log`, 'utf8').catch(() => '')
    return ['left to do:', ...await leftToDo(), 'incidents:', ...records.incidents(), 'failures:', ...records.failures(), 'log:', ...log.trim().split('\n').slice(-30)].join('\n')
  }

  /** The rows of a dossier, as they lie in the database. */
  const rows = (collection: string, code: string | undefined, key = 'dossier') => db.collection<Row>(collection).find({ [key]: code ?? '' }).toArray()

  /** Looks at every dossier with its play. */
  async function each(look: (code: string, play: Play) => Promise<void>): Promise<void> {
    for (const [index, play] of plays.entries()) await look(codes[index] ?? '', play)
  }

  it('dies once at each of its points: at every step of every procedure', () => {
    const points = killLedger(folder).lines()
    const seconds = Math.round((Date.now() - began) / 1000)
    process.stderr.write(`${String(kills)} kills, ${String(seconds)} s\n`)
    if (readEnv().LOG_LEVEL === 'debug') process.stderr.write(`${points.join('\n')}\n`)
    assert.equal(points.length, kills)
    assert.equal(new Set(points).size, kills, 'no point twice')
    assert.ok(kills >= 90, `${String(kills)} kills`)
    assert.deepEqual(points.filter((point) => point.includes('somewhere')), [], 'every point is known')
    // Every kind of step whose job the engine saw completed was one that the process died at, before it told the engine so.
    const completed = new Set(records.jobs().filter(({ ended }) => ended === 'completed').map(({ step }) => step))
    const told = new Set(points.flatMap((point) => /^before complete-job (\S+)/.exec(point)?.[1] ?? []))
    assert.deepEqual(sorted([...told]), sorted([...completed]))
  })

  it('files each dossier once and brings it to its end', async () => {
    const dossiers = await db.collection<Row>('dossiers').find().toArray()
    assert.deepEqual(sorted(dossiers.map(({ _id }) => _id)), sorted(codes))
    await each(async (code, play) => {
      const [dossier] = await rows('dossiers', code, '_id')
      assert.equal(dossier?.['state'], play.state, play.name)
      assert.ok(dossier['closedAt'])
    })
  })

  it('does each act once, numbered without gaps', async () => {
    await each(async (code, play) => {
      const events = await db.collection<{ _id: { dossier: string, revision: number }, act: string, details: Record<string, unknown> }>('events')
        .find({ '_id.dossier': code }).sort({ '_id.revision': 1 }).toArray()
      assert.deepEqual(events.map(({ _id }) => _id.revision), events.map((_, index) => index + 1), play.name)
      const [dossier] = await rows('dossiers', code, '_id')
      assert.equal(dossier?.['revision'], events.length)
      const acts = events.map(({ act, details }) => act === 'complete-task' ? `${act} ${String(details['form'])}` : act)
      const late = play.perhaps.filter((act) => acts.includes(act))
      assert.deepEqual(sorted(acts), sorted([...play.acts, ...late]), play.name)
    })
  })

  it('issues each slip once, under a number of its own', async () => {
    await each(async (code, play) => {
      assert.deepEqual(sorted((await rows('slips', code)).map(({ kind }) => String(kind))), sorted(play.slips), play.name)
    })
    const slips = await db.collection<Row & { facts: { unit: string } }>('slips').find().toArray()
    const numbers = slips.map(({ kind, number, facts }) => `${facts.unit} ${String(kind)} ${String(number)}`)
    assert.equal(new Set(numbers).size, numbers.length, numbers.join(', '))
    const jobs = new Set(records.jobs().map(({ key }) => key))
    assert.ok(slips.every(({ _id }) => jobs.has(_id)))
  })

  it('tells people each thing once', async () => {
    await each(async (code, play) => {
      const notices = await rows('notices', code)
      const texts = notices.map(({ to, text }) => `${String(to)}: ${String(text)}`)
      assert.equal(new Set(texts).size, texts.length, texts.join('\n'))
      const people = [...new Set(notices.map(({ to }) => String(to)))]
      assert.deepEqual(Object.fromEntries(people.map((person) => [person, notices.filter(({ to }) => to === person).length])), play.notices, play.name)
    })
  })

  it('leaves no task open; each was completed by one person, or withdrawn', async () => {
    await each(async (code, play) => {
      const tasks = await rows('tasks', code)
      const done = tasks.filter(({ state }) => state === 'completed')
      const expected = play.acts.filter((act) => act.startsWith('complete-task ')).map((act) => act.slice('complete-task '.length))
      assert.deepEqual(sorted(done.map(({ form }) => String(form))), sorted(expected), play.name)
      assert.ok(done.every(({ completedAt, completedBy }) => completedAt && completedBy !== null))
      assert.deepEqual(tasks.filter(({ state }) => state !== 'completed' && state !== 'withdrawn'), [], play.name)
    })
  })

  it('asks each agency once and keeps its answer', async () => {
    await each(async (code, play) => {
      const asked = (await rows('consultations', code)).map(({ agency, state, answer }) =>
        `${String(agency)} ${String(state)}${state === 'unanswered' && answer ? ', answered late' : ''}`)
      assert.deepEqual(sorted(asked), sorted(play.consultations), play.name)
    })
  })

  it('leaves nothing to be told to the engine', async () => {
    assert.deepEqual(await db.collection('outbox').find().toArray(), [])
  })

  it('has one effect per job of the engine, and one job per step of each dossier’s way', async () => {
    const handled = (await db.collection<Row>('handledJobs').find().toArray()).map(({ _id }) => _id)
    const jobs = records.jobs()
    assert.deepEqual(handled.filter((key) => !jobs.some((job) => job.key === key)), [], 'no effect without a job')
    assert.deepEqual(jobs.filter(({ key, ended }) => !handled.includes(key) && ended !== 'canceled'), [], 'no job without its effect')
    assert.deepEqual(jobs.filter(({ ended }) => ended === null), [])
    await each((code, play) => {
      const steps = records.instances().filter(({ dossier }) => dossier === code).flatMap(({ steps }) => steps)
        .filter((step) => step !== 'deadline-watch/next-moment').map((step) => step.replace('judicial-record/', ''))
      assert.deepEqual(sorted(steps), sorted(play.steps), play.name)
      return Promise.resolve()
    })
  })

  it('starts one instance of each procedure, and ends it without an incident', async () => {
    assert.deepEqual(records.incidents(), [])
    const engine = createEngine({ address: local.zeebe.address, tls: false })
    await each(async (code, play) => {
      const instances = records.instances().filter(({ dossier }) => dossier === code)
      const of = (process: string) => instances.filter((instance) => instance.process === process)
      const [dossier] = await rows('dossiers', code, '_id')
      assert.deepEqual(of('judicial-record').map(({ key }) => key), [dossier?.['processInstanceKey']], play.name)
      assert.equal(of('judicial-record')[0]?.ended, play.state === 'withdrawn' ? 'terminated' : 'completed')
      assert.equal(of('consultation').length, play.consultations.length, play.name)
      assert.equal(of('deadline-watch').length, 1 + play.consultations.length, play.name)
      for (const { key } of of('judicial-record')) assert.equal(await engine.cancelInstance(key), 'gone')
    })
    await engine.close()
  })
})
