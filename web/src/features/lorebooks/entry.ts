import type { Entry } from './wire'

export const LOGICS = ['any', 'notAll', 'none', 'all'] as const
/** As world files number them. */
export const POSITIONS = ['before', 'after', 'note_top', 'note_bottom', 'depth', 'examples_top', 'examples_bottom', 'outlet'] as const
export const DEPTH = 4
export const OUTLET = 7
export const ROLES = ['system', 'user', 'assistant'] as const
/** Texts beside the talk in which keys may stand too. */
export const SOURCES = {
  persona: 'matchPersonaDescription',
  description: 'matchCharacterDescription',
  personality: 'matchCharacterPersonality',
  depth_prompt: 'matchCharacterDepthPrompt',
  scenario: 'matchScenario',
  creator_notes: 'matchCreatorNotes',
} as const

/** What an entry is that says nothing of itself. */
const USUAL: Omit<Entry, 'uid'> = {
  key: [],
  keysecondary: [],
  comment: '',
  content: '',
  constant: false,
  vectorized: false,
  selective: true,
  selectiveLogic: 0,
  order: 100,
  position: 0,
  disable: false,
  scanDepth: null,
  caseSensitive: null,
  matchWholeWords: null,
  depth: 4,
  role: 0,
  outletName: '',
  probability: 100,
  useProbability: true,
  group: '',
  groupOverride: false,
  groupWeight: 100,
  useGroupScoring: null,
  excludeRecursion: false,
  preventRecursion: false,
  delayUntilRecursion: 0,
  sticky: null,
  cooldown: null,
  delay: null,
  triggers: [],
  ignoreBudget: false,
  automationId: '',
}

const KNOWN = new Set<string>([...Object.keys(USUAL), ...Object.values(SOURCES), 'uid', 'name', 'priority', 'useRegex', 'characterFilter', 'displayIndex'])

export function uidOf(entry: Entry): string {
  return String(entry.uid)
}

/** One that has every field, so that a server of another time breaks nothing here. */
export function whole(entry: Partial<Entry> & Pick<Entry, 'uid'>): Entry {
  return { ...USUAL, ...entry } as Entry
}

/** The next number that no entry has. */
export function freshUid(entries: readonly Entry[]): number {
  let most = -1
  for (const { uid } of entries) {
    const number = Number(uid)
    if (Number.isInteger(number) && number > most && number < 999_999_999) most = number
  }
  return most + 1
}

export function blank(entries: readonly Entry[]): Entry {
  return whole({ uid: freshUid(entries) })
}

export function duplicate(entry: Entry, entries: readonly Entry[]): Entry {
  return { ...entry, uid: freshUid(entries) }
}

/** What it is called in a list: its title, else its keys, else how it begins. */
export function titleOf(entry: Entry): string {
  const named = entry.comment.trim() || (typeof entry.name === 'string' ? entry.name.trim() : '')
  return named || entry.key.slice(0, 4).join(', ') || entry.content.trim().slice(0, 60)
}

/** Fields that came with it, mean nothing here, and are given back as they came. */
export function strangeIn(entry: Entry): string[] {
  return Object.keys(entry).filter((name) => !KNOWN.has(name))
}

/** Whether it can never be told as it stands. */
export function muteOf(entry: Entry): 'content' | 'keys' | null {
  if (entry.content.trim() === '') return 'content'
  const asks = /^@@@?(?:activate|additional_keys)\b/m.test(entry.content)
  return !entry.constant && entry.key.every((key) => key.trim() === '') && !asks ? 'keys' : null
}

export interface CharacterFilter {
  isExclude: boolean
  names: string[]
  tags: string[]
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export function filterOf(entry: Entry): CharacterFilter {
  const { characterFilter: given } = entry as { characterFilter?: Partial<CharacterFilter> | null }
  return { isExclude: given?.isExclude === true, names: texts(given?.names), tags: texts(given?.tags) }
}
