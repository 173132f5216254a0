import assert from 'node:assert/strict'
import { mkdir, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { findJava } from '../../../config/local/java.ts'
import { StartProblem } from '../../../config/local/problem.ts'
import { createFolders, makeProgram } from './folders.ts'

describe('finding a Java', () => {
  const folders = createFolders()
  after(() => folders.clean())

  const javaThatSays = (folder: string, version: string) => makeProgram(join(folder, 'bin'), 'java', `echo 'openjdk version "${version}" 2024' >&2`)

  it('takes the first that is new enough: JAVA_HOME, then PATH, then the usual folders', async () => {
    const [home, onPath, usual] = [await folders.make(), await folders.make(), await folders.make()]
    await javaThatSays(home, '21.0.2')
    await javaThatSays(onPath, '17.0.15')
    await mkdir(join(usual, 'nothing'))
    const last = await javaThatSays(join(usual, 'temurin-25'), '25')
    assert.deepEqual(await findJava({ JAVA_HOME: home, PATH: join(onPath, 'bin') }, [usual]), { command: join(home, 'bin/java'), version: 21 })
    assert.deepEqual(await findJava({ PATH: join(onPath, 'bin') }, [usual]), { command: last, version: 25 })
  })

  it('names each Java that is too old, once, with what to do', async () => {
    const [old, older, usual] = [await folders.make(), await folders.make(), await folders.make()]
    await javaThatSays(old, '17.0.15')
    await javaThatSays(older, '1.8.0_392')
    await symlink(old, join(usual, 'the-same'))
    await assert.rejects(findJava({ JAVA_HOME: old, PATH: join(older, 'bin') }, [usual]), (error: unknown) => {
      assert.ok(error instanceof StartProblem)
      assert.equal(error.code, 'java-too-old')
      assert.equal(error.message.split('\n').length, 1)
      assert.ok(error.message.includes(`only Java 17 (${old}/bin/java), Java 8 (${older}/bin/java) was found`))
      assert.match(error.remedy, /Install Java 21 or newer .* JAVA_HOME/)
      return true
    })
  })

  it('says so when there is none at all', async () => {
    await assert.rejects(findJava({ PATH: await folders.make() }, []), { code: 'java-missing' })
  })
})
