import { useEffect, useState } from 'react'
import { hasKey, useT, type Translate } from '../../i18n/t'
import ui from '../../ui/ui.module.css'
import makingStyles from './making.module.css'
import styles from './characters.module.css'
import { doneOf, isOver, PARTS, secondsOf, type Making } from './making'

/** How far it is: step, share, facets, time. Read out when the step changes, not at every second. */
export function MakingBar({ making, lost }: { making: Making; lost: boolean }) {
  const t = useT()
  const [now, setNow] = useState(() => performance.now())
  const { status } = making
  useEffect(() => {
    if (isOver(status)) return undefined
    const timer = setInterval(() => setNow(performance.now()), 250)
    return () => clearInterval(timer)
  }, [status])
  const step = stepOf(t, making)
  return (
    <div className={makingStyles.bar}>
      <div className={makingStyles.barTrack} role="progressbar" aria-label={step} aria-valuemin={0} aria-valuemax={100} aria-valuenow={Math.round(making.progress)}>
        <span style={{ transform: `scaleX(${making.progress / 100})` }} />
      </div>
      <p className={makingStyles.barFacts}>
        <span>{step}</span>
        <span>{t('making.parts', { done: doneOf(making), all: PARTS.length })}</span>
        <span className={makingStyles.figure}>{t('making.seconds', { seconds: secondsOf(making, now) })}</span>
      </p>
      <p role="status" className={lost ? styles.warned : ui.hidden}>
        {lost ? t('making.lost') : step}
      </p>
    </div>
  )
}

/** The server's word for where it is, in the reader's language where there is one. */
function stepOf(t: Translate, { step, status }: Making): string {
  const key = `making.step.${step}`
  if (hasKey(key)) return t(key)
  if (status === 'pending') return t('making.step.queued')
  return step === '' ? t('making.step.fetch') : step
}
