import { expect, it } from 'vitest'
import { answered, arrivalOf, below, countsOf, inOrder, isArchive, isRubbish, isWorthRetrying, LARGEST, type Arrival } from './arrivals'
import type { KnownFile } from './wire'

const file = (size: number) => ({ size }) as File
const gathered = (...paths: string[]) => paths.map((path) => ({ path, file: file(1) }))
const FILE: KnownFile = { id: '', name: 'a.md', hash: '', bytes: 1, state: 'done', passage_count: 1, error: null, url: null, licence: null, updated_at: '' }

it('calls files by their path below the folder', () => {
  expect(below(gathered('mod/modmain.lua', 'mod/scripts/a.lua')).map(({ path }) => path)).toEqual(['modmain.lua', 'scripts/a.lua'])
  expect(below(gathered('one/a.lua', 'two/a.lua')).map(({ path }) => path)).toEqual(['one/a.lua', 'two/a.lua'])
  expect(below(gathered('a.md', 'mod/b.md')).map(({ path }) => path)).toEqual(['a.md', 'mod/b.md'])
  expect(below([])).toEqual([])
})

it('passes over what nobody means', () => {
  for (const path of ['.DS_Store', 'mod/.git/config', '__MACOSX/a.md', 'a/Thumbs.db']) expect(isRubbish(path), path).toBe(true)
  for (const path of ['a.md', 'mod/git/config.json', 'a.b/c.md']) expect(isRubbish(path), path).toBe(false)
})

const code = (path: string, size = 1) => arrivalOf({ path, file: file(size) }).why?.code

it('reads archives as folders, but not those inside of folders', () => {
  expect(['world.zip', 'World.ZIP', 'mod/world.zip', 'zip', 'a.zip.md'].map(isArchive)).toEqual([true, true, false, false, false])
})

it('says before anything is sent what cannot be read', () => {
  expect(code('scripts/spider.LUA')).toBeUndefined()
  expect(code('art/spider.png')).toBe('KNOW_KIND')
  expect(code('md')).toBe('KNOW_KIND')
  expect(code('a.pdf', LARGEST)).toBeUndefined()
  expect(code('a.pdf', LARGEST + 1)).toBe('KNOW_LARGE')
  expect(code('a.md', 0)).toBe('KNOW_EMPTY')
  expect(arrivalOf({ path: 'a.md', file: null }).why?.code).toBe('KNOW_UNREADABLE')
})

it('takes what the server says became of it', () => {
  expect(answered({ outcome: 'unchanged', file: FILE })).toEqual({ state: 'unchanged', why: null })
  const error = { code: 'SOURCE_UNREADABLE', message: 'no text' }
  expect(answered({ outcome: 'failed', file: { ...FILE, state: 'failed', error } })).toEqual({ state: 'refused', why: error })
})

it('counts, and shows refusals first', () => {
  const all: Arrival[] = [
    { path: 'a', state: 'added', why: null },
    { path: 'b', state: 'refused', why: { code: 'OFFLINE', message: '' } },
    { path: 'c', state: 'sending', why: null },
    { path: 'd', state: 'waiting', why: null },
    { path: 'e', state: 'unchanged', why: null },
    { path: 'f', state: 'refused', why: { code: 'KNOW_KIND', message: '' } },
  ]
  expect(countsOf(all)).toEqual({ added: 1, changed: 0, unchanged: 1, refused: 2, left: 2 })
  expect(inOrder(all).map(({ path }) => path)).toEqual(['f', 'b', 'c', 'e', 'a', 'd'])
  expect(all.filter(isWorthRetrying).map(({ path }) => path)).toEqual(['b'])
})
