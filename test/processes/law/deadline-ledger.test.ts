import assert from 'node:assert/strict'
import { Temporal } from 'temporal-polyfill'
import type { LedgerEvent, LedgerEventType } from '../../../processes/law/deadline-ledger.ts'
import { LedgerError, readLedger } from '../../../processes/law/deadline-ledger.ts'
import { ledgerErrorTexts } from '../../../processes/law/input-errors.ts'

const base = Temporal.Instant.from('2026-11-23T00:00Z')
const events = (...written: [LedgerEventType, number, number?][]): LedgerEvent[] => written.map(([type, hours, to]) =>
  ({ type, at: base.add({ hours }), ...(to === undefined ? {} : { to: base.add({ hours: to }) }) }))

const second = (hours: number): LedgerEvent => ({ type: 'appoint', at: base.add({ hours }), limit: { amount: 5, unit: 'working-day' } })

const change = (hours: number): LedgerEvent => ({ ...second(hours), type: 'change-limit' })

describe('the deadline ledger', () => {
  const allowed: [string, LedgerEvent[]][] = [
    ['starts', events(['start', 0])],
    ['is paused and resumes, also at the same moment', events(['start', 0], ['pause', 0], ['resume', 0], ['pause', 0])],
    ['starts from zero while it runs or stands (BT 17.4)', events(['start', 0], ['restart', 1], ['pause', 2], ['restart', 3], ['pause', 4])],
    ['has a second appointment once the first is met, and that one may be paused, restarted and extended (ĐT138 5.3)',
      [...events(['start', 0], ['meet', 1]), second(2), ...events(['pause', 3], ['resume', 4], ['restart', 5], ['extend', 6, 99])]],
    ['has its limit changed while it runs or stands, also again (Law on Civil Status 2014, 18.2)', [...events(['start', 0]), change(1), ...events(['pause', 2]), change(3), ...events(['restart', 4])]],
    ['is extended once while it runs (BT 17.9)', events(['start', 0], ['pause', 1], ['resume', 2], ['extend', 3, 99], ['pause', 4])],
  ]
  for (const [sentence, list] of allowed) it(sentence, () => { assert.ok(readLedger(list)) })

  const refused: [string, LedgerEvent[], string, number][] = [
    ['without events', [], 'empty', 0],
    ['that does not begin with the start', events(['pause', 0]), 'start-missing', 0],
    ['with a second start', events(['start', 0], ['start', 1]), 'second-start', 1],
    ['out of the order of time', events(['start', 1], ['pause', 0]), 'out-of-order', 1],
    ['paused while it stands', events(['start', 0], ['pause', 1], ['pause', 2]), 'not-running', 2],
    ['resumed while it runs', events(['start', 0], ['resume', 1]), 'not-paused', 1],
    ['resumed after a restart that ended the pause', events(['start', 0], ['pause', 1], ['restart', 2], ['resume', 3]), 'not-paused', 3],
    ['extended twice', events(['start', 0], ['extend', 1, 99], ['extend', 2, 199]), 'second-extension', 2],
    ['extended twice, with a restart between (BT 17.9)', events(['start', 0], ['extend', 1, 99], ['restart', 2], ['extend', 3, 199]), 'second-extension', 3],
    ['extended while it stands', events(['start', 0], ['pause', 1], ['extend', 2, 99]), 'not-running', 2],
    ['extended to nowhere', events(['start', 0], ['extend', 1]), 'extension-without-to', 1],
    ['paused to somewhere', events(['start', 0], ['pause', 1, 2]), 'unexpected-to', 1],
    ['with a second appointment before the first is met', [...events(['start', 0]), second(1)], 'not-met', 1],
    ['with a third appointment', [...events(['start', 0], ['meet', 1]), second(2), ...events(['meet', 3]), second(4)], 'second-appointment', 4],
    ['with a second appointment that has no limit', events(['start', 0], ['meet', 1], ['appoint', 2]), 'appoint-without-limit', 2],
    ['with a limit where there is no appointment', [{ ...second(0), type: 'start' }], 'unexpected-limit', 0],
    ['changed to no limit', events(['start', 0], ['change-limit', 1]), 'change-without-limit', 1],
    ['changed after a new appointment was given', [...events(['start', 0], ['extend', 1, 99]), change(2)], 'changed-after-extension', 2],
    ['met while it stands', events(['start', 0], ['pause', 1], ['meet', 2]), 'not-running', 2],
    ['paused, restarted or extended after the first appointment is met', events(['start', 0], ['meet', 1], ['restart', 2]), 'met', 2],
    ['extended once for each of two appointments (BT 17.9)',
      [...events(['start', 0], ['extend', 1, 99], ['meet', 2]), second(3), ...events(['extend', 4, 199])], 'second-extension', 4],
    ['in the year 20000', [{ type: 'start', at: Temporal.Instant.from('+020000-01-01T00:00Z') }], 'out-of-range', 0],
    ['of more than ten thousand events', [...events(['start', 0]), ...Array.from({ length: 10_000 }, () => events(['restart', 1])[0]!)], 'too-long', 10_000],
  ]
  for (const [what, list, code, index] of refused) {
    it(`is refused ${what}`, () => {
      assert.throws(() => readLedger(list), (error) => error instanceof LedgerError && error.code === code && error.index === index)
      assert.ok(Object.hasOwn(ledgerErrorTexts, code))
    })
  }
})
