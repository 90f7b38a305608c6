import { expect, it } from 'vitest'
import { EMPTY, lineOf, outcomes, read, sceneOf } from './journal'
import { event } from './samples'

it('makes moments of entries, with luck, rulings, mendings and the turn', () => {
  const { moments, seen } = read(EMPTY, [...event(2, 1, 'INIT', ''), ...event(6, 2, 'DECISION', 'Climb')])
  expect(seen).toBe(9)
  expect(moments.map(({ number, type, deed }) => [number, type, deed])).toEqual([
    [1, 'INIT', ''],
    [2, 'DECISION', 'Climb'],
  ])
  expect(moments[1]).toMatchObject({ luck: 'SUCCESS', source: 'MENDED', turn: 'turn-2', hits: { player_hp: 90 } })
  expect(moments[1]?.rulings).toEqual([{ rule: 'NEVER_FALLS', field: '/ai_state/arc_progress', proposed: 3, ruled: 10, reason: 'the arc never falls' }])
})

it('is the same however the entries are cut, and however often they come', () => {
  const entries = [...event(2, 1, 'INIT', ''), ...event(6, 2, 'DECISION', 'Climb'), ...event(10, 3, 'ACTION', 'Wait')]
  const whole = read(EMPTY, entries)
  for (let cut = 0; cut <= entries.length; cut++) {
    expect(read(read(EMPTY, entries.slice(0, cut)), entries.slice(Math.max(0, cut - 3)))).toEqual(whole)
  }
})

it('lets kinds of entries pass that it does not know', () => {
  const at = '2026-11-21T10:00:00.000Z'
  const strange = [{ seq: 1, type: 'begun', at, data: {} }, { seq: 2, type: 'of_the_future', at, data: {} }, ...event(3, 1, 'INIT', '')]
  expect(read(EMPTY, strange).moments).toHaveLength(1)
})

it('finds scene and line of every type', () => {
  expect(sceneOf({ opening: { scene: 'a' } })).toBe('a')
  expect(sceneOf({ scene: { summary: 'b' } })).toBe('b')
  expect(sceneOf({ epilogue: { scene: 'c' } })).toBe('c')
  expect(lineOf({ epilogue: { closing_line: 'd' } })).toBe('d')
  expect(sceneOf({})).toBe('')
})

it('tells why an action was not possible, and nothing twice', () => {
  expect(outcomes({ action: { accepted: false, reason: 'No wings.' }, result: { outcome: 'You fall.', effect: 'You fall.' } })).toEqual(['No wings.', 'You fall.'])
  expect(outcomes({ action: { accepted: true, reason: 'never shown' }, result: { outcome: 'Done.' } })).toEqual(['Done.'])
})
