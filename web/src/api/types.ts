/** The shapes of the server's answers that the app reads. */

export interface Account {
  id: string
  username: string
  email: string | null
  /** False while the address waits for its letter's link to be opened. */
  email_verified: boolean
  /** An address that takes the other's place once the link in its letter is opened. */
  pending_email: string | null
  /** Where the picture is, or nothing: then one is drawn from the name. */
  avatar: string | null
  role: 'member' | 'operator'
  version: number
  created_at: string
}

export type Verification = 'none' | 'optional' | 'mandatory'

/** Whether somebody lives here, and how one gets in. */
export interface Setup {
  needed: boolean
  code_required: boolean
  registration: 'open' | 'invite' | 'closed'
  email_verification: Verification
  /** Whether letters are sent; otherwise the operator hands out links. */
  mail: boolean
  /** What newcomers accept: an address or the text itself, where the operator has put one down. */
  terms: string | null
}

export interface Session {
  /** Nothing when the new account's address must be verified before anybody gets in. */
  token: string | null
  account: Account
  conversation_id: string | null
  email_verification?: Verification | null
}

export interface Device {
  id: string
  name: string
  current: boolean
  created_at: string
  last_seen_at: string
  expires_at: string
}

export interface Balance {
  balance: string
  held: string
  currency: string
}

export interface Model {
  id: string
  name: string
  provider: string
  context_tokens: number | null
  max_output_tokens: number | null
  prices: { input: string; output: string; cached: string | null } | null
  abilities: string[]
  is_default: boolean
  is_demo: boolean
}

/** A provider that takes keys of people's own, and what is kept of mine. */
export interface OwnProvider {
  id: string
  key: { last_four: string; usable: boolean } | null
}

/** A provider as operators see it, as far as the app reads it. */
export interface Provider {
  id: string
  source: 'environment' | 'builtin' | 'operator' | 'discovered'
  enabled: boolean
  set_up: boolean
  needs_key: boolean
}

/** What happened when a provider was tried. */
export interface Trial {
  works: boolean
  model: string | null
  message: string
  detail: string | null
}

/** How a model is asked. What is null or missing is the model's own. */
export interface Parameters {
  temperature?: number | null
  max_tokens?: number | null
}

export interface Conversation {
  id: string
  title: string
  model: string | null
  parameters: Parameters
  leaf_id: string | null
  running_turn_id: string | null
  /** Who answers in it, where that is a character and not a model as such. */
  character?: Speaker | null
  version: number
  created_at: string
  updated_at: string
}

export interface Speaker {
  id: string
  name: string
  avatar_url: string | null
}

export type MessageState = 'complete' | 'running' | 'stopped' | 'interrupted' | 'failed'

export interface Usage {
  input_tokens: number
  output_tokens: number
  cached_tokens: number
  reasoning_tokens: number
  estimated: boolean
  cost: string | null
}

export interface Author {
  kind: 'account' | 'persona' | 'character' | 'model' | 'system'
  id: string | null
  name: string
}

/** A passage of knowledge that an answer was given with. */
export interface Source {
  /** By which the prompt calls it, from 1. */
  number: number
  /** The passage, as long as its file is unchanged. */
  passage_id: string
  collection_id: string
  collection: string
  file: string
  title: string
  url: string | null
  licence: string | null
}

/** One utterance in the tree. The list that the app holds is the path from the root to the chosen leaf. */
export interface Message {
  id: string
  conversation_id: string
  parent_id: string | null
  turn_id: string | null
  role: 'user' | 'assistant' | 'system'
  author: Author
  text: string
  reasoning: string | null
  state: MessageState
  hidden: boolean
  model: string | null
  usage: Usage | null
  cost: string | null
  sibling_ids: string[]
  version: number
  created_at: string
  sources?: readonly Source[]
}

export type TurnState = 'admitted' | 'running' | 'completed' | 'stopped' | 'failed' | 'interrupted'

export interface TurnFault {
  code: string
  message: string
  retryable: boolean
  trace_id?: string
}

export interface Turn {
  turn_id: string
  conversation_id: string
  state: TurnState
  messages: Message[]
  usage: Usage | null
  cost: string | null
  error: TurnFault | null
  last_event: number
}

export interface Started {
  turn_id: string
  messages: { id: string; parent_id: string | null; role: Message['role'] }[]
}

export interface List<T> {
  items: T[]
  next_cursor: string | null
}

/** A key for programs. Its text is told once, when it is made. */
export interface ApiKey {
  id: string
  name: string
  prefix: string
  scopes: string[]
  /** Empty: everything that its owner may ask. */
  models: string[]
  per_minute: number | null
  budget: string | null
  created_at: string
  expires_at: string | null
  last_used_at: string | null
}

/** A text that begins a conversation, one's own or everybody's. */
export interface Preset {
  id: string
  title: string
  prompt: string
  auto_send: boolean
  model: string | null
  parameters: Parameters
  shared: boolean
  version: number
  created_at: string
}
