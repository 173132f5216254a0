import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readEnv } from '../config/env.ts'
import { createProgress } from '../config/local/progress.ts'
import { startLocal, type Local } from '../config/local/start-both.ts'

let running: { folder: string, local: Promise<Local> } | null = null

/** The real Zeebe, with a controlled clock, and the real MongoDB that all tests of a run share; started by the first that asks. */
export async function servers(): Promise<Local> {
  if (!running) {
    const folder = await mkdtemp(path.join(tmpdir(), 'motcua-test-'))
    const { CACHE_FOLDER, environment } = readEnv()
    running = {
      folder,
      local: startLocal({
        dataFolder: folder, cacheFolder: CACHE_FOLDER, ports: 'free', controlledClock: true, environment, progress: createProgress(process.stderr),
      }),
    }
  }
  return running.local
}

export async function stopServers(): Promise<void> {
  if (!running) return
  const { folder, local } = running
  running = null
  await local.then((both) => both.stop(), () => undefined)
  await rm(folder, { recursive: true, force: true })
}
