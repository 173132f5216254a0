import type { JobType } from '../../processes/job-type.ts'
import type { Language } from '../../processes/text.ts'

/** How often the engine has a job tried before it is an incident. */
const tries = '5'

/**
 * The element templates of Camunda's editor, one for each kind of step that the workers do: an analyst picks it by its name, sets what it asks for,
 * and never types a job type (Camunda manual, "Element templates").
 */
export function elementTemplates(types: readonly JobType[], language: Language) {
  return types.map(({ type, label, settings }) => ({
    $schema: '@camunda/zeebe-element-templates-json-schema', name: label[language], description: type, id: `motcua.${type}`,
    appliesTo: ['bpmn:Task', 'bpmn:ServiceTask'], elementType: { value: 'bpmn:ServiceTask' },
    properties: [
      { type: 'Hidden', value: type, binding: { type: 'zeebe:taskDefinition', property: 'type' } },
      { type: 'Hidden', value: tries, binding: { type: 'zeebe:taskDefinition', property: 'retries' } },
      ...settings.map(({ key, label: name, choices, required, default: usual }) => ({
        label: name[language], binding: { type: 'zeebe:taskHeader', key },
        ...choices.length > 0 ? { type: 'Dropdown', choices: choices.map(({ value, label: choice }) => ({ name: choice[language], value })) } : { type: 'String' },
        ...required ? { constraints: { notEmpty: true } } : { optional: true },
        ...usual !== null && { value: usual },
      })),
    ],
  }))
}
