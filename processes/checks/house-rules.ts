import { parseLimit } from '../law/limit.ts'
import { roles } from '../law/roles.ts'
import { attribute, decides, elementsIn, extension, header, isFlow, isNode, isTask, joins, processesOf, property, roleOf, type Definitions, type Element } from './elements.ts'
import { finding, type Finding } from './finding.ts'

/** What there is around a diagram; what is not told is not checked. */
export interface Surroundings {
  /** The id that its process must have, by which it is started. */
  readonly process?: string
  /** Ids of the forms that its user tasks may use. */
  readonly forms?: readonly string[]
  /** Job types that have a worker. */
  readonly jobs?: readonly string[]
  /** Ids of the processes that it may call. */
  readonly processes?: readonly string[]
  /** Dossiers wait in this process for long, so it must be possible to migrate them (not so in a helper process). */
  readonly migratable?: boolean
  /** It is a procedure: filing starts it, it ends in an answer to the applicant, and its lanes show whose turn it is. */
  readonly procedure?: boolean
}

const platform = { 'modeler:executionPlatform': 'Camunda Cloud', 'modeler:executionPlatformVersion': /^8\.5\./ } as const

/** The rules that an agency's diagram must keep beyond what BPMN and Zeebe ask. */
export function houseFindings(definitions: Definitions, surroundings: Surroundings): Finding[] {
  const { $attrs = {} } = definitions
  const named = $attrs['modeler:executionPlatform'] === platform['modeler:executionPlatform']
    && platform['modeler:executionPlatformVersion'].test($attrs['modeler:executionPlatformVersion'] ?? '')
  const processes = processesOf(definitions)
  const executable = processes.filter((process) => (process as { isExecutable?: boolean }).isExecutable)
  const drawn = new Set(definitions.diagrams?.flatMap(({ plane }) => plane?.planeElement ?? []).map(({ bpmnElement }) => bpmnElement?.id))
  return [
    ...named ? [] : [finding('platform', null)],
    ...executable.length === 1 ? [] : [finding('process', null)],
    ...surroundings.process !== undefined && executable.length === 1 && executable[0]?.id !== surroundings.process ? [finding('process-id', null, { process: surroundings.process })] : [],
    ...processes.flatMap(elementsIn).flatMap((element) => [
      ...naming(element), ...userTask(element, surroundings), ...serviceTask(element, surroundings), ...call(element, surroundings), ...gateway(element),
      ...surroundings.migratable && !isMigratable(element) ? [finding('migratable', element)] : [],
      ...(isNode(element) || isFlow(element)) && !drawn.has(element.id) ? [finding('shape', element)] : [],
    ]),
  ]
}

function* naming(element: Element): Iterable<Finding> {
  if (isNode(element) && !joins(element) && !element.name?.trim()) yield finding('name', element)
  if (element.name && (isNode(element) || isFlow(element)) && !property(element, 'name:en')) yield finding('english-name', element)
  if (isTask(element) && !element.documentation?.some(({ text }) => text?.trim())) yield finding('documentation', element)
}

/** A unit of the dossier, the consulted one, or an agency of a joint procedure by its part in it, such as 'partner:tax'. */
const isUnit = (unit: string) => /^(receiving|deciding|returning|consulted|partner:[a-z]+(-[a-z]+)*)$/.test(unit)
/** The applicant takes the time it takes, a result is fetched when it is fetched, and a consultation has a limit of its own. */
const isTimed = (element: Element) => roleOf(element) !== 'applicant' && !['returning', 'consulted'].includes(header(element, 'unit'))

function* userTask(element: Element, { forms }: Surroundings): Iterable<Finding> {
  if (element.$type !== 'bpmn:UserTask') return
  if (extension(element, 'zeebe:UserTask')) yield finding('job-based', element)
  if (!roles.some((role) => role === roleOf(element))) yield finding('role', element)
  const form = attribute(element, 'zeebe:FormDefinition', 'formKey')
  if (!form) yield finding('form', element)
  else if (forms && !forms.includes(form)) yield finding('form-known', element, { form })
  if (!isUnit(header(element, 'unit'))) yield finding('unit', element)
  else if ((roleOf(element) === 'consulted-agency') !== (header(element, 'unit') === 'consulted')) yield finding('consulted', element)
  const limit = header(element, 'limit')
  if (!limit && !header(element, 'within') && isTimed(element)) yield finding('limit', element)
  if (limit && !isReadable(limit)) yield finding('limit-readable', element, { limit })
}

function isReadable(limit: string): boolean {
  try {
    parseLimit(limit)
    return true
  } catch { return false }
}

function* serviceTask(element: Element, { jobs }: Surroundings): Iterable<Finding> {
  if (element.$type !== 'bpmn:ServiceTask') return
  const job = attribute(element, 'zeebe:TaskDefinition', 'type')
  if (!job) yield finding('job', element)
  else if (jobs && !jobs.includes(job)) yield finding('job-known', element, { job })
}

function* call(element: Element, { processes }: Surroundings): Iterable<Finding> {
  if (element.$type !== 'bpmn:CallActivity') return
  const process = attribute(element, 'zeebe:CalledElement', 'processId')
  if (processes && !processes.includes(process)) yield finding('called', element, { process })
}

function* gateway(element: Element): Iterable<Finding> {
  if (!decides(element)) return
  if (element.name && !element.name.trim().endsWith('?')) yield finding('question', element)
  for (const flow of element.outgoing ?? []) {
    if (!flow.name?.trim()) yield finding('answer', flow)
    if (!flow.conditionExpression && element.default !== flow) yield finding('condition', flow)
  }
}

/** What Zeebe 8.5 refuses to migrate an instance in or past (engine.md's table, tried on 8.5.8). */
function isMigratable({ $type, triggeredByEvent, loopCharacteristics }: Element): boolean {
  const waitsInEvent = ['bpmn:BoundaryEvent', 'bpmn:IntermediateCatchEvent', 'bpmn:ReceiveTask', 'bpmn:EventBasedGateway'].includes($type)
  return !waitsInEvent && !triggeredByEvent && !loopCharacteristics
}
