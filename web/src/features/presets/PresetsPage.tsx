import { useEffect, useId, useState, type FormEvent } from 'react'
import type { Account, Preset } from '../../api/types'
import { useAttempt } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Field } from '../../ui/Field'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { toast } from '../../ui/toasts'
import ui from '../../ui/ui.module.css'
import { models } from '../chat/models'
import styles from '../settings/settings.module.css'
import { formOf, keepPreset, loadPresets, NEW_PRESET, presets, removePreset, type PresetForm } from './presets'
import own from './presets.module.css'

/** One's presets, to be made, changed and removed; the operator's shared ones stand with them. */
export default function PresetsPage({ account }: { account: Account }) {
  const t = useT()
  const { items, state } = useStore(presets)
  // The preset that is being changed; undefined: none, null: a new one.
  const [open, setOpen] = useState<Preset | null | undefined>(undefined)
  const operator = account.role === 'operator'
  useEffect(() => void loadPresets(), [])
  const close = () => setOpen(undefined)

  return (
    <section aria-labelledby="settings-presets">
      <h2 id="settings-presets">{t('presets.title')}</h2>
      <p className={styles.muted}>{t('presets.lead')}</p>
      {state === 'failed' && (
        <div role="alert">
          <p>{t('presets.failed')}</p>
          <Button size="small" onClick={() => void loadPresets()}>
            {t('chat.again')}
          </Button>
        </div>
      )}
      {state === 'ready' && items.length === 0 && <p>{t('presets.none')}</p>}
      {items.length > 0 && (
        <ul className={styles.keys}>
          {items.map((preset) => (
            <li key={preset.id}>
              <div className={styles.keyLine}>
                <span className={styles.keyName}>{preset.title}</span>
                {preset.shared && <span className={styles.muted}>{t('presets.shared')}</span>}
                {(operator || !preset.shared) && (
                  <span className={styles.keyActions}>
                    <Button size="small" aria-label={t('presets.change.one', { title: preset.title })} onClick={() => setOpen(preset)}>
                      {t('presets.change')}
                    </Button>
                    <Button size="small" look="quiet" aria-label={t('presets.remove.one', { title: preset.title })} onClick={() => void removePreset(preset)}>
                      {t('list.delete')}
                    </Button>
                  </span>
                )}
              </div>
              <p className={`${styles.muted} ${own.words}`}>{preset.prompt}</p>
            </li>
          ))}
        </ul>
      )}
      <Button onClick={() => setOpen(null)}>{t('presets.new')}</Button>
      {open !== undefined && (
        <Dialog title={t(open ? 'presets.change' : 'presets.new')} close={close}>
          <Edit preset={open} operator={operator} close={close} />
        </Dialog>
      )}
    </section>
  )
}

function Edit({ preset, operator, close }: { preset: Preset | null; operator: boolean; close: () => void }) {
  const t = useT()
  const id = useId()
  const [form, setForm] = useState<PresetForm>(preset ? formOf(preset) : NEW_PRESET)
  const [tried, setTried] = useState(false)
  const { busy, problem, attempt } = useAttempt()
  const { items } = useStore(models)
  const set = (change: Partial<PresetForm>) => setForm({ ...form, ...change })
  const fault = (name: 'title' | 'prompt') => (tried && form[name].trim() === '' ? t('field.needed') : problem?.fields[name])
  const promptFault = fault('prompt')

  async function save(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (form.title.trim() === '' || form.prompt.trim() === '') return
    if (!(await attempt(() => keepPreset(preset, form)))) return
    close()
    toast(t('presets.kept', { title: form.title.trim() }))
  }

  return (
    <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
      <Field label={t('presets.name')} name="title" autoComplete="off" maxLength={80} value={form.title} fault={fault('title')} onChange={(event) => set({ title: event.target.value })} />
      <div className={ui.field}>
        <label htmlFor={id}>{t('presets.prompt')}</label>
        <textarea
          id={id}
          name="prompt"
          className={own.prompt}
          value={form.prompt}
          aria-invalid={promptFault !== undefined}
          aria-describedby={promptFault ? `${id}-said` : undefined}
          onChange={(event) => set({ prompt: event.target.value })}
        />
        {promptFault && (
          <p id={`${id}-said`} className={ui.fault}>
            {promptFault}
          </p>
        )}
      </div>
      <label className={styles.select}>
        <span>{t('chat.model')}</span>
        <select name="model" value={form.model ?? ''} onChange={(event) => set({ model: event.target.value || null })}>
          <option value="">{t('presets.model.any')}</option>
          {items.map((model) => (
            <option key={model.id} value={model.id}>
              {model.id}
            </option>
          ))}
        </select>
      </label>
      <label className={styles.check}>
        <input type="checkbox" name="auto_send" checked={form.auto_send} onChange={(event) => set({ auto_send: event.target.checked })} />
        {t('presets.auto')}
      </label>
      {operator && !preset && (
        <label className={styles.check}>
          <input type="checkbox" name="shared" checked={form.shared} onChange={(event) => set({ shared: event.target.checked })} />
          {t('presets.share')}
        </label>
      )}
      {problem && Object.keys(problem.fields).length === 0 && <Notice code={problem.code} message={problem.message} />}
      <div className={styles.keyActions}>
        <Button type="submit" look="primary" disabled={busy}>
          {t('ownKeys.save')}
        </Button>
        <Button onClick={close}>{t('ownKeys.cancel')}</Button>
      </div>
    </form>
  )
}
