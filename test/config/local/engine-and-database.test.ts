import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { MongoClient } from 'mongodb'
import { Temporal } from 'temporal-polyfill'
import { createControlledClock } from '../../../config/local/clock.ts'
import { startMongod } from '../../../config/local/mongod.ts'
import { identify } from '../../../config/local/process-identity.ts'
import { silent } from '../../../config/local/progress.ts'
import { startLocal } from '../../../config/local/start-both.ts'
import { createEngine } from '../../../config/zeebe.ts'
import { cacheFolder, createFolders, createRecorder, environment } from './folders.ts'

const diagram = Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
  <bpmn:process id="yesterday" isExecutable="true">
    <bpmn:startEvent id="start"><bpmn:outgoing>flow</bpmn:outgoing></bpmn:startEvent>
    <bpmn:sequenceFlow id="flow" sourceRef="start" targetRef="end" />
    <bpmn:endEvent id="end"><bpmn:incoming>flow</bpmn:incoming></bpmn:endEvent>
  </bpmn:process>
</bpmn:definitions>`)

describe('the local engine and the local database', function () {
  this.timeout(600_000) // On a new machine both are downloaded here.
  const folders = createFolders()
  after(() => folders.clean())

  const shared = { cacheFolder, environment }

  it('start side by side, take orders, and find yesterday\'s data when they start again', async () => {
    const dataFolder = await folders.make()
    const progress = createRecorder()
    const records = await listenForRecords()
    const first = await startLocal({
      ...shared, dataFolder, progress, ports: 'free', controlledClock: true, exporterUrl: records.url('engine', 'a secret: @'),
    })
    let deployed
    try {
      deployed = await deploy(first.zeebe.address)
      await records.seen('POST /_bulk', 'engine:a secret: @')
      await inTransaction(first.mongod.uri, 'dossier 1')

      const clock = createControlledClock(first.zeebe.managementAddress)
      const eve = Temporal.Instant.from('2026-11-23T01:00:00Z')
      await clock.pin(eve)
      assert.equal(String(clock.now()), String(eve))
      await clock.add({ hours: 36 })
      assert.equal(String(clock.now()), '2026-11-24T13:00:00Z')
      assert.equal(await engineNow(first.zeebe.managementAddress), clock.now().epochMilliseconds)
      await clock.reset()
      assert.ok(Math.abs(clock.now().epochMilliseconds - await engineNow(first.zeebe.managementAddress)) < 1000)

      await assert.rejects(startLocal({ ...shared, dataFolder, progress: silent, ports: 'free' }), { code: 'already-running' })
    } finally {
      await first.stop()
      records.close()
    }
    assert.equal(await identify(first.zeebe.pid), null)
    assert.equal(await identify(first.mongod.pid), null)
    assert.match(progress.lines.at(-1) ?? '', /ready on 127\.0\.0\.1:\d+ after \d+\.\d s$/)

    // Other ports, as after `LOCAL_PORTS=free`: the replica set must follow.
    const second = await startLocal({ ...shared, dataFolder, progress: silent, ports: 'free' })
    try {
      assert.deepEqual(await deploy(second.zeebe.address), deployed, 'the same diagram is the same version')
      assert.deepEqual(await inTransaction(second.mongod.uri, 'dossier 2'), ['dossier 1', 'dossier 2'])
    } finally {
      await second.stop()
    }
  })

  it('a database that was killed comes back with what was committed', async () => {
    const dataFolder = await folders.make()
    const first = await startMongod({ ...shared, dataFolder, progress: silent, port: 'free' })
    await inTransaction(first.uri, 'dossier 1')
    first.kill('SIGKILL')
    await first.ended
    const second = await startMongod({ ...shared, dataFolder, progress: silent, port: first.port })
    try {
      assert.equal(second.uri, first.uri)
      assert.deepEqual(await inTransaction(second.uri, 'dossier 2'), ['dossier 1', 'dossier 2'])
      await assert.rejects(startMongod({ ...shared, dataFolder: await folders.make(), progress: silent, port: first.port }), (error: Error) => {
        assert.match(error.message, new RegExp(`^Port ${String(first.port)} on 127\\.0\\.0\\.1, which MongoDB needs, is taken.*LOCAL_PORTS=free.*MONGODB_URI`))
        return true
      })
    } finally {
      await second.stop()
    }
  })

  it('when one cannot start, the other is stopped', async () => {
    const dataFolder = await folders.make()
    await writeFile(join(dataFolder, 'zeebe'), 'a file where the engine wants a folder')
    await assert.rejects(startLocal({ ...shared, dataFolder, progress: silent, ports: 'free' }), { code: 'not-writable' })
    await (await startMongod({ ...shared, dataFolder: join(dataFolder, 'mongod'), progress: silent, port: 'free' })).stop()
  })
})

async function deploy(address: string) {
  const engine = createEngine({ address, tls: false })
  try {
    return await engine.deploy('yesterday.bpmn', diagram)
  } finally {
    await engine.close()
  }
}

/** Answers as Elasticsearch does, and keeps who asked for what. */
async function listenForRecords() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    const who = Buffer.from((request.headers.authorization ?? '').replace('Basic ', ''), 'base64').toString()
    asked.push(`${request.method ?? ''} ${request.url ?? ''} ${who}`)
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json')
      response.end('{"errors":false,"items":[],"acknowledged":true}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: (user: string, password: string) => `http://${user}:${encodeURIComponent(password)}@127.0.0.1:${String(port)}/`,
    async seen(what: string, who: string) {
      for (let tries = 0; !asked.includes(`${what} ${who}`); tries++) {
        assert.ok(tries < 200, `${what} by ${who} was not asked, only: ${asked.join(', ')}`)
        await sleep(50)
      }
    },
    close() { server.close(); server.closeAllConnections() },
  }
}

async function engineNow(managementAddress: string): Promise<number> {
  const answer = await fetch(`${managementAddress}/actuator/clock`)
  return (await answer.json() as { epochMilli: number }).epochMilli
}

/** Writes one document in a transaction, and reads what is there. */
async function inTransaction(uri: string, name: string): Promise<string[]> {
  const client = new MongoClient(uri)
  try {
    const names = client.db().collection<{ name: string }>('names')
    await client.withSession((session) => session.withTransaction(async () => { await names.insertOne({ name }, { session }) }))
    return (await names.find().sort({ _id: 1 }).toArray()).map((found) => found.name)
  } finally {
    await client.close()
  }
}
