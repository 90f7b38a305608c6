import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import type { List } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { count, day } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import styles from '../settings/settings.module.css'
import { INVITATIONS, type Invitation } from './wire'

const DAYS = [1, 7, 30, 90] as const
const DAY = 86_400_000

/** Invitations: made here, shown once, and taken back. */
export function Invitations() {
  const t = useT()
  const list = useAnswer<List<Invitation>>(INVITATIONS)
  const [making, setMaking] = useState(false)
  const [made, setMade] = useState<Invitation | null>(null)
  const { busy, problem, attempt } = useAttempt()
  const items = list.value?.items ?? []
  const refused = problem ?? list.problem

  async function revoke(invitation: Invitation) {
    if (!(await attempt(() => call('DELETE', `${INVITATIONS}/${invitation.id}`)))) return
    toast(t('invitations.revoked'))
    list.again()
  }

  return (
    <section aria-labelledby="settings-invitations">
      <h2 id="settings-invitations">{t('invitations.title')}</h2>
      <p className={styles.muted}>{t('invitations.lead')}</p>
      {refused && (
        <Notice code={refused.code} message={refused.message}>
          <Button size="small" onClick={list.again}>
            {t('chat.again')}
          </Button>
        </Notice>
      )}
      {made && <Once invitation={made} close={() => setMade(null)} />}
      {items.length > 0 && (
        <ul className={styles.keys}>
          {items.map((one) => (
            <li key={one.id}>
              <div className={styles.keyLine}>
                <span className={styles.keyName}>{one.note || t('invitations.plain')}</span>
                <code className={styles.code}>{one.prefix}…</code>
                {one.valid && (
                  <span className={styles.keyActions}>
                    <Button size="small" look="quiet" disabled={busy} aria-label={t('invitations.revoke.one', { name: one.note || one.prefix })} onClick={() => void revoke(one)}>
                      {t('invitations.revoke')}
                    </Button>
                  </span>
                )}
              </div>
              <p className={styles.facts}>
                {t('invitations.used', { uses: count(one.uses), most: count(one.most_uses) })} {t(one.valid ? 'invitations.until' : 'invitations.over', { date: day(one.expires_at) })}
              </p>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setMaking(true)}>{t('invitations.make')}</Button>
      {making && (
        <Dialog title={t('invitations.make')} close={() => setMaking(false)}>
          <Make
            close={() => setMaking(false)}
            made={(invitation) => {
              setMaking(false)
              setMade(invitation)
              list.again()
            }}
          />
        </Dialog>
      )}
    </section>
  )
}

function Make({ made, close }: { made: (invitation: Invitation) => void; close: () => void }) {
  const t = useT()
  const [note, setNote] = useState('')
  const [uses, setUses] = useState('1')
  const [days, setDays] = useState<number>(7)
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const odd = !/^[1-9]\d{0,3}$/.test(uses.trim())

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (odd) return
    const body = { note: note.trim(), uses: Number(uses), expires_at: new Date(Date.now() + days * DAY).toISOString() }
    await attempt(async () => made(await call<Invitation>('POST', INVITATIONS, { body })))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <Field label={t('invitations.note')} hint={t('invitations.note.hint')} name="note" autoComplete="off" maxLength={200} value={note} fault={problem?.fields.note} onChange={(event) => setNote(event.target.value)} />
      <Field
        label={t('invitations.uses')}
        name="uses"
        inputMode="numeric"
        autoComplete="off"
        value={uses}
        fault={tried && odd ? t('invitations.uses.odd') : problem?.fields.uses}
        onChange={(event) => setUses(event.target.value)}
      />
      <label className={styles.select}>
        <span>{t('invitations.life')}</span>
        <select name="days" value={days} onChange={(event) => setDays(Number(event.target.value))}>
          {DAYS.map((one) => (
            <option key={one} value={one}>
              {t('keys.life.days', { days: one })}
            </option>
          ))}
        </select>
      </label>
      {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.keyActions}>
        <Button type="submit" look="primary" disabled={busy}>
          {t('invitations.make')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </form>
  )
}

function Once({ invitation, close }: { invitation: Invitation; close: () => void }) {
  const t = useT()
  const text = invitation.link ?? invitation.invite ?? ''
  return (
    <div className={styles.once} role="status">
      <p>{t('invitations.once')}</p>
      <p className={styles.secret}>
        <code>{text}</code>
        <CopyButton text={text} label={t('invitations.copy')} />
      </p>
      <Button size="small" onClick={close}>
        {t('keys.kept')}
      </Button>
    </div>
  )
}
