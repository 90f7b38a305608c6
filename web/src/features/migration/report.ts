/** One thing that came in. */
export interface Moved {
  id: string
  name: string
  file: string
  /** How many messages it has, where it is a talk. */
  messages: number | null
}

export const KINDS = ['characters', 'lorebooks', 'conversations', 'groups'] as const
export type Kind = (typeof KINDS)[number]

export interface Trouble {
  file: string
  message: string
}

export interface Report {
  moved: Readonly<Record<Kind, readonly Moved[]>>
  problems: readonly Trouble[]
  /** How much there is in all: the lists are cut where they would be endless. */
  counts: Readonly<Record<Kind | 'problems', number>>
}

interface Thing {
  id: string
  name?: string
  title?: string
  messages?: number
  file: string
}

type Told = Partial<Record<Kind, readonly Thing[]> & { problems: readonly Trouble[]; counts: Partial<Report['counts']> }>

/** What a move brought, by kinds; nothing as long as nothing is told. */
export function reportIn(result: unknown): Report {
  const told = (result ?? {}) as Told
  const of = (kind: Kind) => (told[kind] ?? []).map(({ id, name, title, messages, file }) => ({ id, name: name ?? title ?? '', file, messages: messages ?? null }))
  const moved = { characters: of('characters'), lorebooks: of('lorebooks'), conversations: of('conversations'), groups: of('groups') }
  const problems = told.problems ?? []
  const all = (list: Kind | 'problems', shown: number) => told.counts?.[list] ?? shown
  return {
    moved,
    problems,
    counts: {
      characters: all('characters', moved.characters.length),
      lorebooks: all('lorebooks', moved.lorebooks.length),
      conversations: all('conversations', moved.conversations.length),
      groups: all('groups', moved.groups.length),
      problems: all('problems', problems.length),
    },
  }
}

/** Problems by file, in the order in which the files first appear. */
export function byFile(problems: readonly Trouble[]): [string, readonly string[]][] {
  const all = new Map<string, string[]>()
  for (const { file, message } of problems) {
    const known = all.get(file)
    if (!known) all.set(file, [message])
    else if (!known.includes(message)) known.push(message)
  }
  return [...all]
}

export function countOf({ counts }: Report): number {
  return KINDS.reduce((sum, kind) => sum + counts[kind], 0)
}

/** Where something stands that came in; groups stand nowhere yet. */
export function addressOf(kind: Kind, { id }: Moved): string | null {
  return { characters: `/characters/${id}`, lorebooks: `/lorebooks/${id}`, conversations: `/chat/${id}`, groups: null }[kind]
}

/** Why a file need not be sent at all. */
export function refusalOf({ name, size }: { name: string; size: number }): 'kind' | 'empty' | null {
  if (!/\.zip$/i.test(name)) return 'kind'
  return size === 0 ? 'empty' : null
}
