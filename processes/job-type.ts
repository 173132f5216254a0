import type { Text } from './text.ts'

/** What an analyst sets of a step, as a task header of its diagram (Zeebe manual, "Service tasks"). */
export interface JobSetting {
  readonly key: string
  readonly label: Text
  /** What may be chosen; a text of one's own when there are none. */
  readonly choices: readonly { readonly value: string, readonly label: Text }[]
  readonly required: boolean
  /** What holds when it is left out. */
  readonly default: string | null
}

/** A kind of step that the workers do, as they declare it: an analyst picks it by its name and never types its job type. */
export interface JobType { readonly type: string, readonly label: Text, readonly settings: readonly JobSetting[] }
