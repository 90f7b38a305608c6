/** The shapes of stories on the wire, as far as the app reads them. */

export type EventType = 'INIT' | 'DECISION' | 'ACTION' | 'COMBAT' | 'PUZZLE' | 'RESOLUTION' | 'NOVEL'

export type Difficulty = 'EASY' | 'NORMAL' | 'HARD'

export interface Option {
  id: number
  text: string
}

/** A story as it is now. */
export interface Story {
  id: string
  session_id: string
  /** Whether it is what its session's name stands for; otherwise another run took that place. */
  current: boolean
  title: string
  state: 'playing' | 'paused' | 'over'
  difficulty: Difficulty
  player_count: number
  language: string
  event_number: number
  event_type: EventType | null
  next_event_type: string
  allowed: EventType[]
  options: Option[]
  scene: string
  npc_line: string
  memory_summary: string
  arc_progress: number
  status: Hits
  hard_limit_seconds: number
  elapsed_seconds: number
  remaining_seconds: number
  origin: { story_id: string; after: number } | null
  version: number
  created_at: string
  updated_at: string
}

export interface Hits {
  player_hp: number
  enemy_hp: number
}

/** Something that happened, as the journal has it; what is in `data` differs by type. */
export interface Entry {
  seq: number
  type: string
  at: string
  data: Record<string, unknown>
}

/** What a call tells: all fields that any type of event has, each where it is one's own. */
export interface Payload {
  ai_state?: { title?: string; tone?: string; memory_summary?: string; arc_progress?: number }
  mainline?: { premise?: string; player_role?: string; primary_goal?: string; stakes?: string }
  opening?: { scene?: string; npc_line?: string }
  start_hint?: { how_to_play_next?: string }
  action?: { text?: string; accepted?: boolean; reason?: string }
  puzzle?: { title?: string; riddle?: string; hint_level?: number; key_fact?: string } | null
  attempt?: { is_correct?: boolean }
  result?: {
    player_action?: string
    enemy_action?: string
    outcome?: string
    effect?: string
    consequence?: string
    damage_to_enemy?: number
    damage_to_player?: number
    failure_level?: 'none' | 'minor' | 'major' | 'deadly'
  }
  scene?: { summary?: string; npc_line?: string }
  status?: Hits
  ending?: { title?: string; outcome?: string }
  epilogue?: { scene?: string; closing_line?: string }
  key_choices?: { event_type?: string; choice_text?: string; impact?: string }[]
  novel_summary?: { story_overview?: string; player_journey?: string; final_outcome?: string }
  title?: string
  content?: string
  options?: Option[]
}

/** The answer to an event. */
export interface Invoked {
  code: 0
  data: { event: { type: string }; session: { session_id: string; event_number: number }; payload: Payload }
}

export interface Difference {
  event_number: number
  field: string
  recorded: unknown
  replayed: unknown
}

/** What came of playing a story again. */
export interface Replayed {
  story_id: string | null
  events: number
  whole: boolean
  differences: Difference[]
}
