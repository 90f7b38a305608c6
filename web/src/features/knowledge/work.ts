import { useCallback, useEffect, useRef, useState } from 'react'
import { call, request } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { remember, remembered } from '../../ui/storage'
import { isOver } from '../characters/making'
import { watchTask } from '../characters/task'
import type { Task } from '../characters/wire'
import { newRequestId } from '../chat/path'
import { shelfOf, stir } from './deeds'
import type { Begun, Said } from './wire'

/** What a task brought so far. */
export interface Tally {
  added: number
  changed: number
  unchanged: number
  failed: number
  removed: number
  /** The first of those that failed. */
  failures: readonly (Said & { name: string })[]
}

export function tallyIn(result: unknown): Tally {
  const told = (typeof result === 'object' && result !== null ? result : {}) as Partial<Tally>
  const { added = 0, changed = 0, unchanged = 0, failed = 0, removed = 0, failures = [] } = told
  return { added, changed, unchanged, failed, removed, failures }
}

function into({ result }: Task): unknown {
  return (result as { collection_id?: unknown } | null)?.collection_id
}

/** The task among these that still brings something into a collection; before its first file no task says into which. */
export function runningFor(collection: string, tasks: readonly Task[]): { id: string | null; perhaps: boolean } {
  const running = tasks.filter(({ kind, status }) => kind.startsWith('knowledge_') && !isOver(status))
  return { id: running.find((task) => into(task) === collection)?.id ?? null, perhaps: running.some((task) => into(task) === undefined) }
}

const ASK = 2500
const NOTHING = { order: '', key: '' }

export interface Working {
  /** What is sent before there is a task. */
  sending: string | null
  task: Task | null
  lost: boolean
  problem: Problem | null
  going: boolean
  begin: (what: string, path: string, method: 'POST' | 'PUT', body: unknown) => Promise<boolean>
  cancel: () => void
  dismiss: () => void
}

/** The one task that brings a folder or a wiki into a collection, found again after a reload and from elsewhere. */
export function useWorking(collection: string): Working {
  const shelf = shelfOf(collection)
  const [id, setId] = useState<string | null>(() => remembered(shelf))
  const [task, setTask] = useState<Task | null>(null)
  const [lost, setLost] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const sent = useRef(NOTHING)
  const follow = useCallback(
    (next: string | null) => {
      remember(shelf, next)
      setTask(null)
      setId(next)
    },
    [shelf],
  )

  useEffect(() => {
    if (id !== null) return undefined
    const gone = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const ask = async () => {
      try {
        const { items } = await call<List<Task>>('GET', '/api/tasks?limit=20', { signal: gone.signal })
        const running = runningFor(collection, items)
        if (running.id !== null) follow(running.id)
        else if (running.perhaps) timer = setTimeout(() => void ask(), ASK)
      } catch (fault) {
        // Whether something runs cannot be told just now; the page is of use without it.
        if (!gone.signal.aborted && !(fault instanceof Problem)) throw fault
      }
    }
    void ask()
    return () => {
      gone.abort()
      clearTimeout(timer)
    }
  }, [collection, id, follow])
  useEffect(() => {
    if (id === null) return undefined
    const left = new AbortController()
    const report = (next: Task) => {
      setTask(next)
      if (isOver(next.status)) stir()
    }
    void watchTask(id, { report, connection: (line) => setLost(line === 'reconnecting'), gone: () => follow(null) }, left.signal)
    return () => left.abort()
  }, [id, follow])

  async function begin(what: string, path: string, method: 'POST' | 'PUT', body: unknown): Promise<boolean> {
    setProblem(null)
    setSending(what)
    // What was before is told; whoever looks again while this is sent finds its task in the list.
    follow(null)
    // Whoever orders the same again because no answer came gets the same task.
    const order = `${path} ${body instanceof Blob ? `${what} ${body.size}` : JSON.stringify(body)}`
    if (sent.current.order !== order) sent.current = { order, key: newRequestId() }
    try {
      const response = await request(method, path, { body }, { 'Idempotency-Key': sent.current.key })
      sent.current = NOTHING
      follow(((await response.json()) as Begun).task_id)
      return true
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      if (fault.code !== 'OFFLINE') sent.current = NOTHING
      setProblem(fault)
      return false
    } finally {
      setSending(null)
    }
  }

  async function cancel() {
    try {
      await call('DELETE', `/api/tasks/${id}`)
    } catch (fault) {
      // Over already: then there is nothing to cancel.
      if (!(fault instanceof Problem)) throw fault
      if (fault.status !== 404 && fault.status !== 409) setProblem(fault)
    }
  }

  return {
    sending,
    task,
    lost,
    problem,
    going: sending !== null || (id !== null && (task === null || !isOver(task.status))),
    begin,
    cancel: () => void cancel(),
    dismiss: () => {
      setProblem(null)
      if (task && isOver(task.status)) follow(null)
    },
  }
}
