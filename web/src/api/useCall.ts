import { useCallback, useEffect, useState } from 'react'
import { call } from './client'
import { Problem } from './problem'

export interface Answer<T> {
  value: T | null
  problem: Problem | null
  again: () => void
  change: (edit: (now: T) => T) => void
}

/** What the server answers at an address, asked for when the part is first drawn. */
export function useAnswer<T>(path: string): Answer<T> {
  const [value, setValue] = useState<T | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const ask = useCallback(() => {
    const gone = new AbortController()
    call<T>('GET', path, { signal: gone.signal }).then(
      (answer) => {
        setValue(answer)
        setProblem(null)
      },
      (fault: unknown) => {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setProblem(fault)
      },
    )
    return () => gone.abort()
  }, [path])
  useEffect(ask, [ask])
  const again = useCallback(() => void ask(), [ask])
  const change = useCallback((edit: (now: T) => T) => setValue((now) => (now === null ? null : edit(now))), [])
  return { value, problem, again, change }
}

export interface Attempt {
  busy: boolean
  problem: Problem | null
  /** Does it, and keeps the Problem when it is refused. True when it went well. */
  attempt: (act: () => Promise<void>) => Promise<boolean>
  clear: () => void
}

/** Something that a press does, one press at a time. */
export function useAttempt(): Attempt {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const attempt = useCallback(async (act: () => Promise<void>) => {
    setBusy(true)
    setProblem(null)
    try {
      await act()
      return true
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
      return false
    } finally {
      setBusy(false)
    }
  }, [])
  return { busy, problem, attempt, clear: useCallback(() => setProblem(null), []) }
}
