import { MongoClient, MongoServerError } from 'mongodb'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { makeFolder, requireSpace } from './disk.ts'
import { findMongod } from './mongod-binary.ts'
import { freePorts, portIsFree, requirePorts } from './ports.ts'
import { StartProblem } from './problem.ts'
import type { Progress } from './progress.ts'
import type { Environment } from './run.ts'
import { ServerEnded, startServer, waitUntilReady } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'

export interface MongodOptions {
  /** Keeps the database from run to run; belongs to one mongod alone. */
  dataFolder: string
  /** Keeps what was downloaded, for all projects of this user. */
  cacheFolder: string
  environment: Environment
  progress: Progress
  /** 27017 unless given. */
  port?: number | 'free'
  /** The database that `uri` names. */
  database?: string
  /** WiredTiger's cache in gigabytes, at least 0.25. */
  cacheSize?: number
  signal?: AbortSignal
}

export interface LocalMongod extends Pick<ServerProcess, 'pid' | 'ended' | 'stop' | 'kill'> {
  /** `mongodb://127.0.0.1:27017/motcua?replicaSet=motcua&directConnection=true` */
  readonly uri: string
  readonly port: number
}

const host = '127.0.0.1'
const replicaSet = 'motcua'
/** In bytes: the journal, the oplog's beginning, and room to work. */
const spaceToStart = 512e6

/**
 * Starts a mongod on 127.0.0.1 as a replica set of one (transactions and change streams need a set), and waits until it
 * takes writes. On a folder of an earlier run it goes on with that run's data, also under another port.
 * @throws StartProblem when something on this machine is in the way; Error with the end of mongod's log when it dies.
 */
export async function startMongod(options: MongodOptions): Promise<LocalMongod> {
  const { dataFolder, progress, signal, environment, database = 'motcua', cacheSize = 0.5 } = options
  await makeFolder(join(dataFolder, 'data'))
  await requireSpace(dataFolder, spaceToStart, 'MongoDB')
  const { command, version } = await findMongod({ ...options, signal })

  for (let tries = 1; ; tries++) {
    const port = options.port === 'free' ? (await freePorts(1))[0] as number : options.port ?? 27017
    progress.step(`MongoDB: starting mongod ${version}, port ${port}`)
    const start = performance.now()
    const server = await startServer({
      name: 'MongoDB', folder: dataFolder, command, progress,
      environment: { PATH: environment['PATH'], HOME: environment['HOME'] ?? homedir(), LANG: 'C' },
      args: [
        '--dbpath', join(dataFolder, 'data'), '--bind_ip', host, '--port', String(port), '--nounixsocket', '--quiet',
        '--replSet', replicaSet, '--oplogSize', '256', '--wiredTigerCacheSizeGB', String(cacheSize),
        // Nobody else could take over, so nothing is gained by waiting for that when it ends.
        '--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100',
        // What a process that was killed in a transaction had locked is free after this time, not after a minute.
        '--setParameter', 'transactionLifetimeLimitSeconds=10',
      ],
      beforeStart: () => requirePorts([port], 'MongoDB', 'set MONGODB_URI if that is a MongoDB to use'),
    })
    try {
      await waitUntilReady(server, 'MongoDB', () => takesWrites(port), { timeout: 60_000, signal })
    } catch (error) {
      await server.stop()
      if (isPortLost(error) && options.port === 'free' && tries < 3) continue
      throw explain(error, port, dataFolder)
    }
    progress.done(`MongoDB: ready on ${host}:${port} after ${((performance.now() - start) / 1000).toFixed(1)} s`)
    const { pid, ended } = server
    return {
      uri: `mongodb://${host}:${port}/${database}?replicaSet=${replicaSet}&directConnection=true`, port, pid, ended,
      stop: () => server.stop(), kill: (name) => { server.kill(name) },
    }
  }
}

/** One look: makes the set when there is none, moves it to this port when it had another, and says whether it takes writes. */
async function takesWrites(port: number): Promise<boolean> {
  if (await portIsFree(port)) return false
  // A new client each time: one whose first connection failed stays closed.
  const client = new MongoClient(`mongodb://${host}:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: 1000, connectTimeoutMS: 2000, socketTimeoutMS: 20_000,
  })
  const admin = client.db('admin')
  const member = { _id: 0, host: `${host}:${port}` }
  try {
    const hello = await admin.command({ hello: 1 })
    if (hello['isWritablePrimary'] === true && hello['me'] === member.host) return true
    const { config } = await admin.command({ replSetGetConfig: 1 }) as unknown as
      { config: { version: number; members: { host: string }[] } }
    if (config.members.length !== 1 || config.members[0]?.host !== member.host) {
      await admin.command({ replSetReconfig: { ...config, version: config.version + 1, members: [member] }, force: true })
    }
    return false
  } catch (error) {
    if (error instanceof MongoServerError && error.codeName === 'NotYetInitialized') {
      await admin.command({ replSetInitiate: { _id: replicaSet, members: [member] } })
        .catch((failure: unknown) => { if (!(failure instanceof MongoServerError)) throw failure })
      return false
    }
    return false // Not listening yet, or between two states: the next look tells.
  } finally {
    await client.close().catch(() => undefined)
  }
}

function isPortLost(error: unknown): boolean {
  return error instanceof ServerEnded && /address already in use/i.test(error.log)
}

function explain(error: unknown, port: number, dataFolder: string): unknown {
  if (isPortLost(error)) {
    return new StartProblem('port-taken', `Port ${port} on ${host} was taken while MongoDB started.`,
      'Stop the other program, or set LOCAL_PORTS=free to start on a free port.', { cause: error })
  }
  if (error instanceof ServerEnded && /no space left on device/i.test(error.log)) {
    return new StartProblem('disk-full', `The disk became full while MongoDB started on ${dataFolder}.`,
      'Free some space, or choose a folder on another disk with DATA_FOLDER.', { cause: error })
  }
  return error
}
