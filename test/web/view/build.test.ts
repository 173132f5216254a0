import assert from 'node:assert/strict'
import { stat, utimes } from 'node:fs/promises'
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
})
