import { chooseTheme, theme } from '../../app/theme'
import { chooseLanguage, languageChoice, LANGUAGES, useT } from '../../i18n/t'
import { Choices } from '../../ui/Field'
import { useStore } from '../../ui/store'

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
