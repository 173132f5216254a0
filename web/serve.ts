import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp } from './app.ts'
import type { Deps } from '../config/wire.ts'

export interface Serving { readonly address: string, close(): Promise<void> }

/**
 * Listens on the configured host and port (0: any free one).
 * @throws the system's error, such as EADDRINUSE
 */
export async function serve(deps: Deps): Promise<Serving> {
  const { HOST, PORT } = deps.env
  const app = await createApp(deps)
  const server: Server = createServer(app)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(PORT, HOST, () => { server.off('error', reject); resolve() })
  })
  const { port } = server.address() as AddressInfo
  return {
    address: `http://${HOST === '0.0.0.0' ? '127.0.0.1' : HOST}:${String(port)}`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve() })
      server.closeIdleConnections()
      setTimeout(() => { server.closeAllConnections() }, 5_000).unref()
    }),
  }
}
