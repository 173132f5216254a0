/** What can keep the local engine or the local database from starting. */
export type StartProblemCode =
  | 'already-running' | 'disk-full' | 'download-failed' | 'java-missing' | 'java-too-old' | 'maven-missing'
  | 'mongod-missing' | 'network-missing' | 'not-writable' | 'port-taken' | 'stopped' | 'timeout'

/**
 * A start that cannot go on, told as one sentence with its remedy: print `message` and leave with a non-zero code, without
 * a stack trace.
 */
export class StartProblem extends Error {
  readonly code: StartProblemCode
  readonly remedy: string

  /** @param sentence what is wrong; @param remedy what the reader can do about it. Both end with a full stop. */
  constructor(code: StartProblemCode, sentence: string, remedy: string, options?: ErrorOptions) {
    super(`${sentence} ${remedy}`, options)
    this.name = 'StartProblem'
    this.code = code
    this.remedy = remedy
  }
}

/** The start was called off by its AbortSignal (Ctrl-C): nothing is wrong, and nothing of it is left running. */
export function calledOff(what: string): StartProblem {
  return new StartProblem('stopped', `${what} was called off while starting.`, 'Start again when you like.')
}

/** The error's system code (`ENOENT`, `EACCES`, …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
