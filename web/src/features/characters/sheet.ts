import { FACET_NAMES, FACETS, LISTS, type Character, type Profile, type Trait } from './wire'

/** The card's own fields that are one text each. */
export const TEXTS = ['name', 'nickname', 'brief', 'language', 'model', 'visibility', 'description', 'personality', 'scenario', 'examples', 'system_prompt', 'post_history_instructions', 'creator_notes', 'creator', 'character_version'] as const
export type Text = (typeof TEXTS)[number]
export const ROWS = ['tags', 'greetings', 'group_greetings'] as const
export type Row = (typeof ROWS)[number]

/** Everything that can be written about a character, flat: card fields by name, traits as `facet.field`. */
export type Sheet = Readonly<Record<string, string | readonly string[]>>

const PROFILE_KEYS = FACET_NAMES.flatMap((facet) => FACETS[facet].map((field) => `${facet}.${field}`))

export function isTrait(key: string): boolean {
  return PROFILE_KEYS.includes(key)
}

function traitOf(profile: Profile, key: string): Trait {
  const [facet = '', field = ''] = key.split('.')
  const value = profile[facet as keyof Profile]?.[field]
  if (LISTS.has(key)) return Array.isArray(value) ? value : typeof value === 'string' && value !== '' ? [value] : []
  return typeof value === 'string' ? value : Array.isArray(value) ? value.join('\n') : ''
}

export function sheetOf(character: Character): Sheet {
  const sheet: Record<string, string | readonly string[]> = {}
  for (const key of TEXTS) sheet[key] = character[key] ?? ''
  for (const key of ROWS) sheet[key] = character[key]
  for (const key of PROFILE_KEYS) sheet[key] = traitOf(character.profile, key)
  return sheet
}

export function textIn(sheet: Sheet, key: string): string {
  const value = sheet[key]
  return typeof value === 'string' ? value : ''
}

export function rowsIn(sheet: Sheet, key: string): readonly string[] {
  const value = sheet[key]
  return typeof value === 'string' || value === undefined ? [] : value
}

/** A list without its empty rows, a text as it is: how a value is kept. */
function kept(value: string | readonly string[] | undefined): string | readonly string[] {
  return value === undefined ? '' : typeof value === 'string' ? value : value.map((row) => row.trim()).filter((row) => row !== '')
}

function same(one: string | readonly string[] | undefined, other: string | readonly string[] | undefined): boolean {
  return JSON.stringify(kept(one)) === JSON.stringify(kept(other))
}

export function changedIn(base: Sheet, mine: Sheet): string[] {
  return Object.keys(base).filter((key) => !same(base[key], mine[key]))
}

/** What is sent: the fields that were changed, empty where they are to say nothing: what is left out stays as it is. A profile goes as a whole, so that nothing of it can be left behind. */
export function patchOf(base: Sheet, mine: Sheet): Record<string, unknown> {
  const changed = changedIn(base, mine)
  const patch: Record<string, unknown> = {}
  for (const key of changed.filter((one) => !isTrait(one))) patch[key] = kept(mine[key])
  if (changed.some(isTrait)) {
    patch.profile = Object.fromEntries(FACET_NAMES.map((facet) => [facet, Object.fromEntries(FACETS[facet].map((field) => [field, kept(mine[`${facet}.${field}`])]))]))
  }
  return patch
}

/** A field that was changed both here and elsewhere, to different ends. */
export interface Clash {
  key: string
  mine: string | readonly string[]
  theirs: string | readonly string[]
}

/** What was written here laid over what was written elsewhere since. Where both wrote, mine stands until it is decided. */
export function merged(base: Sheet, mine: Sheet, theirs: Sheet): { sheet: Sheet; clashes: Clash[] } {
  const sheet: Record<string, string | readonly string[]> = { ...theirs }
  const clashes: Clash[] = []
  for (const key of changedIn(base, mine)) {
    const wanted = mine[key] ?? ''
    const there = theirs[key] ?? ''
    if (!same(base[key], there) && !same(wanted, there)) clashes.push({ key, mine: wanted, theirs: there })
    sheet[key] = wanted
  }
  return { sheet, clashes }
}

/** The sheet once somebody said whose words stand. */
export function decided(sheet: Sheet, clashes: readonly Clash[], theirs: ReadonlySet<string>): Sheet {
  return { ...sheet, ...Object.fromEntries(clashes.filter(({ key }) => theirs.has(key)).map((clash) => [clash.key, clash.theirs])) }
}

const LONGEST_NAME = 64

/** What must be put right before it can be kept. */
export function faultOf(sheet: Sheet): 'empty' | 'long' | null {
  const letters = [...textIn(sheet, 'name').trim()].length
  return letters === 0 ? 'empty' : letters > LONGEST_NAME ? 'long' : null
}

/** Tags as they are typed: between commas of any script. */
export function tagsOf(text: string): string[] {
  return [...new Set(text.split(/[,，、;；\n]/).map((tag) => tag.trim()).filter((tag) => tag !== ''))]
}
