import { memo, useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react'
import { link } from '../../app/router'
import { count } from '../../i18n/format'
import { useLanguage, useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import { muteOf, titleOf, uidOf } from './entry'
import styles from './lorebooks.module.css'
import { bookOf } from './place'
import { EVERY, ONLIES, rangeOf, scrollTo, sieved, SORTS, type Only, type Sieve, type Sort } from './sieve'
import type { Entry } from './wire'

/** As high as the style sheet makes a row. */
const ROW = 60

interface Props {
  id: string
  name: string
  entries: readonly Entry[]
  /** Those that were changed and are not saved. */
  changed: Readonly<Record<string, unknown>>
  chosen: string | null
  put: (uid: string, entry: Entry) => void
  add: () => void
}

/** Every entry, as many as ten thousand: only those in sight are drawn. Arrow keys move between them. */
export function EntryList({ id, name, entries, changed, chosen, put, add }: Props) {
  const t = useT()
  const language = useLanguage()
  const [sieve, setSieve] = useState<Sieve>(EVERY)
  const shown = useMemo(() => sieved(entries, sieve, language), [entries, sieve, language])
  return (
    <div role="group" className={styles.list} aria-label={t('entries.list', { name })}>
      <div className={styles.sieve}>
        <div className={styles.search}>
          <Icon name="search" />
          <input type="search" name="entries-q" className={ui.input} aria-label={t('entries.search')} placeholder={t('entries.search')} autoComplete="off" value={sieve.q} onChange={(event) => setSieve({ ...sieve, q: event.target.value })} />
        </div>
        <select name="only" className={ui.input} aria-label={t('entries.only')} value={sieve.only} onChange={(event) => setSieve({ ...sieve, only: event.target.value as Only })}>
          {ONLIES.map((only) => (
            <option key={only} value={only}>
              {t(`entries.only.${only}`)}
            </option>
          ))}
        </select>
        <select name="sort" className={ui.input} aria-label={t('entries.sort')} value={sieve.sort} onChange={(event) => setSieve({ ...sieve, sort: event.target.value as Sort })}>
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {t(`entries.sort.${sort}`)}
            </option>
          ))}
        </select>
        <div className={styles.sieveFoot}>
          <p role="status">{t('entries.count', { shown: count(shown.length), all: count(entries.length) })}</p>
          <Button size="small" data-add="" onClick={add}>
            <Icon name="plus" />
            {t('entries.add')}
          </Button>
        </div>
      </div>
      {shown.length === 0 ? <p className={styles.none}>{t(entries.length === 0 ? 'entries.empty' : 'entries.none')}</p> : <Rows id={id} entries={shown} changed={changed} chosen={chosen} put={put} label={t('entries.list', { name })} />}
    </div>
  )
}

function Rows({ id, entries, changed, chosen, put, label }: Pick<Props, 'id' | 'entries' | 'changed' | 'chosen' | 'put'> & { label: string }) {
  const box = useRef<HTMLDivElement>(null)
  const [view, setView] = useState({ top: 0, height: 640 })
  const found = entries.findIndex((entry) => uidOf(entry) === chosen)
  const [at, setAt] = useState(Math.max(0, found))
  const goal = useRef<number | null>(null)
  const active = Math.min(at, entries.length - 1)

  useEffect(() => {
    const element = box.current
    if (!element) return undefined
    const look = () => setView({ top: element.scrollTop, height: element.clientHeight || 640 })
    look()
    const observer = new ResizeObserver(look)
    observer.observe(element)
    element.addEventListener('scroll', look, { passive: true })
    return () => {
      observer.disconnect()
      element.removeEventListener('scroll', look)
    }
  }, [])
  const seen = useRef<string | null>(null)
  useEffect(() => {
    // What was chosen elsewhere comes into sight, once.
    const element = box.current
    if (!element || chosen === null || seen.current === chosen || found < 0) return
    seen.current = chosen
    setAt(found)
    element.scrollTop = scrollTo(found, element.scrollTop, element.clientHeight, ROW)
  }, [chosen, found])
  useEffect(() => {
    if (goal.current === null) return
    const row = box.current?.querySelector<HTMLElement>(`[data-at="${goal.current}"] a`)
    if (!row) return
    goal.current = null
    row.focus({ preventScroll: true })
  })

  function press(event: KeyboardEvent) {
    if (event.target instanceof HTMLInputElement && (event.key === 'Home' || event.key === 'End')) return
    const element = box.current
    const many = Math.max(1, Math.floor(view.height / ROW) - 1)
    const to = { ArrowDown: active + 1, ArrowUp: active - 1, PageDown: active + many, PageUp: active - many, Home: 0, End: entries.length - 1 }[event.key]
    if (to === undefined || !element) return
    event.preventDefault()
    const next = Math.max(0, Math.min(entries.length - 1, to))
    goal.current = next
    setAt(next)
    element.scrollTop = scrollTo(next, element.scrollTop, element.clientHeight, ROW)
  }

  const { from, to } = rangeOf(view.top, view.height, ROW, entries.length)
  const drawn = entries.slice(from, to)
  return (
    <div ref={box} className={styles.rows}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- the keys move between the links in it */}
      <ul aria-label={label} style={{ height: entries.length * ROW }} onKeyDown={press}>
        {drawn.map((entry, n) => {
          const uid = uidOf(entry)
          return <Row key={uid} id={id} entry={entry} at={from + n} all={entries.length} active={from + n === active} chosen={uid === chosen} changed={uid in changed} put={put} />
        })}
      </ul>
    </div>
  )
}

interface RowProps {
  id: string
  entry: Entry
  at: number
  all: number
  active: boolean
  chosen: boolean
  changed: boolean
  put: (uid: string, entry: Entry) => void
}

const Row = memo(function Row({ id, entry, at, all, active, chosen, changed, put }: RowProps) {
  const t = useT()
  const uid = uidOf(entry)
  const title = titleOf(entry) || t('entries.untitled')
  const mute = muteOf(entry)
  const keys = entry.constant ? t('entries.always') : entry.key.join(', ')
  return (
    <li className={styles.row} data-at={at} data-off={entry.disable ? '' : undefined} aria-setsize={all} aria-posinset={at + 1} style={{ transform: `translateY(${at * ROW}px)` }}>
      <input type="checkbox" checked={!entry.disable} tabIndex={active ? 0 : -1} aria-label={t('entries.on', { title })} onChange={(event) => put(uid, { ...entry, disable: !event.target.checked })} />
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a link, by what is spread into it */}
      <a {...link(bookOf(id, { kind: 'entry', uid }))} tabIndex={active ? 0 : -1} aria-current={chosen ? 'true' : undefined}>
        <span className={styles.rowTitle}>
          {title}
          {changed && (
            <i className={styles.unsaved} title={t('entries.unsaved')}>
              <span className={ui.hidden}>{t('entries.unsaved')}</span>
            </i>
          )}
        </span>
        <span className={styles.rowKeys} data-mute={mute ? '' : undefined}>
          {mute === 'content' ? t('entries.noContent') : mute === 'keys' ? t('entries.noKeys') : keys}
        </span>
      </a>
      <span className={styles.rowOrder} title={t('loreEntry.order')}>
        {entry.order}
      </span>
    </li>
  )
})
