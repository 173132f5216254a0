import { credentials, loadPackageDefinition } from '@grpc/grpc-js'
import type { ServiceClientConstructor } from '@grpc/grpc-js'
import { loadSync } from '@grpc/proto-loader'
import { createRequire } from 'node:module'

interface Topology {
  partitionsCount: number
  brokers: { partitions: { partitionId: number; role: string; health: string }[] }[]
}

/** Asks one gateway for its topology, without zeebe-node: no retries, no console, a deadline on each call. */
export function createTopologyReader(address: string): { everyPartitionHasLeader(): Promise<boolean>; close(): void } {
  const proto = createRequire(import.meta.url).resolve('zeebe-node/proto/zeebe.proto')
  const { gateway_protocol } = loadPackageDefinition(loadSync(proto, { enums: String, defaults: true, longs: String }))
  const { Gateway } = gateway_protocol as unknown as { Gateway: ServiceClientConstructor }
  // A refused connection is tried again soon: the gateway is expected any moment.
  const client = new Gateway(address, credentials.createInsecure(), {
    'grpc.initial_reconnect_backoff_ms': 100, 'grpc.min_reconnect_backoff_ms': 100, 'grpc.max_reconnect_backoff_ms': 500,
    'grpc.enable_http_proxy': 0,
  })

  function topology(): Promise<Topology | null> {
    return new Promise((resolve) => {
      const call = client['Topology'] as (request: object, options: object, done: (error: unknown, answer: Topology) => void) => void
      call.call(client, {}, { deadline: new Date(Date.now() + 2000) }, (error, answer) => { resolve(error ? null : answer) })
    })
  }

  return {
    async everyPartitionHasLeader() {
      const answer = await topology()
      if (!answer || answer.partitionsCount < 1) return false
      const led = new Set(answer.brokers.flatMap(({ partitions }) => partitions)
        .filter(({ role, health }) => role === 'LEADER' && health === 'HEALTHY').map(({ partitionId }) => partitionId))
      return led.size >= answer.partitionsCount
    },
    close() { client.close() },
  }
}
