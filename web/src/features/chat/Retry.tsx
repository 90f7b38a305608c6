import { useEffect, useId, useRef, useState } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { remember, remembered } from '../../ui/storage'
import styles from './chat.module.css'
import { secondsLeft, sendsItself } from './waiting'

const KEY = 'sendItself'

interface Props {
  /** Seconds to wait, where the server said how many. */
  wait: number | null
  run: () => void
}

/** The same request once more; where the server said how long to wait, not before, and then by itself if wished. */
export function Retry({ wait, run }: Props) {
  const t = useT()
  const id = useId()
  const [until] = useState(() => performance.now() + (wait ?? 0) * 1000)
  const [now, setNow] = useState(() => performance.now())
  const left = secondsLeft(until, now)
  const [itself, setItself] = useState(() => remembered(KEY) === 'yes')
  const latest = useRef(run)
  useEffect(() => {
    latest.current = run
  })

  useEffect(() => {
    if (left <= 0) return undefined
    // To the next whole second of the time that is left, so that a late timer does not make the wait longer. Timers leave
    // out fractions of a millisecond; one that was early all the same finds the same second, and is set again.
    const timer = setTimeout(() => setNow(performance.now()), Math.ceil((until - now) % 1000) || 1000)
    return () => clearTimeout(timer)
  }, [left, now, until])

  const over = left <= 0
  useEffect(() => {
    if (over && sendsItself(wait, itself)) latest.current()
  }, [over, wait, itself])

  return (
    <>
      <Button look="primary" size="small" disabled={!over} onClick={run}>
        {over ? t('chat.again') : t('fault.retryIn', { seconds: left })}
      </Button>
      {wait !== null && !over && (
        <label className={styles.itself} htmlFor={id}>
          <input
            id={id}
            type="checkbox"
            name="send_itself"
            checked={itself}
            onChange={(event) => {
              setItself(event.target.checked)
              remember(KEY, event.target.checked ? 'yes' : null)
            }}
          />
          {t('chat.itself')}
        </label>
      )}
    </>
  )
}
