import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { departed } from '../../app/session'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import styles from './settings.module.css'

/** Deletes the account. It cannot be undone, so it asks for the name, typed, and for the password. */
export function Farewell({ username }: { username: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <section aria-labelledby="settings-farewell">
      <h2 id="settings-farewell">{t('farewell.title')}</h2>
      <p className={styles.muted}>{t('farewell.lead')}</p>
      <Button look="danger" onClick={() => setOpen(true)}>
        {t('farewell.do')}
      </Button>
      {open && (
        <Dialog title={t('farewell.title')} close={() => setOpen(false)}>
          <Confirm username={username} close={() => setOpen(false)} />
        </Dialog>
      )}
    </section>
  )
}

function Confirm({ username, close }: { username: string; close: () => void }) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const same = typed.trim() === username

  async function leave(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!same || password === '') return
    await attempt(async () => {
      await call('DELETE', '/api/me', { body: { password } })
      departed()
    })
  }

  const wrong = problem?.code === 'BAD_CREDENTIALS' ? t('settings.password.wrong') : undefined
  return (
    <form className={styles.form} onSubmit={(event) => void leave(event)} noValidate>
      <p>{t('farewell.what')}</p>
      <Field
        label={t('farewell.name', { username })}
        name="confirm"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        fault={tried && !same ? t('farewell.name.wrong') : undefined}
        onChange={(event) => setTyped(event.target.value)}
      />
      <Field
        label={t('settings.password.old')}
        name="password"
        type="password"
        autoComplete="current-password"
        value={password}
        fault={tried && password === '' ? t('field.needed') : wrong}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem && !wrong && <Notice code={problem.code} message={problem.message} todo={problem.code === 'CONFLICT' ? t('farewell.last') : undefined} />}
      <div className={styles.keyActions}>
        <Button type="submit" look="danger" disabled={busy}>
          {t('farewell.do')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </form>
  )
}
