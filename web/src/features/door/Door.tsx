import { useState, type FormEvent, type ReactNode } from 'react'
import { link } from '../../app/router'
import { enter } from '../../app/session'
import { Problem } from '../../api/problem'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Hearth } from '../../ui/Hearth'
import { Notice } from '../../ui/Notice'
import { LanguageChoices, ThemeChoices } from '../settings/Look'
import styles from './door.module.css'
import { faultsOf, type DoorKind, type Form } from './form'

const PATH = { setup: '/api/setup', login: '/api/login', register: '/api/register' } as const

/** First run, sign in and register: one form at the door, with what each of them needs. */
export function Door({ kind, code = false, expired = false }: { kind: DoorKind; code?: boolean; expired?: boolean }) {
  const t = useT()
  const [form, setForm] = useState<Form>({ username: '', password: '', code: '', email: '', invite: '', terms: false })
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const faults = { ...(tried ? faultsOf(t, kind, form, code) : {}), ...problem?.fields }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsOf(t, kind, form, code)).length > 0) return
    setBusy(true)
    setProblem(null)
    try {
      await enter(PATH[kind], bodyOf(kind, form))
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
      setBusy(false)
    }
  }

  const text = (name: 'username' | 'password' | 'code' | 'email' | 'invite') => ({
    name,
    value: form[name],
    fault: faults[name],
    onChange: (event: { target: { value: string } }) => {
      setForm({ ...form, [name]: event.target.value })
      setProblem(null)
    },
  })
  const makes = kind !== 'login'

  return (
    <main id="page" className={styles.door}>
      <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
        <Hearth />
        <div className={styles.greeting}>
          <h1>{t(`${kind}.title`)}</h1>
          <p role={expired ? 'status' : undefined}>{t(expired ? 'login.expired' : `${kind}.lead`)}</p>
        </div>
        {code && <Field label={t('setup.code')} hint={t('setup.code.hint')} autoComplete="one-time-code" spellCheck={false} {...text('code')} />}
        <Field label={t('field.username')} hint={makes ? t('field.username.hint') : undefined} autoComplete="username" autoCapitalize="none" spellCheck={false} required {...text('username')} />
        <Field label={t('field.password')} hint={makes ? t('field.password.hint') : undefined} type="password" autoComplete={makes ? 'new-password' : 'current-password'} required {...text('password')} />
        {kind === 'register' && (
          <>
            <Field label={t('field.email')} type="email" autoComplete="email" {...text('email')} />
            <Field label={t('field.invite')} autoComplete="off" {...text('invite')} />
            <Terms accepted={form.terms} accept={(terms) => setForm({ ...form, terms })} fault={faults.accept_terms} />
          </>
        )}
        {kind === 'setup' && <Look />}
        {problem && <Notice code={problem.code} message={problem.message} trace={problem.status === 500 ? problem.trace : null} />}
        <Button type="submit" look="primary" size="wide" disabled={busy}>
          {t(`${kind}.do`)}
        </Button>
        <Others kind={kind} />
      </form>
      {kind !== 'setup' && (
        <footer className={styles.foot}>
          <LanguageChoices />
        </footer>
      )}
    </main>
  )
}

function bodyOf(kind: DoorKind, { username, password, code, email, invite }: Form): Record<string, unknown> {
  if (kind === 'login') return { username, password }
  if (kind === 'setup') return code === '' ? { username, password } : { username, password, code: code.trim() }
  return { username, password, accept_terms: true, ...(email === '' ? {} : { email }), ...(invite === '' ? {} : { invite: invite.trim() }) }
}

function Terms({ accepted, accept, fault }: { accepted: boolean; accept: (yes: boolean) => void; fault: string | undefined }) {
  const t = useT()
  return (
    <div>
      <label className={styles.terms}>
        <input type="checkbox" checked={accepted} aria-invalid={fault !== undefined} onChange={(event) => accept(event.target.checked)} />
        {t('register.terms')}
      </label>
      {fault && <p className={styles.fault}>{fault}</p>}
    </div>
  )
}

function Look() {
  const t = useT()
  return (
    <div className={styles.look}>
      <span>{t('setup.look')}</span>
      <LanguageChoices />
      <ThemeChoices />
      <p>{t('setup.model')}</p>
    </div>
  )
}

function Others({ kind }: { kind: DoorKind }): ReactNode {
  const t = useT()
  if (kind === 'setup') return null
  return (
    <p className={styles.others}>
      {kind === 'login' ? t('login.none') : t('register.have')}{' '}
      <a {...link(kind === 'login' ? '/register' : '/')}>{kind === 'login' ? t('login.register') : t('register.login')}</a>
    </p>
  )
}
