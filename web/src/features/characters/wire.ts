/** What the server tells of characters and of the tasks that make them. */

export type Visibility = 'private' | 'unlisted' | 'public'

/** The eight facets and their fields, in the order in which they are read. */
export const FACETS = {
  basic_info: ['name', 'age', 'gender', 'occupation', 'identity_background', 'appearance', 'titles'],
  personality: ['traits', 'values', 'emotion_style', 'speaking_style', 'preferences', 'dislikes', 'motivation_goals'],
  background: ['origin', 'experiences', 'current_situation', 'relationships', 'secrets'],
  knowledge: ['knowledge_domain', 'skills', 'limitations'],
  dialogue_rules: ['tone', 'language_style', 'behavior_constraints', 'interaction_pattern'],
  tasks: ['task_goal', 'dialogue_intent', 'interaction_limits', 'trigger_conditions'],
  worldview: ['worldview', 'timeline', 'social_rules', 'external_resources'],
  system_params: ['consistency_control', 'preference_control', 'safety_limits', 'deduction_range'],
} as const

export type Facet = keyof typeof FACETS
export type FieldOf = { [F in Facet]: `${F}.${(typeof FACETS)[F][number]}` }[Facet]
export const FACET_NAMES = Object.keys(FACETS) as Facet[]

/** These two are lists; everything else is one text. */
export const LISTS: ReadonlySet<string> = new Set<FieldOf>(['background.experiences', 'background.relationships'])

export type Trait = string | readonly string[]
export type Profile = Partial<Record<Facet, Partial<Record<string, Trait>>>>

export interface Provenance {
  kind: 'source' | 'inferred' | 'written'
  /** The sentence of the source that says so. */
  quote: string | null
}

export interface SourceInfo {
  kind: string
  title: string | null
  url: string | null
  revision: string | null
  licence: string | null
  licence_url: string | null
  fetched_at: string | null
  length: number
}

export interface SourceText extends Omit<SourceInfo, 'length'> {
  text: string
}

export interface Character {
  id: string
  name: string
  nickname: string
  language: string
  brief: string
  visibility: Visibility
  tags: readonly string[]
  own: boolean
  profile: Profile
  provenance: Readonly<Record<string, Provenance>>
  categories: Readonly<Record<string, 'done' | 'failed' | 'empty'>>
  greetings: readonly string[]
  group_greetings: readonly string[]
  description: string
  personality: string
  scenario: string
  examples: string
  system_prompt: string
  post_history_instructions: string
  creator_notes: string
  creator: string
  character_version: string
  source: SourceInfo | null
  avatar_url: string | null
  /** How many entries the lorebook has that came with the card. */
  book_entries: number
  model: string | null
  version: number
  created_at: string
  updated_at: string
}

/** A character as it stands in a list. */
export interface CharacterCard {
  id: string
  name: string
  brief: string
  tags: readonly string[]
  visibility: Visibility
  avatar_url: string | null
  own: boolean
  /** The task that is making it. */
  creating: string | null
  updated_at: string
  created_at: string
}

/** What anybody may see of a character, signed in or not. */
export interface PublicCharacter {
  id: string
  name: string
  brief: string
  tags: readonly string[]
  greeting: string
  avatar_url: string | null
  by: string
  updated_at: string
}

export interface TagCount {
  tag: string
  count: number
}

export const SOURCES = ['baike', 'zhwiki', 'wikipedia', 'mediawiki', 'url', 'text', 'blank'] as const
export type Source = (typeof SOURCES)[number]

/** One of those who go by a name. */
export interface Namesake {
  title: string
  snippet: string
  href: string
}

export type PartState = 'pending' | 'running' | 'done' | 'failed'

export interface Task {
  id: string
  kind: string
  status: 'pending' | 'running' | 'done' | 'error' | 'cancelled'
  progress: number
  step: string
  categories: Readonly<Record<string, PartState>>
  elapsed_ms: number
  character_id: string | null
  result: unknown
  error: { code: string; message: string } | null
  created_at: string
}

/** What is asked for when a character shall be made. */
export interface Started {
  task_id: string
  character_id: string
}

/** What became of one file that was brought. */
export interface Imported {
  file: string
  character_id: string | null
  name: string | null
  spec: string | null
  warnings: readonly string[]
  error: { code: string; message: string } | null
}
