import assert from 'node:assert/strict'
import { readFile, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { buildAssets, publicDirectory, readManifest } from '../../../web/build.ts'

describe('The assets', () => {
  const source = join(import.meta.dirname, '../../../web/client/main.ts')

  it('are built once, and again only when a source has changed', async () => {
    await buildAssets()
    assert.equal(await buildAssets(), false)

    const { atime, mtime } = await stat(source)
    try {
      await utimes(source, atime, new Date(Date.now() + 1000))
      assert.equal(await buildAssets(), true)
    } finally {
      await utimes(source, atime, mtime)
    }
  })

  it('have names that hold a hash, so that they may be cached for ever', async () => {
    await buildAssets()
    const manifest = await readManifest()
    for (const name of ['main.css', 'main.js', 'diagram.js', 'diagram.css', 'mark.svg', 'be-vietnam-pro-vietnamese-400-normal.woff2']) {
      assert.match(manifest[name] ?? '', /-[0-9A-Z]{8}\.\w+$/, name)
      assert.ok((await stat(join(publicDirectory, manifest[name]!))).size > 0)
    }
  })

  it('of an ordinary page stay under 100 kB compressed', async () => {
    const { gzipSync } = await import('node:zlib')
    const manifest = await readManifest()
    const sizes = await Promise.all(['main.css', 'main.js'].map(async (name) =>
      gzipSync(await readFile(join(publicDirectory, manifest[name]!))).length))
    const fonts = await Promise.all(Object.entries(manifest).filter(([name]) => /-(400|700)-normal/.test(name))
      .map(async ([, file]) => (await stat(join(publicDirectory, file))).size))
    assert.ok([...sizes, ...fonts].reduce((sum, size) => sum + size) < 100_000)
  })
})
