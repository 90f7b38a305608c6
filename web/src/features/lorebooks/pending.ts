import { uidOf } from './entry'
import type { Entry, Lorebook } from './wire'

/** What a book says of itself, beside its entries. */
export type Settings = Pick<Lorebook, 'name' | 'description' | 'scan_depth' | 'token_budget' | 'recursive_scanning'>

export function settingsOf({ name, description, scan_depth, token_budget, recursive_scanning }: Settings): Settings {
  return { name, description, scan_depth, token_budget, recursive_scanning }
}

/** An entry that was changed here: what it was, nothing for a new one, and what it is to be, nothing when it goes. */
export interface Change {
  base: Entry | null
  mine: Entry | null
}

/** What was written here and is not saved. */
export interface Pending {
  settings: { base: Settings; mine: Settings } | null
  entries: Readonly<Record<string, Change>>
}

export const NOTHING: Pending = { settings: null, entries: {} }

function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other)
}

/** The same text for the same thing, whatever the order of its fields. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1))) : part,
  )
}

export function countOf({ settings, entries }: Pending): number {
  return Object.keys(entries).length + (settings ? 1 : 0)
}

/** An entry is put, or taken out where `mine` is nothing; what is again as it was is no change. */
export function withEntry(pending: Pending, book: Lorebook, uid: string, mine: Entry | null): Pending {
  const known = pending.entries[uid]
  const base = known ? known.base : (book.entries.find((entry) => uidOf(entry) === uid) ?? null)
  const { [uid]: _, ...others } = pending.entries
  return { ...pending, entries: same(base, mine) ? others : { ...others, [uid]: { base, mine } } }
}

export function withSettings(pending: Pending, book: Lorebook, change: Partial<Settings>): Pending {
  const base = pending.settings?.base ?? settingsOf(book)
  const mine = { ...(pending.settings?.mine ?? base), ...change }
  return { ...pending, settings: same(base, mine) ? null : { base, mine } }
}

/** The entries as they are to be. */
export function entriesOf(book: Lorebook, { entries }: Pending): readonly Entry[] {
  const changes = Object.values(entries)
  if (changes.length === 0) return book.entries
  const there = new Set(book.entries.map(uidOf))
  const kept = book.entries.flatMap((entry) => {
    const change = entries[uidOf(entry)]
    return change ? (change.mine ? [change.mine] : []) : [entry]
  })
  return [...kept, ...changes.flatMap(({ mine }) => (mine && !there.has(uidOf(mine)) ? [mine] : []))]
}

/** A change by its parts; but what is to say nothing at all can only be said by sending the book whole. */
export function requestOf(book: Lorebook, pending: Pending): { method: 'PATCH' | 'PUT'; body: Record<string, unknown> } {
  const mine = pending.settings?.mine
  const emptied = mine && (['scan_depth', 'token_budget', 'recursive_scanning'] as const).some((name) => mine[name] === null && book[name] !== null)
  if (emptied) return { method: 'PUT', body: { ...mine, entries: entriesOf(book, pending), version: book.version } }
  const settings = mine ? Object.fromEntries(Object.entries(mine).filter(([name, value]) => value !== null && value !== book[name as keyof Settings])) : {}
  const entries = Object.fromEntries(Object.entries(pending.entries).map(([uid, change]) => [uid, change.mine]))
  return { method: 'PATCH', body: { ...settings, ...(Object.keys(entries).length > 0 ? { entries } : {}), version: book.version } }
}

/** Something that was changed both here and elsewhere, to different ends: an entry, or the book itself where there is no uid. */
export interface Clash {
  uid: string | null
  mine: Entry | Settings | null
  theirs: Entry | Settings | null
}

/** One thing that was changed on both sides: put together where they touched different fields. Nothing where they did not agree. */
function joined<T extends object>(base: T | null, mine: T | null, theirs: T | null): { to: T | null } | null {
  if (same(base, theirs) || same(mine, theirs)) return { to: mine }
  if (same(base, mine)) return { to: theirs }
  if (!base || !mine || !theirs) return null
  const at = (one: T, name: string) => (one as Record<string, unknown>)[name]
  const to = { ...theirs } as Record<string, unknown>
  for (const name of new Set([...Object.keys(base), ...Object.keys(mine)])) {
    if (same(at(base, name), at(mine, name))) continue
    if (!same(at(base, name), at(theirs, name)) && !same(at(mine, name), at(theirs, name))) return null
    to[name] = at(mine, name)
  }
  return { to: to as T }
}

/** What was written here, over what was saved elsewhere since. Where both wrote the same field, mine stands until it is decided. */
export function merged(pending: Pending, newest: Lorebook): { pending: Pending; clashes: Clash[] } {
  const clashes: Clash[] = []
  const there = new Map(newest.entries.map((entry) => [uidOf(entry), entry]))
  let next: Pending = NOTHING
  if (pending.settings) {
    const { base, mine } = pending.settings
    const theirs = settingsOf(newest)
    const both = joined(base, mine, theirs)
    if (!both) clashes.push({ uid: null, mine, theirs })
    next = withSettings(next, newest, both?.to ?? mine)
  }
  for (const [uid, { base, mine }] of Object.entries(pending.entries)) {
    const theirs = there.get(uid) ?? null
    const both = joined(base, mine, theirs)
    if (!both) clashes.push({ uid, mine, theirs })
    next = withEntry(next, newest, uid, both ? both.to : mine)
  }
  return { pending: next, clashes }
}

/** What is left to save once somebody said whose words stand. */
export function decided(pending: Pending, clashes: readonly Clash[], theirs: ReadonlySet<string>): Pending {
  const entries = Object.fromEntries(Object.entries(pending.entries).filter(([uid]) => !clashes.some((clash) => clash.uid === uid && theirs.has(uid))))
  const gone = clashes.some(({ uid }) => uid === null && theirs.has(''))
  return { settings: gone ? null : pending.settings, entries }
}

/** What this browser kept of an earlier visit, where it can be read. */
export function pendingIn(text: string | null): Pending {
  try {
    const kept = JSON.parse(text ?? 'null') as Partial<Pending> | null
    if (typeof kept?.entries !== 'object' || kept.entries === null) return NOTHING
    return { settings: kept.settings ?? null, entries: kept.entries }
  } catch {
    return NOTHING
  }
}
