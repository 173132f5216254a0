import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import { Temporal } from 'temporal-polyfill'
import { deployShipped } from '../config/deploy.ts'
import { readEnv } from '../config/env.ts'
import { makeDemonstrationKeys } from '../config/local/demonstration-keys.ts'
import { createControlledClock, type ControlledClock } from '../config/local/clock.ts'
import { setUpDemonstration, signingUnits, type DemonstrationAccount } from '../config/local/demonstration.ts'
import { startPaymentPage, type PaymentPage } from '../config/local/payment-page.ts'
import { wire, type Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import type { Role } from '../processes/law/roles.ts'
import type { Channel } from '../processes/procedure.ts'
import type { Answers, Dossier } from '../store/dossiers.ts'
import type { Actor, DossierEvent } from '../store/events.ts'
import type { Task } from '../store/tasks.ts'
import { completeTask } from '../web/complete-task.ts'
import { fileDossier } from '../web/file-dossier.ts'
import { partiesOf } from '../web/parties.ts'
import { declareJobTypes } from '../workers/job-types.ts'
import { workers } from '../workers/list.ts'
import { runWorkers } from '../workers/worker.ts'
import { hasClamd, startClamd, type Clamd } from './config/clamd.ts'
import { smsAccount, startMailServer, startSmsService, type MailServer, type SmsService } from './config/notify/receivers.ts'
import { servers } from './servers.ts'

/** How long the engine may take for a few steps, in ms. */
const patience = 60_000

/**
 * Moves the held clock on by a moment: the engine looks at timers that were due when they were set only after some 100 ms of its
 * own clock.
 */
let tick: () => Promise<void> = () => Promise.resolve()

/** Waits until `look` gives what it asserts, and returns it. */
export async function eventually<T>(look: () => Promise<T>): Promise<T> {
  const until = Date.now() + patience
  for (let tries = 1; ; tries++) {
    try {
      return await look()
    } catch (error) {
      if (Date.now() > until) throw error
      await sleep(25)
      if (tries % 20 === 0) await tick()
    }
  }
}

interface FilingChoices {
  readonly procedure?: string
  readonly channel?: Channel
  /** The one-stop unit; the one of the deciding agency's place unless said otherwise. */
  readonly receiving?: string
  readonly deciding?: string
  /** Where the result is fetched; where it was filed unless said otherwise. */
  readonly returning?: string
}

/** The whole system on the real engine and database, with the clock held: what the scenarios play in. */
export class House {
  readonly deps: Deps
  readonly clock: ControlledClock
  readonly accounts: readonly DemonstrationAccount[]
  /** The real mail server and the SMS service that applicants are told through. */
  readonly mailServer: MailServer
  readonly smsService: SmsService
  /** The payment page that stands in for the provider's; its calls reach nobody until a test says where. */
  readonly paymentPage: PaymentPage
  /** The real virus scanner; null where clamd is not installed. */
  readonly clamd: Clamd | null
  readonly #working: ReturnType<typeof runWorkers>

  constructor(deps: Deps, clock: ControlledClock, accounts: readonly DemonstrationAccount[], { mailServer, smsService, paymentPage, clamd }: Pick<House, 'mailServer' | 'smsService' | 'paymentPage' | 'clamd'>) {
    this.deps = deps
    this.mailServer = mailServer
    this.smsService = smsService
    this.paymentPage = paymentPage
    this.clamd = clamd
    this.clock = clock
    this.accounts = accounts
    this.#working = runWorkers(workers, deps)
  }

  /** Holds the clock of engine and program at a moment of Vietnam's, such as '2026-04-29T16:55'. */
  async at(local: string): Promise<void> {
    await this.quiet()
    await this.clock.pin(Temporal.PlainDateTime.from(local).toZonedDateTime('Asia/Ho_Chi_Minh').toInstant())
  }

  /**
   * Waits until no command and no job is under way. The engine's own time limits run on the held clock too: a jump in the middle
   * of a command ends it, which costs only time, but a lot of it.
   */
  private async quiet(): Promise<void> {
    for (let calm = 0; calm < 3;) {
      await sleep(20)
      const { waiting } = await this.deps.outbox.count()
      calm = waiting === 0 && this.#working.busy() === 0 ? calm + 1 : 0
    }
  }

  /** Files an application, for a judicial record unless said otherwise; `answers` replaces some of the usual applicant's. */
  async file(answers: Answers = {}, { procedure = 'judicial-record', channel = 'online', receiving, deciding, returning }: FilingChoices = {}): Promise<string> {
    const draft = await this.deps.drafts.keep({ procedure, values: { ...application, ...answers }, papers: [] })
    const found = await this.deps.drafts.find(draft)
    assert(found)
    const parties = await partiesOf(findProcedure(procedure), this.deps, { ...(receiving && { receiving }), ...(deciding && { deciding }), ...(returning && { returning }) })
    const by: Actor = channel === 'online' ? { kind: 'applicant' } : this.actor('reception-clerk', parties.units.receiving)
    return fileDossier({ draft: found, bundleVersion: 1, parties, channel, language: 'vi', by }, this.deps)
  }

  /** Somebody of a role in a unit. */
  actor(role: Role, unit: string): Actor {
    const person = this.accounts.find(({ roles, username }) => roles.includes(role) && username.endsWith(`.${unit}`))
    assert(person, `no ${role} in ${unit}`)
    return { kind: 'staff', username: person.username, name: person.name, role }
  }

  dossier(code: string): Promise<Dossier> { return this.deps.dossiers.get(code) }

  events(code: string): Promise<DossierEvent[]> { return this.deps.events.of(code) }

  /** The open task with this form, once it is there. */
  task(code: string, form: string, unit?: string): Promise<Task> {
    return eventually(async () => {
      const open = await this.deps.tasks.openOf(code)
      const task = open.find((each) => each.form === form && (unit === undefined || each.unit === unit))
      assert(task, `no open task '${form}' of ${code}; open: ${open.map((each) => each.form).join(', ') || 'none'}`)
      return task
    })
  }

  /** A person of the task's role completes it. */
  async complete(code: string, form: string, answers: Answers = {}, unit?: string): Promise<Task> {
    const task = await this.task(code, form, unit)
    await this.completeAs(task, answers)
    return task
  }

  async completeAs(task: Task, answers: Answers): Promise<void> {
    const person = this.accounts.find(({ username, roles }) => task.assignee ? username === task.assignee : roles.includes(task.role) && (!task.unit || username.endsWith(`.${task.unit}`)))
    await completeTask({
      task, answers, by: task.role === 'applicant' ? { kind: 'applicant' } : { kind: 'staff', username: person?.username ?? '', name: person?.name ?? '', role: task.role },
      form: await this.formOf(task),
    }, this.deps)
  }

  private async formOf({ process, processVersion, form }: Task) {
    const found = (await this.deps.bundles.get(process, processVersion)).forms[form]
    assert(found, `no form ${form}`)
    return found
  }

  /** From reception to the officer's desk. */
  async bringToOfficer(code: string): Promise<void> {
    await this.complete(code, 'reception', { receptionOutcome: 'received' })
    const { units } = await this.dossier(code)
    await this.complete(code, 'assignment', { officer: this.username('case-officer', `.${units.deciding}`) })
    await this.task(code, 'appraisal')
  }

  /** From the officer's proposal to the applicant's hand. */
  async decideAndReturn(code: string, appraisal: Answers = { appraisalOutcome: 'eligible', findings: 'Không có án tích' }): Promise<void> {
    await this.complete(code, 'appraisal', appraisal)
    await this.complete(code, 'review', { reviewOutcome: 'agreed' })
    await this.complete(code, 'signature', { signatureOutcome: 'signed' })
    await this.complete(code, 'issue', { resultNumber: '123/LLTP' })
    const { delivery } = await this.dossier(code)
    if (delivery !== 'online') await this.complete(code, 'hand-over', { receivedBy: 'applicant' })
    await this.inState(code, 'returned')
  }

  /** The applicant pays in cash, at the one-stop unit, whatever is owed. */
  async payAtCounter(code: string): Promise<void> {
    const account = this.accounts.find(({ roles }) => roles.includes('reception-clerk'))
    for (const subject of ['fee', 'duty'] as const) {
      const { owed } = await this.deps.feeLedger.balanceOf(code, subject)
      if (owed === 0) continue
      await this.deps.fees.pay(code, { subject, amount: owed, method: 'cash', key: `cash ${subject} ${code}`, unit: 'ttpvhcc' }, {
        by: { kind: 'staff', username: account?.username ?? '', name: account?.name ?? '', role: 'reception-clerk' }, at: this.deps.now(),
      }, { exactly: true })
    }
  }

  /** The applicant pays a fee that is due before reception, in cash, as soon as it is waited for. */
  async payBeforeReception(code: string): Promise<void> {
    await eventually(async () => { assert.ok((await this.events(code)).some(({ act }) => act === 'await-payment'), 'no payment is waited for') })
    await this.payAtCounter(code)
  }

  inState(code: string, state: Dossier['state']): Promise<Dossier> {
    return eventually(async () => {
      const dossier = await this.dossier(code)
      assert.equal(dossier.state, state)
      return dossier
    })
  }

  /** The due date as the applicant reads it, 'YYYY-MM-DDTHH:MM', of the clock that runs now. */
  async due(code: string): Promise<string | null> {
    const due = (await this.deps.dossiers.due(await this.dossier(code)))?.due
    return due ? due.toZonedDateTimeISO('Asia/Ho_Chi_Minh').toPlainDateTime().toString({ smallestUnit: 'minute' }) : null
  }

  username(role: Role, unit = ''): string {
    return this.accounts.find(({ roles, username }) => roles.includes(role) && username.endsWith(unit))?.username ?? ''
  }

  async close(): Promise<void> {
    await this.#working.stop()
    await this.deps.close()
    await rm(this.deps.env.SIGNING_FOLDER ?? '', { recursive: true, force: true })
    await Promise.all([this.mailServer.close(), this.smsService.close(), this.paymentPage.close(), this.clamd?.stop()])
  }
}

/** The usual applicant: lives in one place, no conviction, of a poor household and so without a fee, wants the record online. */
export const application = {
  feeClass: 'poor',
  name: 'Nguyễn Thị Ánh', identityNumber: '038190001234', dateOfBirth: '1990-02-28', address: '12 Lê Lợi, phường Hạc Thành, tỉnh Thanh Hóa',
  phone: '0912345678', email: 'anh@example.org', delivery: 'online',
}

let house: Promise<House> | null = null

/** The one house of a test run: all scenarios share its engine, as dossiers do in life. */
export function openHouse(): Promise<House> {
  house ??= (async () => {
    const { zeebe, mongod } = await servers()
    const clock = createControlledClock(zeebe.managementAddress)
    const [mailServer, smsService, paymentPage, clamd] = await Promise.all([startMailServer(), startSmsService(), startPaymentPage(), hasClamd() ? startClamd() : null])
    const keys = await makeDemonstrationKeys(await mkdtemp(path.join(tmpdir(), 'motcua-keys-')), signingUnits)
    const env = {
      ...readEnv(), SIGNING_FOLDER: keys.folder, SIGNING_PASSPHRASE: keys.passphrase, ZEEBE_ADDRESS: zeebe.address, MONGODB_URI: mongod.uri, PORT: 0, PUBLIC_ORIGIN: 'http://motcua.test',
      WEBHOOK_NETWORKS: ['127.0.0.0/8'],
      ...(clamd && { CLAMD_ADDRESS: clamd.address }), SMTP_URL: mailServer.url, ...smsAccount, TWILIO_API_URL: smsService.url,
      VNPAY_URL: paymentPage.settings.host, VNPAY_TMN_CODE: paymentPage.settings.terminal, VNPAY_HASH_SECRET: paymentPage.settings.secret,
    }
    tick = () => clock.add({ milliseconds: 200 })
    const patience = { attempts: 4, wait: () => 100 }
    const deps = await wire(env, { now: () => clock.now(), log: pino({ level: 'error' }, pino.destination(2)), patience })
    await deployShipped(deps)
    await declareJobTypes(deps)
    return new House(deps, clock, await setUpDemonstration(deps), { mailServer, smsService, paymentPage, clamd })
  })()
  return house
}

export async function closeHouse(): Promise<void> {
  await house?.then((open) => open.close(), () => undefined)
  house = null
}
