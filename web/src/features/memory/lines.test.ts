import { expect, it } from 'vitest'
import { about, added, changed, counterpartsOf, isFit, lengthOf, termOf, without } from './lines'
import { MEMORIES } from './samples'

const ADA = { id: 'ada', name: 'Ada' }
const line = (id: string, text: string, counterpart: typeof ADA | null = null) => ({ id, text, messages: [], counterpart, importance: null, created_at: '' })
const NOW = { ...MEMORIES, leaf: 'leaf', version: 7, short_term: [line('a', 'one', ADA), line('b', 'two')], long_term: [{ ...line('c', 'three'), importance: 9 }] }

it('names every line that stays, so that only what was changed is', () => {
  expect(changed(NOW, 'a', 'other', 3)).toEqual({ leaf: 'leaf', version: 7, short_term: [{ id: 'a', text: 'other' }, { id: 'b', text: 'two' }], long_term: [{ id: 'c', text: 'three' }] })
  expect(changed(NOW, 'c', 'three', 12)?.long_term).toEqual([{ id: 'c', text: 'three', importance: 12 }])
  expect(without(NOW, 'b')?.short_term).toEqual([{ id: 'a', text: 'one' }])
  expect(added(NOW, 'long_term', 'new', null)).toMatchObject({ short_term: [{ id: 'a' }, { id: 'b' }], long_term: [{ id: 'c' }, { text: 'new' }] })
})

it('writes nothing where nothing was said yet', () => {
  expect(added({ ...NOW, leaf: null }, 'short_term', 'x', null)).toBeNull()
})

it('knows whom lines are about', () => {
  expect(counterpartsOf(NOW)).toEqual([ADA])
  expect(about(NOW.short_term, 'ada').map(({ id }) => id)).toEqual(['a'])
  expect(about(NOW.short_term, '').map(({ id }) => id)).toEqual(['b'])
  expect(about(NOW.short_term, null).length).toBe(2)
  expect([termOf(NOW, 'b'), termOf(NOW, 'c'), termOf(NOW, 'z')]).toEqual(['short_term', 'long_term', null])
})

it('measures a line as the server does', () => {
  expect(lengthOf('  灯 \n 亮 ')).toBe(3)
  expect([isFit(' \n'), isFit('灯'.repeat(500)), isFit('👩‍👩‍👧'.repeat(101))]).toEqual([false, true, false])
})
