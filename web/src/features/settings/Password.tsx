import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { moveOn } from '../../app/session'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from './settings.module.css'

export function Password({ username }: { username: string }) {
  const t = useT()
  const [before, setBefore] = useState('')
  const [next, setNext] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const short = [...next].length < 8

  async function change(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (before === '' || short) return
    const done = await attempt(() => moveOn(call('POST', '/api/me/password', { body: { old_password: before, new_password: next } })))
    if (!done) return
    setBefore('')
    setNext('')
    setTried(false)
    toast(t('settings.password.done'))
  }

  const wrong = problem?.code === 'BAD_CREDENTIALS' ? t('settings.password.wrong') : problem?.fields.old_password
  return (
    <section aria-labelledby="settings-password">
      <h2 id="settings-password">{t('settings.password')}</h2>
      <form className={styles.form} onSubmit={(event) => void change(event)} noValidate>
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <Field
          label={t('settings.password.old')}
          name="old_password"
          type="password"
          autoComplete="current-password"
          value={before}
          fault={tried && before === '' ? t('field.needed') : wrong}
          onChange={(event) => setBefore(event.target.value)}
        />
        <Field
          label={t('settings.password.new')}
          name="new_password"
          hint={t('field.password.hint')}
          type="password"
          autoComplete="new-password"
          value={next}
          fault={tried && short ? t('field.password.short') : problem?.fields.new_password}
          onChange={(event) => setNext(event.target.value)}
        />
        {problem && !wrong && <Notice code={problem.code} message={problem.message} />}
        <Button type="submit" disabled={busy}>
          {t('settings.password.do')}
        </Button>
      </form>
    </section>
  )
}
