import { lazy, Suspense, useState } from 'react'
import type { Source } from '../../api/types'
import { useT } from '../../i18n/t'
import ui from '../../ui/ui.module.css'
import { nameOf } from '../knowledge/passages'
import styles from './sources.module.css'

const SourceDialog = lazy(() => import('../knowledge/SourceDialog'))

/** What somebody was told before it answered so, a small button for each passage. */
export function Sources({ sources }: { sources: readonly Source[] }) {
  const t = useT()
  const [open, setOpen] = useState<Source | null>(null)
  return (
    <>
      <ul className={styles.sources} aria-label={t('sources.title')} data-sources={sources.length}>
        {sources.map((source) => (
          <li key={source.number}>
            <button type="button" className={styles.chip} aria-haspopup="dialog" title={[source.collection, source.file, source.title].filter(Boolean).join(' › ')} onClick={() => setOpen(source)}>
              <span className={ui.hidden}>{t('sources.one')} </span>
              <small>{source.number}</small>{' '}
              <span>{nameOf(source)}</span>
            </button>
          </li>
        ))}
      </ul>
      {open && (
        <Suspense fallback={null}>
          <SourceDialog source={open} close={() => setOpen(null)} />
        </Suspense>
      )}
    </>
  )
}
