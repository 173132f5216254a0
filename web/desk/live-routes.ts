import { Router, type Request, type Response } from 'express'
import type { Deps } from '../../config/wire.ts'
import { accountOf } from './account-of.ts'
import { steeredUnits } from './traced.ts'

/** In ms: changes that come together are told once; a browser asks again, and who has signed out meanwhile is turned away. */
const [together, ofMany, longest, beat] = [200, 1_500, 10 * 60_000, 25_000]

/** Tells an open queue that it has changed, as server-sent events without content: the page then reads itself anew, with the rights of that moment. */
export function liveRoutes(deps: Deps): Router {
  const { taskFeed, agencies, log } = deps
  const router = Router()

  router.get('/queue/changes', async (req, res) => { tell(req, res, (await agencies.succession()).unitsOf(accountOf(res).unit), together) })

  // Of many units something changes all the time: who heads them is told now and then.
  router.get('/oversight/changes', async (req, res) => { tell(req, res, await steeredUnits(res, deps), ofMany) })

  function tell(req: Request, res: Response, units: readonly string[], pause: number): void {
    if (res.closed) return // the page was left while its units were looked up: its 'close' is over, and nothing would end what is begun here
    // Sent as it is, at once: a compressed stream waits for more.
    res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
    res.write('retry: 2000\n\n')
    // The first is told at once, what follows it closely together.
    let waiting: NodeJS.Timeout | null = null
    let more = false
    const say = () => {
      res.write('event: changed\ndata:\n\n')
      more = false
      waiting = setTimeout(() => { waiting = null; if (more) say() }, pause)
    }
    const end = taskFeed.listen(units, () => { if (waiting) more = true; else say() }, log)
    const beating = setInterval(() => { res.write(':\n\n') }, beat)
    const ending = setTimeout(() => { res.end() }, longest)
    res.once('close', () => {
      end()
      clearInterval(beating)
      clearTimeout(ending)
      if (waiting) clearTimeout(waiting)
    })
    req.socket.setKeepAlive(true)
  }

  return router
}
