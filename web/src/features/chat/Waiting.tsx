import { ordinal } from '../../i18n/format'
import { useT } from '../../i18n/t'
import styles from './chat.module.css'

/** Nothing is said yet; in a queue it tells how far it is. */
export function Waiting({ place = null }: { place?: number | null }) {
  const t = useT()
  if (place !== null) {
    return (
      <p className={styles.queued} role="status" data-place={place}>
        {place === 1 ? t('chat.queued.next') : t('chat.queued', { place: ordinal(place) })}
      </p>
    )
  }
  return (
    <p className={styles.waiting} role="img" aria-label={t('chat.waiting')}>
      <span />
      <span />
      <span />
    </p>
  )
}
