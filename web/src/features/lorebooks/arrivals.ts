/** One file on its way in, and what became of it. */
export interface Arrival {
  key: number
  file: string
  state: 'waiting' | 'sending' | 'in' | 'refused'
  id: string | null
  name: string
  /** How much of it is not taken as it stands. */
  remarks: number
  error: { code: string; message: string } | null
}

/** A little less than the server takes. */
export const LARGEST = 19 * 1024 * 1024

export function arrivalsOf(files: readonly { name: string; size: number }[], from = 0): Arrival[] {
  return files.map((file, at) => {
    const code = !/\.(?:json|lorebook)$/i.test(file.name) ? 'LORE_KIND' : file.size > LARGEST ? 'LORE_LARGE' : file.size === 0 ? 'LORE_EMPTY' : null
    return { key: from + at, file: file.name, state: code ? 'refused' : 'waiting', id: null, name: '', remarks: 0, error: code ? { code, message: '' } : null }
  })
}

export function countsOf(all: readonly Arrival[]): { in: number; refused: number; left: number } {
  const of = (...states: Arrival['state'][]) => all.filter(({ state }) => states.includes(state)).length
  return { in: of('in'), refused: of('refused'), left: of('waiting', 'sending') }
}
