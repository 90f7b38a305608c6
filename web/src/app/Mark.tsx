import styles from './app.module.css'

/** Our mark: a flame in the bow of a speech bubble. */
export function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className={styles.markFlame} d="M16.5 3c1.5 6 8.5 8.5 8.5 16.5a9 9 0 0 1-9 9c-1.7 0-3.3-.5-4.7-1.3L6 28.5l1.6-4.8A9 9 0 0 1 7 19.5c0-4.5 2.5-6.5 3.6-9.5 1.4 1.2 2.2 2.6 2.5 4.2 2.2-2.7 3.2-6.5 3.4-11.2z" />
      <path className={styles.markCore} d="M16 15.5c1 2.3 3 3.2 3 5.8a3 3 0 0 1-6 0c0-1.6.8-2.4 1.3-3.4.5.3.9.7 1.1 1.2.4-1.1.6-2.3.6-3.6z" />
    </svg>
  )
}
