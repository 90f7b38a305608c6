import type { Story } from './wire'

/** A story as far as its place among its branches goes. */
export type Branch = Pick<Story, 'id' | 'title' | 'state' | 'event_number' | 'origin' | 'created_at'>

/** A line of events in the picture: a story from where it left the one before it. */
export interface Lane {
  story: Branch
  /** Row in the picture, from 0. */
  row: number
  /** The events that are its own; none yet where `to` is less than `from`. */
  from: number
  to: number
  /** The row that it left, after the event `from - 1`; null for the first of all. */
  parent: number | null
}

/** The whole family of a story: everything that has the same root, as far as it is known. */
export function familyOf(all: readonly Branch[], id: string): Branch[] {
  const known = new Map(all.map((one) => [one.id, one]))
  const rootOf = (start: string): string => {
    let at = start
    // A chain is never longer than all there are: a circle, which no server makes, ends too.
    for (let step = 0; step < all.length; step++) {
      const parent = known.get(at)?.origin?.story_id
      if (!parent || !known.has(parent)) return at
      at = parent
    }
    return at
  }
  const root = rootOf(id)
  return all.filter((one) => rootOf(one.id) === root)
}

/**
 * Where each story of a family is drawn: the root on top, and below each the branches that left it, those that left
 * last first, so that no line crosses another.
 */
export function layout(family: readonly Branch[]): Lane[] {
  const ids = new Set(family.map((one) => one.id))
  const children = new Map<string | null, Branch[]>()
  for (const one of family) {
    const parent = one.origin && ids.has(one.origin.story_id) ? one.origin.story_id : null
    children.set(parent, [...(children.get(parent) ?? []), one])
  }
  const lanes: Lane[] = []
  const place = (story: Branch, from: number, left: number | null) => {
    const row = lanes.length
    // What it shares with the story it left may be that one's own beginning, which is drawn further up.
    let parent = left
    while (parent !== null && (lanes[parent]?.from ?? 0) >= from) parent = lanes[parent]?.parent ?? null
    lanes.push({ story, row, from, to: story.event_number, parent })
    for (const child of ordered(children.get(story.id) ?? [])) place(child, (child.origin?.after ?? 0) + 1, row)
  }
  for (const root of ordered(children.get(null) ?? [])) place(root, 1, null)
  return lanes
}

function ordered(branches: readonly Branch[]): Branch[] {
  return branches.toSorted((a, b) => (b.origin?.after ?? 0) - (a.origin?.after ?? 0) || a.created_at.localeCompare(b.created_at) || a.id.localeCompare(b.id))
}

/** The events that lead to the end of a story, each with the row where it is drawn. */
export function pathOf(lanes: readonly Lane[], id: string): ReadonlySet<string> {
  const path = new Set<string>()
  let lane = lanes.find((one) => one.story.id === id)
  let last = lane?.to ?? 0
  while (lane) {
    for (let number = lane.from; number <= last; number++) path.add(`${lane.row}:${number}`)
    last = lane.from - 1
    const { parent } = lane
    lane = parent === null ? undefined : lanes[parent]
  }
  return path
}
