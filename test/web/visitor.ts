import assert from 'node:assert/strict'
import type { House } from '../house.ts'

/** A browser without scripts: it keeps one cookie, follows nothing, and knows the token of the last page that it saw. */
export class Visitor {
  readonly #address: string
  cookie = ''
  token = ''

  constructor(address: string) { this.#address = address }

  async go(path: string, init: RequestInit = {}): Promise<Response> {
    const answer = await fetch(this.#address + path, { redirect: 'manual', ...init, headers: { ...(this.cookie && { cookie: this.cookie }), ...init.headers as Record<string, string> } })
    const [given] = answer.headers.getSetCookie()
    if (given) this.cookie = given.split(';')[0] ?? ''
    this.token = /name="_csrf" value="([^"]+)"/.exec(await answer.clone().text())?.[1] ?? this.token
    return answer
  }

  /** Sends a plain form, with the token; a list sends its field several times. */
  send(path: string, fields: Record<string, string | string[]> = {}): Promise<Response> {
    const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((each): [string, string] => [name, each]))
    return this.go(path, { method: 'POST', body: new URLSearchParams([['_csrf', this.token], ...pairs]) })
  }

  /** Sends a form with files; `token` null leaves it out. */
  upload(path: string, files: readonly [item: string, name: string, content: string | Buffer][], { token = this.token, fields = {} }: { token?: string | null, fields?: Record<string, string> } = {}): Promise<Response> {
    const form = new FormData()
    if (token !== null) form.append('_csrf', token)
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    for (const [item, name, content] of files) form.append(`documents.${item}`, new Blob([content]), name)
    return this.go(path, { method: 'POST', body: form })
  }

  async lookUp(code: string, proof: string): Promise<Response> {
    await this.go('/ho-so')
    return this.send('/ho-so', { code, proof })
  }

  async signIn(username: string, password: string, next?: string): Promise<Response> {
    await this.go('/desk/sign-in')
    return this.send('/desk/sign-in', { username, password, ...(next !== undefined && { next }) })
  }
}

/** Somebody of the demonstration's staff, signed in, with the token of their desk. */
export async function signedIn({ accounts }: Pick<House, 'accounts'>, address: string, username: string): Promise<Visitor> {
  const visitor = new Visitor(address)
  const { password } = accounts.find((each) => each.username === username) ?? assert.fail(username)
  assert.equal((await visitor.signIn(username, password)).status, 303)
  await visitor.go('/desk')
  return visitor
}
