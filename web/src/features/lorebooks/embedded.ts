import { whole } from './entry'
import type { Entry } from './wire'

/** The book that is in a card, as far as it is shown. */
export interface Embedded {
  name: string
  entries: readonly Entry[]
  /** As the card has it, to be kept as a book of its own. */
  book: Readonly<Record<string, unknown>>
}

function objectIn(value: unknown): Record<string, unknown> | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null
}

function textIn(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

/** The lorebook of a card in its words, V2 and V3 alike; nothing where there is none. */
export function embeddedIn(card: unknown): Embedded | null {
  const data = objectIn(objectIn(card)?.data)
  const book = objectIn(data?.character_book)
  if (!book || !Array.isArray(book.entries) || book.entries.length === 0) return null
  const entries = book.entries.flatMap((one: unknown, at) => {
    const entry = objectIn(one)
    if (!entry) return []
    return [
      whole({
        uid: at,
        key: textsIn(entry.keys),
        keysecondary: textsIn(entry.secondary_keys),
        comment: textIn(entry.comment) || textIn(entry.name),
        content: textIn(entry.content),
        constant: entry.constant === true,
        disable: entry.enabled === false,
      }),
    ]
  })
  return { name: textIn(book.name), entries, book }
}
