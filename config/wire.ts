import { Temporal } from 'temporal-polyfill'
import { createCatalogueKeeper } from './catalogue-keeper.ts'
import { createCounter } from './counter.ts'
import type { Env } from './env.ts'
import { createWebhooks } from './call-webhook.ts'
import { createIdentityProvider } from './identity-provider.ts'
import { createLog, type Log } from './log.ts'
import { createNotifier } from './notify/notifier.ts'
import { createPay } from './pay/pay.ts'
import { createRelay, type Patience } from './relay.ts'
import { createScanner } from './scan/scanner.ts'
import { createSealer } from './sealer.ts'
import { readTrust } from './sign/trust.ts'
import { wireSigner } from './sign/wire-signer.ts'
import { createEngine, type Engine } from './zeebe.ts'
import { openStore } from '../store/store.ts'
import { placeUnplaced } from '../store/task-places.ts'

/** What a test may put in place of the real thing: the held clock, or an engine that fails on purpose. */
export interface Replacements {
  readonly now?: () => Temporal.Instant
  readonly engine?: (real: Engine) => Engine
  readonly log?: Log
  readonly outboxLease?: number
  readonly patience?: Patience
}

export type WireEnv = Omit<Env, 'ZEEBE_ADDRESS' | 'MONGODB_URI'> & { ZEEBE_ADDRESS: string, MONGODB_URI: string }

/** The only place where real things are built. @throws when MongoDB does not answer, EnvironmentProblem when signing is set up wrongly */
export async function wire(env: WireEnv, replacements: Replacements = {}) {
  const log = replacements.log ?? createLog(env.LOG_LEVEL)
  const now = replacements.now ?? (() => Temporal.Now.instant())
  const signer = await wireSigner(env, log)
  const trust = env.SIGNING_TRUST_FOLDER ? await readTrust(env.SIGNING_TRUST_FOLDER) : null
  const store = await openStore(env.MONGODB_URI, {
    now, ...(env.DOCUMENTS_SECRET && { documentsSecret: env.DOCUMENTS_SECRET }), ...(env.SECOND_FACTOR_SECRET && { secondFactorSecret: env.SECOND_FACTOR_SECRET }), ...(replacements.outboxLease !== undefined && { outboxLease: replacements.outboxLease }),
  })
  const real = createEngine({ address: env.ZEEBE_ADDRESS, tls: env.ZEEBE_TLS })
  const engine = replacements.engine?.(real) ?? real
  const notifier = createNotifier(env)
  const webhooks = createWebhooks({ clients: store.clients, networks: env.WEBHOOK_NETWORKS })
  const relay = createRelay({ outbox: store.outbox, files: store.files, engine, notifier, webhooks, log, ...(replacements.patience && { patience: replacements.patience }) })
  relay.start()
  const sealer = createSealer({ audit: store.audit, log, now })
  sealer.start()
  const counter = createCounter({ store, log, now })
  counter.start()
  const catalogue = createCatalogueKeeper({ editions: store.editions, log })
  await catalogue.start()
  await placeUnplaced(store)
  return {
    ...store,
    env,
    log,
    engine,
    notifier,
    webhooks,
    /** Null: operations have given no keys, and results are issued unsigned. */
    signer,
    /** Null: operations have named no authorities, and certificates of signatures are not checked. */
    trust,
    /** Null: operations have named no virus scanner, and uploads are taken unscanned. */
    scanner: env.CLAMD_ADDRESS ? createScanner(env.CLAMD_ADDRESS) : null,
    pay: createPay(env),
    /** Null: no national identity provider is configured. */
    identityProvider: createIdentityProvider(env),
    catalogue,
    now,
    async close() {
      await sealer.stop()
      await counter.stop()
      await catalogue.stop()
      await relay.stop()
      await engine.close()
      await signer?.close()
      await store.close()
    },
  }
}

export type Deps = Awaited<ReturnType<typeof wire>>
