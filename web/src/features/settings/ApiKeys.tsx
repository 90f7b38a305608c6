import { useState } from 'react'
import { call } from '../../api/client'
import type { ApiKey, List } from '../../api/types'
import { useAnswer, useAttempt } from '../../api/useCall'
import { count, day, money, sentences, time } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { ApiKeyForm } from './ApiKeyForm'
import styles from './settings.module.css'

/** Keys for programs: what each may do, and a way to make and to revoke one. */
export function ApiKeys({ operator }: { operator: boolean }) {
  const t = useT()
  const keys = useAnswer<List<ApiKey>>('/api/me/keys')
  const [making, setMaking] = useState(false)
  const [revoking, setRevoking] = useState<ApiKey | null>(null)
  const [made, setMade] = useState<string | null>(null)
  const items = keys.value?.items

  return (
    <section aria-labelledby="settings-api-keys">
      <h2 id="settings-api-keys">{t('keys.api.title')}</h2>
      <p className={styles.muted}>{t('keys.api.lead')}</p>
      {keys.problem && (
        <Notice code={keys.problem.code} message={keys.problem.message}>
          <Button size="small" onClick={keys.again}>
            {t('chat.again')}
          </Button>
        </Notice>
      )}
      {made !== null && <Once text={made} close={() => setMade(null)} />}
      {items?.length === 0 && <p>{t('keys.none')}</p>}
      {items && items.length > 0 && (
        <ul className={styles.keys}>
          {items.map((key) => (
            <li key={key.id}>
              <div className={styles.keyLine}>
                <span className={styles.keyName}>{key.name}</span>
                <code className={styles.code}>{key.prefix}…</code>
                <span className={styles.keyActions}>
                  <Button size="small" look="quiet" aria-label={t('keys.revoke.one', { name: key.name })} onClick={() => setRevoking(key)}>
                    {t('keys.revoke')}
                  </Button>
                </span>
              </div>
              <p className={styles.facts}>{factsOf(t, key)}</p>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setMaking(true)}>{t('keys.make')}</Button>
      {making && (
        <Dialog title={t('keys.make')} close={() => setMaking(false)}>
          <ApiKeyForm
            operator={operator}
            close={() => setMaking(false)}
            made={(text) => {
              setMaking(false)
              setMade(text)
              keys.again()
            }}
          />
        </Dialog>
      )}
      {revoking && (
        <Revoke
          apiKey={revoking}
          close={() => setRevoking(null)}
          revoked={() => {
            keys.change((now) => ({ ...now, items: now.items.filter((one) => one.id !== revoking.id) }))
            setRevoking(null)
            toast(t('keys.revoked', { name: revoking.name }))
          }}
        />
      )}
    </section>
  )
}

function factsOf(t: Translate, key: ApiKey): string {
  const facts = [
    key.scopes.map((scope) => t(`keys.scope.${scope as 'chat'}`)).join(t('list.comma')),
    key.expires_at ? t('keys.until', { date: day(key.expires_at) }) : t('keys.forever'),
    key.last_used_at ? t('keys.used', { time: time(key.last_used_at) }) : t('keys.unused'),
    key.per_minute ? t('keys.limited', { count: count(key.per_minute) }) : '',
    key.budget ? t('keys.budgeted', { amount: money(key.budget) }) : '',
    key.models.length > 0 ? t('keys.modelled', { models: key.models.join(t('list.comma')) }) : '',
  ]
  return sentences(...facts.filter((fact) => fact !== '').map((fact) => `${fact}${t('sentence.end')}`))
}

/** The text of a new key: now, and never again. */
function Once({ text, close }: { text: string; close: () => void }) {
  const t = useT()
  return (
    <div className={styles.once} role="status">
      <p>{t('keys.once')}</p>
      <p className={styles.secret}>
        <code>{text}</code>
        <CopyButton text={text} label={t('keys.copy')} />
      </p>
      <Button size="small" onClick={close}>
        {t('keys.kept')}
      </Button>
    </div>
  )
}

function Revoke({ apiKey, close, revoked }: { apiKey: ApiKey; close: () => void; revoked: () => void }) {
  const t = useT()
  const { busy, problem, attempt } = useAttempt()
  return (
    <Dialog title={t('keys.revoke.title', { name: apiKey.name })} close={close}>
      <p>{t('keys.revoke.lead')}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.keyActions}>
        <Button look="danger" disabled={busy} onClick={() => void attempt(() => call('DELETE', `/api/me/keys/${apiKey.id}`)).then((done) => done && revoked())}>
          {t('keys.revoke')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </Dialog>
  )
}
