import type { Namesake } from './wire'

/** The codes with which a task says that it must be told who is meant, or whether the page is the right one. */
const NAMESAKES = new Set(['SOURCE_NAMESAKES', 'SOURCE_MISSING'])
const ANOTHER = 'SOURCE_OTHER'

/** What kind of answer somebody can give to a task that stopped. */
export function troubleOf(code: string, choices: readonly Namesake[]): 'namesakes' | 'another' | 'other' {
  if (code === ANOTHER) return 'another'
  return choices.length > 0 || NAMESAKES.has(code) ? 'namesakes' : 'other'
}

function partsOf(result: unknown): Record<string, unknown> {
  return typeof result === 'object' && result !== null ? (result as Record<string, unknown>) : {}
}

/** Those who go by the name, where the task says so. */
export function choicesIn(result: unknown): Namesake[] {
  const { choices, items, namesakes } = partsOf(result)
  const list: unknown = choices ?? namesakes ?? items
  if (!Array.isArray(list)) return []
  return list.flatMap((one: unknown) => {
    const { title, snippet, href } = partsOf(one)
    return typeof title === 'string' && title !== '' ? [{ title, snippet: typeof snippet === 'string' ? snippet : '', href: typeof href === 'string' ? href : '' }] : []
  })
}

interface Said {
  code: string
  message: string
}

function saidIn(value: unknown): Said[] {
  const { code, message } = partsOf(value)
  return typeof message === 'string' && message !== '' ? [{ code: typeof code === 'string' ? code : '', message }] : []
}

/** What is to be known of the source: that it says little, was cut, is not free. */
export function warningsIn(result: unknown): Said[] {
  const { warnings } = partsOf(result)
  return Array.isArray(warnings) ? warnings.flatMap(saidIn) : []
}

/** Why a part could not be made. */
export function failureIn(result: unknown, part: string): string {
  return saidIn(partsOf(partsOf(result).failed)[part])[0]?.message ?? ''
}

/** The page that was found, and is about somebody else by its title. */
export function pageIn(result: unknown): Namesake | null {
  const [first] = choicesIn(result)
  if (first) return first
  const { page, title } = partsOf(result)
  return choicesIn({ choices: [typeof page === 'object' ? page : partsOf(result), { title }] })[0] ?? null
}
