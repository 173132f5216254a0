import { setMaxListeners } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { SigningProblem, SigningUnavailable } from '../config/sign/signing-key.ts'
import type { Deps } from '../config/wire.ts'
import type { ActivatedJob, JobStream, Told, Variables } from '../config/zeebe.ts'
import type { Text } from '../processes/text.ts'

/** The job stays open: a person, or other processes, complete it later by its key. */
export const parked = Symbol('parked')

/** What the law foresees and the diagram catches; anything else that is thrown is a technical failure. */
export class BpmnError extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** Where a job comes from; `key` makes what the worker writes idempotent. */
export type JobFacts = Omit<ActivatedJob, 'variables' | 'retries' | 'type'>

/** A worker is a declaration: the job type, the variables and headers that it reads, and what it does in one transaction. */
export interface Worker<Reads extends z.ZodType = z.ZodType> {
  readonly type: string
  readonly label: Text
  readonly reads: Reads
  /** The task headers that a diagram may set of it; what the editor of diagrams offers is read off this. */
  readonly settings?: z.ZodObject
  handle(variables: z.infer<Reads>, deps: Deps, job: JobFacts): Promise<Variables | typeof parked | undefined>
}

export function defineWorker<Reads extends z.ZodType>(worker: Worker<Reads>): Worker {
  return worker as unknown as Worker
}

/** A parked job is handed out again after a year, found handled, and parked again. */
const parkedFor = 365 * 24 * 3600 * 1000

export interface WorkerSettings {
  /** Milliseconds after which the engine hands a job out again, when this process died. */
  readonly jobTimeout: number
  /** Milliseconds between polls for jobs that the stream missed. */
  readonly pollEvery: number
  readonly mostAtOnce: number
}

const defaults: WorkerSettings = { jobTimeout: 30_000, pollEvery: 10_000, mostAtOnce: 32 }

/** How often the engine is told of a finished job, before the job is left to be handed out again. */
const mostTellings = 8

/** Zeebe gives a user task's job one retry and no way to say otherwise: its first failure gets the usual number. */
const retriesLeft = ({ type, retries }: ActivatedJob) => type !== userTaskType ? retries - 1 : retries === 1 ? 5 : retries === 2 ? 0 : retries - 1

export const userTaskType = 'io.camunda.zeebe:userTask'

const failureBackOff = (retriesLeft: number) => Math.min(60_000, 1_000 * 2 ** Math.max(0, 5 - retriesLeft)) * (0.5 + Math.random() / 2)

/** What signs is away, or set up wrongly: the job waits for operations, however long, and costs none of its retries. */
const waitsForSigning = (error: unknown): boolean => error instanceof SigningUnavailable || error instanceof SigningProblem

/**
 * Takes jobs by stream, with a slow poll behind it, and runs them: each in one transaction that also notes the job's key,
 * so that a job handed out twice has its effect once. This is the only code that touches a job.
 */
