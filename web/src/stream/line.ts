import { call } from '../api/client'
import { Problem } from '../api/problem'
import { store } from '../ui/store'
import type { Ending, Listener } from './reader'
import type { StreamEvent } from './sse'

/**
 * The page's one connection to the server: over it the page follows every answer, hears what changes elsewhere, and
 * shows that it is there. `none` means that it cannot be had here (a proxy that lets none through, or too many of
 * them): then answers are read another way, and now and then it is tried again.
 */
export type LineState = 'closed' | 'connecting' | 'open' | 'none'

/** What the account has open: connections, and conversations in tabs. */
export interface Presence {
  sockets: number
  tabs: readonly string[]
}

/** A conversation is not as it was. */
export interface Changed {
  conversation_id: string
  change: 'made' | 'changed' | 'deleted' | 'restored' | 'turn_began' | 'turn_ended'
  turn_id: string | null
}

export const lineState = store<LineState>('closed')
export const presence = store<Presence | null>(null)

/** Whether this page counts among those that the account may have open; `refused` when there are enough without it. */
export const pageTab = store<'asking' | 'counted' | 'refused'>('asking')

/** How the line calls back. */
export interface Owner {
  /** The login has ended, and why, in the server's words. */
  ended: (reason: string) => void
  changed: (change: Changed) => void
}

const BEAT = 10_000
const SILENCE = 25_000
const FIRST_WAIT = 500
const LONGEST_WAIT = 15_000
const TRIES = 2
const TRIES_AFTER_ONE = 6
const TRY_AGAIN = 60_000
const PATIENCE = 3_000
const ANSWER = 20_000
const TAB_TRIES = 4
const TAB_WAIT = 1_000
const SIGNED_OUT = 4409
const LIMIT = 4008

interface Waiting {
  resolve: (data: unknown) => void
  reject: (fault: Problem) => void
  timer: ReturnType<typeof setTimeout>
}

interface Following {
  seen: number
  take: (event: StreamEvent) => void
  lost: () => void
}

interface Message {
  event?: string
  reply_to?: unknown
  turn_id?: string
  seq?: number
  data?: unknown
  error?: ErrorBody
}

interface ErrorBody {
  code?: string
  status?: number
  message?: string
  trace_id?: string
  turn_id?: string
  retry_after?: number
}

export class Line {
  private socket: WebSocket | null = null
  private owner: Owner | null = null
  private failures = 0
  private wasOpen = false
  private heard = 0
  private sent = 0
  private nextId = 1
  private beat: ReturnType<typeof setInterval> | undefined
  private again: ReturnType<typeof setTimeout> | undefined
  private readonly waiting = new Map<number, Waiting>()
  private readonly following = new Map<string, Set<Following>>()
  private letGo = new AbortController()

