import { useState, type FormEvent } from 'react'
import { carried } from '../../app/letter'
import { go, link } from '../../app/router'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from './door.module.css'
import { Frame } from './Frame'

/** Where the letter leads of somebody who forgot a password: to a new one. */
export function Reset() {
  const t = useT()
  const [key] = useState(() => carried('key'))
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const short = [...password].length < 8

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (short) return
    setBusy(true)
    setProblem(null)
    try {
      await call('POST', '/api/password-reset/confirm', { body: { key, password }, door: true })
      toast(t('reset.done'))
      go('/', 'replace')
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
      setBusy(false)
    }
  }

  if (key === '') {
    return (
      <Frame title={t('reset.title')} lead={t('link.broken')}>
        <Again />
      </Frame>
    )
  }
  return (
    <Frame title={t('reset.title')} lead={t('reset.lead')} submit={submit}>
      <Field
        label={t('settings.password.new')}
        name="password"
        hint={t('field.password.hint')}
        type="password"
        autoComplete="new-password"
        required
        value={password}
        fault={tried && short ? t('field.password.short') : problem?.fields.password}
        onChange={(event) => setPassword(event.target.value)}
      />
      {problem && !problem.fields.password && <Notice code={problem.fields.key ? 'LINK_SPENT' : problem.code} message={problem.message} trace={problem.status === 500 ? problem.trace : null} />}
      <Button type="submit" look="primary" size="wide" disabled={busy}>
        {t('reset.do')}
      </Button>
      <Again />
    </Frame>
  )
}

function Again() {
  const t = useT()
  return (
    <p className={styles.others}>
      <a {...link('/forgot')}>{t('reset.again')}</a>
    </p>
  )
}
