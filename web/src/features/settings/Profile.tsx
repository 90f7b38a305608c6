import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import type { Account, Balance } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { changed, leave } from '../../app/session'
import { day, money } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { resend } from '../door/Awaiting'
import { looksLikeAddress } from '../door/form'
import { AvatarLine } from './AvatarLine'
import styles from './settings.module.css'

/** Who one is here: picture, name, address; what there is to spend; the way out. */
export default function Profile({ account }: { account: Account }) {
  const t = useT()
  return (
    <>
      <section aria-labelledby="settings-account">
        <h2 id="settings-account">{t('settings.account')}</h2>
        <AvatarLine account={account} />
        <p className={styles.name}>{account.username}</p>
        <p className={styles.muted}>
          {t('settings.who', { role: t(account.role === 'operator' ? 'settings.role.operator' : 'settings.role.member'), date: day(account.created_at) })}
        </p>
        <BalanceLine />
        <SignOut />
      </section>
      <Details key={account.version} account={account} />
    </>
  )
}

function Details({ account }: { account: Account }) {
  const t = useT()
  const [username, setUsername] = useState(account.username)
  const [email, setEmail] = useState(account.pending_email ?? account.email ?? '')
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const letters = [...username.trim()].length
  const short = letters < 3 || letters > 32
  const odd = email.trim() !== '' && !looksLikeAddress(email.trim())
  const kept = account.pending_email ?? account.email ?? ''
  const moved = email.trim() !== kept

  async function save(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (short || odd || (moved && password === '')) return
    const change: Record<string, unknown> = { version: account.version }
    if (username.trim() !== account.username) change.username = username.trim()
    if (moved) Object.assign(change, { email: email.trim(), password })
    const done = await attempt(async () => changed(await call<Account>('PATCH', '/api/me', { body: change })))
    if (done) toast(t('profile.saved'))
  }

  const wrong = problem?.code === 'BAD_CREDENTIALS' ? t('settings.password.wrong') : problem?.fields.password
  return (
    <section aria-labelledby="settings-profile">
      <h2 id="settings-profile">{t('profile.title')}</h2>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <Field
          label={t('field.username')}
          name="username"
          hint={t('field.username.hint')}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          value={username}
          fault={tried && short ? t('field.username.short') : problem?.fields.username}
          onChange={(event) => setUsername(event.target.value)}
        />
        <Field
          label={t('field.email')}
          name="email"
          type="email"
          autoComplete="email"
          value={email}
          fault={tried && odd ? t('field.email.odd') : problem?.fields.email}
          onChange={(event) => setEmail(event.target.value)}
        />
        {moved && (
          <Field
            label={t('settings.password.old')}
            name="password"
            hint={t('profile.password.why')}
            type="password"
            autoComplete="current-password"
            value={password}
            fault={tried && password === '' ? t('field.needed') : wrong}
            onChange={(event) => setPassword(event.target.value)}
          />
        )}
        {problem && !wrong && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
        <Button type="submit" disabled={busy}>
          {t('profile.save')}
        </Button>
      </form>
      {account.pending_email ? (
        <Unverified said={t('profile.pending', { email: account.pending_email })} email={account.pending_email} />
      ) : (
        account.email !== null && !account.email_verified && <Unverified said={t('profile.unverified', { email: account.email })} email={account.email} />
      )}
    </section>
  )
}

/** A letter waits to be opened, or was never asked for. */
function Unverified({ said, email }: { said: string; email: string }) {
  const t = useT()
  const { busy, problem, attempt } = useAttempt()
  return (
    <div className={styles.form}>
      <p>{said}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.keyActions}>
        <Button size="small" disabled={busy} onClick={() => void attempt(() => resend(email)).then((done) => done && toast(t('await.resent')))}>
          {t('await.resend')}
        </Button>
      </div>
    </div>
  )
}

function BalanceLine() {
  const t = useT()
  const { value: balance, problem, again } = useAnswer<Balance>('/api/me/balance')
  if (problem) {
    return (
      <Notice code={problem.code} message={problem.message}>
        <Button size="small" onClick={again}>
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
  const { busy, problem, attempt } = useAttempt()
  return (
    <>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <Button data-sign-out disabled={busy} onClick={() => void attempt(leave)}>
        <Icon name="out" />
        {t('settings.signOut')}
      </Button>
    </>
  )
}
