/** As long as the server lets a key be. */
export const LONGEST_KEY = 256

const EXPRESSION = /^\/([\s\S]+)\/([a-z]*)$/
/** What the server's expressions cannot do: look around, or back at what was found. */
const BEYOND = /\(\?<?[=!]|\\[1-9]|\\k</

/** Keys as they are typed or pasted: between commas and line ends, but an expression between slashes is one. */
export function keysIn(text: string): string[] {
  const keys: string[] = []
  let at = 0
  while (at < text.length) {
    const rest = text.slice(at)
    const skipped = /^[\s,，、;；]+/.exec(rest)
    if (skipped) {
      at += skipped[0].length
      continue
    }
    const found = /^\/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n])+\/[a-z]*(?=\s*(?:[,，、;；\n]|$))/.exec(rest) ?? /^[^,，、;；\n]+/.exec(rest)
    if (!found) break
    keys.push(found[0].trim())
    at += found[0].length
  }
  return keys.filter((key) => key !== '')
}

/** The keys with those typed added, none twice. */
export function withKeys(keys: readonly string[], text: string): string[] {
  const all = [...keys]
  for (const key of keysIn(text)) if (!all.includes(key)) all.push(key)
  return all
}

export type KeyKind = 'plain' | 'regex' | 'broken' | 'long'

/** What a key is, and whether it can be found at all. */
export function kindOf(key: string, always = false): KeyKind {
  if (key.length > LONGEST_KEY) return 'long'
  const [, source, flags = ''] = EXPRESSION.exec(key) ?? (always ? ['', key] : [])
  if (source === undefined) return 'plain'
  if (BEYOND.test(source)) return 'broken'
  try {
    void new RegExp(source, flags.replace(/[^imsu]/g, ''))
    return /^[gimsuvy]*$/.test(flags) ? 'regex' : 'broken'
  } catch {
    return 'broken'
  }
}
