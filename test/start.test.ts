import assert from 'node:assert/strict'
import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { wire } from '../config/wire.ts'
import { readEnv } from '../config/env.ts'
import { fileDossier } from '../web/file-dossier.ts'
import { application, eventually } from './house.ts'

/** `npm start` as a newcomer runs it, on free ports and a data folder of its own. */
class Start {
  readonly child: ChildProcessWithoutNullStreams
  output = ''

  constructor(environment: Record<string, string>) {
    const { NODE_OPTIONS: _, ...rest } = process.env
    this.child = spawn(process.execPath, ['--import', 'tsx', 'start.ts'], { env: { ...rest, LOCAL_PORTS: 'free', PORT: '0', LOG_LEVEL: 'warn', ...environment } })
    this.child.stdout.on('data', (chunk: Buffer) => { this.output += chunk.toString() })
    this.child.stderr.on('data', (chunk: Buffer) => { this.output += chunk.toString() })
  }

  async ready(): Promise<string> {
    const until = Date.now() + 60_000
    while (!/Portal\s+http:[\s\S]*\sauditor\s.*\n/.test(this.output)) {
      assert.equal(this.child.exitCode, null, this.output)
      assert.ok(Date.now() < until, this.output)
      await once(this.child.stdout, 'data')
    }
    const [, address] = /Portal\s+(http:\S+)/.exec(this.output) ?? []
    assert.ok(address, this.output)
    return address
  }

  async exitCode(signal?: NodeJS.Signals): Promise<number | null> {
    const exited = this.child.exitCode === null ? once(this.child, 'exit') : null
    if (signal) this.child.kill(signal)
    await exited
    return this.child.exitCode
  }

  /** The address of MongoDB or Zeebe, as the progress lines say it. */
  address(server: 'MongoDB' | 'Zeebe'): string {
    const [, address] = new RegExp(`${server}: ready on (\\S+)`).exec(this.output) ?? []
    assert.ok(address, this.output)
    return address
  }

  password(username: string): string {
    const [, password] = new RegExp(`${username}\\s+(\\S+)`).exec(this.output) ?? []
    assert.ok(password, this.output)
    return password
  }
}

/** A clerk's browser as far as this test needs one: it keeps the cookie, and reads the form's token. */
async function queueOf(address: string, username: string, password: string): Promise<string> {
  let cookie = ''
  const visit = async (url: string, init: RequestInit = {}) => {
    const answer = await fetch(address + url, { ...init, redirect: 'manual', headers: { cookie, ...init.headers } })
    const [set] = answer.headers.getSetCookie()
    if (set) cookie = set.split(';')[0] ?? ''
    return { status: answer.status, text: await answer.text() }
  }
  const [, token = ''] = /name="_csrf" value="([^"]+)"/.exec((await visit('/desk/sign-in')).text) ?? []
  const signedIn = await visit('/desk/sign-in', { method: 'POST', body: new URLSearchParams({ _csrf: token, username, password }) })
  assert.equal(signedIn.status, 303, signedIn.text)
  return (await visit('/desk')).text
}

describe('npm start', function () {
  this.timeout(180_000)
  let folder: string
  before(async () => { folder = await mkdtemp(path.join(tmpdir(), 'motcua-start-')) })
  after(async () => { await rm(folder, { recursive: true, force: true }) })

  it('brings up everything with one account per role, stops in order at Ctrl-C, and finds yesterday’s dossiers', async () => {
    const first = new Start({ DATA_FOLDER: folder })
    const address = await first.ready()
    for (const role of ['reception-clerk', 'case-officer', 'division-head', 'leader', 'consulted-agency', 'one-stop-head', 'result-clerk', 'administrator', 'analyst', 'auditor']) {
      assert.match(first.output, new RegExp(`\\s${role}\\s`))
    }
    assert.deepEqual(await (await fetch(`${address}/readyz`)).json(), { ready: true, zeebe: true, mongodb: true, virusScan: 'not configured' })

    const uri = `mongodb://${first.address('MongoDB')}/motcua?directConnection=true`
    const deps = await wire({ ...readEnv({}), ZEEBE_ADDRESS: first.address('Zeebe'), MONGODB_URI: uri, LOG_LEVEL: 'silent' })
    const id = await deps.drafts.keep({ procedure: 'judicial-record', values: application, papers: [] })
    const draft = await deps.drafts.find(id)
    assert.ok(draft)
    const code = await fileDossier({ draft, bundleVersion: 1, parties: { units: { receiving: 'ttpvhcc', deciding: 'pv06', returning: 'ttpvhcc' }, partners: {} }, language: 'vi' }, deps)
    await eventually(async () => { assert.equal((await deps.tasks.openOf(code)).length, 1) })
    await deps.close()
    assert.equal(await first.exitCode('SIGINT'), 0, first.output)

    const second = new Start({ DATA_FOLDER: folder })
    const again = await second.ready()
    assert.notEqual(second.password('lethihoa.ttpvhcc'), first.password('lethihoa.ttpvhcc'), 'passwords are new at each start')
    assert.ok((await queueOf(again, 'lethihoa.ttpvhcc', second.password('lethihoa.ttpvhcc'))).includes(code))
    assert.equal(await second.exitCode('SIGTERM'), 0, second.output)
  })

  const sentence = async (start: Start): Promise<string> => {
    assert.equal(await start.exitCode(), 1, start.output)
    assert.doesNotMatch(start.output, /\n\s+at /, 'no stack trace')
    return start.output
  }

  it('says in one sentence which port is taken and how to choose another', async () => {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    try {
      assert.match(await sentence(new Start({ DATA_FOLDER: folder, PORT: String(port) })), new RegExp(`Port ${String(port)} is taken by another program\\. .*PORT=8081 npm start`))
    } finally {
      server.close()
    }
  })

  it('says in one sentence which variable is wrong', async () => {
    assert.match(await sentence(new Start({ DATA_FOLDER: folder, MONGODB_URI: 'localhost' })), /MONGODB_URI: expected mongodb:\/\//)
  })

  it('says in one sentence that no Java is new enough, or that there is no way to a mongod', async () => {
    const bare = path.join(folder, 'bare')
    const output = await sentence(new Start({ DATA_FOLDER: path.join(folder, 'none'), CACHE_FOLDER: bare, PATH: bare, JAVA_HOME: '', HOME: bare }))
    assert.match(output, /Java|mongod|Maven/)
  })
})
