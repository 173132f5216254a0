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
    steps: inOrder(elements).flatMap(stepOf),
  }
}

/** The elements as they are reached from the start, breadth first. */
function inOrder(elements: readonly Element[]): Element[] {
  const reached = new Set(elements.filter(({ $type }) => $type === 'bpmn:StartEvent'))
  for (const element of reached) for (const { targetRef } of element.outgoing ?? []) if (targetRef) reached.add(targetRef)
  return [...reached]
}

function stepOf(element: Element): Step[] {
  const name = nameOf(element)
  const role = roles.find((each) => each === extension(element, 'zeebe:AssignmentDefinition')?.['candidateGroups'])
  if (element.$type !== 'bpmn:UserTask' || !element.id || !name || !role) return []
  const headers = (extension(element, 'zeebe:TaskHeaders')?.['values'] ?? []) as readonly { key: string, value: string }[]
  const header = (wanted: string) => headers.find(({ key }) => key === wanted)?.value ?? null
  return [{
    id: element.id, name, role, unit: header('unit'), limit: header('limit'),
    documentation: element.documentation?.[0]?.text?.trim() ?? '',
  }]
}