  /** Connects, and stays connected until it is closed. */
  open(owner: Owner): void {
    this.close()
    this.owner = owner
    this.letGo = new AbortController()
    const { signal } = this.letGo
    window.addEventListener('online', () => this.now(), { signal })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.now(), { signal })
    // A page that is only put aside would keep its place among the open ones, and not be let be put aside either.
    window.addEventListener('pagehide', () => this.drop(), { signal })
    window.addEventListener('pageshow', () => this.now(), { signal })
    this.connect()
  }

  close(): void {
    this.owner = null
    this.letGo.abort()
    this.drop()
    this.failures = 0
    this.wasOpen = false
    lineState.set('closed')
    presence.set(null)
    pageTab.set('asking')
  }

  /** Asks something; throws the Problem that came instead of an answer. */
  ask<T>(event: string, data: unknown): Promise<T> {
    const { socket } = this
    if (socket?.readyState !== WebSocket.OPEN) return Promise.reject(Problem.offline())
    const id = this.nextId++
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.answer(id)?.reject(Problem.offline()), ANSWER)
      this.waiting.set(id, { resolve: (value) => resolve(value as T), reject, timer })
      this.send({ event, id, data })
    })
  }

  /** Waits until it is open; false when it cannot be had, or not soon. */
  ready(signal: AbortSignal): Promise<boolean> {
    const usable = () => lineState.get() === 'open'
    if (usable() || lineState.get() !== 'connecting') return Promise.resolve(usable())
    return new Promise((resolve) => {
      const settle = () => {
        clearTimeout(timer)
        unsubscribe()
        signal.removeEventListener('abort', settle)
        resolve(usable())
      }
      // Whoever had a line waits for it; whoever never had one does not wait long for a first.
      const timer = setTimeout(settle, this.wasOpen ? PATIENCE * 4 : PATIENCE)
      const unsubscribe = lineState.subscribe(() => lineState.get() !== 'connecting' && settle())
      signal.addEventListener('abort', settle)
    })
  }

  /** Follows a turn after number `after` until it ends, the line is lost, or the caller lets go. */
  async follow(turnId: string, after: number, take: (event: StreamEvent) => boolean, signal: AbortSignal): Promise<Ending | 'lost'> {
    const all = this.following.get(turnId) ?? new Set()
    this.following.set(turnId, all)
    const one: Following = { seen: after, take: () => {}, lost: () => {} }
    const end = await new Promise<Ending | 'lost'>((settle) => {
      let asking: 'no' | 'yes' | 'once more' = 'no'
      const ask = () => {
        if (asking !== 'no') {
          asking = 'once more'
          return
        }
        asking = 'yes'
        void this.subscribe(turnId).then((ending) => {
          const more = asking === 'once more'
          asking = 'no'
          if (ending !== null) settle(ending)
          else if (more) ask()
        })
      }
      one.lost = () => settle('lost')
      one.take = (event) => {
        if (event.seq > one.seen + 1 && event.name !== 'resync') return ask()
        one.seen = event.name === 'resync' ? event.seq : Math.max(one.seen, event.seq)
        if (take(event)) settle('done')
      }
      signal.addEventListener('abort', () => settle('released'), { once: true })
      all.add(one)
      ask()
    })
    all.delete(one)
    if (all.size === 0 && this.following.get(turnId) === all) {
      this.following.delete(turnId)
      if (end === 'released') this.send({ event: 'unsubscribe', data: { turn_id: turnId } })
    }
    return end
  }

  /** Asks for what the reader that has seen least has not seen. Null when events are going to come. */
  private async subscribe(turnId: string): Promise<Ending | 'lost' | null> {
    const readers = [...(this.following.get(turnId) ?? [])]
    if (readers.length === 0) return null
    const after = Math.min(...readers.map((one) => one.seen))
    try {
      const { following } = await this.ask<{ following: boolean }>('subscribe', { turn_id: turnId, after })
      return following ? null : 'over'
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (fault.status === 401) {
        await this.signInAgain()
        return 'lost'
      }
      return fault.status === 403 || fault.status === 404 || fault.status === 422 ? 'gone' : 'lost'
    }
  }

  private connect(): void {
    clearTimeout(this.again)
    if (!this.owner || this.socket) return
    if (lineState.get() !== 'none') lineState.set('connecting')
    let socket: WebSocket
    try {
      socket = new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`)
    } catch {
      // The page's policy or the browser's owner forbids it.
      lineState.set('none')
      return
    }
    this.socket = socket
    let opened = false
    socket.addEventListener('open', () => {
      if (this.socket !== socket) return
      opened = true
      this.begin()
    })
    socket.addEventListener('message', ({ data }) => {
      if (this.socket === socket) this.hear(String(data))
    })
    socket.addEventListener('close', ({ code, reason }) => {
      if (this.socket === socket) this.lost(code, reason, opened)
    })
  }

  private begin(): void {
    this.wasOpen = true
    this.heard = Date.now()
    clearInterval(this.beat)
    this.beat = setInterval(() => this.keepAlive(), BEAT)
    lineState.set('open')
    void this.countPage(TAB_TRIES)
  }

  /** The page that this one replaces may be counted for a moment longer, so a refusal is not believed at once. */
  private async countPage(tries: number): Promise<void> {
    const { socket } = this
    try {
      await this.ask('open_tab', { page: true })
      pageTab.set('counted')
      this.failures = 0
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (fault.status === 401) await this.signInAgain()
      else if (fault.code === 'TOO_MANY_TABS' && tries > 1) {
        await new Promise((resolve) => setTimeout(resolve, TAB_WAIT))
        if (this.socket === socket && this.owner) await this.countPage(tries - 1)
      } else if (fault.code === 'TOO_MANY_TABS') pageTab.set('refused')
    }
  }

  /** Asks once more whether there is room for this page. */
  async countAgain(): Promise<void> {
    if (lineState.get() === 'open') await this.countPage(1)
    else this.now()
  }

  /** The cookie that the connection came with is no longer good: the next one comes with a newer one, if there is one. */
  private async signInAgain(): Promise<void> {
    const { owner } = this
    this.failures += 1
    try {
      await call('GET', '/api/me')
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      // Whoever is out was told so by the call itself.
      if (fault.status === 401) return this.close()
    }
    if (owner && this.owner === owner) {
      this.drop()
      this.wait()
    }
  }

  private hear(text: string): void {
    this.heard = Date.now()
    // Timers of a page that nobody looks at ring seldom; what comes over the line does not wait for them.
    if (this.heard - this.sent > BEAT) this.send({ event: 'heartbeat' })
    const message = parse(text)
    if (!message) return
    if (typeof message.turn_id === 'string' && typeof message.seq === 'number' && message.event !== undefined) {
      const event = { seq: message.seq, name: message.event, data: message.data }
      for (const one of this.following.get(message.turn_id) ?? []) one.take(event)
    } else if (typeof message.reply_to === 'number') {
      const asked = this.answer(message.reply_to)
      if (message.error) asked?.reject(problemOf(message.error))
      else asked?.resolve(message.data)
    } else if (message.event === 'presence') {
      presence.set(message.data as Presence)
      if (pageTab.get() === 'refused') void this.countPage(1)
    } else if (message.event === 'conversation_changed') this.owner?.changed(message.data as Changed)
  }

  private answer(id: number): Waiting | undefined {
    const asked = this.waiting.get(id)
    this.waiting.delete(id)
    clearTimeout(asked?.timer)
    return asked
  }

  private send(message: unknown): void {
    if (this.socket?.readyState !== WebSocket.OPEN) return
    this.sent = Date.now()
    this.socket.send(JSON.stringify(message))
  }

  private keepAlive(): void {
    if (Date.now() - this.heard > SILENCE) this.lost(0, '', true)
    else this.send({ event: 'heartbeat' })
  }

  private lost(code: number, reason: string, opened: boolean): void {
    this.drop()
    const { owner } = this
    if (!owner) return
    if (code === SIGNED_OUT && reason !== 'expired') {
      this.close()
      owner.ended(reason)
    } else if (code === SIGNED_OUT) {
      void this.signInAgain()
    } else {
      this.failures = opened && code !== LIMIT ? Math.max(1, this.failures) : this.failures + 1
      if (code === LIMIT || (!opened && this.failures >= (this.wasOpen ? TRIES_AFTER_ONE : TRIES))) lineState.set('none')
      else lineState.set('connecting')
      this.wait()
    }
  }

  private wait(): void {
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** this.failures) * (0.5 + Math.random() / 2)
    clearTimeout(this.again)
    this.again = setTimeout(() => this.connect(), lineState.get() === 'none' ? Math.max(wait, this.wasOpen ? LONGEST_WAIT : TRY_AGAIN) : wait)
  }

  private now(): void {
    if (!this.owner || this.socket) return
    this.connect()
  }

  /** Lets the connection go without a word about what comes next. */
  private drop(): void {
    const { socket } = this
    this.socket = null
    clearInterval(this.beat)
    clearTimeout(this.again)
    for (const id of this.waiting.keys()) this.answer(id)?.reject(Problem.offline())
    for (const readers of this.following.values()) for (const one of readers) one.lost()
    if (socket && socket.readyState <= WebSocket.OPEN) socket.close()
    if (this.owner && lineState.get() === 'open') lineState.set('connecting')
  }
}

export const line = new Line()

/**
 * Reads a turn's events after number `after` until `done`, through as many connections as it takes. Null when the line
 * cannot be had.
 */
export async function readOverLine(turnId: string, after: number, listener: Listener, signal: AbortSignal): Promise<Ending | null> {
  let seen = after
  while (!signal.aborted) {
    if (!(await line.ready(signal))) return signal.aborted ? 'released' : null
    listener.connection('live')
    const take = (event: StreamEvent) => {
      if (event.seq <= seen && event.name !== 'resync') return false
      seen = event.seq
      listener.alive()
      listener.event(event)
      return event.name === 'done'
    }
    const ending = await line.follow(turnId, seen, take, signal)
    if (ending !== 'lost') return ending
    listener.connection('reconnecting')
  }
  return 'released'
}

function parse(text: string): Message | null {
  try {
    const message = JSON.parse(text) as unknown
    return typeof message === 'object' && message !== null ? message : null
  } catch {
    return null
  }
}

function problemOf(error: ErrorBody): Problem {
  return new Problem(error.code ?? 'INTERNAL', error.message ?? '', error.status ?? 500, {}, error.retry_after ?? null, error.trace_id ?? null, error.turn_id ?? null)
}
