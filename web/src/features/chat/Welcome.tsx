import { useT } from '../../i18n/t'
import { Hearth } from '../../ui/Hearth'
import styles from './chat.module.css'

export function Welcome() {
  const t = useT()
  return (
    <div className={styles.middle}>
      <Hearth />
      <h1>{t('chat.hello')}</h1>
      <p>{t('chat.hello.lead')}</p>
    </div>
  )
}
