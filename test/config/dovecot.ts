import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir, userInfo } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../../config/local/ports.ts'

/** Debian's dovecot-imapd; not on the path of people who are not root. */
const dovecot = '/usr/sbin/dovecot'

export const hasDovecot = () => existsSync(dovecot)

/**
 * A real IMAP server on loopback with one empty mailbox, in a folder of its own.
 * Root's mail is not served: then the mailbox is nobody's.
 */
export async function startDovecot() {
  const folder = await mkdtemp(path.join(tmpdir(), 'motcua-dovecot-'))
  const { uid: own, gid: group, username } = userInfo()
  const [uid, gid] = own === 0 ? [65_534, 65_534] : [own, group]
  const [port = 0] = await freePorts(1)
  for (const each of ['mail', 'home', 'run']) await mkdir(`${folder}/${each}`)
  await chmod(folder, 0o755)
  for (const each of ['mail', 'home']) await chown(`${folder}/${each}`, uid, gid)
  const users = own === 0 ? '' : `default_internal_user = ${username}\ndefault_login_user = ${username}\n`
  await writeFile(`${folder}/dovecot.conf`, `
base_dir = ${folder}/run
state_dir = ${folder}/run
log_path = ${folder}/log
protocols = imap
listen = 127.0.0.1
ssl = no
disable_plaintext_auth = no
mail_location = maildir:${folder}/mail
first_valid_uid = 1
${users}passdb {
  driver = static
  args = password=secret
}
userdb {
  driver = static
  args = uid=${String(uid)} gid=${String(gid)} home=${folder}/home
}
service imap-login {
  chroot =
  inet_listener imap {
    port = ${String(port)}
  }
  inet_listener imaps {
    port = 0
  }
}
service anvil {
  chroot =
}
`)
  const child = spawn(dovecot, ['-F', '-c', `${folder}/dovecot.conf`], { stdio: 'ignore' })
  const ended = new Promise<void>((resolve) => { child.once('exit', () => { resolve() }) })
  const answers = () => new Promise<boolean>((resolve) => {
    const socket = connect(port, '127.0.0.1').once('data', () => { socket.destroy(); resolve(true) }).once('error', () => { resolve(false) })
  })
  for (let tries = 0; !(await answers()); tries++) {
    if (tries > 100 || child.exitCode !== null) throw new Error(`dovecot does not answer: ${await readFile(`${folder}/log`, 'utf8').catch(() => 'no log')}`)
    await sleep(100)
  }
  return {
    url: `imap://tracuu%40motcua.test:secret@127.0.0.1:${String(port)}`,
    port,
    log: () => readFile(`${folder}/log`, 'utf8'),
    async stop() {
      child.kill('SIGTERM')
      await ended
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type Dovecot = Awaited<ReturnType<typeof startDovecot>>
