import { expect, it } from 'vitest'
import { choicesIn, pageIn, troubleOf } from './trouble'

it('takes from a result only what is a choice', () => {
  expect(choicesIn({ choices: [{ title: 'Ada', snippet: 'a', href: 'h' }, { title: '' }, 'x', null, { title: '灯' }] })).toEqual([
    { title: 'Ada', snippet: 'a', href: 'h' },
    { title: '灯', snippet: '', href: '' },
  ])
  for (const odd of [null, 3, 'x', {}, { choices: 3 }]) expect(choicesIn(odd)).toEqual([])
})

it('knows what can be answered', () => {
  expect(troubleOf('SOURCE_CLOSED', [])).toBe('other')
  expect(troubleOf('SOURCE_CLOSED', [{ title: 'a', snippet: '', href: '' }])).toBe('namesakes')
  expect(troubleOf('SOURCE_OTHER', [])).toBe('another')
  expect(troubleOf('SOURCE_MISSING', [])).toBe('namesakes')
  for (const result of [{ title: 'A lamp' }, { page: { title: 'A lamp' } }, { choices: [{ title: 'A lamp' }] }]) expect(pageIn(result)).toEqual({ title: 'A lamp', snippet: '', href: '' })
  for (const odd of [null, [], {}]) expect(pageIn(odd)).toBeNull()
})
