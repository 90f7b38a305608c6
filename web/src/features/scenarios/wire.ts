import type { Difficulty } from '../stories/wire'

/** A start for stories that an author made. What is left out is left to the storyteller. */
export interface Scenario {
  title: string
  summary?: string | null
  language: string
  premise: string
  player_role?: string | null
  primary_goal?: string | null
  stakes?: string | null
  tone?: string | null
  slots?: { tone_bias?: string[] | null; theme_bias?: string[] | null; npc_bias?: string[] | null } | null
  allowed_events?: string[] | null
  constraints?: { content_rating?: string | null; max_chars_scene?: number | null; max_chars_option?: number | null; forbidden_terms?: string[] | null } | null
  cast?: Role[] | null
  lorebook?: { budget?: number | null; entries?: Lore[] | null } | null
  difficulty?: string | null
  player_count?: number | null
  hard_limit_seconds?: number | null
  model?: string | null
}

export interface Role {
  name: string
  description?: string | null
  voice?: string | null
  lines?: string[] | null
}

export interface Lore {
  keys?: string[] | null
  text: string
  constant?: boolean | null
  order?: number | null
}

/** A scenario in a list: one's own, shared by an operator, or of the library. */
export interface Card {
  id: string
  origin: 'own' | 'shared' | 'library'
  title: string
  summary: string
  language: string
  tone: string
  allowed_events: string[]
  cast: string[]
  difficulty: Difficulty
  player_count: number
  hard_limit_seconds: number
  version: number
  updated_at: string
}

export interface Kept {
  id: string
  origin: Card['origin']
  scenario: Scenario
  /** What it is a copy of, in the answer that made it. */
  copied_from: string | null
  version: number
}

export interface Fault {
  path: string
  line: number | null
  message: string
}

export interface Verdict {
  valid: boolean
  faults: Fault[]
  scenario: Scenario | null
}

export interface Drawn {
  seed: string
  slots: { tone_bias?: string | null; theme_bias?: string | null; npc_bias?: string | null }
}
