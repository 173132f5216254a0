import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../../config/local/ports.ts'

/** Debian's clamav-daemon; not on the path of people who are not root. */
const clamd = '/usr/sbin/clamd'

export const hasClamd = () => existsSync(clamd)

/** The file that every scanner takes for malware and that harms nobody. Put together here: whole, it would make other scanners take this source away. */
export const eicar = Buffer.from(['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join(''))

/** A real clamd on loopback that knows one signature: EICAR's, anywhere in a file. `pause` leaves it deaf, as a machine in trouble is. */
export async function startClamd() {
  const folder = await mkdtemp(path.join(tmpdir(), 'motcua-clamd-'))
  const [port = 0] = await freePorts(1)
  await mkdir(`${folder}/signatures`)
  await writeFile(`${folder}/signatures/eicar.ndb`, `Eicar-Test-Signature:0:*:${eicar.toString('hex')}\n`)
  await writeFile(`${folder}/clamd.conf`, [
    'Foreground yes', `TCPSocket ${String(port)}`, 'TCPAddr 127.0.0.1', `DatabaseDirectory ${folder}/signatures`, `TemporaryDirectory ${folder}`, 'StreamMaxLength 30M', 'MaxThreads 2',
    ...(userInfo().uid === 0 ? ['User root'] : []), `LogFile ${folder}/log`, '',
  ].join('\n'))
  const child = spawn(clamd, ['--config-file', `${folder}/clamd.conf`], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve() }) })
  const answers = () => new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1').once('connect', () => { socket.destroy(); resolve(true) }).once('error', () => { resolve(false) })
  })
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 200 || child.exitCode !== null) throw new Error(`clamd does not answer: ${await readFile(`${folder}/log`, 'utf8').catch(() => 'no log')}`)
    await sleep(100)
  }
  return {
    address: `127.0.0.1:${String(port)}`,
    pause() { child.kill('SIGSTOP') },
    goOn() { child.kill('SIGCONT') },
    async stop() {
      child.kill('SIGCONT')
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Clamd = Awaited<ReturnType<typeof startClamd>>
