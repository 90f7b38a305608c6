import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/t'
import { clockFace, isShort, left, share, type Look } from './clock'
import styles from './tale.module.css'

/** Counts down what the server said is left. When nothing is, the server is asked how the story stands. */
export function Clock({ look, over }: { look: Look; over: () => void }) {
  const t = useT()
  const [now, setNow] = useState(() => performance.now())
  const seconds = left(look, now)
  const latest = useRef(over)
  useEffect(() => {
    latest.current = over
  })
  useEffect(() => {
    if (!look.runs || look.left <= 0) return undefined
    const timer = setInterval(() => {
      const at = performance.now()
      setNow(at)
      if (left(look, at) > 0) return
      clearInterval(timer)
      latest.current()
    }, 500)
    return () => clearInterval(timer)
  }, [look])
  const time = clockFace(seconds)
  return (
    <>
      <span className={isShort(seconds) ? `${styles.time} ${styles.short}` : styles.time} role="timer" aria-label={t('story.clock', { time })}>
        {time}
      </span>
      <span className={styles.burning} aria-hidden="true">
        <span style={{ transform: `scaleX(${share(look, now)})` }} className={look.runs ? undefined : styles.still} />
      </span>
    </>
  )
}
