import { useEffect, useRef, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { toast } from '../../ui/toasts'
import { told } from '../characters/deeds'
import { watchTask } from '../characters/task'
import type { Task } from '../characters/wire'
import charStyles from '../characters/characters.module.css'
import styles from './memory.module.css'

interface Props {
  character: string
  conversation: string
  /** It is being made shorter already. */
  busy: boolean
  reread: () => void
}

/** Has all compressed that may be, and tells how far it is. Nobody knows beforehand how many steps there will be. */
export function Compressing({ character, conversation, busy, reread }: Props) {
  const t = useT()
  const [task, setTask] = useState<{ id: string; steps: number } | null>(null)
  const [asking, setAsking] = useState(false)
  const id = task?.id ?? null
  const latest = useRef({ reread, t })
  useEffect(() => {
    latest.current = { reread, t }
  })
  useEffect(() => {
    if (id === null) return undefined
    const gone = new AbortController()
    const end = (key: 'memory.compress.done' | 'memory.compress.failed' | 'memory.compress.cancelled') => {
      setTask(null)
      toast(latest.current.t(key))
      latest.current.reread()
    }
    const report = ({ status, progress }: Task) => {
      if (status === 'done') end('memory.compress.done')
      else if (status === 'error') end('memory.compress.failed')
      else if (status === 'cancelled') end('memory.compress.cancelled')
      else setTask((now) => (now?.id === id ? { id, steps: Math.max(now.steps, Math.round(progress)) } : now))
    }
    void watchTask(id, { report, connection: () => {}, gone: () => end('memory.compress.failed') }, gone.signal)
    return () => gone.abort()
  }, [id])

  async function compress() {
    setAsking(true)
    await told(async () => {
      const begun = await call<{ task_id: string } | undefined>('POST', `/api/characters/${character}/memories/compress?${new URLSearchParams({ conversation_id: conversation })}`)
      if (begun) return setTask({ id: begun.task_id, steps: 0 })
      toast(t('memory.compress.nothing'))
      reread()
    })
    setAsking(false)
  }
  async function cancel() {
    await told(async () => {
      try {
        await call('DELETE', `/api/tasks/${id}`)
      } catch (fault) {
        // Over already: then there is nothing to cancel.
        if (!(fault instanceof Problem) || (fault.status !== 404 && fault.status !== 409)) throw fault
      }
    })
  }

  const going = task !== null || busy
  return (
    <div className={styles.compress} data-compress={going ? 'going' : ''}>
      {going && <div className={styles.running} role="progressbar" aria-label={t('memory.compress.going')} />}
      <p role="status" className={charStyles.small}>
        {going ? [t('memory.compress.going'), ...(task && task.steps > 0 ? [t('memory.compress.step', { count: task.steps })] : [])].join(' ') : t('memory.compress.lead')}
      </p>
      {task ? (
        <Button size="small" onClick={() => void cancel()}>
          {t('memory.compress.cancel')}
        </Button>
      ) : (
        <Button size="small" disabled={asking || busy} onClick={() => void compress()}>
          {t('memory.compress')}
        </Button>
      )}
    </div>
  )
}
