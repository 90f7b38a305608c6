/** The shapes of stories that several play, and of those that are shared to read, as far as the app reads them. */
import type { EventType, Hits, Option, Payload } from '../stories/wire'
import type { Told } from '../stories/Tale'

/** How several become one: the most votes win, or everybody acts. */
export type Rounds = 'vote' | 'act'

/** One event as players and readers see it, without anything behind it. */
export interface StoryTold {
  number: number
  /** In small letters. */
  type: string
  chosen: string | null
  payload: Payload
  at: string
}

/** What one player wants in a round: an option or words. */
export interface Choice {
  selected_option_id: number | null
  text: string | null
}

export interface Round {
  /** The event that it decides. */
  event_number: number
  state: 'waiting' | 'open' | 'telling'
  remaining_ms: number | null
  chosen: number
  due: number
  yours: Choice | null
  /** Why the event could not be told; the round is open again. */
  problem?: { code: string; message: string } | null
}

export interface Seat {
  id: string
  name: string
  host: boolean
  here: boolean
  chosen: boolean
  /** How many events this player took part in. */
  events: number
  cost: string
}

/** A story that several play, as one of them sees it. */
export interface StoryParty {
  revision: number
  story_id: string
  title: string
  language: string
  state: 'playing' | 'paused' | 'over'
  event_number: number
  next_event_type: string | null
  options: Option[]
  scene: string
  npc_line: string
  status: Hits
  arc_progress: number
  remaining_seconds: number
  told: StoryTold | null
  rounds: Rounds
  round_seconds: number
  /** The host's alone. */
  code: string | null
  host: boolean
  /** Which of the players asks. */
  you: string
  round: Round
  players: Seat[]
  cost: string
}

/** A story as anybody with its link reads it. */
export interface SharedStory {
  title: string
  language: string
  state: 'playing' | 'paused' | 'over'
  event_number: number
  items: StoryTold[]
  updated_at: string
}

export function momentOf({ number, type, chosen, payload }: StoryTold): Told {
  return { number, type: type.toUpperCase() as EventType, deed: chosen ?? '', payload }
}
