import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** A picture of a paper, as a camera or a scanner gives it. */
export async function picture(words: string, { type = 'jpg', size = '600x800' }: { type?: 'jpg' | 'png', size?: string } = {}): Promise<Buffer> {
  const { stdout } = await promisify(execFile)('convert', ['-size', size, 'xc:white', '-pointsize', '48', '-draw', `text 60,200 '${words}'`, `${type}:-`], { encoding: 'buffer' })
  return stdout
}
