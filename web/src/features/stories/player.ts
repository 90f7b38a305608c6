import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { visitor } from '../../app/session'
import { remember, remembered } from '../../ui/storage'
import { store, type Store } from '../../ui/store'
import { newRequestId } from '../chat/path'
import { invoke } from './invoke'
import { after, BEFORE, type Deed, type Happening, type Play } from './play'
import type { Entry, EventType, Story } from './wire'

const PAGE = 200
const MOMENT = 1000

/** Refusals after which what was done here is no longer meant: the story stands elsewhere than it was seen. */
const MOVED_ON = new Set(['CONFLICT', 'IDEMPOTENCY_MISMATCH', 'VERSION_CONFLICT'])

/** What is played in one tab is seen in all that show the story. */
const tabs = new BroadcastChannel('raconteur.stories')
const open = new Set<Player>()
tabs.addEventListener('message', ({ data }) => {
  for (const player of open) if (player.id === data) void player.look()
})

/** Where a browser keeps what concerns one story; gone when its owner leaves. */
export function shelfOf(name: string): string {
  const who = visitor.get()
  return `draft.${who.kind === 'in' ? who.account.id : ''}.story.${name}`
}

/** One story on the page. What is done in it is kept in this browser until the server has answered. */
export class Player {
  readonly play: Store<Play> = store<Play>(BEFORE)
  private leaving = new AbortController()
  private resumed = false

  constructor(
    readonly id: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  open(): void {
    this.leaving = new AbortController()
    const { signal } = this.leaving
    open.add(this)
    window.addEventListener('online', () => void this.again(), { signal })
    document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && void this.look(), { signal })
    this.resumed = false
    void this.look()
  }

  /** Nobody looks any more. What is on its way goes on at the server. */
  close(): void {
    open.delete(this)
    this.leaving.abort()
  }

  private happens(happening: Happening): void {
    this.play.set((play) => after(play, happening))
  }

  /** Reads how the story stands, and what is new in its journal. */
  async look(): Promise<void> {
    const { signal } = this.leaving
    try {
      const story = await call<Story>('GET', `/api/stories/${this.id}`, { signal })
      this.happens({ kind: 'found', story, entries: await this.news(signal), now: this.now() })
      this.resume()
    } catch (fault) {
      if (signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      this.happens({ kind: fault.status === 404 ? 'missing' : 'unreachable' })
    }
  }

  /** By the page's clock nothing is left. The server counts parts of a second that it does not tell, so it may take one more. */
  async timeIsUp(): Promise<void> {
    await this.look()
    const { story } = this.play.get()
    if (this.leaving.signal.aborted || !story || story.state !== 'playing' || story.remaining_seconds > 0) return
    if (story.allowed.some((type) => type !== 'RESOLUTION')) setTimeout(() => void this.look(), MOMENT)
  }

  private async news(signal: AbortSignal): Promise<Entry[]> {
    const entries: Entry[] = []
    let from = this.play.get().journal.seen
    for (;;) {
      const page = await call<List<Entry>>('GET', `/api/stories/${this.id}/journal?after=${from}&limit=${PAGE}`, { signal })
      entries.push(...page.items)
      if (page.next_cursor === null || page.items.length === 0) return entries
      from = page.items.at(-1)?.seq ?? from
    }
  }

  /** Does something, once. Nothing while something else is on its way. */
  act(type: EventType, payload: Record<string, unknown>, words: string): void {
    const { story, going } = this.play.get()
    if (!story || going) return
    this.go({ key: newRequestId(), number: story.event_number + 1, type, payload, words })
  }

  private go(deed: Deed): void {
    this.happens({ kind: 'does', deed })
    if (this.play.get().going?.deed.key !== deed.key) return
    remember(shelfOf(this.id), JSON.stringify(deed))
    void this.send(deed)
  }

  /** The same once more, after it stopped on its way. */
  async again(): Promise<void> {
    const { going } = this.play.get()
    if (!going?.problem) return
    this.happens({ kind: 'again' })
    await this.send(going.deed)
  }

  /** Not that, after all: the story stands as the server has it. */
  async giveUp(): Promise<void> {
    const { going } = this.play.get()
    if (!going?.problem) return
    this.putBack(going.deed)
    this.happens({ kind: 'refused', problem: going.problem })
    await this.look()
  }

  /** It was not played. Words of one's own are where they were written, to be used again. */
  private putBack(deed: Deed): void {
    remember(shelfOf(this.id), null)
    if (deed.type === 'ACTION') remember(shelfOf(`${this.id}.words`), deed.words)
  }

  /** What was on its way when the page was left is asked for again: it was played, or is played now. */
  private resume(): void {
    const { story, going } = this.play.get()
    if (this.resumed) return
    this.resumed = true
    const deed = kept(remembered(shelfOf(this.id)))
    if (!story || going || !deed) return
    if (deed.number <= story.event_number) remember(shelfOf(this.id), null)
    else this.go(deed)
  }

  private async send(deed: Deed): Promise<void> {
    const { story } = this.play.get()
    const { signal } = this.leaving
    if (!story) return
    const body = { event: { type: deed.type, number: deed.number }, session: { session_id: story.session_id }, payload: deed.payload }
    const hearer = {
      more: (text: string) => this.happens({ kind: 'hears', text }),
      anew: (text: string) => this.happens({ kind: 'hearsAnew', text }),
    }
    try {
      const answer = await invoke(body, deed.key, hearer, signal)
      this.happens({ kind: 'answered', payload: answer.data.payload })
    } catch (fault) {
      if (signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      return this.fell(deed, fault)
    }
    remember(shelfOf(this.id), null)
    tabs.postMessage(this.id)
    await this.look()
  }

  private async fell(deed: Deed, problem: Problem): Promise<void> {
    if (MOVED_ON.has(problem.code)) {
      this.putBack(deed)
      this.happens({ kind: 'overtaken' })
      return this.look()
    }
    if (problem.status === 422 || problem.status === 404) {
      this.putBack(deed)
      this.happens({ kind: 'refused', problem })
      return this.look()
    }
    this.happens({ kind: 'stopped', problem })
  }

  /** Asks the server for something beside the play, and shows the story as it is then. */
  async ask(path: 'pause' | 'resume'): Promise<void> {
    if (this.play.get().asking) return
    this.happens({ kind: 'asks' })
    try {
      const story = await call<Story>('POST', `/api/stories/${this.id}/${path}`)
      this.happens({ kind: 'found', story, entries: [], now: this.now() })
      tabs.postMessage(this.id)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      this.happens({ kind: 'refused', problem: fault })
    } finally {
      this.happens({ kind: 'asked' })
    }
  }

  /** The story with another title. */
  renamed(story: Story): void {
    this.happens({ kind: 'found', story, entries: [], now: this.now() })
  }
}

/** What was kept, if it can be read; an older app may have written it. */
function kept(text: string | null): Deed | null {
  if (text === null) return null
  try {
    const deed = JSON.parse(text) as Partial<Deed>
    return typeof deed.key === 'string' && typeof deed.number === 'number' && typeof deed.type === 'string' ? (deed as Deed) : null
  } catch {
    return null
  }
}
