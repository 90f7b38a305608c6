import type { Follower } from './follow'
import { type Connection, type Ending, readTurn } from './reader'
import type { StreamEvent } from './sse'

/**
 * Follows a turn from its first event to its end, without a line of the page's own, and returns how to let go.
 *
 * A browser opens six connections to a host, and an account may run four turns. So of all tabs that show a turn, one
 * reads its stream and tells the others: four at most are ever open, and pages still load. The tab that reads holds a
 * lock; when it closes, the next in line goes on after the last event that it has seen. On a page without locks (plain
 * http that is not localhost) every tab reads for itself, but only while it is looked at.
 */
export function share(turnId: string, follower: Follower): () => void {
  const locks = navigator.locks as LockManager | undefined
  const following = new Following(turnId, follower)
  if (locks) following.inTurn(locks)
  else following.whileSeen()
  return () => following.release()
}

type Note =
  | { kind: 'event'; event: StreamEvent }
  | { kind: 'backlog'; events: StreamEvent[] }
  | { kind: 'connection'; state: Connection }
  | { kind: 'alive' }
  | { kind: 'hello'; after: number }

/** A reader that says nothing for so long is frozen in the background; another takes its place. */
const FROZEN = 40_000
const SIGN_OF_LIFE = 5_000

class Following {
  private readonly letGo = new AbortController()
  private readonly channel: BroadcastChannel
  /** All that was seen, for a tab that comes later. */
  private log: StreamEvent[] = []
  private seen = 0
  private reading = false
  /** Somebody else shows this turn, so what is read is worth telling. */
  private others = false
  private toldAlive = 0
  private ended = false
  private watch: ReturnType<typeof setTimeout> | undefined

  constructor(
    private readonly turnId: string,
    private readonly follower: Follower,
  ) {
    this.channel = new BroadcastChannel(`raconteur.turn.${turnId}`)
    this.channel.addEventListener('message', ({ data }) => this.hear(data as Note))
  }

  release(): void {
    if (this.letGo.signal.aborted) return
    this.letGo.abort()
    clearTimeout(this.watch)
    this.channel.close()
  }

  inTurn(locks: LockManager): void {
    this.tell({ kind: 'hello', after: 0 })
    this.expectLife(() => this.queue(locks, { steal: true }))
    this.queue(locks, { signal: this.letGo.signal })
  }

  private queue(locks: LockManager, options: LockOptions): void {
    const mine = new AbortController()
    const read = () => (this.ended ? undefined : this.read(AbortSignal.any([mine.signal, this.letGo.signal])))
    locks.request(`raconteur.turn.${this.turnId}`, options, read).catch(() => {
      // Either we let go, or another tab took us for frozen and reads now: then we stand in line again.
      mine.abort()
      if (!this.letGo.signal.aborted && !this.ended) this.queue(locks, { signal: this.letGo.signal })
    })
  }

  /** Calls `frozen` whenever nothing was heard for too long, until there is nothing left to hear. */
  private expectLife(frozen: () => void): void {
    this.beat = () => {
      clearTimeout(this.watch)
      if (this.ended || this.letGo.signal.aborted) return
      this.watch = setTimeout(() => {
        if (!this.reading && document.visibilityState === 'visible') frozen()
        this.beat()
      }, FROZEN)
    }
    this.beat()
  }

  whileSeen(): void {
    let turn: AbortController | null = null
    const look = () => {
      if (document.visibilityState === 'hidden') {
        turn?.abort()
        turn = null
      } else if (!turn && !this.ended) {
        turn = new AbortController()
        void this.read(AbortSignal.any([turn.signal, this.letGo.signal]))
      }
    }
    document.addEventListener('visibilitychange', look, { signal: this.letGo.signal })
    look()
  }

  private beat: () => void = () => {}

  private async read(signal: AbortSignal): Promise<void> {
    this.reading = true
    const ending = await readTurn(
      this.turnId,
      this.seen,
      {
        event: (event) => {
          this.take(event)
          if (this.others) this.tell({ kind: 'event', event })
        },
        alive: () => this.tellAlive(),
        connection: (state) => {
          this.follower.connection(state)
          this.tell({ kind: 'connection', state })
        },
      },
      signal,
    )
    this.reading = false
    if (ending !== 'released') this.finish(ending)
  }

  private hear(note: Note): void {
    this.others = true
    this.beat()
    if (note.kind === 'hello') {
      if (this.reading) this.tell({ kind: 'backlog', events: this.log.filter((event) => event.seq > note.after) })
    } else if (note.kind === 'backlog') {
      for (const event of note.events) this.take(event)
    } else if (note.kind === 'connection') {
      this.follower.connection(note.state)
    } else if (note.kind === 'event') {
      const { event } = note
      if (event.seq > this.seen + 1 && event.name !== 'resync') this.tell({ kind: 'hello', after: this.seen })
      else this.take(event)
    }
  }

  private take(event: StreamEvent): void {
    if (this.ended || (event.seq <= this.seen && event.name !== 'resync')) return
    this.seen = event.seq
    // A resync says all that came before it.
    if (event.name === 'resync') this.log = []
    this.log.push(event)
    this.follower.event(event)
    if (event.name === 'done') this.finish('done')
  }

  private finish(ending: Exclude<Ending, 'released'>): void {
    if (this.ended) return
    this.ended = true
    clearTimeout(this.watch)
    if (!this.letGo.signal.aborted) this.follower.end(ending)
  }

  private tellAlive(): void {
    const now = Date.now()
    if (!this.others || now - this.toldAlive < SIGN_OF_LIFE) return
    this.toldAlive = now
    this.tell({ kind: 'alive' })
  }

  private tell(note: Note): void {
    if (!this.letGo.signal.aborted) this.channel.postMessage(note)
  }
}
