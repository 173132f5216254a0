/** The languages in which the house speaks. */
export const languages = ['vi', 'en'] as const

export type Language = (typeof languages)[number]

/** One text in every language. */
export type Text = Readonly<Record<Language, string>>

/**
 * Puts the params into the `{{name}}` places of a text. A place without a param is a mistake of the caller.
 * @throws Error when a param is missing
 */
export function fillText(text: string, params: Readonly<Record<string, string>> = {}): string {
  return text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = Object.hasOwn(params, name) ? params[name] : undefined
    if (value === undefined) throw new Error(`the text needs a value for ${name}: ${text}`)
    return value
  })
}
