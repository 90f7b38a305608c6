import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem, whatHappened, whatToDo } from '../../api/problem'
import { go, link } from '../../app/router'
import { sentences } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { FileButton } from '../../ui/FileButton'
import { Icon } from '../../ui/Icon'
import { useDrop } from '../../ui/useDrop'
import { answered, arrivalsOf, batchesOf, countsOf, isWorthRetrying, notSent, sending, type Arrival } from './arrivals'
import galleryStyles from './gallery.module.css'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { pageOf } from './place'
import type { Imported } from './wire'

const ACCEPT = '.png,.apng,.json,.charx,.jpg,.jpeg,.webp'

export interface Import {
  arrivals: readonly Arrival[]
  /** Files are being held over the page. */
  over: boolean
  take: (files: readonly File[]) => void
  again: () => void
  close: () => void
}

/** Brings cards in, as many at once as are chosen or dropped on the page, and keeps what became of each. */
export function useImport(changed: () => void): Import {
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([])
  const files = useRef(new Map<number, File>())
  const next = useRef(0)
  const work = useRef<Promise<void>>(Promise.resolve())
  const latest = useRef(changed)
  useEffect(() => {
    latest.current = changed
  })

  const bring = useCallback((keys: readonly number[]) => {
    const waiting = keys.flatMap((key) => {
      const file = files.current.get(key)
      return file ? [{ key, file, name: file.name, size: file.size }] : []
    })
    // One after another, so that a line that is slow carries one request and not ten.
    for (const batch of batchesOf(waiting)) work.current = work.current.then(() => sendBatch(batch, setArrivals)).then(() => latest.current())
  }, [])

  const take = useCallback(
    (chosen: readonly File[]) => {
      if (chosen.length === 0) return
      const fresh = arrivalsOf(chosen, next.current)
      for (const [at, { key }] of fresh.entries()) files.current.set(key, chosen[at] as File)
      next.current += chosen.length
      setArrivals((now) => [...now, ...fresh])
      bring(fresh.filter(({ state }) => state === 'waiting').map(({ key }) => key))
    },
    [bring],
  )

  const over = useDrop(take)
  const again = () => {
    const keys = arrivals.filter(isWorthRetrying).map(({ key }) => key)
    setArrivals((now) => now.map((one) => (keys.includes(one.key) ? { ...one, state: 'waiting', error: null } : one)))
    bring(keys)
  }
  const close = () => {
    files.current.clear()
    setArrivals([])
  }
  return { arrivals, over, take, again, close }
}

type Change = (edit: (now: readonly Arrival[]) => readonly Arrival[]) => void

async function sendBatch(batch: readonly { key: number; file: File }[], change: Change): Promise<void> {
  const keys = batch.map(({ key }) => key)
  change((now) => sending(now, keys))
  const body = new FormData()
  for (const { file } of batch) body.append('file', file, file.name)
  try {
    const { items } = await call<{ items: Imported[] }>('POST', '/api/characters/import', { body })
    change((now) => answered(now, keys, items))
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    change((now) => notSent(now, keys, fault))
  }
}

export function ImportButton({ take }: { take: (files: readonly File[]) => void }) {
  const t = useT()
  return <FileButton label={t('characters.import')} name="cards" accept={ACCEPT} multiple take={take} />
}

/** File by file: who came in, with what to know about it, and what did not and why. */
export function ImportReport({ arrivals, again, close }: { arrivals: readonly Arrival[]; again: () => void; close: () => void }) {
  const t = useT()
  const counts = countsOf(arrivals)
  const only = arrivals.length === 1 ? arrivals[0] : undefined
  return (
    <Dialog title={t('import.title')} close={close}>
      <p role="status" data-import={counts.left === 0 ? 'done' : 'going'}>
        {counts.left > 0 ? t('import.doing', { left: counts.left }) : t('import.counts', { in: counts.in, refused: counts.refused })}
      </p>
      <ul className={galleryStyles.arrivals}>
        {arrivals.map((arrival) => (
          <ArrivalLine key={arrival.key} arrival={arrival} />
        ))}
      </ul>
      <div className={styles.actions}>
        {only?.id && (
          <Button
            look="primary"
            onClick={() => {
              close()
              go(pageOf(only.id ?? ''))
            }}
          >
            {t('import.open', { name: only.name })}
          </Button>
        )}
        {arrivals.some(isWorthRetrying) && (
          <Button look="primary" onClick={again}>
            {t('import.again')}
          </Button>
        )}
        <Button onClick={close}>{t('import.close')}</Button>
      </div>
    </Dialog>
  )
}

export function ArrivalLine({ arrival }: { arrival: Arrival }) {
  const t = useT()
  const { state, file, id, name, spec, warnings, error } = arrival
  return (
    <li data-state={state}>
      <span className={galleryStyles.arrivalMark}>{state === 'in' ? <Icon name="check" /> : state === 'refused' ? <Icon name="warn" /> : <span className={makingStyles.spark} aria-hidden="true" />}</span>
      <span className={galleryStyles.arrivalWords}>
        <strong>{file}</strong>
        {(state === 'waiting' || state === 'sending') && <small>{t(`import.${state}`)}</small>}
        {id !== null && (
          <span>
            <a {...link(pageOf(id))}>{name}</a>
            {spec && <small> {spec.toUpperCase()}</small>}
          </span>
        )}
        {warnings.length > 0 && (
          <ul className={galleryStyles.warnings} aria-label={t('import.warnings')}>
            {warnings.slice(0, 8).map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        )}
        {error && <span className={galleryStyles.refusal}>{error.message || sentences(whatHappened(t, error.code, ''), whatToDo(t, error.code))}</span>}
      </span>
    </li>
  )
}
