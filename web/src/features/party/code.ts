const LENGTH = 8

/** A code as it was typed or followed, without what people put in between; nothing where it cannot be one. */
export function codeOf(typed: string): string | null {
  const code = typed.replace(/[\s\-–—_]/gu, '').toUpperCase()
  return code.length === LENGTH && /^[A-Z0-9]+$/.test(code) ? code : null
}

/** As it is read aloud: in two halves. */
export function spoken(code: string): string {
  return `${code.slice(0, LENGTH / 2)} ${code.slice(LENGTH / 2)}`
}

/** The code in an address of the app, however it is written there. */
export function codeIn(path: string): string {
  try {
    return decodeURIComponent(/^\/join\/([^/]+)\/?$/.exec(path)?.[1] ?? '')
  } catch {
    return ''
  }
}
