import { store } from '../ui/store'

/**
 * Whether this page is one of the few that an account may have open. `crowded`: others have all the places; `resting`:
 * it gave its place to another page of this browser.
 */
export type Standing = 'admitted' | 'crowded' | 'resting'

export const standing = store<Standing>('admitted')

/** What holds a page's place at the server, as far as a crowd is concerned. */
export interface Place {
  /** Gives the place back. */
  leave: () => void
  /** Asks for one again; whether there was one. */
  take: () => Promise<boolean>
}

type Note =
  | { kind: 'asked'; from: string }
  | { kind: 'here'; to: string; from: string; seen: number }
  | { kind: 'rest'; to: string }

const HEARD = 300
const TRIES = 8
const BETWEEN = 250

/** What pages speak through: of a BroadcastChannel as much as is needed. */
export interface Air {
  postMessage: (note: unknown) => void
  addEventListener: (type: 'message', listener: (event: MessageEvent) => void) => void
}

/** The pages of one browser, among themselves. */
export class Crowd {
  private place: Place | null = null
  private seen = Date.now()
  private heard: { from: string; seen: number }[] = []
  private readonly name = String(Math.random())

  constructor(
    private readonly channel: Air,
    private readonly wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds)),
  ) {
    channel.addEventListener('message', ({ data }) => this.hear(data as Note))
  }

  /** This page is looked at. */
  look(now: number): void {
    this.seen = now
  }

  /** Who holds the place of this page from now on. */
  holds(place: Place): void {
    this.place = place
  }

  /** Takes a place that is free, or that of the page that was looked at least recently; false when it got none. */
  async takeOver(): Promise<boolean> {
    if (await this.place?.take()) return true
    this.heard = []
    this.tell({ kind: 'asked', from: this.name })
    await this.wait(HEARD)
    const [last] = this.heard.toSorted((one, other) => one.seen - other.seen)
    if (last) this.tell({ kind: 'rest', to: last.from })
    // The place is free once the server has noticed, so it is asked for a few times.
    for (let tries = 0; tries < TRIES; tries++) {
      await this.wait(BETWEEN)
      if (await this.place?.take()) return true
    }
    return false
  }

  private hear(note: Note): void {
    if (note.kind === 'asked') {
      if (standing.get() === 'admitted') this.tell({ kind: 'here', to: note.from, from: this.name, seen: this.seen })
    } else if (note.kind === 'here') {
      if (note.to === this.name) this.heard.push(note)
    } else if (note.kind === 'rest' && note.to === this.name) {
      standing.set('resting')
      this.place?.leave()
    }
  }

  private tell(note: Note): void {
    this.channel.postMessage(note)
  }
}

export const crowd = new Crowd(new BroadcastChannel('raconteur.pages'))

document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') crowd.look(Date.now())
})
