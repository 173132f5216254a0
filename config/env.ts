import { homedir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { readNetworks } from './call-webhook.ts'

/** What a person sees when the environment is wrong: every variable at fault, each with what is expected. */
export class EnvironmentProblem extends Error {}

const port = z.coerce.number().int().min(0).max(65535)
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')

const schema = z.object({
  PORT: port.default(8080),
  HOST: z.string().default('127.0.0.1'),
  /** The portal's address as people see it: it stands on slips and in QR codes. */
  PUBLIC_ORIGIN: z.url({ protocol: /^https?$/ }).optional(),
  ZEEBE_ADDRESS: z.string().regex(/^[^\s/]+:\d+$/, 'expected host:port').optional(),
  ZEEBE_TLS: flag.default(false),
  MONGODB_URI: z.string().regex(/^mongodb(\+srv)?:\/\//, 'expected mongodb://… or mongodb+srv://…').optional(),
  /** Where the local Zeebe and MongoDB keep their data. */
  DATA_FOLDER: z.string().default(path.resolve('.data')),
  CACHE_FOLDER: z.string().optional(),
  /** 'free': the local Zeebe and MongoDB take any free ports, in place of 26500-26502, 9600, 8088 and 27017. */
  LOCAL_PORTS: z.enum(['default', 'free']).default('default'),
  /** 'false': no demonstration agencies and accounts. */
  DEMONSTRATION: flag.default(true),
  XDG_CACHE_HOME: z.string().optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** Signs the sessions' cookies; a random one is made and kept in the database when none is given. */
  SESSION_SECRET: z.string().min(32).optional(),
  /** Keys the look-up of personal document stores; a random one is made and kept in the database when none is given. It never changes. */
  DOCUMENTS_SECRET: z.string().min(32).optional(),
  /** Seals the second factors of the staff; a random one is made and kept in the database when none is given. It never changes. */
  SECOND_FACTOR_SECRET: z.string().min(32).optional(),
  /** One PKCS#12 archive per unit, `<unit>.p12`, under one passphrase; without it results are issued unsigned. */
  SIGNING_FOLDER: z.string().optional(),
  SIGNING_PASSPHRASE: z.string().default(''),
  /** Keys on a token or hardware module: its PKCS#11 library, the token by label or slot, its PIN, and labels of keys where they differ from their owner's id. */
  SIGNING_PKCS11_MODULE: z.string().optional(),
  SIGNING_PKCS11_TOKEN: z.string().optional(),
  SIGNING_PKCS11_SLOT: z.coerce.number().int().min(0).optional(),
  SIGNING_PKCS11_PIN: z.string().default(''),
  SIGNING_PKCS11_KEYS: z.string().default('').transform((list, context) => {
    const pairs = list.split(',').map((each) => each.trim()).filter((each) => each !== '').map((each) => /^([^=\s]+)\s*=\s*(.+)$/.exec(each)?.slice(1))
    if (pairs.includes(undefined)) context.addIssue({ code: 'custom', message: 'expected owner=label pairs with commas between, such as pv06=PV06 2026' })
    return new Map(pairs.flatMap((each) => each ? [[each[0] ?? '', each[1] ?? ''] as const] : []))
  }),
  /** PEM files of the authorities whose certificates are trusted; without them certificates are shown as not checked. */
  SIGNING_TRUST_FOLDER: z.string().optional(),
  /** A time-stamping authority (RFC 3161); when it is named nothing is signed without its stamp. */
  SIGNING_TSA_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** The virus scanner clamd: `host:port`, or the path of its socket. Without it uploads are not scanned, and the start says so. */
  CLAMD_ADDRESS: z.string().regex(/^([^/\s]+:\d+|\/\S+)$/, 'expected host:port or the path of a socket').optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'expected smtp://… or smtps://…').optional(),
  /** Without a mail server: mails are written here as files, for a demonstration on one machine. */
  MAIL_FOLDER: z.string().optional(),
  MAIL_FROM: z.string().default('Một Cửa <no-reply@localhost>'),
  /** The mailbox whose mails are answered with a dossier's status; it is the program's alone. */
  IMAP_URL: z.string().regex(/^imaps?:\/\/[^\s:@/]+:[^\s@/]+@[^\s@/]+$/, 'expected imaps://user:password@host:port, with special letters percent-encoded').optional(),
  /** The official mailbox of a one-stop unit, through which some procedures are filed (BT 45/2023 art. 13.4); whose it is, and which. */
  OFFICIAL_MAILBOX_URL: z.string().regex(/^imaps?:\/\/[^\s:@/]+:[^\s@/]+@[^\s@/]+$/, 'expected imaps://user:password@host:port, with special letters percent-encoded').optional(),
  OFFICIAL_MAILBOX_UNIT: z.string().optional(),
  OFFICIAL_MAILBOX_PROCEDURES: z.string().default('').transform((list) => list.split(',').map((id) => id.trim()).filter((id) => id !== '')),
  TWILIO_ACCOUNT_SID: z.string().optional(),
  TWILIO_AUTH_TOKEN: z.string().optional(),
  TWILIO_FROM: z.string().optional(),
  /** Another service that speaks twilio's interface, in place of api.twilio.com. */
  TWILIO_API_URL: z.url({ protocol: /^https?$/ }).optional(),
  /** Payment online by VNPay: its address, the agency's terminal code and the secret that signs. All three or none. */
  VNPAY_URL: z.url({ protocol: /^https?$/ }).optional(),
  VNPAY_TMN_CODE: z.string().optional(),
  VNPAY_HASH_SECRET: z.string().min(16).optional(),
  /** The national identity provider, by OpenID Connect: all three or none. */
  OIDC_ISSUER: z.url({ protocol: /^https?$/ }).optional(),
  OIDC_CLIENT_ID: z.string().optional(),
  OIDC_CLIENT_SECRET: z.string().min(16).optional(),
  /** The claim in which the provider tells the proved identity number, and the scopes to ask for. */
  OIDC_IDENTITY_CLAIM: z.string().default('identity_number'),
  OIDC_SCOPE: z.string().default('openid profile'),
  /** What the provider is called on the pages. */
  OIDC_NAME: z.string().default('VNeID'),
  /** Networks of the house in which other systems may be told by webhook, such as `10.20.0.0/16`; elsewhere only public addresses by https. */
  WEBHOOK_NETWORKS: z.string().default('').transform((list, context) => {
    try {
      return readNetworks(list)
    } catch (error) {
      context.addIssue({ code: 'custom', message: `expected networks such as 10.20.0.0/16, with commas between: ${(error as Error).message}` })
      return z.NEVER
    }
  }),
  /** Proxies in front of the web server whose X-Forwarded-* headers are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
}).superRefine(({ VNPAY_URL, VNPAY_TMN_CODE, VNPAY_HASH_SECRET, OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }, context) => {
  for (const together of [{ VNPAY_URL, VNPAY_TMN_CODE, VNPAY_HASH_SECRET }, { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET }]) {
    const given = Object.entries(together)
    const missing = given.filter(([, value]) => value === undefined)
    if (missing.length === given.length) continue
    const [first = '', second = '', third = ''] = Object.keys(together)
    for (const [name] of missing) context.addIssue({ code: 'custom', path: [name], message: `expected together with the other two of ${first}, ${second} and ${third}` })
  }
})

export type Environment = Readonly<Record<string, string | undefined>>

/** The validated variables; `environment` is the whole of it, for the programs that we start. */
export type Env = z.infer<typeof schema> & { CACHE_FOLDER: string, PUBLIC_ORIGIN: string, environment: Environment }

/**
 * The environment, validated; the only place that reads it.
 * @throws EnvironmentProblem naming every variable that is wrong
 */
export function readEnv(environment: Environment = process.env): Env {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const result = schema.safeParse(filled)
  if (!result.success) {
    const faults = result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
    throw new EnvironmentProblem(`The environment is not usable. ${faults.join('; ')}.`)
  }
  const env = result.data
  return {
    ...env,
    environment,
    CACHE_FOLDER: env.CACHE_FOLDER ?? path.join(env.XDG_CACHE_HOME ?? path.join(homedir(), '.cache'), 'motcua'),
    PUBLIC_ORIGIN: (env.PUBLIC_ORIGIN ?? `http://${env.HOST}:${String(env.PORT)}`).replace(/\/$/, ''),
  }
}
