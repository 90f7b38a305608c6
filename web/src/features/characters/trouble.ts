import type { Namesake } from './wire'

/** The codes with which a task says that it must be told who is meant, or whether the page is the right one. */
const NAMESAKES = new Set(['SOURCE_AMBIGUOUS', 'AMBIGUOUS', 'NAMESAKES'])
const ANOTHER = new Set(['SOURCE_MISMATCH', 'SOURCE_OTHER', 'SOURCE_UNRELATED', 'ABOUT_ANOTHER'])

/** What kind of answer somebody can give to a task that stopped. */
export function troubleOf(code: string, choices: readonly Namesake[]): 'namesakes' | 'another' | 'other' {
  if (ANOTHER.has(code)) return 'another'
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

/** What the page is about that was found. */
export function titleIn(result: unknown): string {
  const { title } = partsOf(result)
  return typeof title === 'string' ? title : ''
}
