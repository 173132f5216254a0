import assert from 'node:assert/strict'
import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import { en } from '../../../web/messages/en.ts'
import { vi } from '../../../web/messages/vi.ts'
import { isMessageKey, translator } from '../../../web/view/translate.ts'

const web = join(import.meta.dirname, '../../../web')

async function sources(extension: string): Promise<string[]> {
  const names = await readdir(web, { recursive: true })
  return Promise.all(names
    .filter((name) => extname(name) === extension && !/^(messages|client|public)\//.test(name))
    .map((name) => readFile(join(web, name), 'utf8')))
}

/** Keys that a template names: whole, or with a part that is filled in (`concat`), which becomes `*`. */
function keysInTemplate(source: string): string[] {
  const whole = [...source.matchAll(/[{(]t '([^']+)'/g)].map(([, key = '']) => key)
  const parts = [...source.matchAll(/\(t? ?\(?concat ([^)]+)\)/g)].map(([, args = '']) =>
    args.split(/\s+/).map((part) => part.startsWith("'") ? part.slice(1, -1) : '*').join(''))
  return [...whole, ...parts]
}

const matches = (pattern: string, key: string) =>
  new RegExp(`^${pattern.split('*').map((part) => part.replace(/\W/g, '\\$&')).join('.+')}$`).test(key)

const singular = (key: string) => key.replace(/_(one|other)$/, '')
const keys = [...new Set(Object.keys(vi).map(singular))]

describe('The messages of the pages', () => {
  it('are there in both languages, and none is empty', () => {
    for (const [key, words] of [...Object.entries(vi), ...Object.entries(en)]) assert.ok(words.trim(), key)
    assert.deepEqual([...new Set(Object.keys(en).map(singular))].sort(), [...keys].sort())
  })

  it('fill in the same values in both languages', () => {
    const values = (words: string) => [...new Set([...words.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()
    for (const [key, words] of Object.entries(vi)) assert.deepEqual(values(en[key as keyof typeof en]), values(words), key)
  })

  it('exist under every name that a template uses', async () => {
    for (const source of await sources('.hbs')) {
      for (const key of keysInTemplate(source)) {
        assert.ok(key.includes('*') ? keys.some((each) => matches(key, each)) : isMessageKey(key), key)
      }
    }
  })

  it('are all used by a template or a route', async () => {
    const used = (await sources('.hbs')).flatMap(keysInTemplate)
    const code = (await sources('.ts')).join('\n')
    const inCode = [...code.matchAll(/'([a-z0-9-]+(?:\.[a-z0-9-]+)+)'/g)].map(([, key = '']) => key)
    const built = [...code.matchAll(/`([a-z0-9-]+\.[^`\s]*\$\{[^`]+)`/g)].map(([, key = '']) => key.replace(/\$\{[^}]+\}/g, '*'))
    const patterns = new Set([...used, ...inCode, ...built])
    const unused = keys.filter((key) => !patterns.has(key) && ![...patterns].some((each) => each.includes('*') && matches(each, key)))
    assert.deepEqual(unused, [])
  })

  it('count in English with a singular, in Vietnamese without', () => {
    assert.equal(translator('en')('format.days', { count: 1 }), '1 day')
    assert.equal(translator('en')('format.days', { count: 2 }), '2 days')
    assert.equal(translator('vi')('format.days', { count: 1 }), '1 ngày')
  })
})
