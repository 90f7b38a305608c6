import { expect, it } from 'vitest'
import { ownFirst } from './order'
import type { Card } from './wire'

it('puts what the reader can read first and leaves the rest as it was', () => {
  const cards = ['zh', 'en', 'zh-Hant', 'en-GB'].map((language, n) => ({ id: String(n), language }) as Card)

  expect(ownFirst(cards, 'en').map((card) => card.id)).toEqual(['1', '3', '0', '2'])
  expect(ownFirst(cards, 'zh').map((card) => card.id)).toEqual(['0', '2', '1', '3'])
})
