import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

/** What poppler's own program says of the signatures of a PDF. */
export async function signaturesOf(pdf: Uint8Array): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'motcua-sig-'))
  try {
    await writeFile(path.join(folder, 'a.pdf'), pdf)
    return (await promisify(execFile)('pdfsig', [path.join(folder, 'a.pdf')])).stdout
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
