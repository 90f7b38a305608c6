import type { Author, Message, TurnFault, TurnState, Usage } from '../api/types'
import type { StreamEvent } from './sse'

/** One message of a turn as far as it has been told. */
export interface Told {
  id: string
  parentId: string | null
  role: Message['role']
  author: Author | null
  text: string
  reasoning: string
  finish: string | null
}

/** A turn as the events tell it. Folding the same events always gives the same view. */
export interface TurnView {
  turnId: string
  state: TurnState
  messages: readonly Told[]
  usage: Usage | null
  fault: TurnFault | null
  /** Where it stands in the queue, 1 being next; nothing once it runs. */
  place: number | null
  done: boolean
}

export function emptyView(turnId: string): TurnView {
  return { turnId, state: 'admitted', messages: [], usage: null, fault: null, place: null, done: false }
}

interface Data {
  state?: TurnState
  message_id?: string
  parent_id?: string | null
  role?: Message['role']
  author?: Author
  text?: string
  reasoning?: string | null
  finish_reason?: string
  step?: string
  done?: number
  total?: number
  messages?: { message_id: string; text?: string; reasoning?: string | null }[]
}

export function after(view: TurnView, event: StreamEvent): TurnView {
  if (typeof event.data !== 'object' || event.data === null) return view
  const data = event.data as Data
  switch (event.name) {
    case 'turn':
      return data.state ? { ...view, state: data.state, place: data.state === 'admitted' ? view.place : null } : view
    case 'message':
      return begun(view, data)
    case 'progress':
      return data.step === 'queued' ? { ...view, place: Math.max(1, (data.total ?? 1) - (data.done ?? 0)) } : view
    case 'delta':
      return change(view, data.message_id, (told) => ({ ...told, text: told.text + (data.text ?? ''), reasoning: told.reasoning + (data.reasoning ?? '') }))
    case 'message_end':
      return change(view, data.message_id, (told) => ({ ...told, finish: data.finish_reason ?? 'stop' }))
    case 'usage':
      return { ...view, usage: event.data as Usage }
    case 'error':
      return { ...view, fault: event.data as TurnFault }
    case 'resync':
      return resynced(view, data)
    case 'done':
      return { ...view, state: data.state ?? view.state, done: true }
    default:
      return view
  }
}

function begun(view: TurnView, data: Data): TurnView {
  if (!data.message_id) return view
  const told: Told = {
    id: data.message_id,
    parentId: data.parent_id ?? null,
    role: data.role ?? 'assistant',
    author: data.author ?? null,
    text: '',
    reasoning: '',
    finish: null,
  }
  return { ...view, messages: [...view.messages.filter((message) => message.id !== told.id), told] }
}

function change(view: TurnView, id: string | undefined, edit: (told: Told) => Told): TurnView {
  if (!id) return view
  const known = view.messages.some((message) => message.id === id)
  const base = known ? view : begun(view, { message_id: id })
  return { ...base, messages: base.messages.map((message) => (message.id === id ? edit(message) : message)) }
}

function resynced(view: TurnView, data: Data): TurnView {
  let next: TurnView = { ...view, state: data.state ?? view.state, place: data.state === 'admitted' ? view.place : null }
  for (const { message_id, text, reasoning } of data.messages ?? []) {
    next = change(next, message_id, (told) => ({ ...told, text: text ?? '', reasoning: reasoning ?? '' }))
  }
  return next
}
