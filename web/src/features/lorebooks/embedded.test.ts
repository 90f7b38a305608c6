import { expect, it } from 'vitest'
import { embeddedIn } from './embedded'

it('reads the book that is in a card', () => {
  const book = { name: '海岸', entries: [{ keys: ['灯', 7], content: 'x', enabled: false, comment: '灯塔' }, null, { keys: [], content: 'y', constant: true }] }
  const read = embeddedIn({ spec: 'chara_card_v3', data: { character_book: book } })
  expect(read?.name).toBe('海岸')
  expect(read?.entries.map(({ key, disable, constant }) => [key, disable, constant])).toEqual([
    [['灯'], true, false],
    [[], false, true],
  ])
  expect(read?.book).toBe(book)
})

it('says nothing where there is none', () => {
  for (const card of [null, 7, {}, { data: {} }, { data: { character_book: { entries: [] } } }, { data: { character_book: [] } }]) expect(embeddedIn(card)).toBeNull()
})
