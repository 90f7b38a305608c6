import { call } from '../../api/client'
import { go } from '../../app/router'
import { visitor } from '../../app/session'
import { translate } from '../../i18n/t'
import { store } from '../../ui/store'
import { toast } from '../../ui/toasts'
import { told } from '../characters/deeds'
import { bookOf } from './place'
import type { Lorebook, LorebookCard, Use } from './wire'

type Named = Pick<LorebookCard, 'id' | 'name'>

/** Where this browser keeps what was written in a book and is not saved. */
export function shelfOf(id: string): string {
  const who = visitor.get()
  return `draft.${who.kind === 'in' ? who.account.id : ''}.lorebook.${id}`
}

/** Counts what was done here to one's books, so that whoever shows a list of them asks for it anew. */
export const stirred = store(0)

export function stir(): void {
  stirred.set((now) => now + 1)
}

export function made(name: string): Promise<void> {
  return call<Lorebook>('POST', '/api/lorebooks', { body: { name, entries: [] } }).then(({ id }) => go(bookOf(id)))
}

/** Gone at once, and back at a press of Undo. */
export function removed({ id, name }: Named): Promise<boolean> {
  return told(async () => {
    await call('DELETE', `/api/lorebooks/${id}`)
    stir()
    const back = () =>
      void told(async () => {
        await call('POST', `/api/lorebooks/${id}/restore`)
        toast(translate('lore.restored', { name }))
        stir()
      })
    toast(translate('lore.deleted', { name }), { label: translate('list.undo'), run: back })
  })
}

export type Format = 'sillytavern' | 'v3'

/** Has the browser save the book as a file. */
export function save({ id, name }: Named, format: Format): void {
  const anchor = document.createElement('a')
  anchor.href = `/api/lorebooks/${id}/export?format=${format}`
  anchor.download = `${name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').slice(0, 80) || 'lorebook'}.json`
  anchor.click()
}

export async function usesOf(id: string): Promise<readonly Use[]> {
  return (await call<{ uses: Use[] }>('GET', `/api/lorebooks/${id}/uses`)).uses
}

export async function use(id: string, uses: readonly Use[]): Promise<readonly Use[]> {
  const kept = await call<{ uses: Use[] }>('PUT', `/api/lorebooks/${id}/uses`, { body: { uses } })
  stir()
  return kept.uses
}

export function isAt(one: Use, kind: Use['kind'], place: string | null): boolean {
  return one.kind === kind && one.place === place
}
