import { LONGEST } from './reading'
import type { Namesake, Source } from './wire'

/** Where the words about a character come from, as they are chosen on the page. */
export const ORIGINS = ['encyclopedia', 'text', 'url', 'blank'] as const
export type Origin = (typeof ORIGINS)[number]

export const ENCYCLOPEDIAS = ['baike', 'zhwiki', 'wikipedia', 'mediawiki'] as const
export type Encyclopedia = (typeof ENCYCLOPEDIAS)[number]

/** What somebody filled in; kept until the character is made, so that nothing has to be written twice. */
export interface Wish {
  name: string
  origin: Origin
  encyclopedia: Encyclopedia
  /** Where a wiki of one's own choice is. */
  wiki: string
  url: string
  text: string
  language: string
  detail: 'concise' | 'detailed'
  model: string | null
  /** Who is meant of several, or that the page is right whose title is another. */
  choice: Namesake | null
}

export function freshWish(language: 'en' | 'zh'): Wish {
  return { name: '', origin: 'encyclopedia', encyclopedia: language === 'zh' ? 'baike' : 'wikipedia', wiki: '', url: '', text: '', language, detail: 'concise', model: null, choice: null }
}

export function sourceOf({ origin, encyclopedia }: Pick<Wish, 'origin' | 'encyclopedia'>): Source {
  return origin === 'encyclopedia' ? encyclopedia : origin
}

export type WishField = 'name' | 'wiki' | 'url' | 'text'

function isAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]+\.[^\s/]+/i.test(text.trim()) && URL.canParse(text.trim())
}

/** What is missing, by field; everything else the server says. */
export function faultsOf(wish: Wish): Partial<Record<WishField, 'needed' | 'long' | 'address'>> {
  const faults: Partial<Record<WishField, 'needed' | 'long' | 'address'>> = {}
  const letters = [...wish.name.trim()].length
  if (letters === 0) faults.name = 'needed'
  else if (letters > 64) faults.name = 'long'
  if (wish.origin === 'encyclopedia' && wish.encyclopedia === 'mediawiki' && !isAddress(wish.wiki)) faults.wiki = 'address'
  if (wish.origin === 'url' && !isAddress(wish.url)) faults.url = 'address'
  if (wish.origin === 'text' && wish.text.trim() === '') faults.text = 'needed'
  return faults
}

/** How namesakes are asked for. */
export function searchAt(wish: Wish, words = wish.name): string {
  const query = new URLSearchParams({ q: words.trim() })
  if (wish.encyclopedia === 'mediawiki') query.set('url', wish.wiki.trim())
  return `/api/sources/${wish.encyclopedia}/search?${query}`
}

/** The one who is meant without asking: there is nobody else, or nothing to tell them apart by but the name itself. */
export function onlyOne(name: string, found: readonly Namesake[]): Namesake | null {
  const [first] = found
  return found.length === 1 && first && first.title.trim().toLocaleLowerCase() === name.trim().toLocaleLowerCase() ? first : null
}

/** The request that has it made. */
export function bodyOf(wish: Wish): Record<string, unknown> {
  const source = sourceOf(wish)
  const body: Record<string, unknown> = { role: wish.name.trim(), source, detail: wish.detail, language: wish.language }
  if (wish.model !== null) body.model = wish.model
  if (source === 'mediawiki') body.url = wish.wiki.trim()
  if (source === 'url') body.url = wish.url.trim()
  if (source === 'text') body.text = [...wish.text].slice(0, LONGEST).join('')
  if (source !== 'text' && source !== 'blank' && wish.choice) body.choice = wish.choice.href || wish.choice.title
  return body
}

/** What was being wished when the page was left, if it can still be read. */
export function wishIn(kept: string | null, fresh: Wish): Wish {
  try {
    const wish = JSON.parse(kept ?? 'null') as Partial<Wish> | null
    return typeof wish === 'object' && wish !== null ? { ...fresh, ...wish } : fresh
  } catch {
    return fresh
  }
}
