import type { Deps } from '../config/wire.ts'
import { findProcedure } from '../processes/catalogue.ts'
import { allQuestions, type Form } from '../processes/form.ts'
import { documentsFor } from '../processes/procedure.ts'
import type { Language } from '../processes/text.ts'
import type { Dossier } from '../store/dossiers.ts'
import type { Task } from '../store/tasks.ts'
import { holdersOf } from './holders.ts'
import type { RuntimeOptions } from './view/form-fields.ts'

/** The choices that a form leaves to the moment: the unit's officers, the agencies that may be consulted, the published list. */
export async function runtimeOptions(
  form: Pick<Form, 'components'>, dossier: Dossier, task: Pick<Task, 'unit'>, language: Language, deps: Pick<Deps, 'accounts' | 'clients' | 'agencies' | 'participation' | 'now'>,
): Promise<RuntimeOptions> {
  const { agencies } = deps
  const wanted = new Set(allQuestions(form.components).map(({ properties }) => properties?.options).filter((name) => name !== undefined))
  const lists: Record<string, () => Promise<{ value: string, label: string }[]>> = {
    'officers': async () => (await holdersOf(task.unit ?? '', 'case-officer', deps, dossier.procedure)).map(({ username, name }) => ({ value: username, label: name })),
    'consulted-agencies': async () => (await agencies.consultedOn(dossier.procedure)).map(({ id, name }) => ({ value: id, label: name[language] })),
    'local-authorities': async () => (await agencies.ofKind('deciding')).filter(({ level }) => level === 'commune').map(({ id, name }) => ({ value: id, label: name[language] })),
    'documents': () => Promise.resolve([
      { value: 'application', label: language === 'vi' ? 'Tờ khai điện tử' : 'Electronic declaration' },
      ...documentsFor(findProcedure(dossier.procedure), dossier.application, dossier.receivedAt ?? dossier.filedAt, dossier.channel)
        .map(({ id, name }) => ({ value: id, label: name[language] })),
    ]),
  }
  const entries = await Promise.all([...wanted].map(async (name) => [name, await lists[name]?.() ?? []] as const))
  return Object.fromEntries(entries)
}
