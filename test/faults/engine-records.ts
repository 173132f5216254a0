import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

interface EngineRecord {
  readonly position: number
  readonly key: number
  readonly partitionId: number
  readonly valueType: string
  readonly intent: string
  readonly recordType: string
  readonly value: Readonly<Record<string, unknown>>
}

export interface Instance { readonly key: string, readonly process: string, readonly dossier: string, readonly ended: 'completed' | 'terminated' | null, readonly steps: readonly string[] }

export interface EngineJob { readonly key: string, readonly step: string, readonly ended: 'completed' | 'canceled' | null }

/** What the engine itself says that happened: takes its record stream as Elasticsearch would. Int64 keys are kept as text. */
export async function createEngineRecords() {
  const records = new Map<number, EngineRecord>()
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.url?.startsWith('/_bulk')) {
        // Keys have more digits than a number holds.
        const lines = Buffer.concat(parts).toString('utf8').replace(/("\w*[kK]ey"):(-?\d+)/g, '$1:"$2"').split('\n').filter(Boolean)
        for (const line of lines.filter((_, index) => index % 2 === 1)) {
          const record = JSON.parse(line) as EngineRecord
          records.set(record.position, record)
        }
      }
      response.setHeader('content-type', 'application/json')
      response.setHeader('x-elastic-product', 'Elasticsearch')
      response.end('{"errors":false,"items":[]}')
    })
  })
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve) })

  const of = (valueType: string, ...intents: string[]) => [...records.values()]
    .filter((record) => record.recordType === 'EVENT' && record.valueType === valueType && intents.includes(record.intent))
    .sort((a, b) => a.position - b.position)
  const stepOf = ({ value }: EngineRecord) => `${String(value['bpmnProcessId'])}/${String(value['elementId'])}`

  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,

    instances(): Instance[] {
      const dossiers = new Map(of('VARIABLE', 'CREATED').filter(({ value }) => value['name'] === 'dossier')
        .map(({ value }) => [String(value['processInstanceKey']), JSON.parse(String(value['value'])) as string]))
      const ended = new Map(of('PROCESS_INSTANCE', 'ELEMENT_COMPLETED', 'ELEMENT_TERMINATED').filter(({ value }) => value['bpmnElementType'] === 'PROCESS')
        .map(({ key, intent }) => [String(key), intent === 'ELEMENT_COMPLETED' ? 'completed' as const : 'terminated' as const]))
      const activated = of('PROCESS_INSTANCE', 'ELEMENT_ACTIVATED')
      return activated.filter(({ value }) => value['bpmnElementType'] === 'PROCESS').map(({ key, value }) => ({
        key: String(key), process: String(value['bpmnProcessId']), dossier: dossiers.get(String(key)) ?? '', ended: ended.get(String(key)) ?? null,
        steps: activated.filter((each) => String(each.value['processInstanceKey']) === String(key) && ['SERVICE_TASK', 'USER_TASK'].includes(String(each.value['bpmnElementType'])))
          .map(stepOf),
      }))
    },

    jobs(): EngineJob[] {
      const ended = new Map(of('JOB', 'COMPLETED', 'CANCELED').map(({ key, intent }) => [String(key), intent === 'COMPLETED' ? 'completed' as const : 'canceled' as const]))
      return of('JOB', 'CREATED').map((record) => ({ key: String(record.key), step: stepOf(record), ended: ended.get(String(record.key)) ?? null }))
    },

    /** Jobs that a worker reported as failed, with its words. */
    failures(): string[] {
      return of('JOB', 'FAILED', 'ERROR_THROWN').map((record) => `${stepOf(record)}: ${String(record.value['errorMessage'])}`)
    },

    incidents(): string[] {
      return of('INCIDENT', 'CREATED').map((record) => `${stepOf(record)}: ${String(record.value['errorMessage'])}`)
    },

    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => { server.close(resolve) })
    },
  }
}

export type EngineRecords = Awaited<ReturnType<typeof createEngineRecords>>
