import { useEffect, useRef, type ReactNode } from 'react'
import { useT } from '../../i18n/t'
import ui from '../../ui/ui.module.css'
import { lineOf, sceneOf } from './journal'
import type { Told } from './Tale'
import styles from './tale.module.css'

interface Props {
  /** Number of the last event that was told; none while the tale is not here yet. */
  newest: number | undefined
  /** The event that was chosen in the picture of the branches. */
  wanted?: number | null
  /** Number of the event that was told while this page was looked at. */
  fresh: number | null
  /** What may be done next stands below it. */
  settled: boolean
  /** Something is on its way, and which. */
  going: string | undefined
  children: ReactNode
}

/** The tale as it is read: at its newest when it is opened, and at the first line of each new scene. */
export function Reading({ newest, wanted = null, fresh, settled, going, children }: Props) {
  const scroller = useRef<HTMLDivElement>(null)
  const told = newest !== undefined
  const toEvent = useRef(wanted)

  useEffect(() => {
    if (!told) return
    // Where the reader comes from the branches, at the event; else at the newest, from its beginning.
    const number = toEvent.current ?? newest
    toEvent.current = null
    const article = scroller.current?.querySelector<HTMLElement>(`[data-event="${number}"]`)
    article?.scrollIntoView({ block: 'start' })
    if (wanted !== null) article?.focus({ preventScroll: true })
    // Once when there is something to see; what comes later is scrolled to below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [told])
  const opened = useRef(false)
  // Twice: when it was told, and when what may be done next has made room below it.
  useEffect(() => {
    // What was told before this view was opened is no news.
    if (!opened.current) opened.current = true
    else if (fresh !== null) scroller.current?.querySelector(`[data-event="${fresh}"]`)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [fresh, settled])
  useEffect(() => {
    if (going !== undefined) scroller.current?.querySelector('[data-going]')?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [going])

  return (
    <div className={styles.scroller} ref={scroller}>
      <div className={styles.column}>{children}</div>
    </div>
  )
}

/** Reads a scene out once it is whole, and not word by word. */
export function Announcer({ moments, fresh }: { moments: readonly Told[]; fresh: number | null }) {
  const t = useT()
  const moment = fresh === null ? undefined : moments.find(({ number }) => number === fresh)
  const said = moment ? [sceneOf(moment.payload), lineOf(moment.payload)].filter(Boolean).join(' ') || (moment.payload.title ?? '') : ''
  return (
    <p className={ui.hidden} role="status" aria-live="polite">
      {said && t('story.announce', { scene: said })}
    </p>
  )
}
