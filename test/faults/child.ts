import { AsyncLocalStorage } from 'node:async_hooks'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { Temporal } from 'temporal-polyfill'
import { createKillPoints } from './kill-points.ts'
import { plays, type Play, type Situation } from './plays.ts'
import { readEnv } from '../../config/env.ts'
import { wire, type Deps } from '../../config/wire.ts'
import type { Actor } from '../../store/events.ts'
import type { Command } from '../../store/outbox.ts'
import { TaskNotOpen, type Task } from '../../store/tasks.ts'
import { completeTask } from '../../web/complete-task.ts'
import { fileDossier } from '../../web/file-dossier.ts'
import { requestWithdrawal } from '../../web/request-withdrawal.ts'
import { workers } from '../../workers/list.ts'
import { runWorkers, type Worker } from '../../workers/worker.ts'

/*
 * One life of the program: workers, relay, and people who go on with their dossiers through the same functions as the web. It
 * dies at the first kill point that nobody has died at; the next life goes on from what the database and the engine hold.
 */

export interface Life { readonly folder: string, readonly zeebe: string, readonly mongodb: string, readonly drafts: readonly string[] }

const short = { outboxLease: 800, jobTimeout: 1_200, pollEvery: 500 }

async function live({ folder, zeebe, mongodb, drafts }: Life) {
  const points = createKillPoints(folder)
  const log = pino({ level: 'info' }, pino.destination({ dest: `${folder}/log`, append: true, sync: true }))
  const env = { ...readEnv({}), ZEEBE_ADDRESS: zeebe, MONGODB_URI: mongodb, PUBLIC_ORIGIN: 'http://motcua.test' }
  const real = await wire(env, { engine: (engine) => points.decorate(engine), outboxLease: short.outboxLease, log })

  const step = new AsyncLocalStorage<string>()
  const keyOf = (command: Command) => command.kind === 'publish-message' ? command.messageId
    : command.kind === 'complete-job' ? command.jobKey : command.kind === 'cancel-instance' ? command.processInstanceKey : ''
  const depsAt = (daysBehind: number): Deps => ({
    ...real,
    now: () => Temporal.Now.instant().subtract({ hours: 24 * daysBehind }),
    outbox: {
      ...real.outbox,
      add(dossier, command) {
        points.noteOrigin(keyOf(command), step.getStore() ?? 'somewhere')
        return real.outbox.add(dossier, command)
      },
    },
  })

  const playing = plays.map((play, index) => ({ play, draft: drafts[index] ?? '', deps: depsAt(play.daysBehind) }))
  const codes = new Map<string, Deps>()
  async function depsOf(code: string): Promise<Deps> {
    if (!codes.has(code)) for (const { draft, deps } of playing) codes.set((await real.drafts.find(draft))?.filedAs ?? draft, deps)
    return codes.get(code) ?? real
  }
  const watched = workers.map((worker): Worker => ({
    ...worker,
    handle: async (variables, _, job) => {
      const deps = await depsOf((variables as { dossier: string }).dossier)
      return step.run(`${job.bpmnProcessId}/${job.elementId}`, () => worker.handle(variables, deps, job))
    },
  }))

  async function complete(task: Task, values: NonNullable<ReturnType<Play['answer']>>, deps: Deps): Promise<void> {
    const form = (await deps.bundles.get(task.process, task.processVersion)).forms[task.form]
    if (!form) throw new Error(`No form ${task.form}`)
    const by: Actor = task.role === 'applicant' ? { kind: 'applicant' } : { kind: 'staff', username: task.role, name: task.role, role: task.role }
    await step.run(`${task.process}/${task.elementId}`, () => completeTask({ task, by, answers: values, form }, deps)).catch((error: unknown) => {
      if (!(error instanceof TaskNotOpen)) throw error
    })
  }

  /** What the people of one dossier do, over and over: look, and do what is next. */
  async function goOn({ play, draft: id, deps }: typeof playing[number]): Promise<void> {
    const parties = { units: { receiving: 'ttpvhcc', deciding: 'pv06', returning: 'ttpvhcc' }, partners: {} }
    const draft = await deps.drafts.find(id)
    if (!draft) throw new Error('No draft')
    const code = await step.run('web', () => fileDossier({ draft, bundleVersion: 1, parties, language: 'vi' }, deps))
    while (!deps.dossiers.isClosed(await deps.dossiers.get(code))) {
      const [dossier, events, consultations, open] = await Promise.all([
        deps.dossiers.get(code), deps.events.of(code), deps.consultations.of(code), deps.tasks.openOf(code),
      ])
      const situation: Situation = { dossier, events, consultations }
      for (const task of open) {
        const values = play.answer(task, situation)
        if (values) await complete(task, values, deps)
      }
      if (play.wantsToStop(situation)) await step.run('web', () => requestWithdrawal(code, 'Không còn nhu cầu', deps))
      await sleep(40)
    }
  }

  const working = runWorkers(watched, real, short)
  const people = Promise.all(playing.map(goOn))
  people.catch((error: unknown) => { log.fatal(error); process.exit(3) })
  return {
    async stop() {
      await working.stop()
      await real.close()
    },
  }
}

let life: ReturnType<typeof live> | undefined
process.on('message', (message: Life | 'stop') => {
  if (message === 'stop') void life?.then(({ stop }) => stop()).then(() => { process.exit(0) })
  else {
    life = live(message)
    life.catch(() => { process.exit(4) })
  }
})
process.on('disconnect', () => { process.exit(5) })
process.send?.('ready')
