import { useEffect, useState } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'

const SECOND = 1000

/** The same request once more; where the server said how long to wait, not before. */
export function Retry({ wait, run }: { wait: number | null; run: () => void }) {
  const t = useT()
  const [left, setLeft] = useState(Math.ceil(wait ?? 0))
  useEffect(() => {
    if (left <= 0) return undefined
    const timer = setTimeout(() => setLeft(left - 1), SECOND)
    return () => clearTimeout(timer)
  }, [left])
  return (
    <Button look="primary" size="small" disabled={left > 0} onClick={run}>
      {left > 0 ? t('fault.retryIn', { seconds: left }) : t('chat.again')}
    </Button>
  )
}
