import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { stirred } from './deeds'
import type { CharacterCard } from './wire'

export interface Wanted {
  scope: 'own' | 'public'
  q: string
  tag: string
  sort: 'updated' | 'name'
}

export const ALL: Wanted = { scope: 'own', q: '', tag: '', sort: 'updated' }
const PAGE = 48
/** Whoever is still typing is not asked for at every letter. */
const TYPING = 250

export function listAt({ scope, q, tag, sort }: Wanted, cursor: string | null = null): string {
  const query = new URLSearchParams({ scope, sort, limit: String(PAGE) })
  if (q.trim() !== '') query.set('q', q.trim())
  if (tag !== '') query.set('tag', tag)
  if (cursor !== null) query.set('cursor', cursor)
  return `/api/characters?${query}`
}

export interface Listing {
  items: readonly CharacterCard[]
  cursor: string | null
  /** Those that are shown were asked for with these wishes. */
  state: 'loading' | 'ready' | 'failed'
  again: () => void
  more: () => void
}

/** The characters that are wanted; those of the wishes before stay in sight until the new ones are there. */
export function useListing(wanted: Wanted): Listing {
  const [items, setItems] = useState<readonly CharacterCard[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<Listing['state']>('loading')
  const asking = useRef<AbortController | null>(null)
  const { scope, q, tag, sort } = wanted

  const ask = useCallback(
    async (from: string | null) => {
      asking.current?.abort()
      const gone = new AbortController()
      asking.current = gone
      try {
        const list = await call<List<CharacterCard>>('GET', listAt({ scope, q, tag, sort }, from), { signal: gone.signal })
        if (gone.signal.aborted) return
        const fresh = new Set(list.items.map((one) => one.id))
        setItems((now) => (from === null ? list.items : [...now.filter((one) => !fresh.has(one.id)), ...list.items]))
        setCursor(list.next_cursor)
        setState('ready')
      } catch (fault) {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setState('failed')
      }
    },
    [scope, q, tag, sort],
  )

  const typed = useRef(q)
  useEffect(() => {
    const wait = typed.current === q ? 0 : TYPING
    typed.current = q
    const timer = setTimeout(() => void ask(null), wait)
    return () => clearTimeout(timer)
  }, [ask, q])
  useEffect(() => stirred.subscribe(() => void ask(null)), [ask])
  useEffect(() => () => asking.current?.abort(), [])

  // What is being made becomes somebody while one looks.
  const making = items.length <= PAGE && items.some((one) => one.creating !== null)
  useEffect(() => {
    if (!making) return undefined
    const timer = setInterval(() => void ask(null), 3000)
    return () => clearInterval(timer)
  }, [making, ask])

  const again = useCallback(() => void ask(null), [ask])
  return { items, cursor, state, again, more: () => cursor !== null && void ask(cursor) }
}
