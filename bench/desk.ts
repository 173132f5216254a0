import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePorts } from '../config/local/ports.ts'
import type { Filled } from './fill.ts'
import { makeDossier } from './dossiers.ts'
import { timesOf, type Times } from './machine.ts'
import { seeded } from './people.ts'

/** A web process of its own on a filled database, with people who are signed in. */
export interface Desk { readonly address: string, readonly count: number, readonly seed: number, readonly open: number, cookies: Readonly<Record<string, { cookie: string, token: string }>>, rss(): Promise<number>, /** Processor time of the web process so far, in ms. */ cpu(): Promise<number>, stop(): Promise<void> }

const staff = { clerk: 'lethihoa.ttpvhcc', officer: 'tranvanminh.pv06', leader: 'nguyenvanhung.pv06', auditor: 'tongvanduc.ttpvhcc', head: 'dothimai.ttpvhcc' } as const
type Who = keyof typeof staff

export async function openDesk(uri: string, { accounts }: Pick<Filled, 'accounts'>, { count, seed, open }: { count: number, seed: number, open: number }): Promise<Desk> {
  const [port] = await freePorts(1)
  const child: ChildProcess = spawn(process.execPath, ['--import', 'tsx', 'web/main.ts'], {
    stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, MONGODB_URI: uri, ZEEBE_ADDRESS: '127.0.0.1:1', HOST: '127.0.0.1', PORT: String(port), LOG_LEVEL: 'error' },
  })
  const address = `http://127.0.0.1:${String(port)}`
  for (let tries = 0; ; tries++) {
    if (child.exitCode !== null || tries > 600) throw new Error(`The web process did not come up (${String(child.exitCode)})`)
    if (await fetch(`${address}/healthz`).then(({ ok }) => ok, () => false)) break
    await sleep(250)
  }
  const cookies: Record<string, { cookie: string, token: string }> = {}
  for (const [who, username] of Object.entries(staff)) {
    const { password } = accounts.find((each) => each.username === username) ?? { password: '' }
    const first = await fetch(`${address}/desk/sign-in`)
    const tokenIn = (html: string) => /name="_csrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    let cookie = first.headers.getSetCookie()[0]?.split(';')[0] ?? ''
    const signed = await fetch(`${address}/desk/sign-in`, { method: 'POST', redirect: 'manual', headers: { cookie }, body: new URLSearchParams({ _csrf: tokenIn(await first.text()), username, password }) })
    cookie = signed.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    const desk = await fetch(`${address}/desk/find`, { headers: { cookie } })
    if (signed.status !== 303 || desk.status !== 200) throw new Error(`${username} could not sign in: ${String(signed.status)}, ${String(desk.status)}`)
    cookies[who] = { cookie, token: tokenIn(await desk.text()) }
  }
  return {
    address, count, seed, open, cookies,
    async rss() { return Math.round(Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${String(child.pid)}/status`, 'utf8').catch(() => ''))?.[1] ?? 0) / 1024) },
    async cpu() {
      const fields = (await readFile(`/proc/${String(child.pid)}/stat`, 'utf8')).replace(/^.*\) /, '').split(' ')
      return (Number(fields[11]) + Number(fields[12])) * 10
    },
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

interface Ask { readonly who: Who, readonly path: string, readonly form?: Readonly<Record<string, string>>, readonly expects: RegExp }

/** What is asked, each time of another dossier; `random` is the same for the desks that are compared. */
export const pages: Readonly<Record<string, (desk: Desk, random: () => number) => Ask>> = {
  'queue of a clerk': () => ({ who: 'clerk', path: '/desk', expects: /queue__code|class="queue/ }),
  'queue of an officer': () => ({ who: 'officer', path: '/desk', expects: /queue__code|class="queue/ }),
  'search by name': (desk, random) => ({ who: 'head', path: '/desk/find', form: { words: closed(desk, random).applicant.name }, expects: /000\.0/ }),
  'search by telephone': (desk, random) => ({ who: 'head', path: '/desk/find', form: { words: closed(desk, random).applicant.phone }, expects: /000\.0/ }),
  'search by identity number': (desk, random) => ({ who: 'head', path: '/desk/find', form: { words: closed(desk, random).applicant.identityNumber }, expects: /000\.0/ }),
  'find by code': (desk, random) => ({ who: 'head', path: '/desk/find', form: { words: closed(desk, random)._id }, expects: /^$|Redirecting/ }),
  'a dossier': (desk, random) => ({ who: 'head', path: `/desk/dossiers/${closed(desk, random)._id}`, expects: /000\.0/ }),
  'board': () => ({ who: 'head', path: '/desk/progress', expects: /000\.0/ }),
  'board, overdue': () => ({ who: 'head', path: '/desk/progress?loai=late', expects: /<h1/ }),
  'a month’s report': () => ({ who: 'head', path: '/desk/reports?nam=2026&ky=m9&pham-vi=', expects: /report-table/ }),
  'a year’s report by procedure': () => ({ who: 'head', path: '/desk/reports?nam=2026&ky=y1&pham-vi=&theo=procedure', expects: /report-table/ }),
  'dossiers behind: received': () => ({ who: 'head', path: '/desk/reports/dossiers?nam=2026&ky=m9&pham-vi=&so=received', expects: /000\.0/ }),
  'dossiers behind: carried over': () => ({ who: 'head', path: '/desk/reports/dossiers?nam=2026&ky=m9&pham-vi=&so=carried', expects: /<h1/ }),
  'dossiers behind: overdue': () => ({ who: 'head', path: '/desk/reports/dossiers?nam=2026&ky=m9&pham-vi=&so=overdue', expects: /<h1/ }),
  'open figures': () => ({ who: 'head', path: '/thong-ke?nam=2026', expects: /figures/ }),
  'register of a month': () => ({ who: 'clerk', path: '/desk/register?from=01%2F09%2F2026&to=30%2F09%2F2026', expects: /<h1/ }),
}

/** A dossier that is closed, of those that the generator makes again. */
const closed = ({ seed, count, open }: Desk, random: () => number) => makeDossier(Math.floor(random() * (count - open)), { seed, count, open: false }).row

async function ask({ address, cookies }: Desk, { who, path, form, expects }: Ask): Promise<number> {
  const { cookie, token } = cookies[who] ?? { cookie: '', token: '' }
  const begun = performance.now()
  const answer = await fetch(address + path, { redirect: 'manual', headers: { cookie }, ...(form && { method: 'POST', body: new URLSearchParams({ _csrf: token, ...form }) }) })
  const text = await answer.text()
  const took = performance.now() - begun
  if (answer.status >= 400 || !expects.test(text)) throw new Error(`${path} ${JSON.stringify(form ?? {})} answered ${String(answer.status)}: ${text.slice(0, 300)}`)
  return took
}

/** `cpu`: processor time of the web process for one, which what else the machine does hardly changes. */
export interface PageTimes { readonly page: string, readonly times: readonly Times[], readonly cpu: readonly number[], readonly ratio: number }

/** Asks each page of all desks in turn, so that what else the machine does meets all of them; ratio is that of the medians, last to first. */
export async function measure(desks: readonly Desk[], { rounds, warm }: { rounds: number, warm: number }, tell: (page: PageTimes) => void): Promise<PageTimes[]> {
  const all: PageTimes[] = []
  for (const [page, make] of Object.entries(pages)) {
    const random = desks.map(({ seed }) => seeded(seed + 77))
    const took: number[][] = desks.map(() => [])
    let before: number[] = []
    for (let round = -warm; round < rounds; round++) {
      if (round === 0) before = await Promise.all(desks.map((desk) => desk.cpu()))
      for (const [index, desk] of desks.entries()) {
        const time = await ask(desk, make(desk, random[index] as () => number))
        if (round >= 0) took[index]?.push(time)
      }
    }
    const times = took.map(timesOf)
    const cpu = (await Promise.all(desks.map((desk) => desk.cpu()))).map((now, index) => Math.round((now - (before[index] ?? 0)) / rounds))
    const found = { page, times, cpu, ratio: Math.round((times.at(-1)?.p50 ?? 0) / (times[0]?.p50 ?? 1) * 100) / 100 }
    all.push(found)
    tell(found)
  }
  return all
}
