/** Whether an address is one of lorebooks; apart from them, so that the shell knows without loading them. */
export function isLorebooks(path: string): boolean {
  return path === '/lorebooks' || path.startsWith('/lorebooks/')
}

export const LOREBOOKS = '/lorebooks'

/** What of a book is looked at: its entries and, beside them, one of them or the book itself. */
export type BookPlace = { kind: 'entries' } | { kind: 'settings' } | { kind: 'entry'; uid: string }

export function bookOf(id: string, place: BookPlace = { kind: 'entries' }): string {
  switch (place.kind) {
    case 'entries':
      return `/lorebooks/${id}`
    case 'settings':
      return `/lorebooks/${id}/settings`
    case 'entry':
      return `/lorebooks/${id}/entries/${encodeURIComponent(place.uid)}`
  }
}

export function placeIn(path: string): { id: string; place: BookPlace } | null {
  const [, id, rest] = /^\/lorebooks\/([0-9a-f-]{36})(?:\/(settings|entries\/[^/]+))?$/.exec(path) ?? []
  if (!id) return null
  if (rest === undefined) return { id, place: { kind: 'entries' } }
  if (rest === 'settings') return { id, place: { kind: 'settings' } }
  try {
    return { id, place: { kind: 'entry', uid: decodeURIComponent(rest.slice('entries/'.length)) } }
  } catch {
    return null
  }
}
