import { memo, useState } from 'react'
import { visitor } from '../../app/session'
import { useT } from '../../i18n/t'
import { Dialog } from '../../ui/Dialog'
import { useStore } from '../../ui/store'
import styles from './chat.module.css'
import { models } from './models'

const KEYS = ['DEEPSEEK_API_KEY', 'OPENAI_API_KEY', 'OPENROUTER_API_KEY']
const LOCAL = ['RACONTEUR_PROVIDER_LOCAL_BASE_URL=http://127.0.0.1:11434/v1', 'RACONTEUR_PROVIDER_LOCAL_MODELS=qwen3:8b']

/** Templates must never be taken for a model's answers. */
export const DemoStrip = memo(function DemoStrip({ model }: { model: string | null }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { items } = useStore(models)
  if (!items.find((one) => one.id === model)?.is_demo) return null
  return (
    <p className={styles.strip}>
      {t('demo.strip')}{' '}
      <button type="button" onClick={() => setOpen(true)}>
        {t('demo.connect')}
      </button>
      {open && <Connect close={() => setOpen(false)} />}
    </p>
  )
})

function Connect({ close }: { close: () => void }) {
  const t = useT()
  const who = useStore(visitor)
  const operator = who.kind === 'in' && who.account.role === 'operator'
  return (
    <Dialog title={t('demo.title')} close={close}>
      {operator ? (
        <>
          <p>{t('demo.operator')}</p>
          <pre className={styles.settings}>{KEYS.map((key) => `${key}=…`).join('\n')}</pre>
          <p>{t('demo.local')}</p>
          <pre className={styles.settings}>{LOCAL.join('\n')}</pre>
        </>
      ) : (
        <p>{t('demo.member')}</p>
      )}
    </Dialog>
  )
}
