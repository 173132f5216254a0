import type { EditorLabels } from '../messages/diagrams.ts'
import type { BoardTable } from './models.ts'

/** `desk/diagram`: what is deployed of a process, and its drafts. */
export interface DiagramModel {
  above: string
  title: string
  lead: string
  backHref: string
  backLabel: string
  diagramHref: string
  beginAction: string
  begin: string
  download: string
  /** A draft that was discarded a moment ago. */
  takeBack?: { action: string, text: string }
  drafts: BoardTable
}

/** `desk/diagram-editor`: a draft in the editor. */
export interface DiagramEditorModel {
  above: string
  title: string
  backHref: string
  backLabel: string
  /** The draft's address; what the editor asks for lies below. */
  at: string
  process: string
  revision: number
  savedText: string
  /** JSON: what the editor says by itself. */
  words: string
  say: EditorLabels
  states: readonly { revision: number, name: string, saved: string }[]
}
