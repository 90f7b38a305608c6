import type { Preset } from '../../api/types'
import { firstWords } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { useStore } from '../../ui/store'
import { link } from '../../app/router'
import styles from './presets.module.css'
import { presets } from './presets'

const SHOWN = 8

/** What a new tab may begin with. One that sends itself begins at once; another is put where one writes. */
export function PresetCards({ use }: { use: (preset: Preset) => void }) {
  const t = useT()
  const { items } = useStore(presets)
  if (items.length === 0) return null
  return (
    <div className={styles.cards}>
      <ul aria-label={t('presets.title')}>
        {items.slice(0, SHOWN).map((preset) => (
          <li key={preset.id}>
            <button type="button" className={styles.card} data-preset={preset.id} onClick={() => use(preset)}>
              <strong>{preset.title}</strong>
              <span>{firstWords(preset.prompt)}</span>
              <small>{t(preset.auto_send ? 'presets.sends' : 'presets.writes')}</small>
            </button>
          </li>
        ))}
      </ul>
      <a {...link('/settings/presets')}>{t(items.length > SHOWN ? 'presets.all' : 'presets.edit')}</a>
    </div>
  )
}
