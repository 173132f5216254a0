import { pino, type Logger } from 'pino'

export type Log = Logger

/** Keys that never reach a log line, at any of the depths in which we log objects: they hold personal data or secrets. */
const masked = [
  'applicant', 'answers', 'identityNumber', 'phone', 'email', 'address', 'password', 'secret', 'cookie', 'authorization',
  'to', 'text', 'body',
]

/** The program's log: JSON lines, with the dossier's code where there is one, and without personal data. */
export function createLog(level: string): Log {
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: masked.flatMap((key) => [key, `*.${key}`, `*.*.${key}`, `req.headers.${key}`]), censor: '[masked]' },
  })
}
