import { useCallback, useEffect, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { Account, Balance } from '../../api/types'
import { leave } from '../../app/session'
import { day, money } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { LanguageChoices, ThemeChoices } from './Look'
import styles from './settings.module.css'

export function SettingsPage({ account }: { account: Account }) {
  const t = useT()
  useEffect(() => {
    document.title = t('settings.title')
  }, [t])
  return (
    <main id="page" className={styles.page}>
      <div className={styles.column}>
        <h1>{t('settings.title')}</h1>
        <section aria-labelledby="settings-account">
          <h2 id="settings-account">{t('settings.account')}</h2>
          <p className={styles.name}>{account.username}</p>
          <p className={styles.muted}>
            {t('settings.who', { role: t(account.role === 'operator' ? 'settings.role.operator' : 'settings.role.member'), date: day(account.created_at) })}
          </p>
          <BalanceLine />
          <SignOut />
        </section>
        <section aria-labelledby="settings-look">
          <h2 id="settings-look">{t('settings.look')}</h2>
          <h3>{t('settings.language')}</h3>
          <LanguageChoices />
          <h3>{t('settings.theme')}</h3>
          <ThemeChoices />
        </section>
        <Password username={account.username} />
      </div>
    </main>
  )
}

function BalanceLine() {
  const t = useT()
  const [balance, setBalance] = useState<Balance | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const ask = useCallback(() => {
    const gone = new AbortController()
    call<Balance>('GET', '/api/me/balance', { signal: gone.signal }).then(setBalance, (fault: unknown) => {
      if (fault instanceof Problem) setProblem(fault)
    })
    return () => gone.abort()
  }, [])
  useEffect(ask, [ask])
  if (problem) {
    return (
      <Notice code={problem.code} message={problem.message}>
        <Button
          size="small"
          onClick={() => {
            setProblem(null)
            ask()
          }}
        >
          {t('chat.again')}
        </Button>
      </Notice>
    )
  }
  return (
    <dl className={styles.balance}>
      <dt>{t('settings.balance')}</dt>
      <dd>{balance ? money(balance.balance, balance.currency) : '…'}</dd>
      {balance && Number(balance.held) > 0 && <dd className={styles.muted}>{t('settings.held', { amount: money(balance.held, balance.currency) })}</dd>}
    </dl>
  )
}

function SignOut() {
  const t = useT()
  const [problem, setProblem] = useState<Problem | null>(null)
  return (
    <>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <Button
        onClick={() =>
          void leave().catch((fault: unknown) => {
            if (!(fault instanceof Problem)) throw fault
            setProblem(fault)
          })
        }
      >
        <Icon name="out" />
        {t('settings.signOut')}
      </Button>
    </>
  )
}

function Password({ username }: { username: string }) {
  const t = useT()
  const [before, setBefore] = useState('')
  const [next, setNext] = useState('')
  const [problem, setProblem] = useState<Problem | null>(null)
  const [tried, setTried] = useState(false)
  const short = tried && [...next].length < 8

  async function change(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    setProblem(null)
    if (before === '' || [...next].length < 8) return
    try {
      await call('POST', '/api/me/password', { body: { old_password: before, new_password: next }, door: true })
      setBefore('')
      setNext('')
      setTried(false)
      toast(t('settings.password.done'))
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
    }
  }

  return (
    <section aria-labelledby="settings-password">
      <h2 id="settings-password">{t('settings.password')}</h2>
      <form className={styles.form} onSubmit={(event) => void change(event)} noValidate>
        <input type="text" name="username" autoComplete="username" value={username} readOnly hidden />
        <Field
          label={t('settings.password.old')}
          type="password"
          autoComplete="current-password"
          value={before}
          fault={tried && before === '' ? t('field.needed') : problem?.fields.old_password}
          onChange={(event) => setBefore(event.target.value)}
        />
        <Field
          label={t('settings.password.new')}
          hint={t('field.password.hint')}
          type="password"
          autoComplete="new-password"
          value={next}
          fault={short ? t('field.password.short') : problem?.fields.new_password}
          onChange={(event) => setNext(event.target.value)}
        />
        {problem && <Notice code={problem.code} message={problem.message} />}
        <Button type="submit">{t('settings.password.do')}</Button>
      </form>
    </section>
  )
}
