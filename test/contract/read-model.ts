import { BpmnModdle } from 'bpmn-moddle'
import zeebe from 'zeebe-bpmn-moddle/resources/zeebe.json' with { type: 'json' }
import { attribute, elementsIn, processesOf, type Definitions, type Element } from '../../processes/checks/elements.ts'

/** A diagram as the contract tests read it. */
export async function readModel(xml: string): Promise<{ definitions: Definitions, warnings: readonly string[], elements: readonly Element[], formKeys: readonly string[] }> {
  const { rootElement, warnings } = await new BpmnModdle({ zeebe }).fromXML(xml)
  const definitions = rootElement as Definitions
  const elements = processesOf(definitions).flatMap(elementsIn)
  return {
    definitions, elements, warnings: warnings.map(({ message }) => message),
    formKeys: elements.filter(({ $type }) => $type === 'bpmn:UserTask').map((task) => attribute(task, 'zeebe:FormDefinition', 'formKey')),
  }
}
