import { call } from '../../api/client'
import type { List, Source } from '../../api/types'
import type { Passage } from './wire'

const AT_ONCE = 200
/** More than any file has that somebody reads. */
const MOST_PAGES = 50

export function passagesAt(collection: string, name: string, cursor: string, limit: number): string {
  return `/api/knowledge/${collection}/passages?${new URLSearchParams({ name, limit: String(limit), ...(cursor === '' ? {} : { cursor }) })}`
}

/** The passage that an answer was given with; where its file was read anew since, the one that stands there now. */
export async function passageOf(source: Source, signal: AbortSignal): Promise<{ passage: Passage; same: boolean } | null> {
  let instead: Passage | null = null
  let cursor = ''
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const { items, next_cursor: next } = await call<List<Passage>>('GET', passagesAt(source.collection_id, source.file, cursor, AT_ONCE), { signal })
    const same = items.find(({ id }) => id === source.passage_id)
    if (same) return { passage: same, same: true }
    if (source.title !== '') instead ??= items.find(({ title }) => title === source.title) ?? null
    if (!next) break
    cursor = next
  }
  return instead && { passage: instead, same: false }
}

/** What a source is called in few letters: its title's last heading, below the one above it; a file by the end of its path. */
export function nameOf({ title, file }: Pick<Passage, 'title' | 'file'>): string {
  const parts = title.split(' › ').filter((part) => part.trim() !== '')
  return parts.slice(-2).join(' › ') || (file.split('/').at(-1) ?? file)
}

/** Where a passage stands: its file, and the titles above it. */
export function placeOf({ title, file }: Pick<Passage, 'title' | 'file'>): string {
  return title === '' ? file : `${file} › ${title}`
}
