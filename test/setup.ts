import { closeHouse } from './house.ts'
import { stopServers } from './servers.ts'

/** Mocha calls this once, after the last test. */
export async function mochaGlobalTeardown(): Promise<void> {
  await closeHouse()
  await stopServers()
}
