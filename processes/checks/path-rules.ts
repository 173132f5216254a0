import { attribute, elementsIn, isNode, processesOf, type Definitions, type Element } from './elements.ts'
import { finding, type Finding } from './finding.ts'
import type { Surroundings } from './house-rules.ts'

/** What closes a dossier: refused at reception with form 03, or its result returned. */
const closes = (node: Element) => ['dossier.refuse', 'dossier.close'].includes(attribute(node, 'zeebe:TaskDefinition', 'type'))
  || attribute(node, 'zeebe:CalledElement', 'processId') === 'return'

const isStart = ({ $type }: Element) => $type === 'bpmn:StartEvent'
const isEnd = ({ $type }: Element) => $type === 'bpmn:EndEvent'
const has = ({ eventDefinitions = [] }: Element, type: string) => eventDefinitions.some(({ $type }) => $type === type)

/**
 * Where a dossier may go: every path begins at a start and ends in an end event; a procedure's also starts with the message that
 * filing sends, ends in a result or a refusal, and shows in lanes whose turn it is.
 */
export function pathFindings(definitions: Definitions, { procedure: isProcedure = false }: Pick<Surroundings, 'procedure'>): Finding[] {
  return processesOf(definitions).flatMap((process) => {
    const nodes = elementsIn(process).filter(isNode)
    const next = successorsAmong(nodes)
    return [
      ...ends(nodes, next),
      ...isProcedure ? [...startMessage(process), ...outcomes(nodes, next), ...lanes(process)] : [],
    ]
  })
}

/** Along the flows, through boundary events, and from one end of a link to the other. */
function successorsAmong(nodes: readonly Element[]) {
  const linkName = ({ eventDefinitions = [] }: Element) => eventDefinitions.find(({ $type }) => $type === 'bpmn:LinkEventDefinition')?.name
  const isLink = (node: Element, type: string) => node.$type === type && has(node, 'bpmn:LinkEventDefinition')
  return (node: Element): readonly Element[] => [
    ...(node.outgoing ?? []).flatMap(({ targetRef }) => targetRef ? [targetRef] : []),
    ...nodes.filter(({ attachedToRef }) => attachedToRef === node),
    ...isLink(node, 'bpmn:IntermediateThrowEvent')
      ? nodes.filter((other) => isLink(other, 'bpmn:IntermediateCatchEvent') && linkName(other) === linkName(node)) : [],
  ]
}

type Step = (node: Element) => readonly Element[]

function reachedFrom(starts: readonly Element[], next: Step): ReadonlySet<Element> {
  const reached = new Set(starts)
  for (const node of reached) for (const successor of next(node)) reached.add(successor)
  return reached
}

function ends(nodes: readonly Element[], next: Step): Finding[] {
  const begun = reachedFrom(nodes.filter((node) => isStart(node) || node.triggeredByEvent), next)
  const before = new Map(nodes.map((node) => [node, [] as Element[]]))
  for (const node of nodes) for (const successor of next(node)) before.get(successor)?.push(node)
  const ended = reachedFrom(nodes.filter(isEnd), (node) => before.get(node) ?? [])
  return nodes.flatMap((node) => !begun.has(node) ? [finding('unreachable', node)]
    : ended.has(node) || node.triggeredByEvent ? [] : [finding('dead-end', node)])
}

function outcomes(nodes: readonly Element[], next: Step): Finding[] {
  const open = reachedFrom(nodes.filter(isStart), (node) => closes(node) ? [] : next(node))
  return nodes.filter((node) => isEnd(node) && open.has(node)).map((end) => finding('outcome', end))
}

function startMessage(process: Element): Finding[] {
  const message = `dossier.filed.${process.id}`
  const starts = (process.flowElements ?? []).filter(isStart)
  const isRight = starts.some(({ eventDefinitions = [] }) => eventDefinitions.some(({ messageRef }) => messageRef?.name === message))
  return isRight ? [] : [finding('start-message', starts[0] ?? process, { message })]
}

type LaneSets = NonNullable<Element['laneSets']>

const inLanes = (laneSets: LaneSets): readonly Element[] => laneSets.flatMap(({ lanes = [] }) =>
  lanes.flatMap(({ flowNodeRef = [], childLaneSet }) => childLaneSet ? inLanes([childLaneSet]) : flowNodeRef))

function lanes({ flowElements = [], laneSets = [] }: Element): Finding[] {
  const placed = new Set(inLanes(laneSets))
  return flowElements.filter((node) => isNode(node) && !node.attachedToRef && !placed.has(node)).map((node) => finding('lane', node))
}
