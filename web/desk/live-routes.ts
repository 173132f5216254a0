import { Router } from 'express'
import type { Deps } from '../../config/wire.ts'
import { accountOf } from './account-of.ts'

/** In ms: changes that come together are told once; a browser asks again, and who has signed out meanwhile is turned away. */
const [together, longest, beat] = [200, 10 * 60_000, 25_000]

/** Tells an open queue that it has changed, as server-sent events without content: the page then reads itself anew, with the rights of that moment. */
export function liveRoutes({ taskFeed, agencies, log }: Deps): Router {
  const router = Router()

  router.get('/queue/changes', async (req, res) => {
    const units = (await agencies.succession()).unitsOf(accountOf(res).unit)
    // Sent as it is, at once: a compressed stream waits for more.
    res.set({ 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store, no-transform', 'X-Accel-Buffering': 'no' })
    res.write('retry: 2000\n\n')
    let waiting: NodeJS.Timeout | null = null
    const end = taskFeed.listen(units, () => {
      waiting ??= setTimeout(() => { waiting = null; res.write('event: changed\ndata:\n\n') }, together)
    }, log)
    const beating = setInterval(() => { res.write(':\n\n') }, beat)
    const ending = setTimeout(() => { res.end() }, longest)
    res.once('close', () => {
      end()
      clearInterval(beating)
      clearTimeout(ending)
      if (waiting) clearTimeout(waiting)
    })
    req.socket.setKeepAlive(true)
  })

  return router
}
