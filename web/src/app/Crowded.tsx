import { useState } from 'react'
import { useT } from '../i18n/t'
import { Button } from '../ui/Button'
import { Hearth } from '../ui/Hearth'
import styles from './app.module.css'
import { crowd, type Standing } from './crowd'

/** A page more than an account may have open, or one that gave its place to another. */
export function Crowded({ standing }: { standing: Exclude<Standing, 'admitted'> }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  const [alone, setAlone] = useState(false)

  async function here() {
    setBusy(true)
    setAlone(!(await crowd.takeOver()))
    setBusy(false)
  }

  return (
    <main id="page" className={styles.empty} data-crowded={standing === 'crowded' ? '' : undefined} data-resting={standing === 'resting' ? '' : undefined}>
      <Hearth />
      <h1>{t(standing === 'crowded' ? 'crowd.title' : 'crowd.rest')}</h1>
      <p role="status">{t(alone ? 'crowd.alone' : standing === 'crowded' ? 'crowd.lead' : 'crowd.rest.lead')}</p>
      <Button look="primary" disabled={busy} onClick={() => void here()}>
        {t('crowd.here')}
      </Button>
    </main>
  )
}
