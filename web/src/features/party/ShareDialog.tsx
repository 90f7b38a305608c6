import { useState } from 'react'
import { call } from '../../api/client'
import { useAnswer, useAttempt } from '../../api/useCall'
import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import page from '../stories/stories.module.css'
import styles from './party.module.css'

interface Shared {
  shared: boolean
  created_at: string | null
}

/** A link with which anybody may read the story: made, shown once, and made void. */
export function ShareDialog({ id, close }: { id: string; close: () => void }) {
  const t = useT()
  const { value, problem, change } = useAnswer<Shared>(`/api/stories/${id}/share`)
  const { busy, problem: refused, attempt } = useAttempt()
  const [link, setLink] = useState<string | null>(null)

  const make = () =>
    attempt(async () => {
      const made = await call<{ path: string; created_at: string }>('POST', `/api/stories/${id}/share`)
      setLink(new URL(made.path, location.origin).href)
      change(() => ({ shared: true, created_at: made.created_at }))
    })
  const stop = () =>
    attempt(async () => {
      await call('DELETE', `/api/stories/${id}/share`)
      setLink(null)
      change(() => ({ shared: false, created_at: null }))
    })

  const fault = refused ?? problem
  return (
    <Dialog title={t('share.title')} close={close}>
      <p>{t('share.lead')}</p>
      {fault && <Notice code={fault.code} message={fault.message} />}
      {!value && !fault && <p aria-busy="true">{t('behind.reading')}</p>}
      {value && link && (
        <p className={styles.link} data-link={link}>
          <a href={link} target="_blank" rel="noreferrer">
            {link}
          </a>
          <CopyButton text={link} label={t('party.link.copy')} />
        </p>
      )}
      {value && (
        <p className={page.muted} role="status">
          {link ? t('share.once') : value.shared ? t('share.since', { time: time(value.created_at ?? '') }) : t('share.none')}
        </p>
      )}
      {value && (
        <div className={page.row}>
          {!link && (
            <Button look="primary" disabled={busy} data-share="" onClick={() => void make()}>
              {t(value.shared ? 'share.again' : 'share.make')}
            </Button>
          )}
          {value.shared && (
            <Button look="danger" disabled={busy} data-void="" onClick={() => void stop()}>
              {t('share.stop')}
            </Button>
          )}
        </div>
      )}
    </Dialog>
  )
}
