import { expect, it } from 'vitest'
import { arrivalsOf, countsOf, LARGEST } from './arrivals'

it('refuses at once what can be no lorebook, and counts the others', () => {
  const all = arrivalsOf([{ name: 'world.JSON', size: 9 }, { name: 'card.png', size: 9 }, { name: 'big.json', size: LARGEST + 1 }, { name: 'empty.json', size: 0 }], 5)
  expect(all.map(({ key, error }) => `${key} ${error?.code ?? ''}`)).toEqual(['5 ', '6 LORE_KIND', '7 LORE_LARGE', '8 LORE_EMPTY'])
  expect(countsOf(all)).toEqual({ in: 0, refused: 3, left: 1 })
})
