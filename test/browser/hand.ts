import assert from 'node:assert/strict'
import type { Locator, Page } from 'playwright-core'

interface UploadedFile { readonly name: string, readonly mimeType: string, readonly buffer: Buffer }

/** How a person works a page: with a pointer, or by the keyboard alone. What is meant is found by what it is, not by its words, so that it is the same in every language. */
export interface Hand {
  press(what: Locator): Promise<void>
  type(what: Locator, text: string): Promise<void>
  /** Chooses among radio buttons, or ticks a box. */
  choose(what: Locator): Promise<void>
  select(what: Locator, value: string): Promise<void>
  attach(what: Locator, files: readonly UploadedFile[]): Promise<void>
}

export const pointer: Hand = {
  press: (what) => what.click(),
  type: (what, text) => what.fill(text),
  choose: (what) => what.check(),
  async select(what, value) { await what.selectOption(value) },
  attach: (what, files) => what.setInputFiles([...files]),
}

/** More than any page of ours has to stop at. */
const mostStops = 250

const isFocused = (what: Locator): Promise<boolean> => what.evaluate<boolean, { ownerDocument: { activeElement: unknown } }>((element) => element.ownerDocument.activeElement === element)

export function keyboardOf(page: Page): Hand {
  const { keyboard } = page

  async function reach(what: Locator): Promise<void> {
    await what.waitFor()
    for (let stops = 0; stops < mostStops; stops++) {
      if (await isFocused(what)) return
      await keyboard.press('Tab')
    }
    assert.fail(`the keyboard does not reach ${String(what)} on ${page.url()}`)
  }

  return {
    async press(what) {
      await reach(what)
      await keyboard.press('Enter')
    },
    async type(what, text) {
      await reach(what)
      await keyboard.press('Control+A')
      await keyboard.type(text)
    },
    async choose(what) {
      const name = await what.getAttribute('name')
      const group = page.locator(`[name="${name ?? ''}"]`)
      if (await group.count() === 1) {
        await reach(what)
        await keyboard.press('Space')
        return
      }
      // Tab stops once in a group: at what is chosen, or at its first; arrows go through it.
      const checked = page.locator(`[name="${name ?? ''}"]:checked`)
      await reach(await checked.count() > 0 ? checked : group.first())
      await keyboard.press('Space')
      for (let steps = 0; steps < await group.count() && !await what.isChecked(); steps++) await keyboard.press('ArrowDown')
      assert.ok(await what.isChecked(), `the arrows do not come to ${String(what)}`)
    },
    async select(what, value) {
      await reach(what)
      const choices = await what.locator('option').count()
      for (let steps = 0; steps < choices && await what.inputValue() !== value; steps++) await keyboard.press('ArrowDown')
      assert.equal(await what.inputValue(), value)
    },
    async attach(what, files) {
      await reach(what)
      const chooser = page.waitForEvent('filechooser')
      await keyboard.press('Space')
      await (await chooser).setFiles([...files])
    },
  }
}
