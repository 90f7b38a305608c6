import { useCallback, useEffect, useId, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Conversation, List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { link } from '../../app/router'
import { count } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { Meter } from '../../ui/Meter'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import ui from '../../ui/ui.module.css'
import page from '../stories/stories.module.css'
import { told } from '../characters/deeds'
import charStyles from '../characters/characters.module.css'
import type { Character } from '../characters/wire'
import { Compressing } from './Compressing'
import { EraseDialog, LineDialog, type Edited } from './dialogs'
import { about, added, counterpartsOf, termOf, without, changed, type Revision } from './lines'
import { Lines } from './Lines'
import styles from './memory.module.css'
import type { Line, Memories, Term } from './wire'

/** What a character remembers, conversation by conversation, on the branch where each stands. */
export default function CharacterMemory({ character }: { character: Character }) {
  const t = useT()
  const { value: shelf } = useAnswer<List<Conversation>>('/api/conversations?limit=200')
  const talks = shelf?.items.filter((one) => one.character?.id === character.id) ?? []
  const [chosen, setChosen] = useState<string | null>(null)
  const query = chosen === null ? '' : `?${new URLSearchParams({ conversation_id: chosen })}`
  const path = `/api/characters/${character.id}/memories`
  const { value, problem, again, change } = useAnswer<Memories>(`${path}${query}`)
  const [moved, setMoved] = useState(false)

  /** Keeps it, and reads anew when the talk went on meanwhile. True when it is kept. */
  const rewrite = useCallback(
    async (wanted: (now: Memories) => Revision | null, now: Memories): Promise<boolean> => {
      const body = wanted(now)
      if (!body) return false
      const at = `${path}?${new URLSearchParams({ conversation_id: now.conversation_id })}`
      let kept = false
      await told(async () => {
        try {
          const next = await call<Memories>('PUT', at, { body })
          change(() => next)
          setMoved(false)
          kept = true
        } catch (fault) {
          if (!(fault instanceof Problem) || fault.code !== 'VERSION_CONFLICT') throw fault
          setMoved(true)
          const newest = await call<Memories>('GET', at)
          change(() => newest)
        }
      })
      return kept
    },
    [path, change],
  )

  if (problem?.status === 404 && chosen === null) {
    return (
      <div className={page.empty} data-memory="none">
        <Hearth />
        <p>{t('memory.none', { name: character.name })}</p>
        <p className={page.muted}>{t('memory.none.lead')}</p>
      </div>
    )
  }
  if (problem) {
    return (
      <Notice code={problem.code} message={problem.message} happened={t('memory.failed')}>
        <Button size="small" onClick={again}>
          {t('chat.again')}
        </Button>
      </Notice>
    )
  }
  if (!value) return <div aria-busy="true" className={styles.waiting} />
  // What was chosen may still be on its way; until then nothing may be written over what is shown.
  const fresh = chosen === null || value.conversation_id === chosen
  return (
    <div aria-busy={!fresh}>
      <MemoryBook character={character} memories={value} talks={talks} moved={moved} choose={setChosen} rewrite={(wanted) => rewrite(wanted, value)} reread={again} />
    </div>
  )
}

interface Props {
  character: Character
  memories: Memories
  talks: readonly Conversation[]
  /** What is shown was just read anew, because the talk went on. */
  moved: boolean
  choose: (conversation: string) => void
  rewrite: (wanted: (now: Memories) => Revision | null) => Promise<boolean>
  reread: () => void
}

type Open = { kind: 'edit'; line: Line | null; term: Term } | { kind: 'erase'; line: Line }

export function MemoryBook({ character, memories, talks, moved, choose, rewrite, reread }: Props) {
  const t = useT()
  const id = useId()
  const [who, setWho] = useState<string | null>(null)
  const [open, setOpen] = useState<Open | null>(null)
  const here = talks.find((talk) => talk.id === memories.conversation_id)
  const title = here?.title || t('memory.untitled')
  const others = counterpartsOf(memories)
  useEffect(() => {
    if (!memories.compressing) return undefined
    const timer = setInterval(reread, 4000)
    return () => clearInterval(timer)
  }, [memories.compressing, reread])

  async function forget(line: Line) {
    const term = termOf(memories, line.id) ?? 'short_term'
    if (!(await rewrite((now) => without(now, line.id)))) return
    // What comes back is written by hand: the line itself is gone on this branch.
    toast(t('memory.forgotten'), { label: t('list.undo'), run: () => void rewriteLater((now) => added(now, term, line.text, line.importance)) })
  }
  async function rewriteLater(wanted: (now: Memories) => Revision | null) {
    await told(async () => {
      const at = `/api/characters/${character.id}/memories?${new URLSearchParams({ conversation_id: memories.conversation_id })}`
      const body = wanted(await call<Memories>('GET', at))
      if (body) await call('PUT', at, { body })
      reread()
    })
  }
  async function keep({ text, importance }: Edited): Promise<boolean> {
    if (open?.kind !== 'edit') return false
    const { line, term } = open
    // The line may have gone while somebody wrote: then the words are a line of their own.
    const kept = await rewrite((now) => (line && termOf(now, line.id) ? changed(now, line.id, text, importance) : added(now, term, text, importance)))
    if (kept) toast(t('memory.changed'))
    return kept
  }
  async function erase(line: Line): Promise<void> {
    await told(async () => {
      await call('DELETE', `/api/characters/${character.id}/memories/${line.id}`)
      toast(t('memory.erased'))
      reread()
    })
    setOpen(null)
  }

  const part = (term: Term) => (
    <Lines
      term={term}
      lines={about(memories[term], who)}
      conversation={memories.conversation_id}
      edit={(line) => setOpen({ kind: 'edit', line, term })}
      forget={(line) => void forget(line)}
      erase={(line) => setOpen({ kind: 'erase', line })}
      add={memories.leaf === null ? null : () => setOpen({ kind: 'edit', line: null, term })}
    />
  )
  return (
    <div className={styles.book} data-memory="">
      <div className={styles.sieve}>
        {talks.length > 1 && (
          <label htmlFor={id} className={styles.pick}>
            <span>{t('memory.conversation')}</span>
            <select id={id} name="conversation" className={ui.input} value={memories.conversation_id} onChange={(event) => choose(event.target.value)}>
              {!here && <option value={memories.conversation_id}>{title}</option>}
              {talks.map((talk) => (
                <option key={talk.id} value={talk.id}>
                  {talk.title || t('memory.untitled')}
                </option>
              ))}
            </select>
          </label>
        )}
        {others.length > 0 && (
          <label htmlFor={`${id}-who`} className={styles.pick}>
            <span>{t('memory.who')}</span>
            <select id={`${id}-who`} name="who" className={ui.input} value={who ?? 'all'} onChange={(event) => setWho(event.target.value === 'all' ? null : event.target.value)}>
              <option value="all">{t('memory.who.all')}</option>
              {others.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
              <option value="">{t('memory.who.any')}</option>
            </select>
          </label>
        )}
      </div>
      <p className={styles.branch}>
        {t(memories.leaf === null ? 'memory.branch.begin' : 'memory.branch', { title })} <a {...link(`/chat/${memories.conversation_id}`)}>{t('memory.branch.open')}</a>
      </p>
      {moved && <Notice code="VERSION_CONFLICT" message="" happened={t('memory.moved')} todo={t('memory.moved.lead')} />}
      <Budgets memories={memories} />
      <Compressing character={character.id} conversation={memories.conversation_id} busy={memories.compressing} reread={reread} />
      {part('short_term')}
      {part('long_term')}
      {open?.kind === 'edit' && <LineDialog key={open.line?.id ?? open.term} term={open.term} line={open.line} moved={moved} keep={keep} close={() => setOpen(null)} />}
      {open?.kind === 'erase' && <EraseDialog line={open.line} erase={() => erase(open.line)} close={() => setOpen(null)} />}
    </div>
  )
}

const NAMES = { session: 'memory.session', short_term: 'memory.short', long_term: 'memory.long' } as const

/** How full each layer is. */
export function Budgets({ memories: { used, budgets } }: { memories: Pick<Memories, 'used' | 'budgets'> }) {
  const t = useT()
  return (
    <div role="group" className={charStyles.facet} aria-label={t('memory.budgets')}>
      <dl className={styles.meters}>
        {(Object.keys(NAMES) as (keyof typeof NAMES)[]).map((layer) => (
          <div key={layer}>
            <dt>{t(NAMES[layer])}</dt>
            <dd>
              <Meter label={t(NAMES[layer])} used={used[layer]} budget={budgets[layer]} words={t('memory.letters', { used: count(used[layer]), budget: count(budgets[layer]) })} />
            </dd>
          </div>
        ))}
      </dl>
      <p>
        <a {...link('/settings/memory')}>{t('memory.budgets.change')}</a>
      </p>
    </div>
  )
}
