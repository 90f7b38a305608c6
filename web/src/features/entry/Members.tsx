import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import type { List } from '../../api/types'
import { useAttempt } from '../../api/useCall'
import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import styles from '../settings/settings.module.css'
import { MEMBERS, type Member } from './wire'

interface AccessLink {
  link: string
  expires_at: string
}

/** A way back in for somebody whom no letter reaches: the operator makes a link and hands it over. */
export function Members() {
  const t = useT()
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<readonly Member[] | null>(null)
  const [made, setMade] = useState<(AccessLink & { username: string }) | null>(null)
  const { busy, problem, attempt } = useAttempt()

  async function search(event: FormEvent) {
    event.preventDefault()
    setMade(null)
    await attempt(async () => {
      const { items } = await call<List<Member>>('GET', `${MEMBERS}?limit=20&q=${encodeURIComponent(query.trim())}`)
      setFound(items)
    })
  }

  const link = (member: Member) =>
    void attempt(async () => setMade({ ...(await call<AccessLink>('POST', `${MEMBERS}/${member.id}/reset-link`, { body: {} })), username: member.username }))

  return (
    <section aria-labelledby="settings-members">
      <h2 id="settings-members">{t('members.title')}</h2>
      <p className={styles.muted}>{t('members.lead')}</p>
      <form className={styles.form} onSubmit={(event) => void search(event)} noValidate>
        <Field label={t('members.name')} name="member" autoComplete="off" autoCapitalize="none" spellCheck={false} value={query} onChange={(event) => setQuery(event.target.value)} />
        <Button type="submit" disabled={busy}>
          {t('members.search')}
        </Button>
      </form>
      {problem && <Notice code={problem.code} message={problem.message} />}
      {made && (
        <div className={styles.once} role="status">
          <p>{t('members.link', { username: made.username, time: time(made.expires_at) })}</p>
          <p className={styles.secret}>
            <code>{made.link}</code>
            <CopyButton text={made.link} label={t('members.copy')} />
          </p>
        </div>
      )}
      {found?.length === 0 && <p role="status">{t('members.none')}</p>}
      {found && found.length > 0 && (
        <ul className={styles.keys}>
          {found.map((member) => (
            <li key={member.id}>
              <div className={styles.keyLine}>
                <span className={styles.keyName}>{member.username}</span>
                <span className={styles.muted}>{member.email ?? ''}</span>
                <span className={styles.keyActions}>
                  <Button size="small" disabled={busy} aria-label={t('members.make.one', { username: member.username })} onClick={() => link(member)}>
                    {t('members.make')}
                  </Button>
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
