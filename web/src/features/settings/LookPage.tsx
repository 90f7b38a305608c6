import { useT } from '../../i18n/t'
import { BubbleChoices, LanguageChoices, ThemeChoices } from './Look'

export default function LookPage() {
  const t = useT()
  return (
    <section aria-labelledby="settings-look">
      <h2 id="settings-look">{t('settings.look')}</h2>
      <h3>{t('settings.language')}</h3>
      <LanguageChoices />
      <h3>{t('settings.theme')}</h3>
      <ThemeChoices />
      <h3>{t('look.bubbles')}</h3>
      <BubbleChoices />
    </section>
  )
}
