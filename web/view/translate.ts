import i18next from 'i18next'
import type { Language, Text } from '../../processes/text.ts'
import { en } from '../messages/en.ts'
import { type MessageKey, vi } from '../messages/vi.ts'

/** The message in one language; `values` fill `{{name}}` and, as `count`, choose between singular and plural. */
export type Translate = (key: MessageKey, values?: Readonly<Record<string, unknown>>) => string

const i18n = i18next.createInstance()
await i18n.init({
  resources: { vi: { translation: vi }, en: { translation: en } },
  lng: 'vi',
  fallbackLng: false,
  keySeparator: false,
  nsSeparator: false,
  interpolation: { escapeValue: false }, // the templates escape
})

const translators: Readonly<Record<Language, Translate>> = {
  vi: i18n.getFixedT('vi') as Translate,
  en: i18n.getFixedT('en') as Translate,
}

/** The messages of a language. What it returns is text, not HTML. */
export function translator(language: Language): Translate {
  return translators[language]
}

/** A text of a bundle in one language. */
export function text(of: Text, language: Language): string {
  return of[language]
}

/** Is there a message of that name? For names that come from outside the compiler's sight, such as templates. */
export function isMessageKey(key: string): key is MessageKey {
  return key in vi || `${key}_other` in vi
}
