import type { Said, Taken } from './wire'

/** A file as it was chosen or dropped; without bytes where it cannot be read. */
export interface Gathered {
  path: string
  file: File | null
}

export type Outcome = 'added' | 'changed' | 'unchanged' | 'refused'

/** One file on its way into a collection, and what became of it. */
export interface Arrival {
  /** By which it is called in the ledger: its path below the folder. */
  path: string
  state: 'waiting' | 'sending' | Outcome
  why: Said | null
}

export const LARGEST = 20 * 1024 * 1024
export const LARGEST_ARCHIVE = 64 * 1024 * 1024
export const KINDS = ['.txt', '.md', '.json', '.lua', '.html', '.htm', '.pdf', '.docx'] as const

const RUBBISH = /(?:^|\/)(?:\.[^/]*|__MACOSX|Thumbs\.db|desktop\.ini)(?:\/|$)/i
const READ = /\.(?:txt|md|json|lua|html?|pdf|docx)$/i

/** What programs leave lying about in folders, and nobody means. */
export function isRubbish(path: string): boolean {
  return RUBBISH.test(path)
}

/** A folder packed up; one that lies in a folder is a file like others. */
export function isArchive(path: string): boolean {
  return /^[^/]+\.zip$/i.test(path)
}

/** Paths below the one folder that all of them are in; as they are where there is none such. */
export function below(all: readonly Gathered[]): Gathered[] {
  const roots = new Set(all.map(({ path }) => (path.includes('/') ? path.slice(0, path.indexOf('/') + 1) : '')))
  const [root] = roots
  const cut = roots.size === 1 && root ? root.length : 0
  return all.map(({ path, file }) => ({ path: path.slice(cut), file }))
}

/** Why a file need not even be sent. */
export function arrivalOf({ path, file }: Gathered): Arrival {
  const code = !file ? 'KNOW_UNREADABLE' : !READ.test(path) ? 'KNOW_KIND' : file.size > LARGEST ? 'KNOW_LARGE' : file.size === 0 ? 'KNOW_EMPTY' : null
  return { path, state: code ? 'refused' : 'waiting', why: code ? { code, message: '' } : null }
}

export function answered({ outcome, file }: Taken): Pick<Arrival, 'state' | 'why'> {
  return outcome === 'failed' ? { state: 'refused', why: file.error } : { state: outcome, why: null }
}

/** Once more, where time or a better line may help. */
export function isWorthRetrying({ state, why }: Arrival): boolean {
  return state === 'refused' && why !== null && AGAIN.has(why.code)
}

const AGAIN = new Set(['KNOW_STOPPED', 'OFFLINE', 'TOO_MANY_REQUESTS', 'OVERLOADED', 'STOPPING', 'STORAGE_UNAVAILABLE', 'INTERNAL', 'CONFLICT'])

/** What stands in the way of one file, and of all others with it. */
export const STOPS = new Set(['OFFLINE', 'CONFLICT', 'NOT_FOUND', 'UNAUTHENTICATED', 'FORBIDDEN', 'STORAGE_UNAVAILABLE'])

export interface Counts {
  added: number
  changed: number
  unchanged: number
  refused: number
  /** Not yet told. */
  left: number
}

export function countsOf(all: readonly Arrival[]): Counts {
  const counts: Counts = { added: 0, changed: 0, unchanged: 0, refused: 0, left: 0 }
  for (const { state } of all) counts[state === 'waiting' || state === 'sending' ? 'left' : state] += 1
  return counts
}

/** Those that somebody wants to see first: what was refused, then what is on its way, then what came in, the last first. */
export function inOrder(all: readonly Arrival[]): Arrival[] {
  const rank = ({ state }: Arrival) => (state === 'refused' ? 0 : state === 'sending' ? 1 : state === 'waiting' ? 3 : 2)
  return all.toReversed().toSorted((one, other) => rank(one) - rank(other))
}
