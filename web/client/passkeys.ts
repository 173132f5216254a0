import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * Passkeys: a box with `data-passkey="sign-in"` or `"add"` shows itself where the browser has them. Its button asks the server for a challenge
 * (`data-options`), the device for a signature, and the server what it makes of it (`data-verify`).
 */
for (const box of document.querySelectorAll<HTMLElement>('[data-passkey]')) {
  const button = box.querySelector('button')
  const trouble = box.querySelector<HTMLElement>('[data-passkey-trouble]')
  if (!button || !trouble || !browserSupportsWebAuthn()) continue
  box.hidden = false

  const post = async (address: string, body: object): Promise<unknown> => {
    const answer = await fetch(address, {
      method: 'POST', headers: { 'content-type': 'application/json', 'x-csrf-token': box.dataset['token'] ?? '' }, body: JSON.stringify(body), redirect: 'error',
    })
    if (!answer.ok) throw new Error(String(answer.status))
    return answer.json()
  }

  button.addEventListener('click', () => {
    trouble.textContent = ''
    button.disabled = true
    void (async () => {
      const optionsJSON = await post(box.dataset['options'] ?? '', {})
      const response = box.dataset['passkey'] === 'add'
        ? await startRegistration({ optionsJSON: optionsJSON as Parameters<typeof startRegistration>[0]['optionsJSON'] })
        : await startAuthentication({ optionsJSON: optionsJSON as Parameters<typeof startAuthentication>[0]['optionsJSON'] })
      const { href } = await post(box.dataset['verify'] ?? '', { response, next: box.dataset['next'] ?? '' }) as { href: string }
      location.assign(href)
    })().catch(() => {
      trouble.textContent = box.dataset['failed'] ?? ''
      button.disabled = false
    })
  })
}
