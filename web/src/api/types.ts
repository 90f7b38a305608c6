/** The shapes of the server's answers that the app reads. */

export interface Account {
  id: string
  username: string
  email: string | null
  role: 'member' | 'operator'
  created_at: string
}

export interface Setup {
  needed: boolean
  code_required: boolean
}

export interface Session {
  account: Account
  conversation_id: string | null
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
  version: number
  created_at: string
  updated_at: string
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
  kind: 'account' | 'persona' | 'model' | 'system'
  id: string | null
  name: string
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
