import { BpmnModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import { roles, type Role } from './law/roles.ts'
import type { Text } from './text.ts'

interface Extension { readonly $type: string, readonly [name: string]: unknown }

interface Element {
  readonly $type: string
  readonly id?: string
  readonly name?: string
  readonly documentation?: readonly { readonly text?: string }[]
  readonly flowElements?: readonly Element[]
  readonly outgoing?: readonly { readonly targetRef?: Element }[]
  readonly incoming?: readonly { readonly sourceRef?: Element }[]
  readonly extensionElements?: { readonly values?: readonly Extension[] }
}

/** A user task of a procedure, as its page tells it. */
export interface Step {
  readonly id: string
  readonly name: Text
  readonly role: Role
  /** Whose step it is: a unit of the dossier, or an agency of a joint procedure, such as 'partner:tax'. */
  readonly unit: string | null
  readonly limit: string | null
  readonly documentation: string
  /** Whether no result is returned without it; the others are for some cases only. */
  readonly always: boolean
}

/** What the rest of the house needs to know of a diagram. */
export interface Diagram {
  /** Names of the elements in both languages, by element id; without an English name the Vietnamese one stands for it. */
  readonly names: Readonly<Record<string, Text>>
  /** The user tasks, in the order in which a dossier comes to them. */
  readonly steps: readonly Step[]
}

/** The property of an element that holds its name in English; the name itself is in Vietnamese. */
export const englishName = 'name:en'

const extension = (element: Element, type: string) => element.extensionElements?.values?.find(({ $type }) => $type === type)

function nameOf(element: Element): Text | null {
  if (!element.name) return null
  const properties = (extension(element, 'zeebe:Properties')?.['properties'] ?? []) as readonly { name: string, value: string }[]
  return { vi: element.name, en: properties.find(({ name }) => name === englishName)?.value ?? element.name }
}

/** Reads a diagram. @throws when the XML cannot be read */
export async function readDiagram(xml: string): Promise<Diagram> {
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(xml)
  const roots = (rootElement as { rootElements?: readonly Element[] }).rootElements ?? []
  const elements = roots.filter(({ $type }) => $type === 'bpmn:Process').flatMap((process) => [process, ...process.flowElements ?? []])
  return {
    names: Object.fromEntries(elements.flatMap((element) => {
      const name = nameOf(element)
      return element.id && name ? [[element.id, name]] : []
    })),
    steps: inOrder(elements).flatMap((element) => stepOf(element, () => !returns(elements, element))),
  }
}

/** The elements as they are reached from the start, breadth first. */
function inOrder(elements: readonly Element[]): Element[] {
  const reached = new Set(elements.filter(({ $type }) => $type === 'bpmn:StartEvent'))
  for (const element of reached) for (const { targetRef } of element.outgoing ?? []) if (targetRef) reached.add(targetRef)
  return [...reached]
}

/** The process by which every procedure gives its result to the applicant. */
const returning = 'return'

/** Whether a result can be returned without ever passing an element: a parallel gateway waits for all of its branches. */
function returns(elements: readonly Element[], without: Element): boolean {
  const passed = new Set<Element>()
  const isReached = ({ $type, incoming = [] }: Element) => {
    const from = incoming.map(({ sourceRef }) => sourceRef !== undefined && passed.has(sourceRef))
    return $type === 'bpmn:StartEvent' || ($type === 'bpmn:ParallelGateway' ? from.every(Boolean) : from.some(Boolean))
  }
  for (let before = -1; before < passed.size;) {
    before = passed.size
    for (const element of elements) if (element !== without && isReached(element)) passed.add(element)
  }
  return [...passed].some((element) => extension(element, 'zeebe:CalledElement')?.['processId'] === returning)
}

function stepOf(element: Element, always: () => boolean): Step[] {
  const name = nameOf(element)
  const role = roles.find((each) => each === extension(element, 'zeebe:AssignmentDefinition')?.['candidateGroups'])
  if (element.$type !== 'bpmn:UserTask' || !element.id || !name || !role) return []
  const headers = (extension(element, 'zeebe:TaskHeaders')?.['values'] ?? []) as readonly { key: string, value: string }[]
  const header = (wanted: string) => headers.find(({ key }) => key === wanted)?.value ?? null
  return [{
    id: element.id, name, role, unit: header('unit'), limit: header('limit'),
    documentation: element.documentation?.[0]?.text?.trim() ?? '', always: always(),
  }]
}
