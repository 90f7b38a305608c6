import type { Message, Started, Turn } from '../../api/types'
import type { TurnView } from '../../stream/turnView'
import type { ChatState } from './chat'

/** A random id of the shape of a UUID. `crypto.randomUUID` is closed to pages on plain http, this is not. */
export function newRequestId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

export function withoutOverlap(older: readonly Message[], path: readonly Message[]): Message[] {
  const known = new Set(path.map((message) => message.id))
  return [...older.filter((message) => !known.has(message.id)), ...path]
}

/** Puts a message where it belongs: in its own place, or after its parent, where a sibling's branch is left. */
export function graft(path: readonly Message[], message: Message): Message[] {
  const own = path.findIndex((one) => one.id === message.id)
  if (own >= 0) return path.map((one) => (one.id === message.id ? message : one))
  if (message.parent_id === null) return [message]
  const parent = path.findIndex((one) => one.id === message.parent_id)
  return [...(parent < 0 ? path : path.slice(0, parent + 1)), message]
}

function blank(id: string, parentId: string | null, role: Message['role'], turnId: string): Message {
  return {
    id,
    conversation_id: '',
    parent_id: parentId,
    turn_id: turnId,
    role,
    author: { kind: role === 'user' ? 'account' : 'model', id: null, name: '' },
    text: '',
    reasoning: null,
    state: role === 'user' ? 'complete' : 'running',
    hidden: false,
    model: null,
    usage: null,
    cost: null,
    sibling_ids: [id],
    version: 1,
    created_at: new Date().toISOString(),
  }
}

/** The path once a turn has begun: it ends in the turn's messages. */
export function afterStart(path: readonly Message[], started: Started, text: string): Message[] {
  return started.messages.reduce<Message[]>(
    (now, { id, parent_id, role }) => {
      if (now.some((message) => message.id === id)) return now
      return graft(now, { ...blank(id, parent_id, role, started.turn_id), text: role === 'user' ? text : '' })
    },
    [...path],
  )
}

/** The path with what was told so far laid over it. Text never becomes shorter than what was shown before. */
export function told(path: readonly Message[], turn: TurnView | null): readonly Message[] {
  if (!turn) return path
  return turn.messages.reduce<readonly Message[]>((now, live) => {
    if (live.role === 'user') return now
    const message = now.find((one) => one.id === live.id) ?? blank(live.id, live.parentId, live.role, turn.turnId)
    const text = live.text.length >= message.text.length ? live.text : message.text
    const reasoning = live.reasoning.length >= (message.reasoning?.length ?? 0) ? live.reasoning : message.reasoning
    return graft(now, { ...message, text, reasoning: reasoning || null, author: live.author ?? message.author })
  }, path)
}

/** The state once a turn is over, with the server's own words for what was said. */
export function afterTurn(state: ChatState, turn: Turn): ChatState {
  const messages = turn.messages.reduce(graft, [...told(state.messages, state.turn)])
  const answer = messages.findLast((message) => message.turn_id === turn.turn_id && message.role === 'assistant')
  return {
    ...state,
    messages,
    turn: null,
    stopping: false,
    connection: 'live',
    fault: turn.error,
    finish: state.turn?.messages.find((message) => message.id === answer?.id)?.finish ?? null,
    ended: answer ? { state: turn.state, messageId: answer.id } : null,
  }
}
