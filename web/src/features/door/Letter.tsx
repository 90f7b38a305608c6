import { useState, type FormEvent } from 'react'
import { link } from '../../app/router'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import styles from './door.module.css'
import { useEntrance } from './entrance'
import { looksLikeAddress } from './form'
import { Frame } from './Frame'

const PATH = { reset: '/api/password-reset', verify: '/api/resend-email' } as const
const ASK = { reset: 'forgot', verify: 'resend' } as const

/**
 * Asks for a letter: with a way back in, or once more with the link that verifies an address. The answer is the same
 * whether or not anybody here has that address.
 */
export function Letter({ purpose }: { purpose: 'reset' | 'verify' }) {
  const t = useT()
  const { mail } = useEntrance()
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const [sent, setSent] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const odd = tried && !looksLikeAddress(email.trim())

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!looksLikeAddress(email.trim())) return
    setBusy(true)
    setProblem(null)
    try {
      await call('POST', PATH[purpose], { body: { email: email.trim() }, door: true })
      setSent(true)
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
    } finally {
      setBusy(false)
    }
  }

  const back = (
    <p className={styles.others}>
      <a {...link('/')}>{t('forgot.back')}</a>
    </p>
  )
  if (sent) {
    return (
      <Frame title={t('forgot.sent')} lead={t(mail ? 'forgot.sent.lead' : 'forgot.sent.operator')} told>
        {back}
      </Frame>
    )
  }
  return (
    <Frame title={t(`${ASK[purpose]}.title`)} lead={t(mail ? `${ASK[purpose]}.lead` : `${ASK[purpose]}.operator`)} submit={submit}>
      <Field
        label={t('field.email.needed')}
        name="email"
        type="email"
        autoComplete="email"
        required
        value={email}
        fault={odd ? t('field.email.odd') : problem?.fields.email}
        onChange={(event) => setEmail(event.target.value)}
      />
      {problem && <Notice code={problem.code} message={problem.message} trace={problem.status === 500 ? problem.trace : null} />}
      <Button type="submit" look="primary" size="wide" disabled={busy}>
        {t(`${ASK[purpose]}.do`)}
      </Button>
      {back}
    </Frame>
  )
}
