import { z } from 'zod'
import { workers } from './list.ts'
import { userTaskType } from './worker.ts'
import type { Deps } from '../config/wire.ts'
import type { JobSetting, JobType } from '../processes/job-type.ts'
import type { Text } from '../processes/text.ts'

interface Names { readonly label?: Text, readonly values?: Readonly<Record<string, Text>> }

interface Property extends Names { readonly enum?: readonly string[], readonly default?: string }

function settingOf(key: string, property: Property, isRequired: boolean): JobSetting {
  const { label = { vi: key, en: key }, values = {} } = property
  return {
    key, label, required: isRequired && property.default === undefined, default: property.default ?? null,
    choices: (property.enum ?? []).map((value) => ({ value, label: values[value] ?? { vi: value, en: value } })),
  }
}

/** What the workers can do, read off the schemas by which they read their headers, so that the two cannot disagree. */
export const jobTypes: readonly JobType[] = workers.filter(({ type }) => type !== userTaskType).map(({ type, label, settings }) => {
  const { properties = {}, required = [] } = settings ? z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' }) : {}
  return { type, label, settings: Object.entries(properties).map(([key, property]) => settingOf(key, property as Property, required.includes(key))) }
})

/** Tells the editor of diagrams what the workers of this program can do. */
export const declareJobTypes = ({ jobTypes: declared }: Pick<Deps, 'jobTypes'>): Promise<void> => declared.declare(jobTypes)
