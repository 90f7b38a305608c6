/** What the server tells of lorebooks. Entries are in the words of SillyTavern's world files. */

export interface LorebookCard {
  id: string
  name: string
  description: string
  entry_count: number
  use_count: number
  version: number
  created_at: string
  updated_at: string
}

/** One thing to know, and when to tell it. Fields that mean nothing to us are kept as they came. */
export interface Entry {
  uid: string | number
  key: readonly string[]
  keysecondary: readonly string[]
  comment: string
  content: string
  constant: boolean
  selective: boolean
  /** How the secondary keys make a condition: any, not all, none, all. */
  selectiveLogic: number
  order: number
  position: number
  disable: boolean
  /** Nothing leaves it to the book, like the two after it. */
  scanDepth: number | null
  caseSensitive: boolean | null
  matchWholeWords: boolean | null
  depth: number
  role: number
  outletName: string
  probability: number
  useProbability: boolean
  group: string
  groupOverride: boolean
  groupWeight: number
  useGroupScoring: boolean | null
  excludeRecursion: boolean
  preventRecursion: boolean
  delayUntilRecursion: number
  sticky: number | null
  cooldown: number | null
  delay: number | null
  triggers: readonly string[]
  ignoreBudget: boolean
  [other: string]: unknown
}

export interface Remark {
  path: string
  message: string
}

export interface Lorebook {
  id: string
  name: string
  description: string
  scan_depth: number | null
  token_budget: number | null
  recursive_scanning: boolean | null
  entries: readonly Entry[]
  extra: Readonly<Record<string, unknown>>
  /** What of it is not taken as it stands. */
  remarks: readonly Remark[]
  version: number
  created_at: string
  updated_at: string
}

export type UseKind = 'character' | 'persona' | 'conversation' | 'account'

/** A place at which a book is open. */
export interface Use {
  kind: UseKind
  place: string | null
  position: number | null
}

export interface Persona {
  id: string
  name: string
  description: string
  is_default: boolean
}

export interface Where {
  kind: 'message' | 'source' | 'entry'
  /** Its place among those that were sent, from 0. */
  message: number | null
  source: string | null
  uid: string | null
}

export interface Placement {
  position: string
  depth: number | null
  role: string
  outlet: string | null
}

/** What became of one entry. */
export interface Verdict {
  uid: string
  title: string
  told: boolean
  reason: string
  /** The same as a sentence. */
  why: string
  key: string
  where: Where | null
  round: number
  order: number
  tokens: number
  budget_dropped: boolean
  placement: Placement | null
  text: string | null
}

export interface PromptLine {
  role: string
  message: number | null
  uid: string | null
}

export interface Prompt {
  sections: Readonly<Record<string, readonly string[]>>
  history: readonly PromptLine[]
}

/** Which entries fire, and why. */
export interface Report {
  entries: readonly Verdict[]
  tokens: number
  budget: number
  full: boolean
  hurried: boolean
  disabled: readonly string[]
  at_position: Prompt
  append_only: Prompt
}
