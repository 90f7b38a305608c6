import { useState, type FormEvent, type ReactNode } from 'react'
import { keepsDrafts, type Why } from '../../app/ending'
import { carried } from '../../app/letter'
import { link } from '../../app/router'
import { enter } from '../../app/session'
import { Problem } from '../../api/problem'
import { sentences } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { LanguageChoices, ThemeChoices } from '../settings/Look'
import { Awaiting } from './Awaiting'
import styles from './door.module.css'
import { useEntrance, type Entrance } from './entrance'
import { bodyOf, faultsOf, type DoorKind, type Form } from './form'
import { Frame } from './Frame'

interface Props {
  kind: DoorKind
  code?: boolean
  /** Why somebody who was here is at the door again, and who it was. */
  why?: Why | null
  username?: string
  /** What is behind this door for somebody who was sent here. */
  lead?: string | undefined
}

/** First run, sign in and register: one form at the door, with what each of them needs. */
export function Door({ kind, code = false, why = null, username = '', lead }: Props) {
  const t = useT()
  const entrance = useEntrance()
  const [form, setForm] = useState<Form>(() => ({ username, password: '', code: '', email: '', invite: carried('invite'), terms: false }))
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [awaiting, setAwaiting] = useState<string | null>(null)
  const faults = { ...(tried ? faultsOf(t, kind, form, code, entrance) : {}), ...problem?.fields }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.keys(faultsOf(t, kind, form, code, entrance)).length > 0) return
    setBusy(true)
    setProblem(null)
    try {
      const session = await enter(PATH[kind], bodyOf(kind, form))
      if (session.token === null) setAwaiting(session.account.pending_email ?? session.account.email ?? form.email)
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
  const back = kind === 'login' && why !== null && keepsDrafts(why) ? why : null

  if (awaiting !== null) return <Awaiting email={awaiting} leave={() => setAwaiting(null)} />
  if (kind === 'register' && entrance.registration === 'closed') return <Closed />
  return (
    <Frame
      title={t(back ? `ended.${back}` : `${kind}.title`)}
      lead={back ? sentences(t(`ended.${back}.lead`), t('ended.kept')) : (lead ?? t(why === 'deleted' ? 'ended.deleted' : `${kind}.lead`))}
      told={back !== null || why === 'deleted'}
      submit={submit}
      foot={kind !== 'setup'}
    >
      {code && <Field label={t('setup.code')} hint={t('setup.code.hint')} autoComplete="one-time-code" spellCheck={false} {...text('code')} />}
      <Field label={t('field.username')} hint={makes ? t('field.username.hint') : undefined} autoComplete="username" autoCapitalize="none" spellCheck={false} required {...text('username')} />
      <Field label={t('field.password')} hint={makes ? t('field.password.hint') : undefined} type="password" autoComplete={makes ? 'new-password' : 'current-password'} required {...text('password')} />
      {kind === 'register' && (
        <>
          <Email entrance={entrance} {...text('email')} />
          {(entrance.registration === 'invite' || form.invite !== '') && (
            <Field label={t('field.invite')} hint={t('field.invite.hint')} autoComplete="off" spellCheck={false} required={entrance.registration === 'invite'} {...text('invite')} />
          )}
          <Terms terms={entrance.terms} accepted={form.terms} accept={(terms) => setForm({ ...form, terms })} fault={faults.accept_terms} />
        </>
      )}
      {kind === 'setup' && <Look />}
      {problem && (
        <Notice code={codeOf(problem, entrance)} message={problem.message} trace={problem.status === 500 ? problem.trace : null}>
          {problem.code === 'EMAIL_UNVERIFIED' && <a {...link('/resend')}>{t('resend.do')}</a>}
        </Notice>
      )}
      <Button type="submit" look="primary" size="wide" disabled={busy}>
        {t(back ? 'ended.do' : `${kind}.do`)}
      </Button>
      <Others kind={kind} />
    </Frame>
  )
}

/** Closed to who has no good invitation is not closed to everybody. */
function codeOf({ code }: Problem, { registration }: Entrance): string {
  return code === 'REGISTRATION_CLOSED' && registration === 'invite' ? 'INVITE_SPENT' : code
}

const PATH = { setup: '/api/setup', login: '/api/login', register: '/api/register' } as const

function Closed() {
  const t = useT()
  return (
    <Frame title={t('register.closed')} lead={t('register.closed.lead')}>
      <p className={styles.others}>
        <a {...link('/')}>{t('register.login')}</a>
      </p>
    </Frame>
  )
}

interface EmailProps {
  entrance: Entrance
  name: string
  value: string
  fault: string | undefined
  onChange: (event: { target: { value: string } }) => void
}

function Email({ entrance, ...input }: EmailProps) {
  const t = useT()
  const needed = entrance.email_verification === 'mandatory'
  const hint = entrance.email_verification === 'none' ? undefined : t(needed ? 'field.email.mandatory' : 'field.email.hint')
  return <Field label={t(needed ? 'field.email.needed' : 'field.email')} hint={hint} type="email" autoComplete="email" required={needed} {...input} />
}

/** Terms are an address that is linked to, or the text itself, which unfolds. */
function Terms({ terms, accepted, accept, fault }: { terms: string | null; accepted: boolean; accept: (yes: boolean) => void; fault: string | undefined }) {
  const t = useT()
  const address = terms !== null && /^https?:\/\/\S+$/.test(terms.trim()) ? terms.trim() : null
  return (
    <div>
      <label className={styles.terms}>
        <input type="checkbox" name="accept_terms" checked={accepted} aria-invalid={fault !== undefined} onChange={(event) => accept(event.target.checked)} />
        {t('register.terms')}
      </label>
      {address && (
        <a className={styles.termsText} href={address} target="_blank" rel="noopener noreferrer">
          {t('register.terms.read')}
        </a>
      )}
      {terms !== null && !address && (
        <details className={styles.termsText}>
          <summary>{t('register.terms.read')}</summary>
          <p>{terms}</p>
        </details>
      )}
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
      {kind === 'login' && (
        <>
          <a {...link('/forgot')}>{t('login.forgot')}</a>
          <br />
        </>
      )}
      {kind === 'login' ? t('login.none') : t('register.have')}{' '}
      <a {...link(kind === 'login' ? '/register' : '/')}>{kind === 'login' ? t('login.register') : t('register.login')}</a>
    </p>
  )
}
