import { solveChallenge } from 'altcha-lib/v1'

interface Challenge { algorithm: string, challenge: string, maxnumber?: number, salt: string, signature: string }

/**
 * Works out the confirmation of a form, so that nobody has to type a code. Where the browser cannot (no secure connection, an old browser), the
 * code stays.
 */
export function confirmByWork(root: ParentNode): void {
  for (const element of root.querySelectorAll<HTMLElement>('[data-challenge]')) void work(element).catch(() => undefined)
}

async function work(element: HTMLElement): Promise<void> {
  const field = element.querySelector<HTMLInputElement>('input[name="confirmationWork"]')
  const byHand = element.querySelector<HTMLElement>('[data-by-hand]')
  const done = element.querySelector<HTMLElement>('[data-done]')
  if (!field || !byHand || !done || !('subtle' in crypto)) return
  const { algorithm, challenge, maxnumber, salt, signature } = JSON.parse(element.dataset['challenge'] ?? '{}') as Challenge
  const solution = await solveChallenge(challenge, salt, algorithm, maxnumber).promise
  if (!solution) return
  field.value = btoa(JSON.stringify({ algorithm, challenge, number: solution.number, salt, signature }))
  byHand.hidden = true
  done.hidden = false
}
