import type { ReactNode } from 'react'
import { whatHappened, whatToDo } from '../api/problem'
import { sentences } from '../i18n/format'
import { useT } from '../i18n/t'
import { Icon } from './Icon'
import styles from './ui.module.css'

interface Props {
  code: string
  message: string
  /** What happened, where that is known better than the code tells. */
  happened?: string | undefined
  /** What is not lost, in a sentence. */
  kept?: string | undefined
  /** What to do, when there is something better to do than after this fault elsewhere. */
  todo?: string | undefined
  trace?: string | null | undefined
  children?: ReactNode
}

/** A fault: what happened, what was kept, what to do, and the buttons that do it. */
export function Notice({ code, message, happened: known, kept, todo, trace, children }: Props) {
  const t = useT()
  const happened = known ?? whatHappened(t, code, message)
  const detail = message !== happened && (code === 'INVALID_REQUEST' || code === 'UPSTREAM_ERROR' || code === 'UPSTREAM_CONFIG') ? message : ''
  return (
    <div className={styles.notice} role="alert">
      <Icon name="warn" />
      <div className={styles.noticeBody}>
        <strong>{happened}</strong>
        {detail && <p>{detail}</p>}
        <p>{sentences(kept, todo ?? whatToDo(t, code))}</p>
        {trace && <p className={styles.trace}>{t('fault.trace', { id: trace })}</p>}
        {children && <div className={styles.noticeActions}>{children}</div>}
      </div>
    </div>
  )
}
