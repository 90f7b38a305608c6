import { useEffect } from 'react'
import type { List } from '../../api/types'
import { useAnswer } from '../../api/useCall'
import { link } from '../../app/router'
import { useLanguage, useT } from '../../i18n/t'
import { SCENARIOS } from '../scenarios/address'
import { ownFirst } from '../scenarios/order'
import type { Card } from '../scenarios/wire'
import styles from './cards.module.css'

interface Props {
  chosen: string
  choose: (card: Card | null) => void
}

/** What a story can begin from: the reader's own language first. Nothing is shown where there are none. */
export function Cards({ chosen, choose }: Props) {
  const t = useT()
  const language = useLanguage()
  const { value } = useAnswer<List<Card>>(SCENARIOS)
  const cards = ownFirst(value?.items ?? [], language)
  const gone = value !== null && chosen !== '' && !cards.some((card) => card.id === chosen)
  useEffect(() => {
    // Deleted since it was chosen.
    if (gone) choose(null)
  }, [gone, choose])
  if (cards.length === 0) return null
  return (
    <fieldset className={styles.cards}>
      <legend>{t('scenario.from')}</legend>
      <div className={styles.row}>
        <CardView name={t('scenario.none')} words={t('scenario.none.lead')} facts="" checked={chosen === ''} choose={() => choose(null)} />
        {cards.map((card) => (
          <CardView
            key={card.id}
            name={card.title}
            words={card.summary}
            facts={[card.tone, t('story.minutes', { count: Math.round(card.hard_limit_seconds / 60) })].filter(Boolean).join(' · ')}
            language={card.language}
            checked={card.id === chosen}
            choose={() => choose(card)}
          />
        ))}
      </div>
      <a {...link('/stories/scenarios')}>{t('scenario.all')}</a>
    </fieldset>
  )
}

interface CardProps {
  name: string
  words: string
  facts: string
  language?: string
  checked: boolean
  choose: () => void
}

function CardView({ name, words, facts, language, checked, choose }: CardProps) {
  return (
    <label className={styles.card} lang={language}>
      <input type="radio" name="scenario" checked={checked} onChange={choose} />
      <span>
        <strong>{name}</strong>
        <span>{words}</span>
        {facts && <small>{facts}</small>}
      </span>
    </label>
  )
}
