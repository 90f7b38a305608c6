import type { Problem } from '../../api/problem'
import type { Imported } from './wire'

/** One file on its way in, and what became of it. */
export interface Arrival {
  key: number
  file: string
  state: 'waiting' | 'sending' | 'in' | 'refused'
  id: string | null
  name: string
  spec: string | null
  warnings: readonly string[]
  /** Why not: a code that this app or the server has words for. */
  error: { code: string; message: string } | null
}

/** A file as far as it matters here. */
export interface Sized {
  name: string
  size: number
}

/** A little less than the server takes at once. */
export const LARGEST = 19 * 1024 * 1024
const MOST = 20
const KINDS = /\.(?:png|apng|json|charx|jpe?g|webp)$/i

export function arrivalsOf(files: readonly Sized[], from = 0): Arrival[] {
  return files.map((file, at) => {
    const code = !KINDS.test(file.name) ? 'CARD_KIND' : file.size > LARGEST ? 'CARD_LARGE' : file.size === 0 ? 'CARD_EMPTY' : null
    return { key: from + at, file: file.name, state: code ? 'refused' : 'waiting', id: null, name: '', spec: null, warnings: [], error: code ? { code, message: '' } : null }
  })
}

/** Files that go together: so few that one request carries them. */
export function batchesOf<T extends Sized>(files: readonly T[]): T[][] {
  const batches: T[][] = []
  let size = 0
  for (const file of files) {
    const last = batches.at(-1)
    if (!last || last.length === MOST || size + file.size > LARGEST) {
      batches.push([file])
      size = file.size
    } else {
      last.push(file)
      size += file.size
    }
  }
  return batches
}

export function sending(all: readonly Arrival[], keys: readonly number[]): Arrival[] {
  return all.map((one) => (keys.includes(one.key) ? { ...one, state: 'sending', error: null } : one))
}

/** What the server said of each, found by its name, and by its place among those of the same name. */
export function answered(all: readonly Arrival[], keys: readonly number[], items: readonly Imported[]): Arrival[] {
  const left = [...items]
  const take = (file: string, at: number) => {
    const named = left.findIndex((one) => one.file === file)
    const found = named >= 0 ? named : left.length === keys.length - at ? 0 : -1
    return found < 0 ? null : (left.splice(found, 1)[0] ?? null)
  }
  const told = new Map(keys.map((key, at) => [key, take(all.find((one) => one.key === key)?.file ?? '', at)]))
  return all.map((one) => {
    if (!told.has(one.key)) return one
    const item = told.get(one.key)
    if (!item) return { ...one, state: 'refused', error: { code: 'INTERNAL', message: '' } }
    const { character_id: id, name, spec, warnings, error } = item
    return { ...one, state: id === null ? 'refused' : 'in', id, name: name ?? '', spec, warnings: warnings ?? [], error: id === null ? (error ?? { code: 'INTERNAL', message: '' }) : null }
  })
}

/** None of these came in, because the request itself did not. */
export function notSent(all: readonly Arrival[], keys: readonly number[], { code, message }: Pick<Problem, 'code' | 'message'>): Arrival[] {
  return all.map((one) => (keys.includes(one.key) ? { ...one, state: 'refused', error: { code, message } } : one))
}

export function countsOf(all: readonly Arrival[]): { in: number; refused: number; left: number } {
  const of = (...states: Arrival['state'][]) => all.filter(({ state }) => states.includes(state)).length
  return { in: of('in'), refused: of('refused'), left: of('waiting', 'sending') }
}

/** Whether the same file may come in at another try. */
export function isWorthRetrying({ state, error }: Arrival): boolean {
  return state === 'refused' && (error?.code === 'OFFLINE' || error?.code === 'OVERLOADED' || error?.code === 'TOO_MANY_REQUESTS' || error?.code === 'STORAGE_UNAVAILABLE' || error?.code === 'INTERNAL')
}
