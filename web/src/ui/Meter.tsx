import { shareOf } from './share'
import styles from './meter.module.css'

/** How much of a budget is used, as a bar and in words. */
export function Meter({ label, used, budget, words }: { label: string; used: number; budget: number; words: string }) {
  const { share, state } = shareOf(used, budget)
  return (
    <div className={styles.meter} data-state={state}>
      <div className={styles.track} role="meter" aria-label={label} aria-valuemin={0} aria-valuemax={Math.max(1, budget)} aria-valuenow={Math.min(used, Math.max(1, budget))} aria-valuetext={words}>
        <span style={{ transform: `scaleX(${share})` }} />
      </div>
      <span className={styles.words}>{words}</span>
    </div>
  )
}
