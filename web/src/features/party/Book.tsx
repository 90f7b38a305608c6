import { time } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Words } from '../stories/Tale'
import styles from './party.module.css'
import { momentOf, type SharedStory, type StoryTold } from './wire'

/** A whole tale as a book: a title, the scenes one after another, and what was chosen set apart between them. */
export function Book({ story }: { story: SharedStory }) {
  const t = useT()
  const tone = story.items[0]?.payload.ai_state?.tone
  return (
    <article className={styles.book} data-book="">
      <header className={styles.cover}>
        <h1 lang={story.language}>{story.title || t('stories.untitled')}</h1>
        {tone && <p lang={story.language}>{tone}</p>}
        <p className={styles.edition}>{t(story.state === 'over' ? 'share.whole' : 'share.soFar', { count: story.event_number, time: time(story.updated_at) })}</p>
      </header>
      <div className={styles.chapters} lang={story.language}>
        {story.items.map((item) => (
          <Chapter key={item.number} item={item} />
        ))}
      </div>
      {story.state !== 'over' && <p className={styles.goesOn}>{t('share.goesOn')}</p>}
    </article>
  )
}

/** What is said to players only, or stands on the cover already. */
const ASIDE = new Set(['ai_state', 'start_hint', 'options'])

function forReaders(item: StoryTold): StoryTold {
  return { ...item, payload: Object.fromEntries(Object.entries(item.payload).filter(([field]) => !ASIDE.has(field))) }
}

function Chapter({ item }: { item: StoryTold }) {
  const t = useT()
  const moment = momentOf(forReaders(item))
  return (
    <article className={styles.chapter} data-event={item.number} aria-label={t('story.branches.event', { number: item.number, type: t(`story.type.${moment.type}`) })}>
      {moment.deed !== '' && moment.type !== 'NOVEL' && moment.type !== 'INIT' && (
        <p className={styles.chosen} data-chosen="">
          {moment.deed}
        </p>
      )}
      <Words moment={moment} />
    </article>
  )
}
