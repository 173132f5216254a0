import { deployShipped } from './config/deploy.ts'
import { EnvironmentProblem, readEnv, type Env } from './config/env.ts'
import { makeDemonstrationKeys } from './config/local/demonstration-keys.ts'
import { setUpDemonstration, signingUnits, type DemonstrationAccount } from './config/local/demonstration.ts'
import { startMongod } from './config/local/mongod.ts'
import { startPaymentPage } from './config/local/payment-page.ts'
import { requirePorts } from './config/local/ports.ts'
import { StartProblem, systemCode } from './config/local/problem.ts'
import { createProgress } from './config/local/progress.ts'
import { startZeebe } from './config/local/zeebe.ts'
import { createVnpay } from './config/pay/vnpay.ts'
import { wire } from './config/wire.ts'
import { buildAssets } from './web/build.ts'
import { serve } from './web/serve.ts'
import { declareJobTypes } from './workers/job-types.ts'
import { workers } from './workers/list.ts'
import { runWorkers } from './workers/worker.ts'

/*
 * `npm start`: everything on one machine, in one process beside Zeebe and MongoDB. This file alone sees both web/ and
 * workers/; each of the two also starts by itself (web/main.ts, workers/main.ts).
 */

const progress = createProgress(process.stdout)
const calledOff = new AbortController()
const closing: (() => Promise<void>)[] = []

/** Ends what was started, the latest first. */
async function close(): Promise<void> {
  for (const act of closing.splice(0).reverse()) {
    await act().catch((error: unknown) => { progress.step(`While stopping: ${(error as Error).message}`) })
  }
}

/** The local engine and database, or the ones that the environment names. */
async function findServers(env: Env): Promise<{ ZEEBE_ADDRESS: string, MONGODB_URI: string }> {
  const shared = { cacheFolder: env.CACHE_FOLDER, environment: env.environment, progress, signal: calledOff.signal }
  const free = env.LOCAL_PORTS === 'free'
  const giveUp = (error: unknown): never => {
    calledOff.abort() // what is still starting, or downloading, is called off
    throw error
  }
  const started = await Promise.allSettled([
    env.ZEEBE_ADDRESS ?? startZeebe({ ...shared, dataFolder: `${env.DATA_FOLDER}/zeebe`, ports: env.LOCAL_PORTS }).then((zeebe) => {
      closing.push(() => zeebe.stop())
      void zeebe.ended.then(() => { if (!calledOff.signal.aborted) void stop('Zeebe has ended.', 1) })
      return zeebe.address
    }).catch(giveUp),
    env.MONGODB_URI ?? startMongod({ ...shared, dataFolder: `${env.DATA_FOLDER}/mongod`, ...(free && { port: 'free' as const }) }).then((mongod) => {
      closing.push(() => mongod.stop())
      void mongod.ended.then(() => { if (!calledOff.signal.aborted) void stop('MongoDB has ended.', 1) })
      return mongod.uri
    }).catch(giveUp),
  ])
  const [zeebe, mongod] = started
  const failures = started.flatMap((each) => each.status === 'rejected' ? [each.reason as Error] : [])
  const first = failures.find((error) => !(error instanceof StartProblem && error.code === 'stopped')) ?? failures[0]
  if (first || zeebe.status === 'rejected' || mongod.status === 'rejected') throw first as Error
  return { ZEEBE_ADDRESS: zeebe.value, MONGODB_URI: mongod.value }
}

async function start(): Promise<void> {
  const env = readEnv()
  if (env.PORT !== 0) await requirePorts([env.PORT], 'the web server', '').catch((error: unknown) => {
    throw error instanceof StartProblem ? new StartProblem(error.code, `Port ${String(env.PORT)} is taken by another program.`, 'Stop that program, or choose another port: PORT=8081 npm start.') : error
  })
  const [servers] = await Promise.all([findServers(env), buildAssets()])
  const keys = env.DEMONSTRATION && !env.SIGNING_FOLDER ? await makeDemonstrationKeys(`${env.DATA_FOLDER}/keys`, signingUnits) : null
  // Codes for accounts come by mail: in a demonstration on this machine one finds them in a folder.
  const mails = env.DEMONSTRATION && !env.MONGODB_URI && !env.SMTP_URL ? env.MAIL_FOLDER ?? `${env.DATA_FOLDER}/mails` : undefined
  const real = await wire({ ...env, ...servers, ...(mails && { MAIL_FOLDER: mails }), ...(keys && { SIGNING_FOLDER: keys.folder, SIGNING_PASSPHRASE: keys.passphrase }) })
  closing.push(() => real.close())
  progress.done('MongoDB: connected')

  progress.step(`Procedures: ${(await deployShipped(real)).join(', ')}`)
  const demonstrates = env.DEMONSTRATION && await isDemonstration(real)
  const accounts = demonstrates ? await setUpDemonstration(real) : []
  const paymentPage = demonstrates && !real.pay ? await startPaymentPage() : null // never beside a real provider
  if (paymentPage) closing.push(() => paymentPage.close())
  const deps = paymentPage ? { ...real, pay: createVnpay(paymentPage.settings) } : real

  await declareJobTypes(deps)
  const working = runWorkers(workers, deps)
  closing.push(() => working.stop())
  const serving = await serve(deps)
  closing.push(() => serving.close())
  if (paymentPage) paymentPage.notifyAt = `${serving.address}/api/v1/payments/notify`

  progress.done('Ready. Ctrl-C stops everything.')
  process.stdout.write(welcome(serving.address, accounts, mails))
}

/** The demonstration belongs to a database that was empty when we first saw it, never to one with agencies of its own. */
async function isDemonstration({ settings, agencies }: Awaited<ReturnType<typeof wire>>): Promise<boolean> {
  const empty = (await agencies.ofKind('one-stop')).length === 0
  return await settings.getOrMake('demonstration', () => empty ? 'yes' : 'no') === 'yes'
}

function welcome(address: string, accounts: readonly DemonstrationAccount[], mails?: string): string {
  const rows = accounts.map(({ username, password, name, roles }) => `  ${username.padEnd(30)}${password.padEnd(16)}${roles.join(', ').padEnd(44)}${name}`)
  const desk = rows.length > 0 ? [`  Desk     ${address}/desk`, '', `  ${'account'.padEnd(30)}${'password'.padEnd(16)}${'role'.padEnd(44)}name`, ...rows] : [`  Desk     ${address}/desk`]
  return ['', `  Portal   ${address}`, ...mails ? [`  Mails    are written to ${mails}`] : [], ...desk, '', ''].join('\n')
}

let leaving = false
async function stop(reason: string, code: number): Promise<void> {
  if (leaving) return
  leaving = true
  calledOff.abort()
  progress.step(reason)
  await close()
  process.exit(code)
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => { void stop('Stopping.', 0) })

start().catch(async (error: unknown) => {
  if (leaving) return
  const known = error instanceof StartProblem || error instanceof EnvironmentProblem
  const sentence = systemCode(error) === 'EADDRINUSE' ? 'The web server’s port is taken. Choose another: PORT=8081 npm start.'
    : known ? error.message : `The start failed: ${(error as Error).stack ?? String(error)}`
  await stop(sentence, 1)
})
