import { useEffect, useState, type FormEvent } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List, Provider, Trial } from '../../api/types'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { toast } from '../../ui/toasts'
import { loadModels } from '../chat/models'
import { asksForKey, connect, connectable } from './connecting'
import styles from './settings.module.css'

/** For operators: choose a provider, paste a key, see whether it works, make it the model for chat. */
export function Connect() {
  const t = useT()
  const [providers, setProviders] = useState<readonly Provider[]>([])
  const [loaded, setLoaded] = useState(false)
  const [id, setId] = useState('')
  const [key, setKey] = useState('')
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [trial, setTrial] = useState<(Trial & { provider: string }) | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)

  useEffect(() => {
    const gone = new AbortController()
    call<List<Provider>>('GET', '/api/admin/providers', { signal: gone.signal }).then(
      ({ items }) => {
        setProviders(connectable(items))
        setLoaded(true)
      },
      (fault: unknown) => {
        if (fault instanceof Problem) setProblem(fault)
      },
    )
    return () => gone.abort()
  }, [])

  const chosen = providers.find((one) => one.id === id) ?? providers[0]
  const needed = tried && chosen !== undefined && asksForKey(chosen) && key.trim() === ''

  async function submit(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!chosen || (asksForKey(chosen) && key.trim() === '')) return
    setBusy(true)
    setProblem(null)
    setTrial(null)
    try {
      const outcome = await connect(chosen, key.trim())
      setTrial({ ...outcome, provider: chosen.id })
      if (outcome.works) {
        setProviders((now) => now.filter((one) => one.id !== chosen.id))
        setKey('')
        setTried(false)
        void loadModels()
      }
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
    } finally {
      setBusy(false)
    }
  }

  async function choose(model: string) {
    try {
      await call('PUT', '/api/admin/aliases/chat', { body: { models: [model] } })
      setTrial(null)
      toast(t('connect.chat.done', { model }))
      void loadModels()
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setProblem(fault)
    }
  }

  return (
    <section aria-labelledby="settings-connect">
      <h2 id="settings-connect">{t('connect.title')}</h2>
      <p className={styles.muted}>{t('connect.lead')}</p>
      {loaded && !chosen && <p>{t('connect.all')}</p>}
      {chosen && (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          <label className={styles.select}>
            <span>{t('connect.provider')}</span>
            <select name="provider" value={chosen.id} onChange={(event) => setId(event.target.value)}>
              {providers.map((one) => (
                <option key={one.id} value={one.id}>
                  {asksForKey(one) ? one.id : t('connect.found', { provider: one.id })}
                </option>
              ))}
            </select>
          </label>
          {asksForKey(chosen) && (
            <Field
              label={t('connect.key')}
              hint={t('connect.key.hint')}
              type="password"
              name="provider-key"
              autoComplete="off"
              spellCheck={false}
              value={key}
              fault={needed ? t('field.needed') : problem?.fields.key}
              onChange={(event) => setKey(event.target.value)}
            />
          )}
          <Button type="submit" look="primary" disabled={busy}>
            {t(busy ? 'connect.doing' : 'connect.do')}
          </Button>
        </form>
      )}
      <div role="status">
        {trial && (
          <p>
            {trial.message}
            {trial.detail && <span className={styles.muted}> {trial.detail}</span>}
          </p>
        )}
      </div>
      {trial?.works && trial.model && (
        <Button onClick={() => void choose(`${trial.provider}/${trial.model}`)}>{t('connect.chat', { model: `${trial.provider}/${trial.model}` })}</Button>
      )}
      {problem && !problem.fields.key && <Notice code={problem.code} message={problem.message} />}
    </section>
  )
}
