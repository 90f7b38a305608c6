import { useEffect, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List, OwnProvider } from '../../api/types'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { loadModels } from '../chat/models'
import styles from './settings.module.css'

/** Keys of one's own: which are kept, and a way to add, replace and remove each. A key is never shown again. */
export function OwnKeys() {
  const t = useT()
  const [providers, setProviders] = useState<readonly OwnProvider[] | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    const gone = new AbortController()
    call<List<OwnProvider>>('GET', '/api/me/providers', { signal: gone.signal }).then(
      ({ items }) => setProviders(items),
      (fault: unknown) => {
        if (fault instanceof Problem) setProblem(fault)
      },
    )
    return () => gone.abort()
  }, [])

  const changed = (provider: OwnProvider) => {
    setProviders((now) => now?.map((one) => (one.id === provider.id ? provider : one)) ?? null)
    void loadModels()
  }

  return (
    <section aria-labelledby="settings-keys">
      <h2 id="settings-keys">{t('ownKeys.title')}</h2>
      <p className={styles.muted}>{t('ownKeys.lead')}</p>
      {problem && <Notice code={problem.code} message={problem.message} />}
      {providers?.length === 0 && <p>{t('ownKeys.none')}</p>}
      {providers && providers.length > 0 && (
        <ul className={styles.keys}>
          {providers.map((provider) => (
            <OneKey key={provider.id} provider={provider} changed={changed} />
          ))}
        </ul>
      )}
    </section>
  )
}

function OneKey({ provider, changed }: { provider: OwnProvider; changed: (provider: OwnProvider) => void }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const [key, setKey] = useState('')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const path = `/api/me/providers/${provider.id}`
  const name = { provider: provider.id }

  async function attempt(act: () => Promise<void>) {
    setProblem(null)
    try {
      await act()
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
    }
  }

  function save(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (key.trim() === '') return
    void attempt(async () => {
      changed(await call<OwnProvider>('PUT', path, { body: { key: key.trim() } }))
      setKey('')
      setTried(false)
      setOpen(false)
      toast(t('ownKeys.saved', name))
    })
  }

  const remove = () =>
    void attempt(async () => {
      await call('DELETE', path)
      changed({ ...provider, key: null })
      toast(t('ownKeys.removed', name))
    })

  return (
    <li>
      <div className={styles.keyLine}>
        <span className={styles.keyName}>{provider.id}</span>
        <span className={styles.muted}>{stateOf(t, provider)}</span>
        <span className={styles.keyActions}>
          <Button size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(provider.key ? 'ownKeys.replace' : 'ownKeys.add', name)}
          </Button>
          {provider.key && (
            <Button size="small" look="quiet" onClick={remove}>
              {t('ownKeys.remove', name)}
            </Button>
          )}
        </span>
      </div>
      {open && (
        <form className={styles.form} onSubmit={save} noValidate>
          <Field
            label={t('ownKeys.field', name)}
            type="password"
            name={`key-${provider.id}`}
            autoComplete="off"
            spellCheck={false}
            value={key}
            fault={tried && key.trim() === '' ? t('field.needed') : problem?.fields.key}
            onChange={(event) => setKey(event.target.value)}
          />
          <div className={styles.keyActions}>
            <Button type="submit" look="primary">
              {t('ownKeys.save')}
            </Button>
            <Button onClick={() => setOpen(false)}>{t('ownKeys.cancel')}</Button>
          </div>
        </form>
      )}
      {problem && !problem.fields.key && <Notice code={problem.code} message={problem.message} />}
    </li>
  )
}

function stateOf(t: ReturnType<typeof useT>, { key }: OwnProvider): string {
  if (!key) return t('ownKeys.missing')
  if (!key.usable) return t('ownKeys.stale')
  return key.last_four === '' ? t('ownKeys.kept.short') : t('ownKeys.kept', { last: key.last_four })
}
