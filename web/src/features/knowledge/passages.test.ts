import { afterEach, beforeEach, expect, it } from 'vitest'
import { Answering } from '../../api/answering'
import type { Source } from '../../api/types'
import { nameOf, passageOf, placeOf } from './passages'

const server = new Answering()
beforeEach(() => server.open())
afterEach(() => server.close())

const SOURCE: Source = { number: 1, passage_id: 'p3', collection_id: 'c', collection: 'Mobs', file: 'mobs/spider.md', title: 'Spider › Drops', url: null, licence: null }
const passage = (id: string, title: string) => ({ id, collection_id: 'c', collection: 'Mobs', file: SOURCE.file, title, text: id, url: null, licence: null })
const at = (cursor = '') => `GET /api/knowledge/c/passages?name=mobs%2Fspider.md&limit=200${cursor}`
const find = () => passageOf(SOURCE, new AbortController().signal)

it('finds the passage on whichever page it stands', async () => {
  server.answers = { [at()]: [200, { items: [passage('p1', 'Spider')], next_cursor: 'n' }], [at('&cursor=n')]: [200, { items: [passage('p3', 'Spider › Drops')], next_cursor: null }] }
  expect(await find()).toEqual({ passage: passage('p3', 'Spider › Drops'), same: true })
})

it('shows the same place of a file that was read anew, and says nothing of one that is gone', async () => {
  server.answers = { [at()]: [200, { items: [passage('q1', 'Spider'), passage('q2', 'Spider › Drops')], next_cursor: null }] }
  expect(await find()).toEqual({ passage: passage('q2', 'Spider › Drops'), same: false })
  server.answers = { [at()]: [200, { items: [passage('q1', 'Spider')], next_cursor: null }] }
  expect(await find()).toBeNull()
})

it('names a source by the end of its title, or of its path', () => {
  expect(nameOf(SOURCE)).toBe('Spider › Drops')
  expect(nameOf({ title: 'TUNING › MOBS › SPIDER', file: 'tuning.lua' })).toBe('MOBS › SPIDER')
  expect(nameOf({ title: '', file: 'mobs/spider.lua' })).toBe('spider.lua')
  expect(placeOf({ title: '', file: 'mobs/spider.lua' })).toBe('mobs/spider.lua')
  expect(placeOf(SOURCE)).toBe('mobs/spider.md › Spider › Drops')
})
