import { expect, it } from 'vitest'
import { bodyOf, findingsOf, FIRST_TRIAL, isTriable, sectionsOf, sentOf } from './trial'
import type { Report, Verdict } from './wire'

function verdict(uid: string, reason: string, change: Partial<Verdict> = {}): Verdict {
  return { uid, title: uid, told: false, reason, why: `because of ${reason}`, key: '', where: null, round: 1, order: 100, tokens: 3, budget_dropped: false, placement: null, text: null, ...change }
}

const NONE = { sections: {}, history: [] }

it('folds a report: what fires in its order, what was dropped, and the rest by reason', () => {
  const entries = [verdict('b', 'key', { told: true }), verdict('a', 'constant', { told: true }), verdict('c', 'no_key'), verdict('d', 'no_key'), verdict('e', 'budget', { budget_dropped: true }), verdict('f', 'chance')]
  const report: Report = { entries, tokens: 6, budget: 8, full: true, hurried: false, disabled: [], at_position: NONE, append_only: NONE }
  const { told, dropped, silent } = findingsOf(report)
  expect(told.map(({ uid }) => uid)).toEqual(['b', 'a'])
  expect(dropped.map(({ uid }) => uid)).toEqual(['e'])
  expect(silent.map(({ reason, entries: all }) => `${reason} ${all.length}`)).toEqual(['chance 1', 'no_key 2'])
})

it('sends what has words, with what holds for the trial', () => {
  const before = [
    { id: 1, role: 'user' as const, text: ' ' },
    { id: 2, role: 'assistant' as const, text: '雾来了。' },
  ]
  expect(isTriable({ ...FIRST_TRIAL, before })).toBe(true)
  expect(isTriable({ ...FIRST_TRIAL, text: ' ' })).toBe(false)
  expect(sentOf(before).length).toBe(1)
  expect(bodyOf({ ...FIRST_TRIAL, before, character: '守灯人' })).toEqual({
    messages: [{ role: 'assistant', text: '雾来了。' }],
    settings: { scan_depth: 2, budget: 2000, recursive: false },
    character: '守灯人',
    user: '',
    seed: 0,
  })
})

it('puts sections as a prompt has them', () => {
  expect(sectionsOf({ sections: { after: ['1'], later: ['4'], before: ['2'], note_top: [] }, history: [] }).map(([name]) => name)).toEqual(['before', 'after', 'later'])
})
