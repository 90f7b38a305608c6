import { useEffect } from 'react'
import { useAnswer } from '../../api/useCall'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { LanguageChoices, ThemeChoices } from '../settings/Look'
import page from '../stories/stories.module.css'
import { Book } from './Book'
import styles from './party.module.css'
import type { SharedStory } from './wire'

/** A story that somebody gave to read: for anybody, without an account. */
export default function SharedPage({ token }: { token: string }) {
  const t = useT()
  const { value, problem, again } = useAnswer<SharedStory>(`/api/shared/stories/${token}`)
  const title = value?.title || (value ? t('stories.untitled') : t('share.page'))
  useEffect(() => {
    document.title = title
  }, [title])
  const over = value?.state === 'over'
  useEffect(() => {
    if (over) return undefined
    // It may have gone on since.
    const back = () => document.visibilityState === 'visible' && again()
    document.addEventListener('visibilitychange', back)
    return () => document.removeEventListener('visibilitychange', back)
  }, [again, over])

  return (
    <>
      <meta name="robots" content="noindex" />
      <main id="page" className={styles.shared} aria-busy={!value && !problem}>
        {problem ? <Closed missing={problem.status === 404} again={again} /> : value && <Book story={value} />}
      </main>
      <footer className={styles.foot}>
        <p>{t('share.foot')}</p>
        <LanguageChoices />
        <ThemeChoices />
      </footer>
    </>
  )
}

function Closed({ missing, again }: { missing: boolean; again: () => void }) {
  const t = useT()
  return (
    <div className={page.empty} data-closed="">
      <Hearth />
      <h1>{t(missing ? 'share.gone' : 'fault.OFFLINE')}</h1>
      <p className={page.muted}>{t(missing ? 'share.gone.do' : 'app.broke.do')}</p>
      {!missing && (
        <Button look="primary" onClick={again}>
          {t('chat.again')}
        </Button>
      )}
    </div>
  )
}
