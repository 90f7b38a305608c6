import { expect, it } from 'vitest'
import { afterReport, afterRetry, BEFORE, doneOf, failedOf, PARTS, retrying, secondsOf } from './making'
import type { Task } from './wire'

function task(change: Partial<Task>): Task {
  return { id: 't', kind: 'character', status: 'running', progress: 0, step: '', categories: {}, elapsed_ms: 0, character_id: null, result: null, error: null, created_at: '', ...change }
}

it('knows eight facets and the words one is introduced with', () => {
  expect(PARTS).toHaveLength(9)
  expect(Object.values(BEFORE.parts)).toEqual(PARTS.map(() => 'pending'))
})

it('takes over what is told', () => {
  const now = afterReport(BEFORE, task({ progress: 40, step: 'making', categories: { basic_info: 'done', tasks: 'failed', another: 'done' }, elapsed_ms: 900, character_id: 'c' }), 5)
  expect(now).toMatchObject({ status: 'running', progress: 40, step: 'making', elapsed: 900, characterId: 'c' })
  expect(doneOf(now)).toBe(1)
  expect(failedOf(now)).toEqual(['tasks'])
  expect(now.parts).not.toHaveProperty('another')
})

it('never goes back when an older report comes late', () => {
  const newer = afterReport(BEFORE, task({ progress: 80, categories: { basic_info: 'done' }, elapsed_ms: 2000 }), 5)
  const late = afterReport(newer, task({ status: 'pending', progress: 10, categories: { basic_info: 'running' }, elapsed_ms: 100 }), 6)
  expect(late).toMatchObject({ status: 'running', progress: 80, elapsed: 2000 })
  expect(late.parts.basic_info).toBe('done')
})

it('stays over once it is over', () => {
  const over = afterReport(BEFORE, task({ status: 'error', error: { code: 'SOURCE_CLOSED', message: '…' } }), 5)
  expect(afterReport(over, task({ status: 'running' }), 6)).toBe(over)
})

it('counts on between two reports, and not after the last', () => {
  const now = afterReport(BEFORE, task({ elapsed_ms: 1500 }), 10_000)
  expect(secondsOf(now, 10_000)).toBe(1)
  expect(secondsOf(now, 12_600)).toBe(4)
  expect(secondsOf(afterReport(now, task({ status: 'done', elapsed_ms: 3200 }), 12_600), 60_000)).toBe(3)
})

it('makes one facet again without touching the others', () => {
  const first = afterReport(BEFORE, task({ status: 'done', progress: 100, categories: { basic_info: 'done', tasks: 'failed' } }), 1)
  const again = retrying(first, 'tasks', 2)
  expect(again.parts).toMatchObject({ basic_info: 'done', tasks: 'running' })
  const told = afterRetry(again, 'tasks', task({ progress: 50, categories: { tasks: 'pending', basic_info: 'failed' } }), 3)
  expect(told).toMatchObject({ status: 'running', progress: 50 })
  expect(told.parts).toMatchObject({ basic_info: 'done', tasks: 'running' })
  expect(afterRetry(told, 'tasks', task({ status: 'done', categories: { tasks: 'done' } }), 4).parts.tasks).toBe('done')
  const failed = afterRetry(told, 'tasks', task({ status: 'error', error: { code: 'UPSTREAM_ERROR', message: '' } }), 4)
  expect(failed.status).toBe('done')
  expect(failed.parts.tasks).toBe('failed')
})
