import type { Response } from 'express'
import type { MessageKey } from '../messages/vi.ts'
import { languageOf } from '../view/render.ts'
import { translator } from '../view/translate.ts'

/** The words of a page in its reader's language. */
export const wordsOf = (res: Response) => {
  const translate = translator(languageOf(res))
  return (key: MessageKey, values?: Readonly<Record<string, unknown>>) => translate(key, values)
}

export type Words = ReturnType<typeof wordsOf>
