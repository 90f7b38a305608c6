import { useT } from '../i18n/t'
import { Button } from '../ui/Button'
import { Hearth } from '../ui/Hearth'
import styles from './app.module.css'
import { go } from './router'

export function NotFound() {
  const t = useT()
  return (
    <main id="page" className={styles.empty}>
      <Hearth />
      <h1>{t('app.notFound')}</h1>
      <p>{t('app.notFound.do')}</p>
      <Button look="primary" onClick={() => go('/')}>
        {t('app.home')}
      </Button>
    </main>
  )
}
