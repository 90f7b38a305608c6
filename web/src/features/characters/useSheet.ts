import { useEffect, useMemo, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useAttempt } from '../../api/useCall'
import { go } from '../../app/router'
import { translate } from '../../i18n/t'
import { remember, remembered } from '../../ui/storage'
import { toast } from '../../ui/toasts'
import { shelfOf } from './deeds'
import { pageOf } from './place'
import { changedIn, decided, faultOf, merged, patchOf, sheetOf, type Clash, type Sheet } from './sheet'
import type { Character } from './wire'

/** What was written and not saved, with what it was written over. */
interface Kept {
  base: Sheet
  mine: Sheet
}

function keptIn(text: string | null): Kept | null {
  try {
    const kept = JSON.parse(text ?? 'null') as Kept | null
    return typeof kept?.base === 'object' && typeof kept.mine === 'object' ? kept : null
  } catch {
    return null
  }
}

/**
 * A character's sheet while it is written. It is kept in this browser until it is saved, so that leaving the page loses
 * nothing; what was changed elsewhere meanwhile is put together with it.
 */
export function useSheet(character: Character, changed: (character: Character) => void) {
  const shelf = shelfOf(`sheet.${character.id}`)
  const base = useMemo(() => sheetOf(character), [character])
  const [first] = useState(() => keptIn(remembered(shelf)))
  const [before] = useState(() => (first ? merged(first.base, first.mine, base) : null))
  const [sheet, setSheet] = useState<Sheet>(before?.sheet ?? base)
  // What was left unsaved may meet what was written since: that is asked about at once.
  const [clash, setClash] = useState<readonly Clash[] | null>(before && before.clashes.length > 0 ? before.clashes : null)
  const there = useRef<Character>(character)
  const { busy, problem, attempt } = useAttempt()
  const dirty = changedIn(base, sheet).length > 0

  function set(change: Sheet) {
    const mine = { ...sheet, ...change }
    setSheet(mine)
    remember(shelf, changedIn(base, mine).length > 0 ? JSON.stringify({ base, mine } satisfies Kept) : null)
  }

  const leaving = useRef({ dirty, name: character.name })
  useEffect(() => {
    leaving.current = { dirty, name: character.name }
  }, [dirty, character.name])
  useEffect(() => {
    // Where nothing can be kept, closing the page would lose it.
    const stay = (event: BeforeUnloadEvent) => {
      if (leaving.current.dirty && remembered(shelf) === null) event.preventDefault()
    }
    window.addEventListener('beforeunload', stay)
    return () => {
      window.removeEventListener('beforeunload', stay)
      const { dirty: open, name } = leaving.current
      if (open) toast(translate('editor.left', { name }), { label: translate('editor.left.back'), run: () => go(pageOf(character.id, 'edit')) })
    }
  }, [shelf, character.id])

  async function send(mine: Sheet, over: Character): Promise<void> {
    const patch = patchOf(sheetOf(over), mine)
    const next = Object.keys(patch).length === 0 ? over : await call<Character>('PATCH', `/api/characters/${character.id}`, { body: { ...patch, version: over.version } })
    remember(shelf, null)
    setClash(null)
    changed(next)
    setSheet(sheetOf(next))
  }

  async function save() {
    if (!dirty || busy || faultOf(sheet) !== null) return
    const done = await attempt(async () => {
      try {
        await send(sheet, character)
        toast(translate('editor.saved'))
      } catch (fault) {
        if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT') throw fault
        await join(await call<Character>('GET', `/api/characters/${character.id}`))
      }
    })
    if (done) leaving.current = { ...leaving.current, dirty: false }
  }

  /** Somebody saved in between: what does not touch is put together, the rest is asked about. */
  async function join(newest: Character) {
    const { sheet: both, clashes } = merged(base, sheet, sheetOf(newest))
    there.current = newest
    if (clashes.length > 0) return setClash(clashes)
    await send(both, newest)
    toast(translate('editor.joined'))
  }

  async function decide(theirs: ReadonlySet<string>) {
    const newest = there.current
    if (!clash) return
    const { sheet: both } = merged(base, sheet, sheetOf(newest))
    await attempt(async () => {
      await send(decided(both, clash, theirs), newest)
      toast(translate('editor.saved'))
    })
  }

  function discard() {
    const mine = sheet
    setSheet(base)
    remember(shelf, null)
    toast(translate('editor.discarded'), { label: translate('list.undo'), run: () => set(mine) })
  }

  return { sheet, set, dirty, restored: first !== null, busy, problem, clash, save, decide, discard, letBe: () => setClash(null) }
}
