/** One thing that came in, as far as it can be shown. */
export interface Moved {
  id: string | null
  name: string
  file: string
  /** How many messages or entries it has, where that is told. */
  size: number | null
  /** What to know about it. */
  remarks: readonly string[]
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
}

function partsOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function textOf(...values: unknown[]): string {
  return values.find((value): value is string => typeof value === 'string' && value.trim() !== '') ?? ''
}

function movedIn(value: unknown): Moved | null {
  if (typeof value === 'string') return value.trim() === '' ? null : { id: null, name: '', file: value, size: null, remarks: [] }
  const parts = partsOf(value)
  const id = textOf(parts.id, parts.character_id, parts.lorebook_id, parts.conversation_id)
  const size = [parts.messages, parts.entries, parts.entry_count, parts.message_count].find((one) => typeof one === 'number')
  const remarks = [parts.warnings, parts.remarks, parts.problems].flatMap((list) => (Array.isArray(list) ? list : [])).map((one: unknown) => (typeof one === 'string' ? one : textOf(partsOf(one).message)))
  const moved = { id: /^[0-9a-f-]{36}$/.test(id) ? id : null, name: textOf(parts.name, parts.title), file: textOf(parts.file, parts.path), size: typeof size === 'number' ? size : null, remarks: remarks.filter((one) => one !== '') }
  return moved.id === null && moved.name === '' && moved.file === '' ? null : moved
}

/** What a move brought, by kinds. Of what cannot be read nothing is shown; that breaks nothing else. */
export function reportIn(result: unknown): Report {
  const parts = partsOf(result)
  const of = (kind: Kind) => (Array.isArray(parts[kind]) ? parts[kind].flatMap((one: unknown) => movedIn(one) ?? []) : [])
  const problems = (Array.isArray(parts.problems) ? parts.problems : []).flatMap((one: unknown) => {
    const { file, message } = partsOf(one)
    return typeof message === 'string' ? [{ file: textOf(file), message }] : []
  })
  return { moved: { characters: of('characters'), lorebooks: of('lorebooks'), conversations: of('conversations'), groups: of('groups') }, problems }
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

export function countOf({ moved }: Report): number {
  return KINDS.reduce((sum, kind) => sum + moved[kind].length, 0)
}

/** Where something stands that came in; groups stand nowhere yet. */
export function addressOf(kind: Kind, { id }: Moved): string | null {
  if (id === null) return null
  return { characters: `/characters/${id}`, lorebooks: `/lorebooks/${id}`, conversations: `/chat/${id}`, groups: null }[kind]
}

/** Why a file need not be sent at all. */
export function refusalOf({ name, size }: { name: string; size: number }): 'kind' | 'empty' | null {
  if (!/\.zip$/i.test(name)) return 'kind'
  return size === 0 ? 'empty' : null
}
