import { setTimeout as sleep } from 'node:timers/promises'
import { Readable } from 'node:stream'
import NodeClam from 'clamscan'

/** Nobody could look into a file: the scanner is away, too slow, or does not take it. */
export class NotScanned extends Error {}

export interface Scanner {
  /** What was found in a file, by its name in the signatures; null when nothing was. @throws NotScanned */
  scan(content: Buffer): Promise<string | null>
  /** @throws NotScanned when the scanner does not answer */
  checkHealth(): Promise<void>
}

/** What the client makes of clamd's words, which its types leave out. */
interface Answer { readonly isInfected: boolean | null, readonly viruses: readonly string[], readonly resultString?: string }

/** In ms: clamd needs about a second for the largest file that we take. */
const patience = 30_000

/**
 * The virus scanner, clamd, over its socket (`/path`) or `host:port` (requirement C6). Only its plain 'OK' counts as clean: whatever else comes, or
 * does not come in time, is no answer. It has to take streams as large as our largest file (StreamMaxLength).
 */
export function createScanner(address: string, { timeout = patience }: { timeout?: number } = {}): Scanner {
  const [, host, port] = /^([^/]+):(\d+)$/.exec(address) ?? []
  const where = host === undefined ? { socket: address } : { host, port: Number(port) }

  const connected = () => new NodeClam().init({
    removeInfected: false, preference: 'clamdscan', clamscan: { active: false }, clamdscan: { ...where, active: true, timeout, localFallback: false, bypassTest: true },
  })

  /** The client waits for ever for a server that says nothing. */
  async function within<T>(ms: number, work: Promise<T>): Promise<T> {
    const over = new AbortController()
    try {
      return await Promise.race([work, sleep(ms, undefined, { signal: over.signal }).then(() => { throw new Error('it took too long') })])
    } catch (error) {
      throw new NotScanned(`The virus scanner did not answer: ${(error as Error).message}`, { cause: error })
    } finally {
      over.abort()
    }
  }

  return {
    async scan(content) {
      const { isInfected, viruses, resultString }: Answer = await within(timeout, connected().then((clam) => clam.scanStream(Readable.from([content]))))
      if (isInfected === true) return viruses[0] ?? 'unnamed'
      if (isInfected !== false || !/^stream: OK\0?$/.test(resultString ?? '')) throw new NotScanned('The virus scanner gave no clear answer')
      return null
    },
    async checkHealth() {
      const { isInfected } = await within(Math.min(timeout, 3_000), connected().then((clam) => clam.scanStream(Readable.from([Buffer.from('ready?')]))))
      if (isInfected !== false) throw new NotScanned('The virus scanner gave no clear answer')
    },
  }
}
