import assert from 'node:assert/strict'
import { eventually, type House } from '../../house.ts'
import { Visitor } from '../visitor.ts'

/** The code in the latest mail or SMS to a contact that came after the first `before`. */
export async function codeFor(house: Pick<House, 'mailServer' | 'smsService'>, contact: string, before = 0, pattern = /\b(\d{6})\b/): Promise<string> {
  return eventually(() => {
    const texts = contact.includes('@') ? house.mailServer.to(contact).map(({ mail }) => mail.text ?? '') : house.smsService.to(contact).map(({ body }) => body)
    assert.ok(texts.length > before, `no new message to ${contact}`)
    const code = pattern.exec(texts.at(-1) ?? '')?.[1]
    assert.ok(code, `no code in the message to ${contact}`)
    return Promise.resolve(code)
  })
}

export const sentTo = ({ mailServer, smsService }: Pick<House, 'mailServer' | 'smsService'>, contact: string): number =>
  contact.includes('@') ? mailServer.to(contact).length : smsService.to(contact).length

export interface Person { readonly kind?: string, readonly identityNumber: string, readonly name: string, readonly contact: string }

/** The number of a person as an SMS is sent to it. */
export const reached = (contact: string): string => contact.includes('@') ? contact : contact.replace(/^0/, '+84')

/** Registers somebody with the code that is sent to them; the browser is signed in afterwards. */
export async function register(house: House, address: string, person: Person): Promise<Visitor> {
  const visitor = new Visitor(address)
  await visitor.go('/dang-ky')
  const before = sentTo(house, reached(person.contact))
  assert.equal((await visitor.send('/dang-ky', { kind: 'citizen', ...person })).headers.get('location'), '/xac-nhan')
  await visitor.go('/xac-nhan')
  const answer = await visitor.send('/xac-nhan', { code: await codeFor(house, reached(person.contact), before) })
  assert.match(answer.headers.get('location') ?? '', /^\/tai-khoan\/mat-khau/)
  await visitor.go('/tai-khoan')
  return visitor
}

/** Signs in with a code that is sent. */
export async function signInByCode(house: House, address: string, contact: string): Promise<Visitor> {
  const visitor = new Visitor(address)
  await visitor.go('/dang-nhap/ma')
  const before = sentTo(house, reached(contact))
  assert.equal((await visitor.send('/dang-nhap/ma', { contact })).headers.get('location'), '/xac-nhan')
  await visitor.go('/xac-nhan')
  assert.equal((await visitor.send('/xac-nhan', { code: await codeFor(house, reached(contact), before) })).headers.get('location'), '/tai-khoan')
  await visitor.go('/tai-khoan')
  return visitor
}

export async function citizenOf(house: House, mail: string) {
  return await house.deps.citizens.withContact({ channel: 'mail', address: mail }) ?? assert.fail(`no account of ${mail}`)
}

/** The acts on an account, the first one first. */
export async function actsOn(house: House, id: string): Promise<string[]> {
  return (await house.deps.events.ofHouse(100, `citizen/${id}`)).map(({ act }) => act).reverse()
}
