import type { Moment } from './models.ts'

/** Where a dossier stands in its diagram: the elements where it waits, and those that people have done. */
export interface PositionView {
  /** Address of the BPMN file. */
  href: string
  now: readonly { element: string, name: string }[]
  done: readonly { element: string, name: string }[]
}

/** A message about a dossier: to whom, and by which ways. */
export interface MessageView {
  subject: string
  at: Moment
  to: string
  ways: readonly { way: string, state: string, failed?: true }[]
}
