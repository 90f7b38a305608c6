import { useCallback, useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { FileButton } from '../../ui/FileButton'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { remember, remembered } from '../../ui/storage'
import { useDrop } from '../../ui/useDrop'
import galleryStyles from '../characters/gallery.module.css'
import { watchTask } from '../characters/task'
import type { Task } from '../characters/wire'
import { shelfOf } from '../lorebooks/deeds'
import settings from '../settings/settings.module.css'
import styles from './migration.module.css'
import { refusalOf, reportIn } from './report'
import { MoveReport } from './MoveReport'

type Fault = { kind: 'kind' | 'empty' | 'gone' } | { kind: 'problem'; code: string; message: string }

/** Moving in: a zip goes to the server, which tells how far it is and, at the end, what came of each file. */
export default function ImportPage() {
  const t = useT()
  const shelf = shelfOf('move')
  const [task, setTask] = useState<string | null>(() => remembered(shelf))
  const [state, setState] = useState<Task | null>(null)
  const [lost, setLost] = useState(false)
  const [sending, setSending] = useState<string | null>(null)
  const [fault, setFault] = useState<Fault | null>(null)
  const outcome = useRef<HTMLHeadingElement>(null)
  const going = sending !== null || (task !== null && (!state || state.status === 'pending' || state.status === 'running'))

  useEffect(() => {
    if (task === null) return undefined
    const left = new AbortController()
    const gone = () => {
      remember(shelf, null)
      setTask(null)
      setFault({ kind: 'gone' })
    }
    void watchTask(task, { report: setState, connection: (line) => setLost(line === 'reconnecting'), gone }, left.signal)
    return () => left.abort()
  }, [task, shelf])
  const over = state?.status === 'done' || state?.status === 'error' || state?.status === 'cancelled'
  useEffect(() => {
    if (over) outcome.current?.focus({ preventScroll: true })
  }, [over])

  const busy = useRef(false)
  useEffect(() => {
    busy.current = going
  })
  const take = useCallback(
    async ([zip]: readonly File[]) => {
      if (!zip || busy.current) return
      const refusal = refusalOf(zip)
      setFault(refusal ? { kind: refusal } : null)
      if (refusal) return
      setState(null)
      setTask(null)
      setSending(zip.name)
      const body = new FormData()
      body.append('file', zip, zip.name)
      try {
        const { task_id: begun } = await call<{ task_id: string }>('POST', '/api/migrations/sillytavern', { body })
        remember(shelf, begun)
        setTask(begun)
      } catch (problem) {
        if (!(problem instanceof Problem)) throw problem
        setFault({ kind: 'problem', code: problem.code, message: Object.values(problem.fields)[0] ?? problem.message })
      }
      setSending(null)
    },
    [shelf],
  )
  const dropped = useDrop(useCallback((files: readonly File[]) => void take(files), [take]))

  async function cancel() {
    try {
      await call('DELETE', `/api/tasks/${task}`)
    } catch (problem) {
      // Over already: then there is nothing to cancel.
      if (!(problem instanceof Problem)) throw problem
      if (problem.status !== 404 && problem.status !== 409) setFault({ kind: 'problem', code: problem.code, message: problem.message })
    }
  }
  function another() {
    remember(shelf, null)
    setTask(null)
    setState(null)
    setFault(null)
  }

  return (
    <section aria-labelledby="settings-import" data-move={going ? 'going' : over ? state.status : 'ready'}>
      <h2 id="settings-import">{t('settings.import')}</h2>
      <p className={settings.muted}>{t('migration.lead')}</p>
      {!going && !over && (
        <div className={styles.place}>
          <Icon name="file" />
          <FileButton label={t('migration.choose')} name="zip" accept=".zip,application/zip" plain look="primary" take={(files) => void take(files)} />
          <p>{t('migration.drop.lead')}</p>
          <p className={settings.muted}>{t('migration.where')}</p>
        </div>
      )}
      {fault && (fault.kind === 'problem' ? <Notice code={fault.code} message={fault.message} /> : <Notice code="INVALID_REQUEST" message="" happened={t(`migration.${fault.kind}`)} todo={t('migration.where')} />)}
      {going && <Going sending={sending !== null} task={state} lost={lost} cancel={task === null ? null : () => void cancel()} />}
      {over && (
        <>
          {state.status === 'error' && <Notice code={state.error?.code ?? 'INTERNAL'} message={state.error?.message ?? ''} happened={state.error?.message || t('migration.error')} />}
          {state.status === 'cancelled' && <p>{t('migration.cancelled')}</p>}
          <MoveReport report={reportIn(state.result)} done={state.status === 'done'} heading={outcome} />
          <Button onClick={another}>{t('migration.another')}</Button>
        </>
      )}
      {dropped && !going && (
        <div className={galleryStyles.drop} aria-hidden="true">
          <p>{t('migration.drop')}</p>
        </div>
      )}
    </section>
  )
}

/** How far it is: step, share, time. */
export function Going({ sending, task, lost, cancel }: { sending: boolean; task: Task | null; lost: boolean; cancel: (() => void) | null }) {
  const t = useT()
  const share = Math.max(0, Math.min(100, task?.progress ?? 0))
  const words = sending || !task || task.step === '' ? t('migration.sending') : t('migration.progress', { file: task.step })
  return (
    <div className={styles.going}>
      <div className={styles.track} role="progressbar" aria-label={words} aria-valuemin={0} aria-valuemax={100} aria-valuenow={sending ? undefined : Math.round(share)} data-sending={sending ? '' : undefined}>
        <span style={{ transform: `scaleX(${sending ? 0.3 : share / 100})` }} />
      </div>
      <p className={styles.facts}>
        <span>{words}</span>
        {task && !sending && <span>{t('migration.percent', { percent: Math.round(share) })}</span>}
        {task && <span>{t('migration.seconds', { seconds: Math.floor(task.elapsed_ms / 1000) })}</span>}
      </p>
      <p role="status">{lost && t('migration.lost')}</p>
      {cancel && (
        <Button size="small" onClick={cancel}>
          {t('migration.cancel')}
        </Button>
      )}
    </div>
  )
}
