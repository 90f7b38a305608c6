import { useCallback, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem, whatHappened, whatToDo } from '../../api/problem'
import { go, link } from '../../app/router'
import { sentences } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { FileButton } from '../../ui/FileButton'
import { Icon } from '../../ui/Icon'
import { useDrop } from '../../ui/useDrop'
import galleryStyles from '../characters/gallery.module.css'
import page from '../characters/characters.module.css'
import { arrivalsOf, countsOf, type Arrival } from './arrivals'
import { stir } from './deeds'
import { bookOf } from './place'
import type { Lorebook } from './wire'

export interface Import {
  arrivals: readonly Arrival[]
  over: boolean
  take: (files: readonly File[]) => void
  close: () => void
}

/** Brings lorebooks in, one file after another, and keeps what became of each. */
export function useImport(): Import {
  const [arrivals, setArrivals] = useState<readonly Arrival[]>([])
  const next = useRef(0)
  const work = useRef<Promise<void>>(Promise.resolve())
  const take = useCallback((files: readonly File[]) => {
    const fresh = arrivalsOf(files, next.current)
    next.current += files.length
    setArrivals((now) => [...now, ...fresh])
    for (const [at, { key, state }] of fresh.entries()) {
      const file = files[at]
      if (!file || state === 'refused') continue
      const change = (edit: Partial<Arrival>) => setArrivals((now) => now.map((one) => (one.key === key ? { ...one, ...edit } : one)))
      work.current = work.current.then(() => bring(file, change))
    }
  }, [])
  const over = useDrop(take)
  return { arrivals, over, take, close: () => setArrivals([]) }
}

async function bring(file: File, change: (edit: Partial<Arrival>) => void): Promise<void> {
  change({ state: 'sending' })
  const body = new FormData()
  body.append('file', file, file.name)
  try {
    const { id, name, remarks } = await call<Lorebook>('POST', '/api/lorebooks/import', { body })
    change({ state: 'in', id, name, remarks: remarks.length })
    stir()
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault
    change({ state: 'refused', error: { code: fault.code, message: Object.values(fault.fields)[0] ?? fault.message } })
  }
}

export function ImportButton({ take }: { take: (files: readonly File[]) => void }) {
  const t = useT()
  return <FileButton label={t('lore.import')} name="lorebooks" accept=".json,.lorebook,application/json" multiple take={take} />
}

/** File by file: what came in, and what did not and why. */
export function ImportReport({ arrivals, close }: { arrivals: readonly Arrival[]; close: () => void }) {
  const t = useT()
  const counts = countsOf(arrivals)
  const only = arrivals.length === 1 ? arrivals[0] : undefined
  return (
    <Dialog title={t('lore.import.title')} close={close}>
      <p role="status" data-import={counts.left === 0 ? 'done' : 'going'}>
        {counts.left > 0 ? t('lore.import.doing', { left: counts.left }) : t('lore.import.counts', { in: counts.in, refused: counts.refused })}
      </p>
      <ul className={galleryStyles.arrivals}>
        {arrivals.map((arrival) => (
          <ArrivalLine key={arrival.key} arrival={arrival} />
        ))}
      </ul>
      <div className={page.actions}>
        {only?.id && (
          <Button
            look="primary"
            onClick={() => {
              close()
              go(bookOf(only.id ?? ''))
            }}
          >
            {t('lore.import.open', { name: only.name })}
          </Button>
        )}
        <Button onClick={close}>{t('lore.import.close')}</Button>
      </div>
    </Dialog>
  )
}

function refusalOf(t: Translate, { code, message }: NonNullable<Arrival['error']>): string {
  if (code === 'LORE_KIND') return t('lore.import.kind')
  if (code === 'LORE_LARGE') return t('lore.import.large')
  if (code === 'LORE_EMPTY') return t('lore.import.empty')
  return code === 'INVALID_REQUEST' && message !== '' ? message : sentences(whatHappened(t, code, message), whatToDo(t, code))
}

export function ArrivalLine({ arrival }: { arrival: Arrival }) {
  const t = useT()
  const { state, file, id, name, remarks, error } = arrival
  return (
    <li data-state={state}>
      <span className={galleryStyles.arrivalMark}>{state === 'in' ? <Icon name="check" /> : state === 'refused' ? <Icon name="warn" /> : <Icon name="up" />}</span>
      <span className={galleryStyles.arrivalWords}>
        <strong>{file}</strong>
        {(state === 'waiting' || state === 'sending') && <small>{t(`import.${state}`)}</small>}
        {id !== null && (
          <span>
            <a {...link(bookOf(id))}>{name}</a>
          </span>
        )}
        {remarks > 0 && <span className={page.warned}>{t('lore.import.remarks', { count: remarks })}</span>}
        {error && <span className={galleryStyles.refusal}>{refusalOf(t, error)}</span>}
      </span>
    </li>
  )
}
