import { beforeEach, expect, it } from 'vitest'
import { total } from './cost'
import type { Card } from '../scenarios/wire'
import { beginning, from, keepWishes, spans, usual, wishesKept, wrong } from './wishes'

beforeEach(() => localStorage.clear())

it('asks for what was wished and for nothing else', () => {
  const body = beginning({ ...usual('zh'), theme: ' 灯塔 ', forbidden: '骰子\n\n  规则 \n', minutes: 10, difficulty: 'HARD' }, 's1', 'zh-CN')
  expect(body).toMatchObject({
    event: { type: 'INIT' },
    session: { session_id: 's1', difficulty: 'HARD' },
    time: { hard_limit_seconds: 600 },
    constraints: { language: 'zh', max_chars_scene: 220, max_chars_option: 14, forbidden_terms: ['骰子', '规则'] },
    slots: { theme_bias: '灯塔' },
  })
  expect(body).not.toHaveProperty('seed')
  expect(JSON.stringify(body)).not.toContain('tone_bias')
})

it('names the limits that cannot be', () => {
  expect(wrong(usual('en'))).toEqual([])
  for (const maxScene of ['0', '-5', '1e9', 'many', '', '10001']) expect(wrong({ ...usual('en'), maxScene })).toEqual(['maxScene'])
})

it('remembers the last wishes, and forgets what it cannot read', () => {
  keepWishes({ ...usual('en'), theme: 'a tower' })
  expect(wishesKept('zh')).toMatchObject({ theme: 'a tower', language: 'en' })
  localStorage.setItem('raconteur.draft..story.wishes', '{"minutes":"soon","theme":7}')
  expect(wishesKept('zh')).toEqual(usual('zh'))
  localStorage.setItem('raconteur.draft..story.wishes', 'not json')
  expect(wishesKept('en')).toEqual(usual('en'))
})

it('adds money up to the last place', () => {
  expect(total([])).toBe('0.000000000')
  expect(total(['0.000000001', '0.1', '12.000213000'])).toBe('12.100213001')
})

it('takes over what a scenario lays down, and leaves it again', () => {
  const card = { id: 'c1', language: 'en', difficulty: 'HARD', hard_limit_seconds: 900 } as Card
  const taken = from({ ...usual('zh'), theme: '灯塔' }, card)
  expect(taken).toMatchObject({ scenario: 'c1', language: 'en', difficulty: 'HARD', minutes: 15, maxScene: '600', theme: '' })
  expect(beginning(taken, 's', 'en')).toMatchObject({ payload: { scenario_id: 'c1' }, time: { hard_limit_seconds: 900 } })
  expect(spans(15)).toEqual([3, 5, 10, 15, 20, 60])
  expect(from(taken, null).scenario).toBe('')
})
