import type { Problem } from '../../api/problem'
import { lookAt, type Look } from './clock'
import { EMPTY, read, type Journal, type Moment } from './journal'
import type { Entry, EventType, Option, Payload, Story } from './wire'

/** Something that the player does, from the press until its answer is in the journal. Sent again it is the same. */
export interface Deed {
  key: string
  number: number
  type: EventType
  payload: Record<string, unknown>
  /** What is shown of it until it was told. */
  words: string
}

/** A deed that is on its way, what was heard of its scene, and why it stopped. */
export interface Going {
  deed: Deed
  told: string
  problem: Problem | null
}

export interface Play {
  status: 'loading' | 'ready' | 'missing' | 'failed'
  story: Story | null
  journal: Journal
  look: Look | null
  going: Going | null
  /** Why the last deed was not taken; what was written for it is still there. */
  refused: Problem | null
  /** The story went on elsewhere, under what was done here. */
  overtaken: boolean
  /** Number of the event that was answered here last: it is read out, and its first line is scrolled to. */
  fresh: number | null
  /** Something beside the play is asked of the server. */
  asking: boolean
}

export const BEFORE: Play = { status: 'loading', story: null, journal: EMPTY, look: null, going: null, refused: null, overtaken: false, fresh: null, asking: false }

export type Happening =
  | { kind: 'found'; story: Story; entries: readonly Entry[]; now: number }
  | { kind: 'missing' }
  | { kind: 'unreachable' }
  | { kind: 'does'; deed: Deed }
  | { kind: 'hears'; text: string }
  | { kind: 'hearsAnew'; text: string }
  | { kind: 'answered'; payload: Payload }
  | { kind: 'stopped'; problem: Problem }
  | { kind: 'again' }
  | { kind: 'refused'; problem: Problem }
  | { kind: 'overtaken' }
  | { kind: 'asks' }
  | { kind: 'asked' }

/** The play after something happened. Pure. */
export function after(play: Play, happening: Happening): Play {
  switch (happening.kind) {
    case 'found':
      return found(play, happening.story, read(play.journal, happening.entries), happening.now)
    case 'missing':
      return { ...play, status: 'missing', going: null }
    case 'unreachable':
      return play.status === 'ready' ? play : { ...play, status: 'failed' }
    case 'does':
      // One deed at a time: a second press finds the first on its way.
      return play.going ? play : { ...play, going: { deed: happening.deed, told: '', problem: null }, refused: null, overtaken: false }
    case 'hears':
      return withGoing(play, (going) => ({ ...going, told: going.told + happening.text }))
    case 'hearsAnew':
      return withGoing(play, (going) => ({ ...going, told: happening.text }))
    case 'answered':
      return answered(play, happening.payload)
    case 'stopped':
      return withGoing(play, (going) => ({ ...going, problem: happening.problem }))
    case 'again':
      return withGoing(play, (going) => ({ ...going, told: '', problem: null }))
    case 'refused':
      return { ...play, going: null, refused: happening.problem }
    case 'overtaken':
      return { ...play, going: null, overtaken: true }
    case 'asks':
      return { ...play, asking: true }
    case 'asked':
      return { ...play, asking: false }
  }
}

function withGoing(play: Play, change: (going: Going) => Going): Play {
  return play.going ? { ...play, going: change(play.going) } : play
}

/** The server's word counts. An older one than what is shown, overtaken on its way, changes nothing. */
function found(play: Play, story: Story, journal: Journal, now: number): Play {
  const older = play.story !== null && play.story.id === story.id && story.version < play.story.version
  const going = play.going && play.going.deed.number <= story.event_number ? null : play.going
  return { ...play, status: 'ready', story: older ? play.story : story, journal, look: older ? play.look : lookAt(story, now), going: older ? play.going : going }
}

/** Shown at once as it was told; what the journal says of it comes with the next look. */
function answered(play: Play, payload: Payload): Play {
  const { going } = play
  if (!going) return play
  const { deed } = going
  const known = play.journal.moments.some((moment) => moment.number === deed.number)
  const moments = known ? play.journal.moments : [...play.journal.moments, provisional(deed, payload, play)]
  return { ...play, journal: { ...play.journal, moments }, going: null, fresh: deed.number }
}

function provisional(deed: Deed, payload: Payload, play: Play): Moment {
  const before = play.journal.moments.at(-1)
  return {
    number: deed.number,
    type: deed.type,
    deed: deed.words,
    payload,
    luck: null,
    rulings: [],
    source: 'MODEL',
    mended: [],
    fault: null,
    turn: null,
    hits: payload.status ?? before?.hits ?? { player_hp: 100, enemy_hp: 0 },
    elapsedMs: before?.elapsedMs ?? 0,
    at: '',
  }
}

/** What the player may do now. */
export interface Offers {
  /** The event that an option is posted as; null where none may be chosen. */
  choosing: 'DECISION' | 'COMBAT' | 'PUZZLE' | null
  options: readonly Option[]
  /** Anything else may be done, in own words. */
  free: boolean
  /** Nothing is left but the end. */
  end: boolean
  /** It may be ended, though there is more to do. */
  mayEnd: boolean
  novel: boolean
}

const NONE: Offers = { choosing: null, options: [], free: false, end: false, mayEnd: false, novel: false }

export function offers({ story, going }: Pick<Play, 'story' | 'going'>): Offers {
  if (!story || !story.current || going) return NONE
  const { allowed, options } = story
  const choosing = (['DECISION', 'COMBAT', 'PUZZLE'] as const).find((type) => allowed.includes(type)) ?? null
  const free = allowed.includes('ACTION')
  const ends = allowed.includes('RESOLUTION')
  return {
    choosing,
    options: choosing ? options : [],
    free,
    end: ends && !choosing && !free,
    mayEnd: ends && (choosing !== null || free),
    novel: allowed.includes('NOVEL'),
  }
}

/** What is left to the owner alone where several choose: to end it, and to have the novel of it. */
export function leading(may: Offers): Offers {
  return { ...may, choosing: null, options: [], free: false }
}

/** Whether there is somebody to fight: then hit points are shown. */
export function fights(story: Pick<Story, 'next_event_type' | 'status'> & { event_type?: Story['event_type'] }): boolean {
  return story.status.enemy_hp > 0 || story.next_event_type === 'COMBAT' || story.event_type === 'COMBAT'
}
