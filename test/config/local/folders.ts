import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readEnv } from '../../../config/env.ts'
import type { Progress } from '../../../config/local/progress.ts'

/** The machine's own cache, so that the tests download nothing that is there already. */
export const cacheFolder = readEnv().CACHE_FOLDER

/** The machine's own variables. */
export const environment: Readonly<Record<string, string | undefined>> = process.env

/** Temporary folders that are removed by `clean`. */
export function createFolders() {
  const made: string[] = []
  return {
    async make(): Promise<string> {
      const folder = await mkdtemp(join(tmpdir(), 'motcua-test-'))
      made.push(folder)
      return folder
    },
    async clean(): Promise<void> {
      await Promise.all(made.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
    },
  }
}

/** A program that is a shell script, in `folder`. */
export async function makeProgram(folder: string, name: string, script: string): Promise<string> {
  await mkdir(folder, { recursive: true })
  const file = join(folder, name)
  await writeFile(file, `#!/bin/sh\n${script}\n`)
  await chmod(file, 0o755)
  return file
}

/** Keeps what was told. */
export function createRecorder(): Progress & { lines: string[] } {
  const lines: string[] = []
  return {
    lines,
    step(text) { lines.push(text) },
    done(text) { lines.push(text) },
    bytes(what, done, total) { lines.push(`${what}: ${String(done)}/${String(total)}`) },
  }
}