export function runWorkers(workers: readonly Worker[], deps: Deps, settings: Partial<WorkerSettings> = {}) {
  const { jobTimeout, pollEvery, mostAtOnce } = { ...defaults, ...settings }
  const { engine, handledJobs } = deps
  const log = deps.log.child({ room: 'workers' })
  const stopping = new AbortController()
  setMaxListeners(2 * workers.length + 10, stopping.signal)
  const stopped = () => stopping.signal.aborted
  const underWay = new Map<string, Promise<void>>()
  const streams = new Map<string, JobStream>()
  /** How often in a row a job has found that nothing could be signed. */
  const waiting = new Map<string, number>()
  const pause = (milliseconds: number) => sleep(milliseconds, undefined, { signal: stopping.signal }).catch(() => undefined)

  /** The job's effect, once, and what the engine is to be told of it. */
  async function takeEffect(worker: Worker, job: ActivatedJob): Promise<() => Promise<Told>> {
    const variables = worker.reads.parse(job.variables)
    const outcome = await handledJobs.once(job.key, job.type, async () => {
      const result = await worker.handle(variables, deps, job)
      return result === parked ? { parked: true as const } : { variables: result ?? {} }
    })
    return 'parked' in outcome ? () => engine.parkJob(job.key, parkedFor) : () => engine.completeJob(job.key, outcome.variables)
  }

  /** Tells the engine until it has heard: the effect stands, so a lost answer is no failure of the job. */
  async function tell(job: ActivatedJob, command: () => Promise<Told>): Promise<void> {
    for (let attempt = 0; attempt < mostTellings; attempt++) {
      try {
        if (await command() === 'gone') log.info({ job: job.key, type: job.type }, 'the engine no longer knows the job')
        return
      } catch (error) {
        log.warn({ job: job.key, type: job.type, attempt, error: (error as Error).message }, 'the engine has not heard of a job')
        await pause(Math.min(5_000, 100 * 2 ** attempt) * (0.5 + Math.random() / 2))
      }
    }
  }

  async function report(job: ActivatedJob, error: unknown): Promise<void> {
    if (error instanceof BpmnError) {
      await engine.throwError(job.key, error)
      return
    }
    const message = (error as Error).message
    const waits = waitsForSigning(error)
    const retries = error instanceof z.ZodError ? 0 : waits ? Math.max(1, job.retries) : retriesLeft(job)
    const tries = waits ? (waiting.get(job.key) ?? 0) + 1 : 0
    if (waits) waiting.set(job.key, tries)
    log.error({ dossier: job.variables['dossier'], job: job.key, type: job.type, retries, error: message }, 'a job failed')
    await engine.failJob(job.key, { message: `${job.type}: ${message}`.slice(0, 2_000), retries, backOff: waits ? failureBackOff(5 - Math.min(tries, 6)) : failureBackOff(retries) })
  }

  async function run(worker: Worker, job: ActivatedJob): Promise<void> {
    try {
      const command = await takeEffect(worker, job)
      waiting.delete(job.key)
      await tell(job, command)
    } catch (error) {
      await report(job, error).catch((failure: unknown) => {
        // The engine hands the job out again when its timeout has passed.
        log.warn({ job: job.key, type: job.type, error: (failure as Error).message }, 'a failure could not be reported')
      })
    }
  }

  function take(worker: Worker, job: ActivatedJob): void {
    if (stopped() || underWay.has(job.key)) return
    const running = run(worker, job).finally(() => {
      underWay.delete(job.key)
      if (underWay.size < mostAtOnce) for (const stream of streams.values()) stream.resume()
    })
    underWay.set(job.key, running)
    if (underWay.size >= mostAtOnce) for (const stream of streams.values()) stream.pause()
  }

  async function stream(worker: Worker): Promise<void> {
    for (let failures = 0; !stopped();) {
      const query = { type: worker.type, worker: 'motcua', timeout: jobTimeout }
      const error = await new Promise<Error | null>((resolve) => {
        streams.set(worker.type, engine.streamJobs(query, (job) => { failures = 0; take(worker, job) }, resolve))
      })
      streams.delete(worker.type)
      if (stopped()) return
      if (error && failures++ === 0) log.warn({ type: worker.type, error: error.message }, 'the job stream broke; opening it again')
      await pause(Math.min(10_000, 200 * 2 ** failures) * (0.5 + Math.random() / 2))
    }
  }

  async function poll(worker: Worker): Promise<void> {
    await pause(Math.random() * Math.min(pollEvery, 1_000))
    while (!stopped()) {
      const room = mostAtOnce - underWay.size
      const query = { type: worker.type, worker: 'motcua', timeout: jobTimeout }
      const jobs = room > 0 ? await engine.activateJobs(query, room).catch(() => []) : []
      for (const job of jobs) take(worker, job)
      if (jobs.length === 0 || jobs.length < room) await pause(pollEvery)
    }
  }

  const loops = workers.flatMap((worker) => [stream(worker), poll(worker)])

  return {
    /** How many jobs are under way in this process. */
    busy: () => underWay.size,

    /** Takes no more jobs, and waits for those under way. */
    async stop() {
      stopping.abort()
      for (const open of streams.values()) open.cancel()
      await Promise.allSettled(loops)
      await Promise.allSettled(underWay.values())
    },
  }
}
