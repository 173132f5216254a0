import type { Tone } from './state-tag.ts'

/** A step of somebody's first day. */
export interface TourStep { readonly id: string, readonly text: string, readonly href: string, readonly page: string, readonly done: boolean }

/** The first day as a list of pages to look at, ticked off by who does. */
export interface TourModel { readonly lead: string, readonly steps: readonly TourStep[], readonly finished: boolean, /** Whether it is shown unfolded. */ readonly open: boolean, /** The page to come back to. */ readonly from: 'home' | 'help' }

export interface HelpModel {
  readonly days: readonly { readonly role: string, readonly tasks: readonly { readonly text: string, readonly href: string, readonly page: string }[] }[]
  readonly states: readonly { readonly name: string, readonly tone: Tone, readonly meaning: string }[]
  readonly times: readonly string[]
  readonly tour?: TourModel
  readonly words: Readonly<Record<'title' | 'day' | 'states' | 'times' | 'keys' | 'keysText' | 'show', string>>
}
