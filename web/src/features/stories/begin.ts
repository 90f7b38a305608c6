import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { remember, remembered } from '../../ui/storage'
import { store, type Store } from '../../ui/store'
import { newRequestId } from '../chat/path'
import { invoke } from './invoke'
import { shelfOf } from './player'
import { beginning, type Wishes } from './wishes'
import type { Story } from './wire'

/** A story that was asked for, until it is there. */
interface Asked {
  key: string
  session: string
  body: unknown
}

export interface Opening {
  told: string
  problem: Problem | null
  /** The story, once it has begun. */
  id: string | null
}

/** Puts down that a story shall begin. It begins when the page that tells its opening is there. */
export function askForStory(wishes: Wishes, locale: string): void {
  const session = newRequestId()
  const asked: Asked = { key: newRequestId(), session, body: beginning(wishes, session, locale) }
  remember(shelfOf('begin'), JSON.stringify(asked))
}

export function nothingAsked(): void {
  remember(shelfOf('begin'), null)
}

/** The story that was asked for, begun once however often the page is opened; nothing where none was. */
export class Beginning {
  readonly opening: Store<Opening> = store<Opening>({ told: '', problem: null, id: null })
  private leaving = new AbortController()

  private constructor(private readonly asked: Asked) {}

  static kept(): Beginning | null {
    try {
      const asked = JSON.parse(remembered(shelfOf('begin')) ?? 'null') as Asked | null
      return asked && typeof asked.key === 'string' && typeof asked.session === 'string' ? new Beginning(asked) : null
    } catch {
      return null
    }
  }

  open(): void {
    this.leaving = new AbortController()
    void this.begin()
  }

  close(): void {
    this.leaving.abort()
  }

  async begin(): Promise<void> {
    const { signal } = this.leaving
    this.opening.set({ told: '', problem: null, id: null })
    const hearer = {
      more: (text: string) => this.opening.set((now) => ({ ...now, told: now.told + text })),
      anew: (text: string) => this.opening.set((now) => ({ ...now, told: text })),
    }
    try {
      await invoke(this.asked.body, this.asked.key, hearer, signal)
      const found = await call<List<Story>>('GET', `/api/stories?session_id=${encodeURIComponent(this.asked.session)}&limit=1`, { signal })
      const id = found.items[0]?.id
      if (id === undefined) throw Problem.offline()
      nothingAsked()
      this.opening.set((now) => ({ ...now, id }))
    } catch (fault) {
      if (signal.aborted) return
      if (!(fault instanceof Problem)) throw fault
      this.opening.set((now) => ({ ...now, problem: fault }))
    }
  }
}
