import { currentLanguage, translate } from './t'

const DAY = 86_400_000

function locale(): string {
  return currentLanguage() === 'zh' ? 'zh-CN' : 'en'
}

/** Money comes as a decimal string of up to nine places and is shown without losing the small ones. */
export function money(amount: string, currency = 'USD'): string {
  const value = Number(amount)
  const places = value !== 0 && Math.abs(value) < 0.01 ? 6 : value % 0.01 === 0 ? 2 : 4
  return new Intl.NumberFormat(locale(), { style: 'currency', currency, currencyDisplay: 'narrowSymbol', minimumFractionDigits: 2, maximumFractionDigits: places }).format(value)
}

export function count(value: number): string {
  return new Intl.NumberFormat(locale()).format(value)
}

/** A figure that is only compared with others, to one place. */
export function figure(value: number): string {
  return new Intl.NumberFormat(locale(), { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(value)
}

const SIZES = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** How large a file is, to one place. */
export function bytes(size: number): string {
  const rank = size < 1000 ? 0 : Math.min(SIZES.length - 1, Math.floor(Math.log10(size) / 3))
  return new Intl.NumberFormat(locale(), { style: 'unit', unit: SIZES[rank] ?? 'byte', unitDisplay: rank === 0 ? 'long' : 'short', maximumFractionDigits: 1 }).format(size / 1000 ** rank)
}

/** A place in a line: 3rd. In Chinese the sentence says so itself. */
export function ordinal(place: number): string {
  if (currentLanguage() === 'zh') return count(place)
  const ends: Partial<Record<Intl.LDMLPluralRule, string>> = { one: 'st', two: 'nd', few: 'rd' }
  return `${count(place)}${ends[new Intl.PluralRules('en', { type: 'ordinal' }).select(place)] ?? 'th'}`
}

/** Today the hour says enough; otherwise the day stands with it. */
export function time(iso: string, now = Date.now()): string {
  const at = new Date(iso)
  const today = new Date(now).toDateString() === at.toDateString()
  return new Intl.DateTimeFormat(locale(), today ? { timeStyle: 'short' } : { dateStyle: 'medium', timeStyle: 'short' }).format(at)
}

export function day(iso: string): string {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(new Date(iso))
}

/** The heading under which something of that time stands in a list. */
export function age(iso: string, now = Date.now()): string {
  const midnight = new Date(now).setHours(0, 0, 0, 0)
  const at = Date.parse(iso)
  if (at >= midnight) return translate('list.today')
  if (at >= midnight - DAY) return translate('list.yesterday')
  if (at >= midnight - 6 * DAY) return translate('list.week')
  return translate('list.earlier')
}

/** Sentences one after another; Chinese ones need no space between them. */
export function sentences(...all: readonly (string | undefined)[]): string {
  return all.filter(Boolean).join(currentLanguage() === 'zh' ? '' : ' ')
}

const FIRST_WORDS = 40

/** What a conversation is called until it has a title: the first words that were said in it. */
export function firstWords(text: string): string {
  const line = text.trim().split('\n', 1)[0] ?? ''
  const letters = [...line]
  return letters.length > FIRST_WORDS ? `${letters.slice(0, FIRST_WORDS).join('').trimEnd()}…` : line
}
