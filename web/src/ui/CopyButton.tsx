import { useEffect, useState } from 'react'
import { useT } from '../i18n/t'
import { copyText } from './copy'
import { Icon } from './Icon'
import styles from './ui.module.css'

export function CopyButton({ text, label }: { text: string; label: string }) {
  const t = useT()
  const [result, setResult] = useState<'copied' | 'failed' | null>(null)
  useEffect(() => {
    if (!result) return undefined
    const timer = setTimeout(() => setResult(null), 2000)
    return () => clearTimeout(timer)
  }, [result])
  const said = result === 'copied' ? t('copy.done') : result === 'failed' ? t('copy.failed') : ''
  return (
    <button
      type="button"
      className={styles.iconButton}
      aria-label={label}
      title={said || label}
      onClick={() => void copyText(text).then((done) => setResult(done ? 'copied' : 'failed'))}
    >
      <Icon name={result === 'copied' ? 'check' : 'copy'} />
      <span className={result === 'failed' ? styles.copyFailed : styles.hidden} role="status">
        {said}
      </span>
    </button>
  )
}
