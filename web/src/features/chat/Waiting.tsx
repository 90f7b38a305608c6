import { useT } from '../../i18n/t'
import styles from './chat.module.css'

export function Waiting() {
  const t = useT()
  return (
    <p className={styles.waiting} role="img" aria-label={t('chat.waiting')}>
      <span />
      <span />
      <span />
    </p>
  )
}
