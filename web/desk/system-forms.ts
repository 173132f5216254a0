import type { Form, QuestionComponent } from '../../processes/form.ts'
import { roleNames } from '../../processes/law/roles.ts'
import type { Text } from '../../processes/text.ts'
import { rolesOfClients, scopes } from '../../store/clients.ts'
import { scopeTexts, systemText, type SystemMessage } from '../messages/systems.ts'

/* The administrator's forms about other systems, in the same schema as those of the procedures. */

const labelled = (key: SystemMessage, hint?: SystemMessage) => ({
  label: systemText(key).vi, properties: { 'label:en': systemText(key).en, ...(hint && { 'description:en': systemText(hint).en }) }, ...(hint && { description: systemText(hint).vi }),
})

function choice(key: string, type: 'radio' | 'checklist', name: SystemMessage, of: Readonly<Record<string, Text>>, required = true): QuestionComponent {
  const base = labelled(name)
  return {
    key, type, ...base, properties: { ...base.properties, 'values:en': JSON.stringify(Object.fromEntries(Object.entries(of).map(([value, { en }]) => [value, en]))) },
    values: Object.entries(of).map(([value, { vi }]) => ({ value, label: vi })), validate: { required },
  }
}

const unit = labelled('unit', 'unit-hint')
const questions: readonly QuestionComponent[] = [
  { key: 'name', type: 'textfield', ...labelled('name', 'name-hint'), validate: { required: true, maxLength: 120 } },
  { key: 'unit', type: 'select', ...unit, properties: { ...unit.properties, options: 'agencies' } },
  choice('roles', 'checklist', 'roles', Object.fromEntries(rolesOfClients.map((role) => [role, roleNames[role]])), false),
  choice('scopes', 'checklist', 'scopes', Object.fromEntries(scopes.map((scope) => [scope, { vi: `${scope}: ${scopeTexts[scope].vi}`, en: `${scope}: ${scopeTexts[scope].en}` }]))),
]
const until: QuestionComponent = { key: 'until', type: 'datetime', subtype: 'date', ...labelled('until', 'until-hint') }

export const registrationForm: Form = { id: 'system', components: [...questions, { key: 'from', type: 'datetime', subtype: 'date', ...labelled('from'), validate: { required: true } }, until] }
export const changeForm: Form = { id: 'system-change', components: [...questions, until] }
export const rotationForm: Form = { id: 'system-secret', components: [choice('end', 'radio', 'rotate-when', { later: systemText('rotate-later'), now: systemText('rotate-now') })] }
export const decisionForm: Form = { id: 'system-call', components: [choice('what', 'radio', 'decide', { again: systemText('decide-again'), drop: systemText('decide-drop') })] }
export const withdrawalForm: Form = { id: 'system-withdrawal', components: [] }
