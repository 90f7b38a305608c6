import { expect, it } from 'vitest'
import { whole } from './entry'
import { countOf, decided, entriesOf, merged, NOTHING, pendingIn, requestOf, withEntry, withSettings } from './pending'
import type { Lorebook } from './wire'

const LAMP = whole({ uid: 0, comment: 'lamp', key: ['灯'], content: 'one' })
const FOG = whole({ uid: 1, comment: 'fog', key: ['雾'], content: 'two' })
const BOOK: Lorebook = { id: 'b', name: 'Coast', description: '', scan_depth: 4, token_budget: null, recursive_scanning: null, entries: [LAMP, FOG], extra: {}, remarks: [], version: 3, created_at: '', updated_at: '' }

it('keeps what was changed and forgets what is again as it was', () => {
  const changed = withEntry(NOTHING, BOOK, '0', { ...LAMP, content: 'other' })
  expect(countOf(changed)).toBe(1)
  expect(countOf(withEntry(changed, BOOK, '0', LAMP))).toBe(0)
  const added = withEntry(NOTHING, BOOK, '9', whole({ uid: 9 }))
  expect(countOf(withEntry(added, BOOK, '9', null))).toBe(0)
  expect(countOf(withSettings(withSettings(NOTHING, BOOK, { name: 'x' }), BOOK, { name: 'Coast' }))).toBe(0)
})

it('shows the entries as they are to be', () => {
  let pending = withEntry(NOTHING, BOOK, '0', null)
  pending = withEntry(pending, BOOK, '9', whole({ uid: 9, comment: 'new' }))
  pending = withEntry(pending, BOOK, '1', { ...FOG, disable: true })
  expect(entriesOf(BOOK, pending).map(({ comment, disable }) => `${comment} ${disable}`)).toEqual(['fog true', 'new false'])
  expect(entriesOf(BOOK, NOTHING)).toBe(BOOK.entries)
})

it('sends only what changed, and the whole where something is to say nothing', () => {
  let pending = withEntry(NOTHING, BOOK, '0', null)
  pending = withSettings(pending, BOOK, { token_budget: 500 })
  expect(requestOf(BOOK, pending)).toEqual({ method: 'PATCH', body: { token_budget: 500, entries: { 0: null }, version: 3 } })
  const { method, body } = requestOf(BOOK, withSettings(pending, BOOK, { scan_depth: null }))
  expect(method).toBe('PUT')
  expect(body).toEqual({ name: 'Coast', description: '', scan_depth: null, token_budget: 500, recursive_scanning: null, entries: [FOG], version: 3 })
})

it('puts together what does not touch', () => {
  let pending = withEntry(NOTHING, BOOK, '0', { ...LAMP, content: 'mine' })
  pending = withSettings(pending, BOOK, { name: 'Mine' })
  const newest = { ...BOOK, version: 4, scan_depth: 9, entries: [{ ...LAMP, order: 7 }, { ...FOG, content: 'theirs' }] }
  const { pending: both, clashes } = merged(pending, newest)
  expect(clashes).toEqual([])
  expect(entriesOf(newest, both)).toEqual([{ ...LAMP, order: 7, content: 'mine' }, { ...FOG, content: 'theirs' }])
  expect(both.settings?.mine).toMatchObject({ name: 'Mine', scan_depth: 9 })
})

it('asks about what both wrote, and about what one deleted', () => {
  let pending = withEntry(NOTHING, BOOK, '0', { ...LAMP, content: 'mine' })
  pending = withEntry(pending, BOOK, '1', { ...FOG, content: 'mine too' })
  const newest = { ...BOOK, version: 4, entries: [{ ...LAMP, content: 'theirs' }] }
  const { pending: both, clashes } = merged(pending, newest)
  expect(clashes.map(({ uid }) => uid)).toEqual(['0', '1'])
  expect(entriesOf(newest, both).map(({ content }) => content)).toEqual(['mine', 'mine too'])
  expect(entriesOf(newest, decided(both, clashes, new Set(['0', '1']))).map(({ content }) => content)).toEqual(['theirs'])
})

it('what both did alike is no change any more', () => {
  const pending = withEntry(withEntry(NOTHING, BOOK, '0', null), BOOK, '1', { ...FOG, content: 'same' })
  const { pending: both, clashes } = merged(pending, { ...BOOK, entries: [{ ...FOG, content: 'same' }] })
  expect([countOf(both), clashes.length]).toEqual([0, 0])
})

it('reads what the browser kept, and nothing else', () => {
  const pending = withEntry(NOTHING, BOOK, '0', null)
  expect(pendingIn(JSON.stringify(pending))).toEqual(pending)
  for (const text of [null, '', '{', '[]', '{"entries":7}']) expect(pendingIn(text)).toEqual(NOTHING)
})
