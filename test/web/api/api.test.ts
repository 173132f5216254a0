import assert from 'node:assert/strict'
import { openHouse, type House } from '../../house.ts'
import { serve, type Serving } from '../../../web/serve.ts'

const week = [['07:00', '11:00'], ['13:00', '17:00']]
const shifts = { mon: week, tue: week, wed: week, thu: week, fri: week }
const calendar = { shifts, holidays: ['2026-04-30', '2026-05-01'], makeUpDays: [{ date: '2026-05-09', as: 'mon' }], timeZone: 'Asia/Ho_Chi_Minh' }

interface Explained { due: string | null, lines: { from: string, to: string, counted: number, why: string }[] }
interface Problem { type: string, title: string, status: number, detail: string, errors?: { pointer: string, detail: string }[] }

describe('The interface', function () {
  this.timeout(120_000)
  let house: House
  let serving: Serving
  before(async () => {
    house = await openHouse()
    serving = await serve(house.deps)
  })
  after(async () => { await serving.close() })

  const ask = (body: unknown, headers: Record<string, string> = {}) => fetch(`${serving.address}/api/v1/deadlines/explain`, {
    method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body: typeof body === 'string' ? body : JSON.stringify(body),
  })
  const explain = async (limit: object, events: object[], over: object = {}): Promise<Explained> => {
    const answer = await ask({ calendar: { ...calendar, ...over }, limit, events })
    assert.equal(answer.status, 200, await answer.clone().text())
    return await answer.json() as Explained
  }
  const start = (at: string) => ({ type: 'start', at })

  it('explains a limit in working hours over a holiday: filed 15:30 before 30 April, 8 hours are over on Monday at 15:30', async () => {
    const { due, lines } = await explain({ amount: 8, unit: 'working-hour' }, [start('2026-04-29T15:30:00+07:00')])
    assert.equal(due, '2026-05-04T15:30:00+07:00')
    assert.equal(lines.reduce((sum, { counted }) => sum + counted, 0), 8)
    assert.equal(lines[0]?.from, '2026-04-29T15:30:00+07:00')
    assert.equal(lines.at(-1)?.to, due)
  })

  it('names the holiday also when the start itself lies outside working hours', async () => {
    const { due, lines } = await explain({ amount: 8, unit: 'working-hour' }, [start('2026-04-29T17:05:00+07:00')])
    assert.equal(due, '2026-05-04T17:00:00+07:00')
    assert.ok(lines.some(({ from, why }) => from === '2026-04-30T00:00:00+07:00' && /nghỉ lễ/.test(why)))
    const days = await explain({ amount: 1, unit: 'working-day' }, [start('2026-04-30T10:00:00+07:00')])
    assert.equal(days.due, '2026-05-05T17:00:00+07:00')
    assert.match(days.lines[0]?.why ?? '', /nghỉ lễ/)
  })

  it('counts a day that a later pause takes out in no line, also behind a new date', async () => {
    const { due, lines } = await explain({ amount: 2, unit: 'working-day' }, [
      start('2026-05-11T10:00:00+07:00'), { type: 'extend', at: '2026-05-12T16:00:00+07:00', to: '2026-05-15T17:00:00+07:00' }, { type: 'pause', at: '2026-05-13T08:00:00+07:00' },
    ])
    assert.equal(due, null)
    assert.equal(lines.reduce((sum, { counted }) => sum + counted, 0), 1)
  })

  it('shows fractions of a second when there are any', async () => {
    assert.equal((await explain({ amount: 1, unit: 'working-hour' }, [start('2026-04-27T08:00:00.500+07:00')])).due, '2026-04-27T09:00:00.5+07:00')
  })

  it('a count that is reached exactly at a shift’s end is due then', async () => {
    assert.equal((await explain({ amount: 4, unit: 'working-hour' }, [start('2026-04-27T07:00:00+07:00')])).due, '2026-04-27T11:00:00+07:00')
    assert.equal((await explain({ amount: 8, unit: 'working-hour' }, [start('2026-04-27T18:00:00+07:00')])).due, '2026-04-28T17:00:00+07:00')
  })

  it('counts working days from the day after the start, make-up Saturdays included', async () => {
    assert.equal((await explain({ amount: 3, unit: 'working-day' }, [start('2026-05-06T10:00:00+07:00')])).due, '2026-05-09T17:00:00+07:00')
    assert.equal((await explain({ amount: 1, unit: 'working-day' }, [start('2026-05-10T10:00:00+07:00')])).due, '2026-05-12T17:00:00+07:00', 'a start on Sunday is moved to Monday, which is not counted')
  })

  it('takes out the days of a pause, both ends included, and starts again from zero after a restart', async () => {
    const paused = await explain({ amount: 5, unit: 'working-day' }, [start('2026-06-01T08:00:00+07:00'), { type: 'pause', at: '2026-06-03T09:00:00+07:00' }, { type: 'resume', at: '2026-06-04T16:00:00+07:00' }])
    assert.equal(paused.due, '2026-06-10T17:00:00+07:00')
    const restarted = await explain({ amount: 5, unit: 'working-day' }, [start('2026-06-01T08:00:00+07:00'), { type: 'pause', at: '2026-06-03T09:00:00+07:00' }, { type: 'restart', at: '2026-06-08T09:00:00+07:00' }])
    assert.equal(restarted.due, '2026-06-15T17:00:00+07:00')
    const standing = await explain({ amount: 5, unit: 'working-day' }, [start('2026-06-01T08:00:00+07:00'), { type: 'pause', at: '2026-06-03T09:00:00+07:00' }])
    assert.equal(standing.due, null)
  })

  it('counts calendar days and months by the Civil Code: the last day that is a day off moves to the next working day', async () => {
    assert.equal((await explain({ amount: 10, unit: 'calendar-day' }, [start('2026-06-10T08:00:00+07:00')])).due, '2026-06-22T17:00:00+07:00')
    assert.equal((await explain({ amount: 1, unit: 'calendar-month' }, [start('2026-01-31T08:00:00+07:00')])).due, '2026-03-02T17:00:00+07:00')
  })

  it('gives one new date, a second is refused', async () => {
    const events = [start('2026-06-01T08:00:00+07:00'), { type: 'extend', at: '2026-06-03T08:00:00+07:00', to: '2026-06-12T17:00:00+07:00' }]
    assert.equal((await explain({ amount: 5, unit: 'working-day' }, events)).due, '2026-06-12T17:00:00+07:00')
    const answer = await ask({ calendar, limit: { amount: 5, unit: 'working-day' }, events: [...events, { type: 'extend', at: '2026-06-04T08:00:00+07:00', to: '2026-06-20T17:00:00+07:00' }] })
    assert.equal(answer.status, 400)
    assert.deepEqual(((await answer.json()) as Problem).errors?.map(({ pointer }) => pointer), ['#/events/2'])
  })

  it('knows the calendars of its agencies, and speaks the language that is asked for', async () => {
    const answer = await ask({ agency: 'pv06', limit: { amount: 1, unit: 'working-day' }, events: [start('2026-08-21T08:00:00+07:00')] }, { 'accept-language': 'en' })
    const { due, lines } = await answer.json() as Explained
    assert.equal(due, '2026-08-22T17:00:00+07:00', 'Saturday 22 August 2026 is a make-up day')
    assert.match(lines.map(({ why }) => why).join(' '), /make-up working day/)
  })

  /** Without the virus scan, which stands beside the question. */
  async function standing(address: string) {
    const { ready, zeebe, mongodb } = await (await fetch(`${address}/readyz`)).json() as Record<string, boolean>
    return { ready, zeebe, mongodb }
  }

  const good = { calendar, limit: { amount: 1, unit: 'working-day' }, events: [start('2026-06-01T08:00:00+07:00')] }
  const bad: readonly [name: string, body: unknown, pointer: string | null][] = [
    ['no JSON', '{"calendar"', null],
    ['a list', [], '#'],
    ['null', 'null', '#'],
    ['no calendar and no agency', { limit: good.limit, events: good.events }, '#'],
    ['both', { ...good, agency: 'pv06' }, '#'],
    ['an unknown agency', { agency: 'nobody', limit: good.limit, events: good.events }, '#/agency'],
    ['an unknown member', { ...good, limits: 1 }, '#'],
    ['an unknown unit', { ...good, limit: { amount: 1, unit: 'week' } }, '#/limit/unit'],
    ['an amount of zero', { ...good, limit: { amount: 0, unit: 'working-day' } }, '#/limit/amount'],
    ['half a working day', { ...good, limit: { amount: 0.5, unit: 'working-day' } }, '#/limit/amount'],
    ['no event', { ...good, events: [] }, '#/events'],
    ['a first event that is no start', { ...good, events: [{ type: 'pause', at: '2026-06-01T08:00:00+07:00' }] }, '#/events/0'],
    ['events out of order', { ...good, events: [...good.events, { type: 'pause', at: '2026-05-01T08:00:00+07:00' }] }, '#/events/1'],
    ['a moment without its offset', { ...good, events: [start('2026-06-01T08:00:00')] }, '#/events/0/at'],
    ['a day that does not exist', { ...good, events: [start('2026-02-30T08:00:00+07:00')] }, '#/events/0/at'],
    ['a holiday that does not exist', { ...good, calendar: { ...calendar, holidays: ['2026-02-30'] } }, '#/calendar/holidays/0'],
    ['a shift that runs backwards', { ...good, calendar: { shifts: { mon: [['11:00', '07:00']] } } }, '#/calendar/shifts/mon/0'],
    ['a calendar without working time', { ...good, calendar: { shifts: {} } }, '#/calendar/shifts'],
    ['an unknown time zone', { ...good, calendar: { ...calendar, timeZone: 'Asia/Atlantis' } }, '#/calendar/timeZone'],
    ['a new date in the past', { ...good, events: [...good.events, { type: 'extend', at: '2026-06-10T09:00:00+07:00', to: '2026-06-09T10:00:00+07:00' }] }, '#/events/1'],
    ['a new date that is not later', { ...good, events: [...good.events, { type: 'extend', at: '2026-06-01T09:00:00+07:00', to: '2026-06-01T10:00:00+07:00' }] }, '#/events/1'],
  ]
  for (const [name, body, pointer] of bad) {
    it(`refuses ${name} with a problem document (RFC 9457)`, async () => {
      const answer = await ask(body)
      assert.equal(answer.status, 400)
      assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
      const problem = await answer.json() as Problem
      assert.equal(problem.status, 400)
      assert.ok(problem.detail.length > 10)
      if (pointer !== null) assert.deepEqual(problem.errors?.map((each) => each.pointer), [pointer])
    })
  }

  it('refuses what is not JSON with 415, what is too large with 413, an unknown address with 404 and another method with 405, each as a problem document', async () => {
    const answers = await Promise.all([
      ask('x=1', { 'content-type': 'application/x-www-form-urlencoded' }),
      ask(`{"limit": "${'x'.repeat(1_100_000)}"}`),
      fetch(`${serving.address}/api/v1/nothing`), fetch(`${serving.address}/api/v1/deadlines/explain`),
    ])
    assert.deepEqual(answers.map(({ status }) => status), [415, 413, 404, 405])
    for (const answer of answers) assert.match(answer.headers.get('content-type') ?? '', /^application\/problem\+json/)
  })

  it('describes itself in OpenAPI 3.1, and says whether it is alive and ready', async () => {
    const [description, alive] = await Promise.all(['/api/openapi.json', '/healthz'].map((path) => fetch(serving.address + path)))
    const { openapi, paths } = await description!.json() as { openapi: string, paths: object }
    assert.equal(openapi, '3.1.0')
    assert.ok(['/v1/deadlines/explain', '/v1/dossiers', '/openapi.json'].every((path) => path in paths), Object.keys(paths).join(' '))
    assert.equal(alive?.status, 200)
    // What a real engine says here is no fact: after a held clock has gone back, Zeebe looks at its own health only when that clock is where it was. On a clock that runs it is asked in test/start.test.ts.
    const well = await serve({ ...house.deps, engine: { ...house.deps.engine, checkHealth: () => Promise.resolve() } })
    try {
      assert.deepEqual(await standing(well.address), { ready: true, zeebe: true, mongodb: true })
    } finally {
      await well.close()
    }
  })

  it('is alive but not ready while the engine is away', async () => {
    const { deps } = await openHouse()
    const away = await serve({ ...deps, engine: { ...deps.engine, checkHealth: () => Promise.reject(new Error('away')) } })
    try {
      const [alive, ready] = await Promise.all(['/healthz', '/readyz'].map((path) => fetch(away.address + path)))
      assert.equal(alive?.status, 200)
      assert.equal(ready?.status, 503)
      assert.deepEqual(await standing(away.address), { ready: false, zeebe: false, mongodb: true })
    } finally {
      await away.close()
    }
  })
})
