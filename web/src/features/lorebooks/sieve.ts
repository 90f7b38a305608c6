import { muteOf, titleOf, uidOf } from './entry'
import type { Entry } from './wire'

export const ONLIES = ['all', 'on', 'off', 'constant', 'mute'] as const
export type Only = (typeof ONLIES)[number]
export const SORTS = ['order', 'title', 'file'] as const
export type Sort = (typeof SORTS)[number]

export interface Sieve {
  q: string
  only: Only
  sort: Sort
}

export const EVERY: Sieve = { q: '', only: 'all', sort: 'order' }

/** The entries that are asked for, in the order that is wished. In prompts lower orders stand first. */
export function sieved(entries: readonly Entry[], { q, only, sort }: Sieve, language: string): Entry[] {
  const wanted = q.trim().toLocaleLowerCase()
  const left = entries.filter((entry) => fits(entry, only) && (wanted === '' || says(entry, wanted)))
  if (sort === 'order') return left.toSorted((one, other) => one.order - other.order)
  if (sort === 'file') return left
  const { compare } = new Intl.Collator(language, { numeric: true })
  const titles = new Map(left.map((entry) => [entry, titleOf(entry)]))
  return left.toSorted((one, other) => compare(titles.get(one) ?? '', titles.get(other) ?? ''))
}

function fits(entry: Entry, only: Only): boolean {
  switch (only) {
    case 'all':
      return true
    case 'on':
      return !entry.disable
    case 'off':
      return entry.disable
    case 'constant':
      return entry.constant
    case 'mute':
      return muteOf(entry) !== null
  }
}

function says(entry: Entry, wanted: string): boolean {
  const has = (text: string) => text.toLocaleLowerCase().includes(wanted)
  return has(titleOf(entry)) || entry.key.some(has) || entry.keysecondary.some(has) || has(entry.content) || uidOf(entry) === wanted
}

export interface Range {
  from: number
  to: number
}

/** Which rows of a long list are drawn: those in sight and a few around them. */
export function rangeOf(top: number, height: number, row: number, count: number, around = 8): Range {
  const first = Math.floor(Math.max(0, top) / row)
  const from = Math.max(0, Math.min(count, first) - around)
  return { from, to: Math.min(count, first + Math.ceil(height / row) + 1 + around) }
}

/** Where to scroll so that a row is in sight; as little as need be. */
export function scrollTo(at: number, top: number, height: number, row: number): number {
  if (at * row < top) return at * row
  return (at + 1) * row > top + height ? (at + 1) * row - height : top
}
