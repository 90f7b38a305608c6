import type { Card } from './wire'

/** What is in the reader's own language comes first; besides that the order stays. */
export function ownFirst(cards: Card[], language: string): Card[] {
  const rank = (card: Card) => (card.language.startsWith(language) ? 0 : 1)
  return cards.toSorted((a, b) => rank(a) - rank(b))
}
