import { BpmnModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }

interface Extension { readonly $type: string, readonly type?: string, readonly processId?: string }
interface Element { readonly $type: string, readonly id?: string, readonly flowElements?: readonly Element[], readonly extensionElements?: { readonly values?: readonly Extension[] } }

/** Where a token may stand besides user tasks: elements that call another process, by its id, and jobs, by their type. */
export interface Waits { readonly calls: Readonly<Record<string, readonly string[]>>, readonly jobs: Readonly<Record<string, readonly string[]>> }

/** Reads them from a diagram. @throws when the XML cannot be read */
export async function readWaits(xml: string): Promise<Waits> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml)
  const roots = (rootElement as { rootElements?: readonly Element[] }).rootElements ?? []
  const calls: Record<string, string[]> = {}
  const jobs: Record<string, string[]> = {}
  for (const { id, extensionElements } of roots.flatMap(({ flowElements }) => flowElements ?? [])) {
    for (const { $type, type, processId } of extensionElements?.values ?? []) {
      if (id && $type === 'zeebe:CalledElement' && processId) (calls[processId] ??= []).push(id)
      if (id && $type === 'zeebe:TaskDefinition' && type) (jobs[type] ??= []).push(id)
    }
  }
  return { calls, jobs }
}
