import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { filesOf, stirred } from './deeds'
import type { KnownFile } from './wire'

export type Only = 'all' | KnownFile['state']

const PAGE = 100
/** As many as the server tells at once: whoever looks again sees as many as before, up to these. */
const MOST = 200

export interface Ledger {
  items: readonly KnownFile[]
  cursor: string | null
  state: 'loading' | 'ready' | 'failed'
  again: () => void
  more: () => void
}

/** The files of a collection, by name; asked for anew when something came or went. */
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
      const limit = from === null ? Math.max(PAGE, Math.min(MOST, shown.current)) : PAGE
      const query = new URLSearchParams({ limit: String(limit), ...(only === 'all' ? {} : { state: only }), ...(from === null ? {} : { cursor: from }) })
      try {
        const list = await call<List<KnownFile>>('GET', `${filesOf(id)}?${query}`, { signal: gone.signal })
        const fresh = new Set(list.items.map((one) => one.id))
        setItems((now) => (from === null ? list.items : [...now.filter((one) => !fresh.has(one.id)), ...list.items]))
        setCursor(list.next_cursor ?? null)
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
