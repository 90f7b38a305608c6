import { useT } from '../../i18n/t'
import type { Preset } from '../../api/types'
import { Hearth } from '../../ui/Hearth'
import { PresetCards } from '../presets/PresetCards'
import styles from './chat.module.css'

/** A new tab: what this place is for, and what it may begin with. */
export function Welcome({ begin }: { begin: (preset: Preset) => void }) {
  const t = useT()
  return (
    <div className={styles.middle}>
      <Hearth />
      <h1>{t('chat.hello')}</h1>
      <p>{t('chat.hello.lead')}</p>
      <PresetCards use={begin} />
    </div>
  )
}
