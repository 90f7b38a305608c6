import { readOverLine } from './line'
import type { Connection, Ending } from './reader'
import { share } from './shared'
import type { StreamEvent } from './sse'

export interface Follower {
  event: (event: StreamEvent) => void
  connection: (state: Connection) => void
  /** Called once, unless the follower let go before. */
  end: (ending: Exclude<Ending, 'released'>) => void
}

/**
 * Follows a turn to its end and returns how to let go: over the page's own line where there is one, else by a stream
 * that the tabs of this browser share. Whichever way it begins, no event comes twice and none is missing.
 */
export function follow(turnId: string, follower: Follower): () => void {
  const letGo = new AbortController()
  let release = () => letGo.abort()
  let seen = 0
  const note = (event: StreamEvent) => {
    // The other way begins at the beginning, since the tabs that share it may have seen nothing.
    if (event.seq <= seen && event.name !== 'resync') return
    seen = event.seq
    follower.event(event)
  }
  const read = async () => {
    const ending = await readOverLine(turnId, 0, { event: note, alive: () => {}, connection: follower.connection }, letGo.signal)
    if (letGo.signal.aborted || ending === 'released') return
    if (ending === null) release = share(turnId, { ...follower, event: note })
    else follower.end(ending)
  }
  void read()
  return () => release()
}
