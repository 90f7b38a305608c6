import { useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { models } from '../chat/models'
import { keyBody, keyFaults, LIVES, NEW_KEY, SCOPES, type KeyForm } from './apiKey'
import styles from './settings.module.css'

interface Props {
  operator: boolean
  /** The key's text, which nobody is told again. */
  made: (text: string) => void
  close: () => void
}

export function ApiKeyForm({ operator, made, close }: Props) {
  const t = useT()
  const [form, setForm] = useState<KeyForm>(NEW_KEY)
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const faults = { ...(tried ? keyFaults(t, form) : {}), ...problem?.fields }
  const set = (change: Partial<KeyForm>) => setForm({ ...form, ...change })

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (Object.keys(keyFaults(t, form)).length > 0) return
    await attempt(async () => {
      const { key } = await call<{ key: string }>('POST', '/api/me/keys', { body: keyBody(form, Date.now()) })
      made(key)
    })
  }

  return (
    <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
      <Field label={t('keys.name')} hint={t('keys.name.hint')} name="name" autoComplete="off" maxLength={100} value={form.name} fault={faults.name} onChange={(event) => set({ name: event.target.value })} />
      <fieldset className={styles.checks}>
        <legend>{t('keys.scopes')}</legend>
        {SCOPES.filter((scope) => scope !== 'admin' || operator).map((scope) => (
          <label key={scope}>
            <input
              type="checkbox"
              name={`scope-${scope}`}
              checked={form.scopes.includes(scope)}
              onChange={(event) => set({ scopes: SCOPES.filter((one) => (one === scope ? event.target.checked : form.scopes.includes(one))) })}
            />
            {t(`keys.scope.${scope}`)}
          </label>
        ))}
        {faults.scopes && <p className={styles.fault}>{faults.scopes}</p>}
      </fieldset>
      <label className={styles.select}>
        <span>{t('keys.life')}</span>
        <select name="life" value={form.days ?? ''} onChange={(event) => set({ days: LIVES.find((days) => String(days ?? '') === event.target.value) ?? null })}>
          {LIVES.map((days) => (
            <option key={days} value={days ?? ''}>
              {days === null ? t('keys.life.never') : t('keys.life.days', { days })}
            </option>
          ))}
        </select>
      </label>
      <Field label={t('keys.perMinute')} hint={t('keys.unlimited')} name="per_minute" inputMode="numeric" autoComplete="off" value={form.perMinute} fault={faults.per_minute} onChange={(event) => set({ perMinute: event.target.value })} />
      <Field label={t('keys.budget')} hint={t('keys.unlimited')} name="budget" inputMode="decimal" autoComplete="off" value={form.budget} fault={faults.budget} onChange={(event) => set({ budget: event.target.value })} />
      <Allowed chosen={form.models} choose={(chosen) => set({ models: chosen })} fault={faults.models} />
      {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.keyActions}>
        <Button type="submit" look="primary" disabled={busy}>
          {t('keys.make')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </form>
  )
}

function Allowed({ chosen, choose, fault }: { chosen: readonly string[] | null; choose: (models: readonly string[] | null) => void; fault: string | undefined }) {
  const t = useT()
  const { items } = useStore(models)
  return (
    <fieldset className={styles.checks}>
      <legend>{t('keys.models')}</legend>
      <label>
        <input type="checkbox" name="all-models" checked={chosen === null} onChange={(event) => choose(event.target.checked ? null : [])} />
        {t('keys.models.all')}
      </label>
      {chosen !== null &&
        items.map((model) => (
          <label key={model.id}>
            <input
              type="checkbox"
              name={model.id}
              checked={chosen.includes(model.id)}
              onChange={(event) => choose(event.target.checked ? [...chosen, model.id] : chosen.filter((one) => one !== model.id))}
            />
            <span>{model.id}</span>
          </label>
        ))}
      {fault && <p className={styles.fault}>{fault}</p>}
    </fieldset>
  )
}
