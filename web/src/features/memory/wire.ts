/** What the server tells of what a character remembers. */

export interface Who {
  id: string
  name: string
}

/** One thing remembered. */
export interface Line {
  id: string
  text: string
  /** The messages it was made of; none where a person wrote it. */
  messages: readonly string[]
  counterpart: Who | null
  /** From 0 to 15; nothing where nobody judged it. */
  importance: number | null
  created_at: string
}

export interface Sizes {
  session: number
  short_term: number
  long_term: number
}

/** What holds at one place of a conversation. */
export interface Memories {
  conversation_id: string
  leaf: string | null
  version: number
  short_term: readonly Line[]
  long_term: readonly Line[]
  budgets: Sizes
  used: Sizes
  compressing: boolean
}

export type Term = 'short_term' | 'long_term'
