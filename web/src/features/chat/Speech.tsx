import { memo } from 'react'
import type { Speaker } from '../../api/types'
import { link } from '../../app/router'
import { useT } from '../../i18n/t'
import { Markdown } from '../../markdown/Markdown'
import { Avatar } from '../../ui/Avatar'
import { pageOf } from '../characters/place'
import { bubblesOf } from './bubbles'
import styles from './speech.module.css'

/** An answer as somebody's speech: in bubbles that end where its sentences do. */
export const Bubbles = memo(function Bubbles({ text, live }: { text: string; live: boolean }) {
  const bubbles = bubblesOf(text)
  return (
    <div className={styles.bubbles} data-bubbles={bubbles.length}>
      {bubbles.map((bubble, at) => (
        // What was said before never changes its place: only the last one still grows.
        // oxlint-disable-next-line react/no-array-index-key
        <div key={at} className={styles.said}>
          <Markdown text={bubble} live={live && at === bubbles.length - 1} />
        </div>
      ))}
    </div>
  )
})

/** Who speaks, beside what is said. */
export function SpeakerMark({ speaker }: { speaker: Speaker }) {
  return (
    <div className={styles.who} aria-hidden="true">
      <Avatar name={speaker.name} src={speaker.avatar_url} size={36} />
    </div>
  )
}

/** Nothing is said yet. */
export function Typing({ name }: { name: string }) {
  const t = useT()
  return (
    <p className={styles.typing} role="status" data-typing="">
      <span className={styles.dots} aria-hidden="true">
        <span />
        <span />
        <span />
      </span>
      {t('chat.typing', { name })}
    </p>
  )
}

/** Who one talks to, above the conversation; leads to what is known of them. */
export function SpeakerTitle({ speaker }: { speaker: Speaker }) {
  const t = useT()
  return (
    <a {...link(pageOf(speaker.id))} className={styles.title} title={t('chat.profile', { name: speaker.name })}>
      <Avatar name={speaker.name} src={speaker.avatar_url} size={32} />
      <span>{speaker.name}</span>
    </a>
  )
}

/** A conversation with somebody who leaves the first words to the other. */
export function FirstWords({ speaker, className }: { speaker: Speaker; className: string | undefined }) {
  const t = useT()
  return (
    <div className={className}>
      <Avatar name={speaker.name} src={speaker.avatar_url} size={112} />
      <h2>{speaker.name}</h2>
      <p>{t('chat.first')}</p>
    </div>
  )
}
