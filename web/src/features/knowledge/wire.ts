/** What the server tells of collections of knowledge. */

export interface Collection {
  id: string
  name: string
  description: string
  /** Files in its ledger, also those that could not be read. */
  file_count: number
  failed_count: number
  passage_count: number
  byte_count: number
  use_count: number
  version: number
  created_at: string
  updated_at: string
}

/** One line of a collection's ledger. */
export interface KnownFile {
  id: string
  name: string
  hash: string
  bytes: number
  state: 'done' | 'failed'
  passage_count: number
  error: Said | null
  /** Where a page of a wiki is from. */
  url: string | null
  licence: string | null
  updated_at: string
}

export interface Said {
  code: string
  message: string
}

/** What became of one file that was sent. */
export interface Taken {
  outcome: 'added' | 'changed' | 'unchanged' | 'failed'
  file: KnownFile
}

/** A piece of a file that is found and told whole. */
export interface Passage {
  id: string
  collection_id: string
  collection: string
  file: string
  /** Headings or keys above it, the outermost first. */
  title: string
  text: string
  url: string | null
  licence: string | null
}

export interface Found {
  score: number
  passage: Passage
}

export interface Findings {
  passages: readonly Found[]
}

export type UseKind = 'account' | 'character'

/** A place at which a collection is open. */
export interface Use {
  kind: UseKind
  place: string | null
}

export interface Begun {
  task_id: string
}

/** What is searched: collections, or those that are open at a character. */
export type Where = { collections: readonly string[] } | { character: string }
