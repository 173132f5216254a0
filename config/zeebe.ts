import { credentials, loadPackageDefinition, status, type ClientReadableStream, type ServiceError } from '@grpc/grpc-js'
import type { Client, ServiceClientConstructor } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { fileURLToPath } from 'node:url'
import { ZBClient } from 'zeebe-node'

/** Variables of a process: JSON without personal data. */
export type Variables = Readonly<Record<string, unknown>>

/** A job as the gateway hands it out; keys are decimal strings (int64). */
export interface ActivatedJob {
  readonly key: string
  readonly type: string
  readonly processInstanceKey: string
  readonly bpmnProcessId: string
  readonly processDefinitionVersion: number
  readonly elementId: string
  readonly headers: Readonly<Record<string, string>>
  readonly retries: number
  readonly variables: Variables
}

export interface JobQuery {
  readonly type: string
  readonly worker: string
  /** Milliseconds after which an unfinished job is handed out again. */
  readonly timeout: number
}

export interface DeployedProcess {
  readonly bpmnProcessId: string
  readonly version: number
  readonly processDefinitionKey: string
  readonly resourceName: string
}

/** 'gone': the engine does not know the key (any more): done before, or cancelled. Safe to take as done. */
export type Told = 'done' | 'gone'

/** What the engine can be told, each command safe to repeat, each with a time limit. */
export interface Engine {
  /** Starts or continues a process by message; a message id that is still alive is taken as done. `timeToLive` in ms. */
  publishMessage(message: {
    name: string, correlationKey: string, messageId: string, timeToLive: number, variables: Variables
  }): Promise<Told>
  completeJob(jobKey: string, variables: Variables): Promise<Told>
  /** `backOff` in ms; `retries` 0 raises an incident. */
  failJob(jobKey: string, failure: { message: string, retries: number, backOff: number }): Promise<Told>
  throwError(jobKey: string, error: { code: string, message: string }): Promise<Told>
  /** Keeps a job parked: it is handed out again only after `timeout` ms. */
  parkJob(jobKey: string, timeout: number): Promise<Told>
  cancelInstance(processInstanceKey: string): Promise<Told>
  /** Changes variables of a process that runs: steps to come read them so. */
  setVariables(processInstanceKey: string, variables: Variables): Promise<Told>
  /** Deploys one diagram; one that is there already, unchanged, keeps its version. */
  deploy(name: string, diagram: Buffer): Promise<DeployedProcess[]>
  /** @throws when no gateway answers or a partition has no healthy leader */
  checkHealth(): Promise<void>
  streamJobs(query: JobQuery, onJob: (job: ActivatedJob) => void, onEnd: (error: Error | null) => void): JobStream
  activateJobs(query: JobQuery, most: number): Promise<ActivatedJob[]>
  close(): Promise<void>
}

export interface JobStream { pause(): void, resume(): void, cancel(): void }

interface RawJob { key: string, type: string, processInstanceKey: string, bpmnProcessId: string, processDefinitionVersion: number, elementId: string, customHeaders: string, retries: number, variables: string }
interface GatewayClient extends Client {
  StreamActivatedJobs(request: object): ClientReadableStream<RawJob>
  ActivateJobs(request: object, options: object): ClientReadableStream<{ jobs: RawJob[] }>
  UpdateJobTimeout(request: object, options: object, callback: (error: ServiceError | null) => void): void
}

const commandLimit = 15_000

