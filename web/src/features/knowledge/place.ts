/** Whether an address is one of knowledge; apart from it, so that the shell knows without loading it. */
export function isKnowledge(path: string): boolean {
  return path === KNOWLEDGE || path.startsWith(`${KNOWLEDGE}/`)
}

export const KNOWLEDGE = '/knowledge'

/** What of a collection is looked at: its files, what would be found in it, or where it is open. */
export const PARTS = ['files', 'try', 'uses'] as const
export type Part = (typeof PARTS)[number]

export function collectionAt(id: string, part: Part = 'files'): string {
  return part === 'files' ? `/knowledge/${id}` : `/knowledge/${id}/${part}`
}

export function partIn(path: string): { id: string; part: Part } | null {
  const [, id, part] = /^\/knowledge\/([0-9a-f-]{36})(?:\/(try|uses))?$/.exec(path) ?? []
  if (!id) return null
  return { id, part: part === 'try' || part === 'uses' ? part : 'files' }
}
