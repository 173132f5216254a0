import { setTimeout as sleep } from 'node:timers/promises'

/** In milliseconds: longer than a password takes to be checked, and a mail to be put into the outbox. */
const usual = 500

/** Answers after the same time, whatever was found meanwhile: how long it took tells nobody whether there is an account. */
export async function evenly<T>(work: () => Promise<T>, least = usual): Promise<T> {
  const [result] = await Promise.allSettled([work(), sleep(least)])
  if (result.status === 'rejected') throw result.reason
  return result.value
}
