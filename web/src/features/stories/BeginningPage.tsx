import { useEffect, useState } from 'react'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { Retry } from '../chat/Retry'
import { Beginning, nothingAsked } from './begin'
import styles from './stories.module.css'
import { Prose } from './Prose'
import tale from './tale.module.css'

/** The opening of a story while it is told; once it is, the story's own page stands here. */
export function BeginningPage() {
  const [beginning] = useState(() => Beginning.kept())
  useEffect(() => {
    if (!beginning) go('/stories', 'replace')
    beginning?.open()
    return () => beginning?.close()
  }, [beginning])
  return beginning && <Telling beginning={beginning} />
}

function change() {
  nothingAsked()
  go('/stories/new', 'replace')
}

function Telling({ beginning }: { beginning: Beginning }) {
  const t = useT()
  const { told, problem, id } = useStore(beginning.opening)
  useEffect(() => {
    if (id !== null) go(`/stories/${id}`, 'replace')
  }, [id])
  useEffect(() => {
    document.title = t('story.beginning')
  }, [t])

  return (
    <main id="page" className={styles.page}>
      <div className={tale.opening} role="log" aria-live="off" aria-busy={problem === null} aria-label={t('story.tale')}>
        {told === '' && <Hearth />}
        <h1 className={styles.quiet}>{t('story.beginning')}</h1>
        {told !== '' && <Prose text={told} told />}
        {problem && (
          <Notice code={problem.code} message={Object.values(problem.fields).join(' ') || problem.message} kept={t('story.begin.kept')} trace={problem.trace}>
            <Retry wait={problem.retryAfter} run={() => void beginning.begin()} />
            <Button size="small" onClick={change}>
              {t('story.begin.change')}
            </Button>
          </Notice>
        )}
      </div>
    </main>
  )
}
