/** Whether an address is one of characters; apart from them, so that the shell knows without loading them. */
export function isCharacters(path: string): boolean {
  return path === '/characters' || path.startsWith('/characters/')
}

/** Whose page anybody may see is at this address. */
export function publicIn(path: string): string | null {
  return /^\/p\/c\/([0-9a-f-]{36})\/?$/.exec(path)?.[1] ?? null
}

export const CHARACTERS = '/characters'
export const NEW_CHARACTER = '/characters/new'

export function pageOf(id: string, place: '' | 'edit' | 'memory' | 'lorebooks' | 'knowledge' = ''): string {
  return place === '' ? `/characters/${id}` : `/characters/${id}/${place}`
}

export function makingOf(task: string): string {
  return `/characters/making/${task}`
}
