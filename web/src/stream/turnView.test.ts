import { expect, it } from 'vitest'
import type { StreamEvent } from './sse'
import { after, emptyView } from './turnView'

const events = (...list: [string, unknown][]): StreamEvent[] => list.map(([name, data], i) => ({ seq: i + 1, name, data }))
const fold = (list: StreamEvent[]) => list.reduce(after, emptyView('t'))

it('gathers what is said', () => {
  const view = fold(
    events(
      ['turn', { turn_id: 't', state: 'running' }],
      ['message', { message_id: 'a', parent_id: 'u', role: 'assistant', author: { kind: 'model', id: 'm', name: 'm' } }],
      ['delta', { message_id: 'a', reasoning: 'hm' }],
      ['delta', { message_id: 'a', text: 'Once ' }],
      ['delta', { message_id: 'a', text: 'upon' }],
      ['weather', { warm: true }],
      ['message_end', { message_id: 'a', finish_reason: 'stop' }],
      ['done', { turn_id: 't', state: 'completed' }],
    ),
  )
  expect(view).toMatchObject({ state: 'completed', done: true, fault: null })
  expect(view.messages).toEqual([
    { id: 'a', parentId: 'u', role: 'assistant', author: { kind: 'model', id: 'm', name: 'm' }, text: 'Once upon', reasoning: 'hm', finish: 'stop' },
  ])
})

it('lets a resync replace what is shown', () => {
  const view = fold(
    events(
      ['message', { message_id: 'a', parent_id: 'u', role: 'assistant' }],
      ['delta', { message_id: 'a', text: 'lost' }],
      ['resync', { seq: 9, state: 'running', messages: [{ message_id: 'a', text: 'Once upon', reasoning: null }] }],
      ['delta', { message_id: 'a', text: ' a time' }],
    ),
  )
  expect(view.messages[0]).toMatchObject({ parentId: 'u', text: 'Once upon a time' })
})

it('keeps what was said when a fault comes', () => {
  const view = fold(
    events(
      ['delta', { message_id: 'a', text: 'half' }],
      ['error', { code: 'UPSTREAM_RESET', message: 'gone', retryable: true, trace_id: 'x' }],
      ['done', { state: 'failed' }],
    ),
  )
  expect(view).toMatchObject({ state: 'failed', done: true, fault: { code: 'UPSTREAM_RESET' } })
  expect(view.messages[0]?.text).toBe('half')
})

it('is not shaken by what is not an object', () => {
  expect(fold(events(['delta', null], ['turn', 'x'], ['resync', {}])).messages).toEqual([])
})

it('tells where a turn stands in the queue, until it runs', () => {
  const waiting = events(
    ['turn', { turn_id: 't', state: 'admitted' }],
    ['progress', { done: 0, total: 3, step: 'queued', note: null }],
    ['progress', { done: 1, total: 3, step: 'queued', note: null }],
  )
  expect(fold(waiting).place).toBe(2)
  expect(fold([...waiting, ...events(['progress', { done: 1, total: 8, step: 'reading', note: null }])]).place).toBe(2)
  expect(fold([...waiting, ...events(['turn', { turn_id: 't', state: 'running' }])]).place).toBeNull()
  expect(fold([...waiting, ...events(['resync', { seq: 9, state: 'running', messages: [] }])]).place).toBeNull()
})
