import { expect, it } from 'vitest'
import { choicesIn, failureIn, pageIn, troubleOf, warningsIn } from './trouble'

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

it('tells what is to be known of the source, and why a part is missing', () => {
  const result = { warnings: [{ code: 'CUT', message: 'Only the beginning was read.' }, { code: 'ODD' }, 3], failed: { tasks: { code: 'MALFORMED_ANSWER', message: 'Not in form.' } } }
  expect(warningsIn(result)).toEqual([{ code: 'CUT', message: 'Only the beginning was read.' }])
  expect([failureIn(result, 'tasks'), failureIn(result, 'brief'), failureIn(null, 'brief')]).toEqual(['Not in form.', '', ''])
})
