import { request } from '../api/client'
import { Problem } from '../api/problem'
import { EventReader, type StreamEvent } from './sse'

export type Connection = 'live' | 'reconnecting'

export interface Listener {
  event: (event: StreamEvent) => void
  /** The server is there, though it may have nothing to say. */
  alive: () => void
  connection: (state: Connection) => void
}

/** Why reading ended: the last event came, the turn is no longer kept, or the caller let go. */
export type Ending = 'done' | 'over' | 'gone' | 'released'

const SILENCE = 45_000
const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000

/**
 * Reads a turn's events after number `after` until `done`, through as many connections as it takes. Each new
 * connection goes on after the last event that was seen, so nothing comes twice and nothing is missing.
 */
export async function readTurn(turnId: string, after: number, listener: Listener, signal: AbortSignal): Promise<Ending> {
  let seen = after
  let failures = 0
  while (!signal.aborted) {
    try {
      const ending = await connect(turnId, seen, signal, listener, (event) => {
        failures = 0
        if (event.seq <= seen && event.name !== 'resync') return false
        seen = event.seq
        listener.event(event)
        return event.name === 'done'
      })
      if (ending) return ending
    } catch (fault) {
      if (signal.aborted) break
      if (!(fault instanceof Problem)) throw fault
      if (fault.status === 401 || fault.status === 403 || fault.status === 404) return 'gone'
      await pause(waitFor(failures, fault), signal, listener)
      failures += 1
      continue
    }
    // The connection ended without `done`: a proxy's time limit or a server that restarts.
    await pause(waitFor(failures, null), signal, listener)
    failures += 1
  }
  return 'released'
}

async function connect(
  turnId: string,
  after: number,
  signal: AbortSignal,
  listener: Listener,
  take: (event: StreamEvent) => boolean,
): Promise<Ending | null> {
  const silence = new AbortController()
  const both = AbortSignal.any([signal, silence.signal])
  let timer = setTimeout(() => silence.abort(), SILENCE)
  try {
    const headers: Record<string, string> = { Accept: 'text/event-stream' }
    if (after > 0) headers['Last-Event-ID'] = String(after)
    const response = await request('GET', `/api/turns/${turnId}/events`, { signal: both }, headers)
    if (response.status === 204) return 'over'
    if (!response.body) throw Problem.offline()
    listener.connection('live')
    const events = new EventReader()
    const text = response.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, BufferSource>).getReader()
    for (;;) {
      const { value, done } = await text.read()
      if (done) return null
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(), SILENCE)
      listener.alive()
      for (const event of events.read(value)) {
        if (!take(event)) continue
        void text.cancel()
        return 'done'
      }
    }
  } catch (fault) {
    if (signal.aborted || fault instanceof Problem) throw fault
    // The line broke or fell silent; what broke it does not matter to the reader.
    throw Problem.offline()
  } finally {
    clearTimeout(timer)
  }
}

/** Twice as long after each failure, with a random part so that not everybody comes back at once. */
function waitFor(failures: number, fault: Problem | null): number {
  if (fault?.retryAfter) return fault.retryAfter * 1000
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** failures) * (0.5 + Math.random() / 2)
}

function pause(wait: number, signal: AbortSignal, listener: Listener): Promise<void> {
  listener.connection('reconnecting')
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      window.removeEventListener('online', wake)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, wait)
    window.addEventListener('online', wake)
    signal.addEventListener('abort', wake)
  })
}
