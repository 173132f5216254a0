import { readFile } from 'node:fs/promises'
import type { Engine } from './zeebe.ts'
import { shippedDiagrams } from '../processes/catalogue.ts'
import { readDiagram } from '../processes/diagram.ts'
import type { Form } from '../processes/form.ts'
import type { Bundles } from '../store/bundles.ts'

/** Deploys the shipped diagrams with their forms; unchanged ones keep their version, so that this is safe at every start. */
export async function deployShipped({ engine, bundles }: { engine: Engine, bundles: Bundles }): Promise<string[]> {
  const deployed: string[] = []
  for (const { process, diagram, forms } of shippedDiagrams) {
    const [xml, ...schemas] = await Promise.all([diagram, ...forms].map((url) => readFile(url)))
    if (!xml) throw new Error(`No diagram of ${process}`)
    const [definition] = await engine.deploy(`${process}.bpmn`, xml)
    if (!definition) throw new Error(`Zeebe deployed nothing for ${process}.bpmn`)
    const { version, processDefinitionKey } = definition
    const parsed = schemas.map((schema) => JSON.parse(schema.toString('utf8')) as Form)
    await bundles.put({
      process, version, processDefinitionKey, diagram: xml.toString('utf8'), ...await readDiagram(xml.toString('utf8')), forms: Object.fromEntries(parsed.map((form) => [form.id, form])),
    })
    deployed.push(`${process} v${String(version)}`)
  }
  return deployed
}
