/** What is to be read of a wiki, as it is written in the form. */
export interface Wish {
  address: string
  titles: string
  categories: string
  most: number
}

export const MOST_PAGES = 5000
export const FIRST_WISH: Wish = { address: '', titles: '', categories: '', most: 500 }
function words(value: unknown): string {
  return typeof value === 'string' ? value : ''
}

/** The wish as it was written last; the first where none was. */
export function wishIn(text: string | null): Wish {
  try {
    const { address, titles, categories, most } = JSON.parse(text ?? '{}') as Partial<Record<keyof Wish, unknown>>
    return { address: words(address), titles: words(titles), categories: words(categories), most: Number.isInteger(most) && Number(most) >= 1 && Number(most) <= MOST_PAGES ? Number(most) : FIRST_WISH.most }
  } catch {
    return FIRST_WISH
  }
}

const MOST_TITLES = 1000
const MOST_CATEGORIES = 50
const LONGEST = 255

export type Fault = 'address' | 'titles' | 'categories'

function linesOf(text: string): string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')
}

/** The address with its scheme, which nobody types; null where it is none of the web. */
export function wikiAddress(text: string): string | null {
  const typed = text.trim()
  try {
    const url = new URL(/^[a-z][\w+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`)
    const isWeb = (url.protocol === 'https:' || url.protocol === 'http:') && url.hostname !== '' && url.username === '' && !/\s/.test(typed)
    return isWeb ? url.href : null
  } catch {
    return null
  }
}

function tooLong(lines: readonly string[]): boolean {
  return lines.some((line) => [...line].length > LONGEST)
}

export function faultsOf({ address, titles, categories }: Wish): Set<Fault> {
  const faults = new Set<Fault>()
  if (wikiAddress(address) === null) faults.add('address')
  if (linesOf(titles).length > MOST_TITLES || tooLong(linesOf(titles))) faults.add('titles')
  if (linesOf(categories).length > MOST_CATEGORIES || tooLong(linesOf(categories))) faults.add('categories')
  return faults
}

export function bodyOf({ address, titles, categories, most }: Wish): Record<string, unknown> {
  const names = linesOf(titles)
  const groups = linesOf(categories)
  return { api: wikiAddress(address) ?? address, most, ...(names.length > 0 ? { titles: names } : {}), ...(groups.length > 0 ? { categories: groups } : {}) }
}
