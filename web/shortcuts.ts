/**
 * What a key does at the desk: the one list from which the keys are read, the dialog is drawn, and the help page tells of them. Two keys are
 * pressed one after the other. `does` names what web/client/shortcuts.ts does, `words` its message `shortcut.<words>`.
 */
export interface Shortcut {
  readonly keys: readonly [string] | readonly [string, string]
  readonly words: string
  readonly does: { readonly go: string } | { readonly press: string } | { readonly focus: string } | 'list' | 'next' | 'previous' | 'tick' | 'tick-all' | 'untick'
}

/** Where keys work, in the order in which they are told. */
export const shortcuts = {
  everywhere: [
    { keys: ['?'], words: 'list', does: 'list' },
    { keys: ['/'], words: 'find', does: { focus: '/desk/find' } },
    { keys: ['g', 'q'], words: 'go-queue', does: { go: '/desk' } },
    { keys: ['g', 'm'], words: 'go-mine', does: { go: '/desk?tab=mine' } },
    { keys: ['g', 'f'], words: 'go-find', does: { go: '/desk/find' } },
    { keys: ['g', 'n'], words: 'go-file', does: { go: '/desk/file' } },
    { keys: ['g', 'h'], words: 'go-hand-over', does: { go: '/desk/hand-over' } },
    { keys: ['g', 'r'], words: 'go-register', does: { go: '/desk/register' } },
    { keys: ['g', 'o'], words: 'go-oversight', does: { go: '/desk/oversight' } },
    { keys: ['g', 'p'], words: 'go-progress', does: { go: '/desk/progress' } },
  ],
  queue: [
    { keys: ['j'], words: 'next', does: 'next' },
    { keys: ['k'], words: 'previous', does: 'previous' },
    { keys: ['Enter'], words: 'open', does: 'list' },
    { keys: ['x'], words: 'tick', does: 'tick' },
    { keys: ['a'], words: 'tick-all', does: 'tick-all' },
    { keys: ['Escape'], words: 'untick', does: 'untick' },
    { keys: ['c'], words: 'claim', does: { press: 'claim' } },
    { keys: ['r'], words: 'release', does: { press: 'release' } },
    { keys: ['b'], words: 'receive', does: { press: 'receive' } },
    { keys: ['s'], words: 'sign', does: { press: 'sign' } },
    { keys: ['h'], words: 'hand-on', does: { press: 'hand-on' } },
  ],
  task: [
    { keys: ['c'], words: 'claim-one', does: { press: 'take' } },
    { keys: ['r'], words: 'release-one', does: { press: 'release' } },
    { keys: ['f'], words: 'form', does: { focus: '#form' } },
    { keys: ['q'], words: 'back', does: { go: '/desk' } },
  ],
} as const satisfies Record<string, readonly Shortcut[]>

export type ShortcutPlace = keyof typeof shortcuts
