import { useT } from '../../i18n/t'
import { Prose } from './Prose'
import styles from './tale.module.css'
import type { Payload } from './wire'

/** The title page of an ending: how it came out, and the choices that led there. */
export function Ending({ payload: { ending, epilogue, key_choices, novel_summary } }: { payload: Payload }) {
  const t = useT()
  const chapters: [string, string | undefined][] = [
    [t('story.chapter.story'), novel_summary?.story_overview],
    [t('story.chapter.journey'), novel_summary?.player_journey],
    [t('story.chapter.outcome'), novel_summary?.final_outcome],
  ]
  return (
    <div className={styles.ending} data-ending="">
      <h2>{ending?.title}</h2>
      <p className={styles.verdict}>{ending?.outcome}</p>
      {epilogue?.scene && <Prose text={epilogue.scene} />}
      {epilogue?.closing_line && <blockquote className={styles.line}>{epilogue.closing_line}</blockquote>}
      {key_choices && key_choices.length > 0 && (
        <div>
          <h3>{t('story.chapter.choices')}</h3>
          <ol className={styles.choices}>
            {key_choices.map(({ choice_text, impact }) => (
              <li key={`${choice_text}${impact}`}>
                <strong>{choice_text}</strong>
                <span>{impact}</span>
              </li>
            ))}
          </ol>
        </div>
      )}
      <div className={styles.chapters}>
        {chapters.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <h3>{name}</h3>
                <p>{text}</p>
              </div>
            ),
        )}
      </div>
    </div>
  )
}

export function Novel({ payload: { title, content } }: { payload: Payload }) {
  return (
    <div className={styles.novel} data-novel="">
      <h2>{title}</h2>
      <Prose text={content ?? ''} />
    </div>
  )
}
