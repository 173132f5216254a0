/** What the checks read of a diagram: bpmn-moddle's tree, of which it declares no types. */
export interface Extension { readonly $type: string, readonly [name: string]: unknown }

export interface Element {
  readonly $type: string
  readonly id: string
  readonly name?: string
  readonly documentation?: readonly { readonly text?: string }[]
  readonly extensionElements?: { readonly values?: readonly Extension[] }
  readonly flowElements?: readonly Element[]
  readonly incoming?: readonly Element[]
  readonly outgoing?: readonly Element[]
  readonly sourceRef?: Element
  readonly targetRef?: Element
  readonly conditionExpression?: object
  readonly default?: Element
  readonly triggeredByEvent?: boolean
  readonly loopCharacteristics?: object
  readonly attachedToRef?: Element
  readonly eventDefinitions?: readonly { readonly $type: string, readonly name?: string, readonly messageRef?: { readonly name?: string } }[]
  readonly laneSets?: readonly LaneSet[]
}

interface LaneSet { readonly lanes?: readonly { readonly flowNodeRef?: readonly Element[], readonly childLaneSet?: LaneSet }[] }

export interface Definitions {
  readonly $attrs?: Readonly<Record<string, string>>
  readonly rootElements?: readonly Element[]
  readonly diagrams?: readonly { readonly plane?: { readonly planeElement?: readonly { readonly bpmnElement?: { readonly id?: string } }[] } }[]
}

/** The first extension of a type, such as 'zeebe:TaskDefinition'. */
export const extension = (element: Element, type: string) => element.extensionElements?.values?.find(({ $type }) => $type === type)

/** An attribute of an extension as text; '' when there is none. */
export function attribute(element: Element, type: string, name: string): string {
  const value = extension(element, type)?.[name]
  return typeof value === 'string' ? value.trim() : ''
}

/** The value of a task header; '' when there is none. */
export function header(element: Element, key: string): string {
  const headers = (extension(element, 'zeebe:TaskHeaders')?.['values'] ?? []) as readonly { key?: string, value?: string }[]
  return headers.find((each) => each.key === key)?.value?.trim() ?? ''
}

/** The value of a `zeebe:property`; '' when there is none. */
export function property(element: Element, name: string): string {
  const properties = (extension(element, 'zeebe:Properties')?.['properties'] ?? []) as readonly { name?: string, value?: string }[]
  return properties.find((each) => each.name === name)?.value?.trim() ?? ''
}

export const processesOf = ({ rootElements }: Definitions) => (rootElements ?? []).filter(({ $type }) => $type === 'bpmn:Process')

/** Everything in a process, through all subprocesses. */
export function elementsIn({ flowElements }: Element): Element[] {
  return (flowElements ?? []).flatMap((element) => [element, ...elementsIn(element)])
}

export const isFlow = ({ $type }: Element) => $type === 'bpmn:SequenceFlow'
/** Data objects and their like stand in a process too, but nothing flows through them. */
export const isNode = ({ $type }: Element) => /(Task|Event|Gateway|Activity|SubProcess)$/.test($type)
export const isTask = ({ $type }: Element) => /(Task|CallActivity)$/.test($type)
/** A gateway that decides: one question, several answers. */
export const decides = ({ $type, outgoing }: Element) => /(Exclusive|Inclusive)Gateway$/.test($type) && (outgoing ?? []).length > 1
/** A gateway that only joins has nothing to ask, so it needs no name. */
export const joins = ({ $type, outgoing }: Element) => $type.endsWith('Gateway') && (outgoing ?? []).length <= 1

/** The role whose task it is, as the diagram has it; '' when there is none. */
export const roleOf = (element: Element) => attribute(element, 'zeebe:AssignmentDefinition', 'candidateGroups')
