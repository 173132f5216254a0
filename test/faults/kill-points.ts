import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Engine } from '../../config/zeebe.ts'
import { userTaskType } from '../../workers/worker.ts'

/** A file of lines that survives the death of the process that writes it. */
export class Ledger {
  readonly #file: string
  constructor(folder: string, name: string) { this.#file = path.join(folder, name) }

  lines(): string[] {
    return existsSync(this.#file) ? readFileSync(this.#file, 'utf8').split('\n').filter(Boolean) : []
  }

  add(line: string): void {
    const file = openSync(this.#file, 'a')
    writeSync(file, `${line}\n`)
    fsyncSync(file)
    closeSync(file)
  }
}

/** The points at which a process has died, one a line. */
export const killLedger = (folder: string) => new Ledger(folder, 'killed-at')

/** What commands are about, by their keys: the process that takes one over from a dead one needs it for the point's name. */
class Subjects {
  readonly #ledger: Ledger
  readonly #known: Map<string, string>
  constructor(folder: string, name: string) {
    this.#ledger = new Ledger(folder, name)
    this.#known = new Map(this.#ledger.lines().map((line) => JSON.parse(line) as [string, string]))
  }

  set(key: string, subject: string): void {
    if (this.#known.get(key) === subject) return
    this.#known.set(key, subject)
    this.#ledger.add(JSON.stringify([key, subject]))
  }

  get(key: string): string { return this.#known.get(key) ?? 'somewhere' }
}

/**
 * Kills this process with SIGKILL at every point once: before each command to the engine, and right after each command of the
 * outbox; the points are told apart by the command and by the step of the procedure that calls for it.
 */
export function createKillPoints(folder: string) {
  const ledger = killLedger(folder)
  const taken = new Set(ledger.lines())
  const steps = new Subjects(folder, 'jobs')
  const origins = new Subjects(folder, 'origins')
  /** Jobs that this process's workers complete themselves; all others are completed through the outbox. */
  const own = new Set<string>()

  async function dieOnce(point: string): Promise<void> {
    if (taken.has(point)) return
    ledger.add(point)
    process.kill(process.pid, 'SIGKILL')
    await new Promise(() => undefined)
  }

  /** A command of the outbox stands there until it is acknowledged: death after the command makes it be sent again. */
  async function fromOutbox<T>(command: string, tell: () => Promise<T>): Promise<T> {
    await dieOnce(`before ${command}`)
    const told = await tell()
    await dieOnce(`after ${command}`)
    return told
  }

  /** What a worker says of its job is known by the job alone: once the engine has heard, nothing is left to go wrong. */
  async function fromWorker<T>(command: string, tell: () => Promise<T>): Promise<T> {
    await dieOnce(`before ${command}`)
    return tell()
  }

  return {
    /** Notes the step whose transaction writes a command to the outbox. */
    noteOrigin(key: string, step: string): void { origins.set(key, step) },

    decorate(real: Engine): Engine {
      const note = (job: Parameters<Parameters<Engine['streamJobs']>[1]>[0]) => {
        steps.set(job.key, `${job.bpmnProcessId}/${job.elementId}`)
        if (job.type !== userTaskType && job.type !== 'consultation.request') own.add(job.key)
      }
      return {
        ...real,
        streamJobs: (query, onJob, onEnd) => real.streamJobs(query, (job) => { note(job); onJob(job) }, onEnd),
        async activateJobs(query, most) {
          const jobs = await real.activateJobs(query, most)
          jobs.forEach(note)
          return jobs
        },
        publishMessage: (message) => fromOutbox(`publish-message ${message.name} from ${origins.get(message.messageId)}`, () => real.publishMessage(message)),
        completeJob(key, variables) {
          const [step, origin] = [steps.get(key), origins.get(key)]
          if (own.has(key)) return fromWorker(`complete-job ${step}`, () => real.completeJob(key, variables))
          return fromOutbox(`complete-job ${step}${origin === step ? '' : ` from ${origin}`}`, () => real.completeJob(key, variables))
        },
        parkJob: (key, timeout) => fromWorker(`park-job ${steps.get(key)}`, () => real.parkJob(key, timeout)),
        setVariables: (key, variables) => fromOutbox(`set-variables from ${origins.get(key)}`, () => real.setVariables(key, variables)),
        cancelInstance: (key) => fromOutbox(`cancel-instance from ${origins.get(key)}`, () => real.cancelInstance(key)),
      }
    },
  }
}
