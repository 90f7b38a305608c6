import { expect, it } from 'vitest'
import type { Task } from '../characters/wire'
import { bodyOf, faultsOf, FIRST_WISH, wikiAddress, wishIn } from './wiki'
import { runningFor, tallyIn } from './work'

it('reads an address as it is typed', () => {
  expect(wikiAddress(' example.org/wiki/Lamp ')).toBe('https://example.org/wiki/Lamp')
  expect(wikiAddress('http://127.0.0.1:8080/api.php')).toBe('http://127.0.0.1:8080/api.php')
  for (const text of ['', '  ', 'ftp://example.org', 'javascript:alert(1)', 'two words', 'https://', 'https://me:secret@example.org']) expect(wikiAddress(text), text).toBeNull()
})

it('asks for titles and categories line by line, each once, and for all articles without any', () => {
  expect(bodyOf({ ...FIRST_WISH, address: 'example.org' })).toEqual({ api: 'https://example.org/', most: 500 })
  expect(bodyOf({ address: 'example.org', titles: ' Lamp\n\nTower \nLamp', categories: 'Mobs', most: 20 })).toEqual({ api: 'https://example.org/', most: 20, titles: ['Lamp', 'Tower'], categories: ['Mobs'] })
})

it('remembers what was written last, and nothing else', () => {
  const wish = { address: 'example.org', titles: 'Lamp', categories: '', most: 20 }
  expect(wishIn(JSON.stringify(wish))).toEqual(wish)
  for (const text of [null, '', 'no', '[]', '{"address": 1, "most": 99999}']) expect(wishIn(text), String(text)).toEqual(FIRST_WISH)
})

it('says which field cannot be so', () => {
  expect([...faultsOf({ address: 'no', titles: '', categories: '', most: 1 })]).toEqual([])
  expect([...faultsOf({ address: 'two words', titles: 'x'.repeat(256), categories: Array.from({ length: 51 }, (_, n) => n).join('\n'), most: 1 })]).toEqual(['address', 'titles', 'categories'])
})

it('reads what a task brought so far', () => {
  expect(tallyIn(null)).toEqual({ added: 0, changed: 0, unchanged: 0, failed: 0, removed: 0, failures: [] })
  expect(tallyIn({ added: 2, failed: 1, failures: [{ name: 'a', code: 'X', message: 'y' }] })).toMatchObject({ added: 2, changed: 0, failed: 1, failures: [{ name: 'a' }] })
})

const task = (id: string, kind: string, status: Task['status'], collection: string): Task => ({ id, kind, status, progress: 0, step: '', categories: {}, elapsed_ms: 0, character_id: null, result: { collection_id: collection }, error: null, created_at: '' })

it('finds what still runs for a collection', () => {
  const tasks = [task('1', 'migration', 'running', 'c'), task('2', 'knowledge_crawl', 'done', 'c'), task('3', 'knowledge_crawl', 'running', 'other'), task('4', 'knowledge_folder', 'pending', 'c')]
  expect(runningFor('c', tasks)).toEqual({ id: '4', perhaps: false })
  expect(runningFor('none', tasks)).toEqual({ id: null, perhaps: false })
  expect(runningFor('c', [{ ...task('5', 'knowledge_crawl', 'running', 'c'), result: null }])).toEqual({ id: null, perhaps: true })
})
