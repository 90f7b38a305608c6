import { call } from '../../api/client'
import { Problem, whatHappened } from '../../api/problem'
import type { Conversation, List } from '../../api/types'
import { translate } from '../../i18n/t'
import type { Changed } from '../../stream/line'
import { store } from '../../ui/store'
import { toast } from '../../ui/toasts'

export interface Shelf {
  items: readonly Conversation[]
  cursor: string | null
  state: 'loading' | 'ready' | 'failed'
}

const EMPTY: Shelf = { items: [], cursor: null, state: 'loading' }

/** The account's conversations, the one last spoken in first. */
export const shelf = store<Shelf>(EMPTY)

export function clearShelf(): void {
  shelf.set(EMPTY)
}

export async function loadShelf(more = false): Promise<void> {
  const { cursor } = shelf.get()
  try {
    const list = await call<List<Conversation>>('GET', `/api/conversations?limit=50${more && cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''}`)
    shelf.set((now) => {
      const before = more ? now.items : []
      const known = new Set(before.map((one) => one.id))
      return { items: [...before, ...list.items.filter((one) => !known.has(one.id))], cursor: list.next_cursor, state: 'ready' }
    })
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    shelf.set((now) => ({ ...now, state: 'failed' }))
  }
}

/** Puts a conversation that was spoken in, renamed or brought back where it belongs. */
export function shelve(conversation: Conversation): void {
  shelf.set((now) => ({
    ...now,
    items: [conversation, ...now.items.filter((one) => one.id !== conversation.id)].toSorted((a, b) => b.updated_at.localeCompare(a.updated_at)),
  }))
}

/** Something happened to a conversation elsewhere: the list shows it as it is now. */
export async function heardOf({ conversation_id, change }: Changed): Promise<void> {
  if (change === 'deleted') return shelf.set((now) => ({ ...now, items: now.items.filter((one) => one.id !== conversation_id) }))
  // One that was only made shows in no list yet.
  if (change === 'made' || shelf.get().state !== 'ready') return
  try {
    shelve(await call<Conversation>('GET', `/api/conversations/${conversation_id}`))
  } catch (fault) {
    // What cannot be read now is read with the next list.
    if (!(fault instanceof Problem)) throw fault
  }
}

export function titleOf({ title, character }: Pick<Conversation, 'title' | 'character'>): string {
  return title || character?.name || translate('list.untitled')
}

export async function rename(conversation: Conversation, title: string): Promise<void> {
  const change = (version: number) => call<Conversation>('PATCH', `/api/conversations/${conversation.id}`, { body: { title, version } })
  try {
    shelve(await change(conversation.version))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    if (fault.code !== 'VERSION_CONFLICT') return tell(fault)
    // A turn that ended meanwhile moved the version on. The title is what the person just typed, so it stands.
    const newest = await call<Conversation>('GET', `/api/conversations/${conversation.id}`)
    shelve(await change(newest.version))
  }
}

/** Gone at once, and back at a press of Undo. */
export async function remove(conversation: Conversation): Promise<void> {
  const title = titleOf(conversation)
  try {
    await call('DELETE', `/api/conversations/${conversation.id}`)
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    if (fault.status !== 404) return tell(fault)
  }
  shelf.set((now) => ({ ...now, items: now.items.filter((one) => one.id !== conversation.id) }))
  toast(translate('list.deleted', { title }), { label: translate('list.undo'), run: () => void bringBack(conversation) })
}

async function bringBack(conversation: Conversation): Promise<void> {
  try {
    await call('POST', `/api/conversations/${conversation.id}/restore`)
    shelve(await call<Conversation>('GET', `/api/conversations/${conversation.id}`))
    toast(translate('list.restored', { title: titleOf(conversation) }))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    tell(fault)
  }
}

function tell(fault: Problem): void {
  toast(whatHappened(translate, fault.code, fault.message))
}
