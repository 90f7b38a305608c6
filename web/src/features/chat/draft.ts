import { visitor } from '../../app/session'
import { remember, remembered } from '../../ui/storage'

/** What was being written, kept until the server has it: it outlives a reload, a lost connection and a lost session. */
function key(conversationId: string | null): string | null {
  const now = visitor.get()
  return now.kind === 'in' ? `draft.${now.account.id}.${conversationId ?? 'new'}` : null
}

export function draftOf(conversationId: string | null): string {
  const name = key(conversationId)
  return name === null ? '' : (remembered(name) ?? '')
}

export function keepDraft(conversationId: string | null, text: string): void {
  const name = key(conversationId)
  if (name !== null) remember(name, text)
}

/** Puts a text where one writes, before what is being written there. */
export function addToDraft(conversationId: string | null, text: string): void {
  const now = draftOf(conversationId)
  if (now !== text) keepDraft(conversationId, now.trim() === '' ? text : `${text}\n\n${now}`)
  window.dispatchEvent(new Event('raconteur:draft'))
}