export function createEngine({ address, tls }: { address: string, tls: boolean }): Engine {
  const zeebe = new ZBClient(address, { retry: false, loglevel: 'NONE', eagerConnection: false, useTLS: tls })
  const definition = loadSync(fileURLToPath(new URL('./gateway.proto', import.meta.url)), { keepCase: true, longs: String, defaults: true })
  const { Gateway } = loadPackageDefinition(definition)['gateway_protocol'] as unknown as { Gateway: ServiceClientConstructor }
  const gateway = new Gateway(address, tls ? credentials.createSsl() : credentials.createInsecure()) as unknown as GatewayClient

  return {
    publishMessage: (message) => tell(zeebe.publishMessage({ ...message }), status.ALREADY_EXISTS),
    completeJob: (jobKey, variables) => tell(zeebe.completeJob({ jobKey, variables }), status.NOT_FOUND),
    failJob: (jobKey, { message, retries, backOff }) =>
      tell(zeebe.failJob({ jobKey, errorMessage: message, retries, retryBackOff: backOff }), status.NOT_FOUND),
    throwError: (jobKey, { code, message }) =>
      tell(zeebe.throwError({ jobKey, errorCode: code, errorMessage: message }), status.NOT_FOUND),
    parkJob: (jobKey, timeout) => tell(new Promise<void>((resolve, reject) => {
      gateway.UpdateJobTimeout({ jobKey, timeout }, { deadline: in_(commandLimit) }, (error) => { if (error) reject(error); else resolve() })
    }), status.NOT_FOUND),
    setVariables: (elementInstanceKey, variables) => tell(zeebe.setVariables({ elementInstanceKey, variables, local: false }), status.NOT_FOUND),
    cancelInstance: (key) => tell(zeebe.cancelProcessInstance(key), status.NOT_FOUND),
    async deploy(name, diagram) {
      const { deployments } = await withLimit(zeebe.deployResource({ name, process: diagram }))
      return deployments.map(({ process }) => ({ ...process, processDefinitionKey: String(process.processDefinitionKey) }))
    },
    async checkHealth() {
      const { brokers, partitionsCount } = await withLimit(zeebe.topology(), 3_000)
      const led = new Set(brokers.flatMap(({ partitions }) => partitions)
        .filter(({ role, health }) => String(role) === 'LEADER' && String(health) === 'HEALTHY')
        .map(({ partitionId }) => partitionId))
      if (partitionsCount === 0 || led.size < partitionsCount) throw new Error(`Zeebe: ${String(led.size)} of ${String(partitionsCount)} partitions have a healthy leader`)
    },
    streamJobs(query, onJob, onEnd) {
      const stream = gateway.StreamActivatedJobs({ ...query, fetchVariable: [] })
      stream.on('data', (job: RawJob) => { onJob(readJob(job)) })
      stream.on('error', onEnd)
      stream.on('end', () => { onEnd(null) })
      return { pause: () => stream.pause(), resume: () => stream.resume(), cancel: () => { stream.cancel() } }
    },
    activateJobs: (query, most) => new Promise((resolve, reject) => {
      const jobs: ActivatedJob[] = []
      const request = { ...query, maxJobsToActivate: most, fetchVariable: [], requestTimeout: -1 }
      const stream = gateway.ActivateJobs(request, { deadline: in_(commandLimit) })
      stream.on('data', (batch: { jobs: RawJob[] }) => { jobs.push(...batch.jobs.map(readJob)) })
      stream.on('error', reject)
      stream.on('end', () => { resolve(jobs) })
    }),
    async close() {
      gateway.close()
      await zeebe.close(1_000).catch(() => undefined)
    },
  }
}

function readJob(raw: RawJob): ActivatedJob {
  return {
    key: raw.key, type: raw.type, processInstanceKey: raw.processInstanceKey, bpmnProcessId: raw.bpmnProcessId,
    processDefinitionVersion: raw.processDefinitionVersion, elementId: raw.elementId, retries: raw.retries,
    headers: JSON.parse(raw.customHeaders || '{}') as Record<string, string>,
    variables: JSON.parse(raw.variables || '{}') as Variables,
  }
}

const in_ = (milliseconds: number) => new Date(Date.now() + milliseconds)

/** zeebe-node's commands have no deadline of their own: one that never answers would hold its caller for good. */
async function withLimit<T>(answer: Promise<T>, limit = commandLimit): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new Error(`Zeebe did not answer within ${String(limit)} ms`)) }, limit)
  })
  try {
    return await Promise.race([answer, late])
  } finally {
    clearTimeout(timer)
  }
}

async function tell(answer: Promise<unknown>, doneBefore: status): Promise<Told> {
  try {
    await withLimit(answer)
    return 'done'
  } catch (error) {
    if ((error as Partial<ServiceError>).code === doneBefore) return 'gone'
    throw error
  }
}
