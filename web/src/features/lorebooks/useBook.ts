import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { go } from '../../app/router'
import { translate } from '../../i18n/t'
import { remember, remembered } from '../../ui/storage'
import { toast } from '../../ui/toasts'
import { shelfOf, stir } from './deeds'
import { whole } from './entry'
import { countOf, decided, entriesOf, merged, NOTHING, pendingIn, requestOf, settingsOf, withEntry, withSettings, type Clash, type Pending, type Settings } from './pending'
import { bookOf } from './place'
import type { Entry, Lorebook } from './wire'

function read(book: Lorebook): Lorebook {
  return { ...book, entries: book.entries.map(whole) }
}

/**
 * A book while it is written. What is not saved is kept in this browser, change by change, so that leaving the page loses
 * nothing; what was saved elsewhere meanwhile is put together with it.
 */
export function useBook(first: Lorebook) {
  const shelf = shelfOf(first.id)
  const [start] = useState(() => {
    const book = read(first)
    return { book, pending: merged(pendingIn(remembered(shelf)), book).pending }
  })
  const [book, setBook] = useState(start.book)
  const [pending, setPending] = useState<Pending>(start.pending)
  const [clash, setClash] = useState<{ clashes: readonly Clash[]; newest: Lorebook; pending: Pending } | null>(null)
  /** Fields that show what is typed begin anew when this changes. */
  const [turn, setTurn] = useState(0)
  const { busy, problem, attempt } = useAttempt()
  const dirty = countOf(pending) > 0
  const entries = useMemo(() => entriesOf(book, pending), [book, pending])
  const settings = pending.settings?.mine ?? settingsOf(book)

  const latest = useRef({ book, pending })
  const keep = useCallback(
    (next: Pending) => {
      latest.current.pending = next
      setPending(next)
      remember(shelf, countOf(next) > 0 ? JSON.stringify(next) : null)
    },
    [shelf],
  )
  const put = useCallback((uid: string, mine: Entry | null) => keep(withEntry(latest.current.pending, latest.current.book, uid, mine)), [keep])
  const set = useCallback((change: Partial<Settings>) => keep(withSettings(latest.current.pending, latest.current.book, change)), [keep])

  const now = useCallback(() => latest.current, [])
  useEffect(() => {
    // Where nothing can be kept, closing the page would lose it.
    const open = () => countOf(now().pending) > 0
    const stay = (event: BeforeUnloadEvent) => {
      if (open() && remembered(shelf) === null) event.preventDefault()
    }
    window.addEventListener('beforeunload', stay)
    return () => {
      window.removeEventListener('beforeunload', stay)
      const { book: left } = now()
      if (open()) toast(translate('book.left', { name: left.name }), { label: translate('book.left.back'), run: () => go(bookOf(left.id)) })
    }
  }, [shelf, now])

  async function send(mine: Pending, over: Lorebook): Promise<void> {
    const { method, body } = requestOf(over, mine)
    const next = countOf(mine) === 0 ? over : read(await call<Lorebook>(method, `/api/lorebooks/${over.id}`, { body }))
    latest.current.book = next
    setBook(next)
    // What was typed while it was on its way is not saved yet.
    keep(mine === latest.current.pending ? NOTHING : merged(latest.current.pending, next).pending)
    setClash(null)
    stir()
  }

  async function save(): Promise<boolean> {
    if (!dirty || busy) return !dirty
    let asked = false
    const done = await attempt(async () => {
      try {
        await send(pending, book)
        toast(translate('book.saved'))
      } catch (fault) {
        if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT') throw fault
        const newest = read(await call<Lorebook>('GET', `/api/lorebooks/${book.id}`))
        const both = merged(pending, newest)
        asked = both.clashes.length > 0
        if (asked) return setClash({ clashes: both.clashes, newest, pending: both.pending })
        keep(both.pending)
        await send(both.pending, newest)
        setTurn((before) => before + 1)
        toast(translate('book.joined'))
      }
    })
    return done && !asked
  }

  async function decide(theirs: ReadonlySet<string>): Promise<void> {
    if (!clash) return
    const mine = decided(clash.pending, clash.clashes, theirs)
    await attempt(async () => {
      keep(mine)
      await send(mine, clash.newest)
      setTurn((before) => before + 1)
      toast(translate('book.saved'))
    })
  }

  function discard() {
    const mine = pending
    keep(NOTHING)
    setTurn((before) => before + 1)
    const back = () => {
      keep(mine)
      setTurn((before) => before + 1)
    }
    toast(translate('book.discarded'), { label: translate('list.undo'), run: back })
  }

  return { book, entries, settings, pending, dirty, restored: countOf(start.pending) > 0, turn, busy, problem, clash: clash?.clashes ?? null, put, set, save, decide, discard, letBe: () => setClash(null) }
}

export type BookWork = ReturnType<typeof useBook>
