import { parentPort, workerData } from 'node:worker_threads'
import decode from 'heic-decode'

/*
 * Opens a phone's HEIC photograph: a second or more of computing, in a thread of its own so that nobody else waits for it. Plain JavaScript, because
 * a worker thread does not inherit tsx. It is given a `HeicQuestion` and posts a `HeicAnswer` (photograph.ts).
 */

const { content, mostPixels } = workerData

try {
  const [first] = await decode.all({ buffer: content })
  if (!first) throw new Error('no picture in it')
  if (first.width * first.height > mostPixels) parentPort.postMessage({ problem: 'too-many-pixels' })
  else {
    const { width, height, data } = await first.decode()
    parentPort.postMessage({ width, height, data: data.buffer }, [data.buffer])
  }
} catch {
  parentPort.postMessage({ problem: 'unreadable' })
}
