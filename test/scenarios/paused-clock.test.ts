import assert from 'node:assert/strict'
import { presentDue } from '../../web/present-dossier.ts'
import { clockPause } from '../../workers/clock-pause.ts'
import { clockResume } from '../../workers/clock-resume.ts'
import type { JobFacts, Worker } from '../../workers/worker.ts'
import { eventually, openHouse, type House } from '../house.ts'

describe('a clock that stands, on a real Zeebe', function () {
  this.timeout(120_000)
  let house: House
  before(async () => { house = await openHouse() })

  const play = (worker: Worker, dossier: string, headers: Readonly<Record<string, string>>) =>
    house.deps.transactions.run(() => worker.handle({ dossier }, house.deps, { headers } as unknown as JobFacts))

  it('is shown as paused with its cause, not as late; it runs on from where it stood, and the watch with it (J6)', async () => {
    await house.at('2026-03-02T09:30')
    const code = await house.file()
    await house.bringToOfficer(code)
    assert.equal(await house.due(code), '2026-03-12T17:00')
    await house.at('2026-03-10T07:00')
    await house.task(code, 'apology-draft')

    await house.at('2026-03-10T09:00')
    await play(clockPause, code, { cause: 'laboratory', basis: 'đề xuất' })
    assert.equal(await house.due(code), null)
    assert.ok(!(await house.deps.tasks.openOf(code)).some(({ form }) => form === 'apology-draft'), 'nothing to apologise for any more')
    await assert.rejects(play(clockPause, code, { cause: 'laboratory', basis: 'đề xuất' }), { name: 'LedgerError', code: 'not-running' })
    await assert.rejects(play(clockPause, code, { cause: 'holiday', basis: 'đề xuất' }), { name: 'ZodError' })

    await house.at('2026-03-20T09:00')
    const shown = await presentDue(await house.dossier(code), 'vi', house.deps)
    assert.equal(shown?.paused, true)
    assert.equal(shown.overdue, undefined)
    assert.equal(shown.pausedFor, 'chờ kết quả kiểm nghiệm')
    assert.ok(!(await house.events(code)).some(({ act }) => act === 'mark-overdue'))

    await play(clockResume, code, { cause: 'laboratory', basis: 'đề xuất' })
    assert.equal(await house.due(code), '2026-03-23T17:00', 'eleven days were taken out, from 10 to 20 March')
    await house.task(code, 'apology-draft')
    await eventually(async () => {
      const told = (await house.deps.notices.of(code)).filter(({ to }) => to === 'applicant').map(({ subject }) => subject)
      assert.deepEqual(told, [
        `Hồ sơ ${code} đã được tiếp nhận`, `Hồ sơ ${code} tạm dừng tính thời hạn`, `Hồ sơ ${code} tiếp tục được giải quyết`,
      ])
    })
  })
})
