import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { filesOf, stirred } from './deeds'
import type { KnownFile } from './wire'

export type Only = 'all' | KnownFile['state']

const PAGE = 100
/** As many as the server tells at once. */
const MOST = 200

export interface Ledger {
  items: readonly KnownFile[]
  cursor: string | null
  state: 'loading' | 'ready' | 'failed'
  again: () => void
  more: () => void
}

/** So many of the ledger's lines, from a place on, and where it goes on. */
async function filesFrom(id: string, only: Only, from: string | null, wanted: number, signal: AbortSignal): Promise<{ found: KnownFile[]; next: string | null }> {
  const found: KnownFile[] = []
  let next = from
  do {
    const query = new URLSearchParams({ limit: String(Math.min(MOST, wanted - found.length)), ...(only === 'all' ? {} : { state: only }), ...(next === null ? {} : { cursor: next }) })
    const list: List<KnownFile> = await call('GET', `${filesOf(id)}?${query}`, { signal })
    found.push(...list.items)
    next = list.next_cursor ?? null
  } while (next !== null && found.length < wanted)
  return { found, next }
}

/** The files of a collection, by name; asked for anew, as many as are shown, when something came or went. */
export function useLedger(id: string, only: Only): Ledger {
  const [items, setItems] = useState<readonly KnownFile[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<Ledger['state']>('loading')
  const asking = useRef<AbortController | null>(null)
  const shown = useRef(0)
  useEffect(() => {
    shown.current = items.length
  })

  const ask = useCallback(
    async (from: string | null) => {
      asking.current?.abort()
      const gone = new AbortController()
      asking.current = gone
      try {
        const { found, next } = await filesFrom(id, only, from, from === null ? Math.max(PAGE, shown.current) : PAGE, gone.signal)
        const fresh = new Set(found.map((one) => one.id))
        setItems((now) => (from === null ? found : [...now.filter((one) => !fresh.has(one.id)), ...found]))
        setCursor(next)
        setState('ready')
      } catch (fault) {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setState('failed')
      }
    },
    [id, only],
  )
  useEffect(() => {
    void ask(null)
    const letGo = stirred.subscribe(() => void ask(null))
    return () => {
      letGo()
      asking.current?.abort()
    }
  }, [ask])

  return { items, cursor, state, again: () => void ask(null), more: () => cursor !== null && void ask(cursor) }
}
