import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { store, type Store } from '../../ui/store'
import { answered, arrivalOf, isWorthRetrying, STOPS, type Arrival, type Gathered } from './arrivals'
import { filesOf, stir } from './deeds'
import type { KnownFile, Said, Taken } from './wire'

export interface Batch {
  arrivals: readonly Arrival[]
  going: boolean
}

/** As many as the server reads at once. */
const AT_ONCE = 2
const TRIES = 4
const USUAL_WAIT = 2
const LONGEST_WAIT = 60
const NONE: Batch = { arrivals: [], going: false }

/** Files on their way into one collection. They go on while other pages are looked at. */
export class Bringing {
  readonly batch: Store<Batch> = store(NONE)
  private readonly files = new Map<string, File>()
  private ending = new AbortController()

  constructor(private readonly collection: string) {}

  /** Brings these too. Who is brought again takes its place anew. */
  bring(all: readonly Gathered[]): void {
    const fresh = new Map(all.map((one) => [one.path, arrivalOf(one)]))
    for (const { path, file } of all) if (file) this.files.set(path, file)
    this.batch.set(({ arrivals, going }) => ({ arrivals: [...arrivals.filter(({ path }) => !fresh.has(path)), ...fresh.values()], going }))
    void this.run()
  }

  again(): void {
    this.batch.set(({ arrivals, going }) => ({ arrivals: arrivals.map((one) => (isWorthRetrying(one) ? { ...one, state: 'waiting', why: null } : one)), going }))
    void this.run()
  }

  /** What is not there by now is not brought. */
  halt(why: Said = { code: 'KNOW_STOPPED', message: '' }): void {
    this.ending.abort()
    this.batch.set(({ arrivals, going }) => ({ arrivals: arrivals.map((one) => (one.state === 'waiting' || one.state === 'sending' ? { ...one, state: 'refused', why } : one)), going }))
  }

  clear(): void {
    this.files.clear()
    this.batch.set(NONE)
  }

  private async run(): Promise<void> {
    if (this.batch.get().going || !this.next()) return
    this.ending = new AbortController()
    const { signal } = this.ending
    this.batch.set((now) => ({ ...now, going: true }))
    const known = this.batch.get().arrivals.length > 1 ? await hashes(this.collection, signal) : new Map<string, string>()
    await Promise.all(Array.from({ length: AT_ONCE }, () => this.work(known, signal)))
    this.batch.set((now) => ({ ...now, going: false }))
    stir()
    // What was wished for after a halt waits still.
    void this.run()
  }

  private async work(known: ReadonlyMap<string, string>, signal: AbortSignal): Promise<void> {
    for (let one = this.next(); one && !signal.aborted; one = this.next()) {
      const { path } = one
      this.change(path, { state: 'sending' })
      const file = this.files.get(path)
      const end = file ? await this.send(path, file, known, signal) : { state: 'refused' as const, why: { code: 'KNOW_UNREADABLE', message: '' } }
      if (signal.aborted) return
      this.change(path, end)
      if (end.why && STOPS.has(end.why.code)) this.halt(end.why)
    }
  }

  private async send(path: string, file: File, known: ReadonlyMap<string, string>, signal: AbortSignal): Promise<Pick<Arrival, 'state' | 'why'>> {
    try {
      if (await isSame(file, known.get(path.normalize('NFC')))) return { state: 'unchanged', why: null }
      return answered(await put(this.collection, path, file, signal))
    } catch (fault) {
      if (fault instanceof Problem) return { state: 'refused', why: { code: fault.code, message: Object.values(fault.fields)[0] ?? fault.message } }
      return { state: 'refused', why: { code: 'KNOW_UNREADABLE', message: '' } }
    }
  }

  private next(): Arrival | undefined {
    return this.batch.get().arrivals.find(({ state }) => state === 'waiting')
  }

  private change(path: string, edit: Partial<Arrival>): void {
    this.batch.set(({ arrivals, going }) => ({ arrivals: arrivals.map((one) => (one.path === path ? { ...one, ...edit } : one)), going }))
  }
}

/** Sends a file; sending the same again does nothing twice, so whoever is asked to wait does and tries once more. */
async function put(collection: string, name: string, file: File, signal: AbortSignal): Promise<Taken> {
  const body = new Blob([file], { type: 'application/octet-stream' })
  for (let tries = 1; ; tries++) {
    try {
      return await call<Taken>('PUT', `${filesOf(collection)}?${new URLSearchParams({ name })}`, { body, signal })
    } catch (fault) {
      const wait = fault instanceof Problem && (fault.status === 429 || fault.status === 503) ? (fault.retryAfter ?? USUAL_WAIT) : null
      if (wait === null || wait > LONGEST_WAIT || tries === TRIES) throw fault
      await pause(wait * 1000, signal)
    }
  }
}

function pause(wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, wait)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })
}

/** What the ledger has, so that what is the same need not be sent; nothing where that cannot be told. */
async function hashes(collection: string, signal: AbortSignal): Promise<Map<string, string>> {
  const all = new Map<string, string>()
  if (!canHash()) return all
  try {
    let cursor: string | null = ''
    while (cursor !== null) {
      const page: List<KnownFile> = await call('GET', `${filesOf(collection)}?${new URLSearchParams({ limit: '200', ...(cursor === '' ? {} : { cursor }) })}`, { signal })
      for (const { name, hash } of page.items) all.set(name, hash)
      cursor = page.next_cursor ?? null
    }
  } catch (fault) {
    // Then all are sent, and the server finds out what is the same.
    if (!(fault instanceof Problem) && !signal.aborted) throw fault
  }
  return all
}

/** Pages on plain http cannot. */
function canHash(): boolean {
  return 'subtle' in crypto
}

async function isSame(file: File, hash: string | undefined): Promise<boolean> {
  if (hash === undefined || !canHash()) return false
  const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('') === hash
}

const all = new Map<string, Bringing>()

export function bringingInto(collection: string): Bringing {
  const known = all.get(collection)
  if (known) return known
  const fresh = new Bringing(collection)
  all.set(collection, fresh)
  return fresh
}

window.addEventListener('beforeunload', (event) => {
  if ([...all.values()].some(({ batch }) => batch.get().going)) event.preventDefault()
})
