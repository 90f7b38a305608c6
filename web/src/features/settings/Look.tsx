import { chooseTheme, theme } from '../../app/theme'
import { chooseLanguage, languageChoice, LANGUAGES, useT } from '../../i18n/t'
import { Choices } from '../../ui/Field'
import { useStore } from '../../ui/store'
import { bubbleLook, chooseBubbles } from '../chat/bubbleLook'
import styles from './settings.module.css'

export function LanguageChoices() {
  const t = useT()
  const value = useStore(languageChoice)
  const options = [['system', t('settings.language.system')], ['en', LANGUAGES.en], ['zh', LANGUAGES.zh]] as const
  return <Choices label={t('settings.language')} value={value} options={options} choose={chooseLanguage} />
}

export function ThemeChoices() {
  const t = useT()
  const value = useStore(theme)
  const options = [['system', t('settings.theme.system')], ['light', t('settings.theme.light')], ['dark', t('settings.theme.dark')]] as const
  return <Choices label={t('settings.theme')} value={value} options={options} choose={chooseTheme} />
}

/** Whether answers are split into bubbles; characters speak so, unless it is wished otherwise. */
export function BubbleChoices() {
  const t = useT()
  const look = useStore(bubbleLook)
  return (
    <>
      <p className={styles.muted}>{t('look.bubbles.lead')}</p>
      {(['characters', 'others'] as const).map((one) => (
        <label key={one} className={styles.check}>
          <input type="checkbox" name={`bubbles_${one}`} checked={look[one]} onChange={(event) => chooseBubbles({ ...look, [one]: event.target.checked })} />
          {t(`look.bubbles.${one}`)}
        </label>
      ))}
    </>
  )
}
