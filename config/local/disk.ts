import { access, constants, mkdir, statfs } from 'node:fs/promises'
import { dirname } from 'node:path'
import { StartProblem, systemCode } from './problem.ts'

/** Makes the folder, for this user's eyes only, and makes sure that it can be written to. @throws StartProblem not-writable or disk-full. */
export async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await access(folder, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw diskProblem(error, folder) ?? error
  }
}

/** The free bytes that this user may still write below `folder` (which need not exist yet). */
export async function freeBytes(folder: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  } catch (error) {
    if (systemCode(error) === 'ENOENT' && dirname(folder) !== folder) return freeBytes(dirname(folder))
    throw error
  }
}

/** @throws StartProblem disk-full when fewer than `bytes` are free in `folder`. */
export async function requireSpace(folder: string, bytes: number, what: string, free = freeBytes): Promise<void> {
  const left = await free(folder)
  if (left >= bytes) return
  throw new StartProblem('disk-full',
    `The disk is nearly full: ${what} needs ${inMegabytes(bytes)} MB in ${folder}, and ${inMegabytes(left)} MB are left.`,
    'Free some space, or choose a folder on another disk with DATA_FOLDER or CACHE_FOLDER.')
}

/** The problem behind a system error about `folder`, or undefined when it is not one of the disk. */
export function diskProblem(error: unknown, folder: string): StartProblem | undefined {
  const code = systemCode(error) ?? ''
  if (['ENOSPC', 'EDQUOT'].includes(code)) {
    return new StartProblem('disk-full', `The disk is full: nothing more can be written in ${folder}.`,
      'Free some space, or choose a folder on another disk with DATA_FOLDER or CACHE_FOLDER.', { cause: error })
  }
  if (['EACCES', 'EPERM', 'EROFS', 'ENOTDIR', 'EEXIST'].includes(code)) {
    return new StartProblem('not-writable', `The folder ${folder} cannot be written to (${code}).`,
      'Give this user the right to write there, or choose another folder with DATA_FOLDER or CACHE_FOLDER.', { cause: error })
  }
  return undefined
}

function inMegabytes(bytes: number): string {
  return Math.floor(bytes / 1e6).toLocaleString('en')
}
