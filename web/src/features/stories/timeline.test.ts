import { expect, it } from 'vitest'
import { familyOf, layout, pathOf, type Branch } from './timeline'

const at = '2026-11-21T10:00:00.000Z'
const story = (id: string, events: number, from?: string, after = 0): Branch => ({
  id,
  title: id,
  state: 'playing',
  event_number: events,
  origin: from === undefined ? null : { story_id: from, after },
  created_at: at,
})

const rows = (family: Branch[]) => layout(family).map(({ story: { id }, row, from, to, parent }) => [id, row, from, to, parent])

it('draws a story alone in one line', () => {
  expect(rows([story('a', 4)])).toEqual([['a', 0, 1, 4, null]])
})

it('draws a branch from where it left', () => {
  expect(rows([story('b', 3, 'a', 2), story('a', 4)])).toEqual([
    ['a', 0, 1, 4, null],
    ['b', 1, 3, 3, 0],
  ])
})

it('puts what left last next, so that no line crosses another', () => {
  const family = [story('a', 6), story('early', 3, 'a', 1), story('late', 7, 'a', 4), story('grandchild', 8, 'late', 6)]
  expect(rows(family).map(([id]) => id)).toEqual(['a', 'late', 'grandchild', 'early'])
})

it('hangs a branch of the shared beginning where that is drawn', () => {
  // b left a after 4; c was forked from b, but after 2, which is an event of a.
  const lanes = layout([story('a', 5), story('b', 6, 'a', 4), story('c', 3, 'b', 2)])
  expect(lanes.find((lane) => lane.story.id === 'c')).toMatchObject({ from: 3, to: 3, parent: 0 })
})

it('shows a branch that has nothing of its own yet', () => {
  expect(rows([story('a', 4), story('b', 2, 'a', 2)])[1]).toEqual(['b', 1, 3, 2, 0])
})

it('lights the way that leads to a story and no other', () => {
  const lanes = layout([story('a', 5), story('b', 6, 'a', 4), story('c', 3, 'b', 2)])
  const rowOf = (id: string) => lanes.find((lane) => lane.story.id === id)?.row
  expect(pathOf(lanes, 'c')).toEqual(new Set(['0:1', '0:2', `${rowOf('c')}:3`]))
  expect([...pathOf(lanes, 'a')]).toEqual(['0:1', '0:2', '0:3', '0:4', '0:5'])
})

it('finds the family, and nobody else', () => {
  const all = [story('a', 3), story('b', 3, 'a', 1), story('c', 3, 'b', 2), story('other', 2), story('lost', 2, 'deleted', 1)]
  expect(familyOf(all, 'c').map(({ id }) => id)).toEqual(['a', 'b', 'c'])
  expect(familyOf(all, 'lost').map(({ id }) => id)).toEqual(['lost'])
})

it('ends where stories name each other', () => {
  const circle = [story('a', 2, 'b', 1), story('b', 2, 'a', 1)]
  expect(familyOf(circle, 'a').length).toBeGreaterThan(0)
  expect(layout(circle)).toEqual([])
})

it('keeps every event of a wild family on one place of its own', () => {
  let seed = 7
  const random = (most: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
    return seed % most
  }
  for (let round = 0; round < 200; round++) {
    const family = [story('s0', 1 + random(9))]
    for (let n = 1; n < 8; n++) {
      const parent = family[random(family.length)] as Branch
      const after = 1 + random(parent.event_number)
      family.push(story(`s${n}`, after + random(4), parent.id, after))
    }
    const lanes = layout(family)
    expect(lanes).toHaveLength(family.length)
    for (const lane of lanes) {
      expect(lane.row).toBe(lanes.indexOf(lane))
      // What it left is drawn above it, and there the event stands that both have.
      if (lane.parent !== null) expect(lanes[lane.parent]?.from).toBeLessThan(lane.from)
      expect(pathOf(lanes, lane.story.id).size).toBe(lane.story.event_number)
    }
  }
})
