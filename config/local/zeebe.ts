import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeFolder, requireSpace } from './disk.ts'
import { findJava } from './java.ts'
import { freePorts, requirePorts } from './ports.ts'
import { StartProblem } from './problem.ts'
import type { Progress } from './progress.ts'
import type { Environment } from './run.ts'
import { ServerEnded, startServer, waitUntilReady } from './server-process.ts'
import type { ServerProcess } from './server-process.ts'
import { createTopologyReader } from './topology.ts'
import { findZeebe, zeebeVersion } from './zeebe-distribution.ts'

export interface ZeebeOptions {
  /** Keeps the engine's state from run to run; belongs to one engine alone. */
  dataFolder: string
  /** Keeps what was downloaded, for all projects of this user. */
  cacheFolder: string
  environment: Environment
  progress: Progress
  /** 'default' is 26500-26502 and 9600, Zeebe's own; 'free' picks four that nobody uses. */
  ports?: 'default' | 'free'
  /** The engine's clock then stands under `createControlledClock(managementAddress)`. For tests. */
  controlledClock?: boolean
  /** Where the records are posted in Elasticsearch's manner; user name and password may stand in the URL. */
  exporterUrl?: string
  /** The most memory for objects, as Java writes it. */
  heap?: string
  /** Further settings of the broker, by their environment variables: `{ ZEEBE_BROKER_…: '…' }`. They win over ours. */
  settings?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

export interface LocalZeebe extends Pick<ServerProcess, 'pid' | 'ended' | 'stop' | 'kill'> {
  /** The gateway's gRPC address, `127.0.0.1:26500`. */
  readonly address: string
  /** The management server's address, `http://127.0.0.1:9600`. */
  readonly managementAddress: string
}

interface Ports { gateway: number; command: number; internal: number; management: number }

const host = '127.0.0.1'
const defaultPorts: Ports = { gateway: 26500, command: 26501, internal: 26502, management: 9600 }
/** In bytes. Zeebe stops processing when less than `processing` is free; by default that is 2 GB. */
const space = { processing: 512e6, replication: 256e6, start: 768e6 }

/**
 * Starts Zeebe 8.5.8, broker and gateway in one process, on 127.0.0.1, and waits until every partition has a healthy leader.
 * @throws StartProblem when something on this machine is in the way; Error with the end of Zeebe's log when it dies.
 */
export async function startZeebe(options: ZeebeOptions): Promise<LocalZeebe> {
  const { dataFolder, progress, signal } = options
  await makeFolder(dataFolder)
  await requireSpace(dataFolder, space.start, 'Zeebe')
  const java = await findJava(options.environment)
  const home = await findZeebe({ ...options, signal })

  for (let tries = 1; ; tries++) {
    const ports = options.ports === 'free' ? await pickPorts() : defaultPorts
    progress.step(`Zeebe: starting ${zeebeVersion} on Java ${java.version}, port ${ports.gateway}`)
    const start = performance.now()
    const log = join(dataFolder, 'logs/zeebe.log')
    const server = await startServer({
      name: 'Zeebe', folder: dataFolder, command: java.command, args: javaArguments(home, options), progress, logs: [log],
      environment: brokerEnvironment(ports, options),
      async beforeStart() {
        await requirePorts([ports.gateway], 'Zeebe', `set ZEEBE_ADDRESS=${host}:${ports.gateway} if that is a Zeebe to use`)
        await requirePorts([ports.command, ports.internal, ports.management], 'Zeebe', '')
      },
    })
    const address = `${host}:${ports.gateway}`
    const reader = createTopologyReader(address)
    try {
      await waitUntilReady(server, 'Zeebe', () => reader.everyPartitionHasLeader(), { timeout: 120_000, signal })
    } catch (error) {
      await server.stop()
      const portLost = error instanceof ServerEnded && /address already in use|port \d+ was already in use|BindException/i.test(error.log)
      if (portLost && options.ports === 'free' && tries < 3) continue
      throw explain(error, ports, dataFolder)
    } finally {
      reader.close()
    }
    progress.done(`Zeebe: ready on ${address} after ${((performance.now() - start) / 1000).toFixed(1)} s`)
    const { pid, ended } = server
    return {
      address, managementAddress: `http://${host}:${ports.management}`, pid, ended,
      stop: () => server.stop(), kill: (name) => { server.kill(name) },
    }
  }
}

async function pickPorts(): Promise<Ports> {
  const [gateway, command, internal, management] = await freePorts(4) as [number, number, number, number]
  return { gateway, command, internal, management }
}

/** What `bin/broker` does, without the shell: so that the process is ours to signal, and paths may hold spaces. */
function javaArguments(home: string, { dataFolder, heap = '1g' }: ZeebeOptions): string[] {
  return [
    `-Xmx${heap}`, '-XX:+UseSerialGC', '-XX:+ExitOnOutOfMemoryError', '-Dfile.encoding=UTF-8', '-Xshare:auto',
    `-Dlog4j2.configurationFile=${join(home, 'config/log4j2.xml')}`,
    '-Dapp.name=broker', `-Dapp.home=${dataFolder}`, `-Dbasedir=${dataFolder}`,
    '-classpath', join(home, 'lib/*'),
    'io.camunda.zeebe.broker.StandaloneBroker', `--spring.config.additional-location=file:${join(home, 'config')}/`,
  ]
}

function brokerEnvironment(ports: Ports, options: ZeebeOptions): Environment {
  const { environment, dataFolder } = options
  // Nothing else is passed on: a SERVER_PORT or ZEEBE_… that is meant for another program would change the broker.
  return {
    PATH: environment['PATH'], HOME: environment['HOME'] ?? homedir(), LANG: environment['LANG'], TMPDIR: environment['TMPDIR'] ?? tmpdir(),
    // The console would repeat the log file.
    ZEEBE_LOG_APPENDER: 'RollingFile',
    ZEEBE_BROKER_NETWORK_HOST: host,
    ZEEBE_BROKER_GATEWAY_NETWORK_PORT: String(ports.gateway),
    ZEEBE_BROKER_NETWORK_COMMANDAPI_PORT: String(ports.command),
    ZEEBE_BROKER_NETWORK_INTERNALAPI_PORT: String(ports.internal),
    MANAGEMENT_SERVER_ADDRESS: host,
    MANAGEMENT_SERVER_PORT: String(ports.management),
    SERVER_ADDRESS: host,
    // Its REST interface, which nobody uses here, would take 8080, our own web server's: any port will do.
    SERVER_PORT: '0',
    ZEEBE_BROKER_DATA_DIRECTORY: join(dataFolder, 'data'),
    ZEEBE_BROKER_DATA_LOGSEGMENTSIZE: '32MB',
    ZEEBE_BROKER_DATA_DISK_FREESPACE_PROCESSING: `${space.processing / 1e6}MB`,
    ZEEBE_BROKER_DATA_DISK_FREESPACE_REPLICATION: `${space.replication / 1e6}MB`,
    ZEEBE_BROKER_BACKPRESSURE_ALGORITHM: 'fixed',
    ZEEBE_BROKER_BACKPRESSURE_FIXED_LIMIT: '200',
    ...(options.controlledClock ? { ZEEBE_CLOCK_CONTROLLED: 'true' } : {}),
    ...(options.exporterUrl === undefined ? {} : exporterSettings(options.exporterUrl)),
    ...options.settings,
  }
}

function exporterSettings(exporterUrl: string): Environment {
  const url = new URL(exporterUrl)
  const { username, password } = url
  url.username = ''
  url.password = ''
  return {
    ZEEBE_BROKER_EXPORTERS_ES_CLASSNAME: 'io.camunda.zeebe.exporter.ElasticsearchExporter',
    ZEEBE_BROKER_EXPORTERS_ES_ARGS_URL: url.href.replace(/\/$/, ''),
    ZEEBE_BROKER_EXPORTERS_ES_ARGS_BULK_DELAY: '1',
    ...(username === '' ? {} : {
      ZEEBE_BROKER_EXPORTERS_ES_ARGS_AUTHENTICATION_USERNAME: decodeURIComponent(username),
      ZEEBE_BROKER_EXPORTERS_ES_ARGS_AUTHENTICATION_PASSWORD: decodeURIComponent(password),
    }),
  }
}

function explain(error: unknown, ports: Ports, dataFolder: string): unknown {
  if (!(error instanceof ServerEnded)) return error
  if (/no space left on device/i.test(error.log)) {
    return new StartProblem('disk-full', `The disk became full while Zeebe started on ${dataFolder}.`,
      'Free some space, or choose a folder on another disk with DATA_FOLDER.', { cause: error })
  }
  if (/address already in use|was already in use|BindException/i.test(error.log)) {
    return new StartProblem('port-taken', `One of Zeebe's ports ${Object.values(ports).join(', ')} was taken while it started.`,
      'Stop the other program, or set LOCAL_PORTS=free to start on free ports.', { cause: error })
  }
  return error
}
