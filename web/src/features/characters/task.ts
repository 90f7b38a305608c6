import { call, request } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Connection } from '../../stream/reader'
import { EventReader } from '../../stream/sse'
import { isOver } from './making'
import type { Task } from './wire'

export interface Watcher {
  report: (task: Task) => void
  connection: (state: Connection) => void
  /** The server does not know this task, or not for this account. */
  gone: () => void
}

const ASK = 1200
/** A line that says nothing for so long may be held back by something in between. */
const QUIET = 4000

/** Follows a task to its end: as the server tells it and, where nothing comes of that, by asking. */
export async function watchTask(id: string, watcher: Watcher, signal: AbortSignal): Promise<void> {
  let heard = performance.now()
  const state = { over: false }
  const note = (task: Task) => {
    heard = performance.now()
    state.over ||= isOver(task.status)
    watcher.connection('live')
    watcher.report(task)
  }
  const ask = async () => {
    if (signal.aborted || state.over) return
    note(await call<Task>('GET', `/api/tasks/${id}`, { signal }))
  }
  const quiet = setInterval(() => {
    if (performance.now() - heard < QUIET) return
    heard = performance.now()
    // Refused or lost: the way that is being gone finds out by itself.
    ask().catch(() => {})
  }, ASK)
  try {
    while (!state.over && !signal.aborted) {
      try {
        await listen(id, note, () => state.over, signal)
        await ask()
      } catch (fault) {
        if (signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        if (fault.status === 401 || fault.status === 403 || fault.status === 404) return watcher.gone()
        watcher.connection('reconnecting')
      }
      if (!state.over) await pause(ASK, signal)
    }
  } finally {
    clearInterval(quiet)
  }
}

/** Reads what the server tells until the line ends or the task does. */
async function listen(id: string, note: (task: Task) => void, over: () => boolean, signal: AbortSignal): Promise<void> {
  const line = new AbortController()
  const both = AbortSignal.any([signal, line.signal])
  try {
    const response = await request('GET', `/api/tasks/${id}/events`, { signal: both }, { Accept: 'text/event-stream' })
    // What answers so tells nothing by itself; asking is left.
    if (!response.body || !(response.headers.get('Content-Type') ?? '').startsWith('text/event-stream')) return
    const events = new EventReader()
    const text = response.body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, BufferSource>).getReader()
    for (;;) {
      const { value, done } = await text.read()
      if (done) return
      for (const event of events.read(value)) {
        if (isTask(event.data)) note(event.data)
        if (event.name === 'done' || over()) return
      }
    }
  } catch (fault) {
    if (signal.aborted || fault instanceof Problem) throw fault
    // The line broke; asking tells how it stands.
  } finally {
    line.abort()
  }
}

function isTask(data: unknown): data is Task {
  return typeof data === 'object' && data !== null && 'status' in data && 'categories' in data
}

function pause(wait: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', wake)
      resolve()
    }
    const timer = setTimeout(wake, wait)
    signal.addEventListener('abort', wake)
  })
}
