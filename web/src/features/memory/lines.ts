import type { Line, Memories, Term, Who } from './wire'

/** A line as it is sent: one without an id is new. */
export interface Wanted {
  id?: string
  text: string
  importance?: number | null
}

export const LONGEST = 500
export const MOST_IMPORTANT = 15

/** What a character is to remember, all of it: what is left out is forgotten on this branch. */
export interface Revision {
  leaf: string
  version: number
  short_term: readonly Wanted[]
  long_term: readonly Wanted[]
}

function sent({ id, text }: Line): Wanted {
  return { id, text }
}

function revision(now: Memories, change: (lines: readonly Line[], term: Term) => readonly Wanted[]): Revision | null {
  if (now.leaf === null) return null
  return { leaf: now.leaf, version: now.version, short_term: change(now.short_term, 'short_term'), long_term: change(now.long_term, 'long_term') }
}

/** With a line that says something else, or matters more or less. Nothing left out, so all others stay. */
export function changed(now: Memories, line: string, text: string, importance: number | null): Revision | null {
  return revision(now, (lines, term) => lines.map((one) => (one.id === line ? { id: one.id, text, ...(term === 'long_term' && importance !== null ? { importance } : {}) } : sent(one))))
}

export function without(now: Memories, line: string): Revision | null {
  return revision(now, (lines) => lines.filter(({ id }) => id !== line).map(sent))
}

export function added(now: Memories, term: Term, text: string, importance: number | null): Revision | null {
  return revision(now, (lines, here) => [...lines.map(sent), ...(here === term ? [{ text, ...(term === 'long_term' && importance !== null ? { importance } : {}) }] : [])])
}

export function termOf(now: Memories, line: string): Term | null {
  if (now.short_term.some(({ id }) => id === line)) return 'short_term'
  return now.long_term.some(({ id }) => id === line) ? 'long_term' : null
}

/** As the server counts a line. */
export function lengthOf(text: string): number {
  return [...text.replace(/\s+/g, ' ').trim()].length
}

export function isFit(text: string): boolean {
  const length = lengthOf(text)
  return length > 0 && length <= LONGEST
}

/** Everybody a line is about, each once, in the order in which they first appear. */
export function counterpartsOf({ short_term: short, long_term: long }: Memories): Who[] {
  const all = new Map<string, Who>()
  for (const { counterpart } of [...short, ...long]) if (counterpart && !all.has(counterpart.id)) all.set(counterpart.id, counterpart)
  return [...all.values()]
}

/** Lines about one of them, about nobody in particular (empty), or all. */
export function about(lines: readonly Line[], who: string | null): readonly Line[] {
  if (who === null) return lines
  return lines.filter(({ counterpart }) => (who === '' ? counterpart === null : counterpart?.id === who))
}
