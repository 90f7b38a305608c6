import { useEffect } from 'react'
import { useAnswer } from '../../api/useCall'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { LanguageChoices, ThemeChoices } from '../settings/Look'
import page from '../stories/stories.module.css'
import shownStyles from './shown.module.css'
import styles from './characters.module.css'
import { pageOf } from './place'
import type { PublicCharacter } from './wire'

/** A character that somebody shows: for anybody with the link, without an account. */
export default function PublicPage({ id }: { id: string }) {
  const t = useT()
  const { value, problem, again } = useAnswer<PublicCharacter>(`/api/public/characters/${id}`)
  useEffect(() => {
    document.title = value?.name ?? t('shown.title')
  }, [value?.name, t])
  return (
    <>
      <meta name="robots" content="noindex" />
      <main id="page" className={shownStyles.shown} aria-busy={!value && !problem}>
        {problem ? <Closed missing={problem.status === 404 || problem.status === 422} again={again} /> : value && <Shown character={value} />}
      </main>
      <footer className={shownStyles.shownFoot}>
        <p>{t('share.foot')}</p>
        <LanguageChoices />
        <ThemeChoices />
      </footer>
    </>
  )
}

export function Shown({ character }: { character: PublicCharacter }) {
  const t = useT()
  const { id, name, brief, tags, greeting, by, avatar_url } = character
  return (
    <article className={shownStyles.shownBody}>
      <Avatar name={name} src={avatar_url} size={144} />
      <h1>{name}</h1>
      {by && <p className={styles.small}>{t('shown.by', { name: by })}</p>}
      {brief && <p className={styles.brief}>{brief}</p>}
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label={t('characters.tags')}>
          {tags.map((tag) => (
            <li key={tag} className={styles.tag}>
              {tag}
            </li>
          ))}
        </ul>
      )}
      {greeting && (
        <figure className={shownStyles.shownGreeting}>
          <figcaption>{t('shown.greets', { name })}</figcaption>
          <blockquote className={styles.greeting}>{greeting}</blockquote>
        </figure>
      )}
      <a {...link(pageOf(id))} className={shownStyles.shownTalk}>
        {t('shown.talk', { name })}
      </a>
      <p className={styles.small}>{t('shown.talk.lead')}</p>
    </article>
  )
}

function Closed({ missing, again }: { missing: boolean; again: () => void }) {
  const t = useT()
  return (
    <div className={page.empty} data-closed="">
      <Hearth />
      <h1>{t(missing ? 'shown.gone' : 'fault.OFFLINE')}</h1>
      <p className={page.muted}>{t(missing ? 'shown.gone.do' : 'app.broke.do')}</p>
      {!missing && (
        <Button look="primary" onClick={again}>
          {t('chat.again')}
        </Button>
      )}
    </div>
  )
}
