import { shortcuts, type ShortcutPlace } from '../shortcuts.ts'
import type { Translate } from './translate.ts'

/** The keys of the desk in words, by where they work: for the dialog, the page and the help. */
export const shortcutList = (t: Translate): { name: string, rows: { keys: readonly string[], words: string }[] }[] => (Object.keys(shortcuts) as ShortcutPlace[]).map((place) => ({
  name: t(`shortcuts.${place}`), rows: shortcuts[place].map(({ keys, words }) => ({ keys: keys.map((key) => key === 'Escape' ? 'Esc' : key), words: t(`shortcut.${words}`) })),
}))
