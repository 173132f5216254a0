import { createServer } from 'node:net'
import { StartProblem } from './problem.ts'

const host = '127.0.0.1'

/** Below the range from which Linux, macOS and Windows take the ports of outgoing connections. */
const range = { first: 12_000, last: 31_999 }

/** Ports handed out by this process: two starts in one process must not get the same one. */
const given = new Set<number>()

/** Whether a server could listen on 127.0.0.1:`port` now. */
export function portIsFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => { resolve(false) })
    server.listen({ port, host, exclusive: true }, () => { server.close(() => { resolve(true) }) })
  })
}

/** `count` different ports that nobody listens on. Another process may still be faster: starts that get them try again. */
export async function freePorts(count: number): Promise<number[]> {
  const ports: number[] = []
  for (let tries = 0; ports.length < count && tries < 1000; tries++) {
    const port = range.first + Math.floor(Math.random() * (range.last - range.first + 1))
    if (given.has(port) || !await portIsFree(port)) continue
    given.add(port)
    ports.push(port)
  }
  if (ports.length < count) {
    throw new StartProblem('port-taken', `No ${count} free ports between ${range.first} and ${range.last} were found.`,
      'Stop programs that listen on this machine.')
  }
  return ports
}

/** @throws StartProblem port-taken naming the first of `ports` that is taken. @param instead how to do without this port. */
export async function requirePorts(ports: readonly number[], what: string, instead: string): Promise<void> {
  for (const port of ports) {
    if (await portIsFree(port)) continue
    throw new StartProblem('port-taken', `Port ${port} on ${host}, which ${what} needs, is taken by another program.`,
      `Stop that program, or set LOCAL_PORTS=free to start on free ports${instead ? `, or ${instead}` : ''}.`)
  }
}
