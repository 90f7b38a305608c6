import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { store, type Store } from '../../ui/store'
import { after, isAsked, longer, NOBODY, type News, type Sitting } from './sitting'
import type { Choice, StoryParty, StoryTold } from './wire'

/** How long the server may keep an answer back until there is news. */
const PATIENCE = 25_000
/** A line that has said nothing for so long beyond that is dead, whatever the browser believes. */
const GRACE = 10_000
/** Between tries while nobody answers, in milliseconds. */
const PAUSES = [500, 1000, 2000, 4000, 8000] as const
/** An answer without news that did not wait: whoever gives it shall not be asked without end. */
const TOO_SOON = 500

interface Ways {
  now?: () => number
  /** Whether the whole tale is read here; an owner has it from the journal. */
  reads?: boolean
  pauses?: readonly number[]
}

/** A table at which several play one story: followed for as long as somebody looks, through lost connections too. */
export class Table {
  readonly sitting: Store<Sitting> = store<Sitting>(NOBODY)
  private leaving = new AbortController()
  private asking = new AbortController()
  private following = false
  private posting = false
  private wake: () => void = () => {}
  private readonly now: () => number
  private readonly reads: boolean
  private readonly pauses: readonly number[]

  constructor(
    readonly id: string,
    { now = () => performance.now(), reads = true, pauses = PAUSES }: Ways = {},
  ) {
    this.now = now
    this.reads = reads
    this.pauses = pauses
  }

  open(): void {
    this.leaving = new AbortController()
    const { signal } = this.leaving
    this.following = false
    this.posting = false
    window.addEventListener('online', () => this.again(), { signal })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && this.look(), { signal })
    void this.follow(signal)
  }

  close(): void {
    this.leaving.abort()
    this.asking.abort()
    this.wake()
  }

  /** Now rather than later: somebody has come back, or knows that there is news. */
  look(): void {
    this.asking.abort()
    this.wake()
    if (!this.following && !this.leaving.signal.aborted) void this.follow(this.leaving.signal)
  }

  private happens(news: News): void {
    this.sitting.set((sitting) => after(sitting, news))
  }

  private async follow(signal: AbortSignal): Promise<void> {
    this.following = true
    let failures = 0
    while (!signal.aborted) {
      try {
        await this.hear(signal)
        failures = 0
      } catch (fault) {
        if (signal.aborted) return
        if (this.asking.signal.aborted) continue
        if (!(fault instanceof Problem)) throw fault
        if (fault.status === 404 || fault.status === 401) {
          this.following = false
          if (fault.status === 404) this.happens({ kind: 'gone' })
          return
        }
        this.happens({ kind: 'lost' })
        await this.pause(fault.retryAfter === null ? (this.pauses[Math.min(failures++, this.pauses.length - 1)] ?? 0) : fault.retryAfter * 1000)
      }
    }
  }

  /** One question; the server answers at once where there is news, or when it has waited long enough. */
  private async hear(signal: AbortSignal): Promise<void> {
    // Who was called back looks at once, and waits with the next question.
    const called = this.asking.signal.aborted
    this.asking = new AbortController()
    const { party: before, lost } = this.sitting.get()
    const known = before?.revision ?? 0
    const waits = before !== null && !lost && !called
    const dead = setTimeout(() => this.asking.abort(), PATIENCE + GRACE)
    const since = this.now()
    let party: StoryParty
    try {
      party = await call<StoryParty>('GET', `/api/stories/${this.id}/party${waits ? `?after=${known}&wait_ms=${PATIENCE}` : ''}`, { signal: this.asking.signal })
    } finally {
      clearTimeout(dead)
    }
    const now = this.sitting.get().party
    // An answer to a choice has overtaken this one: it knows more.
    if (now && now.revision > known && party.revision < now.revision) return
    await this.found(party, signal)
    if (this.sitting.get().stopped) void this.post()
    if (waits && party.revision === known && this.now() - since < TOO_SOON) await this.pause(TOO_SOON)
  }

  private async found(party: StoryParty, signal: AbortSignal): Promise<void> {
    const tale = await this.tale(party, signal)
    this.happens({ kind: 'found', party, tale, now: this.now() })
  }

  private async tale({ told, event_number: last }: StoryParty, signal: AbortSignal): Promise<readonly StoryTold[]> {
    let { tale } = this.sitting.get()
    if (!this.reads) return tale
    const end = tale.at(-1)?.number ?? 0
    if (told && told.number === end + 1 && end > 0) return longer(tale, [told])
    while ((tale.at(-1)?.number ?? 0) < last) {
      const { items } = await call<{ items: StoryTold[] }>('GET', `/api/stories/${this.id}/tale?after=${tale.at(-1)?.number ?? 0}`, { signal })
      if (items.length === 0) return tale
      tale = longer(tale, items)
    }
    return tale
  }

  private pause(millis: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, millis)
      this.wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  /** Chooses for the round that is open; chosen again before it is over, the last one counts. */
  choose(choice: Choice): void {
    const { party } = this.sitting.get()
    if (!party || !isAsked(party)) return
    this.happens({ kind: 'chooses', sent: { event: party.round.event_number, choice } })
    void this.post()
  }

  /** The same once more, after it did not arrive; what still waits may wait on a line that is dead. */
  again(): void {
    this.look()
    void this.post()
  }

  /** One after the other, so that the last one that was chosen is the last one that arrives. */
  private async post(): Promise<void> {
    if (this.posting) return
    this.posting = true
    const { signal } = this.leaving
    try {
      for (;;) {
        const { sent } = this.sitting.get()
        if (!sent || signal.aborted) return
        const { selected_option_id: option, text } = sent.choice
        const body = { event_number: sent.event, ...(option === null ? { text } : { selected_option_id: option }) }
        const party = await call<StoryParty>('POST', `/api/stories/${this.id}/choices`, { body, signal })
        if ((this.sitting.get().party?.revision ?? 0) <= party.revision) await this.found(party, signal)
        this.happens({ kind: 'arrived', sent })
      }
    } catch (fault) {
      if (signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      this.fell(fault)
    } finally {
      this.posting = false
    }
  }

  private fell(problem: Problem): void {
    const { sent } = this.sitting.get()
    if (sent && problem.status === 409) this.happens({ kind: 'late', sent })
    else if (problem.status === 422 || problem.status === 404 || problem.status === 403) this.happens({ kind: 'refused', problem })
    else {
      const known = this.sitting.get().stopped !== null
      this.happens({ kind: 'stopped', problem })
      // Where nobody answers, the question that waits has nobody either; to find that out once is enough.
      if (problem.status === 0 && !known) this.look()
    }
  }

  /** The party as the server gave it in answer to something else that was asked of it. */
  async opened(party: StoryParty): Promise<void> {
    await this.found(party, this.leaving.signal)
    this.look()
  }

  /** Ended here, on purpose. */
  ended(): void {
    this.sitting.set(() => ({ ...NOBODY, status: 'none' }))
    this.wake()
  }
}
