import { useState } from 'react'
import { count, sentences } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Icon, type IconName } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import styles from '../characters/characters.module.css'
import { countsOf, inOrder, isWorthRetrying, type Arrival } from './arrivals'
import type { Batch } from './bringing'
import own from './knowledge.module.css'
import { Track, useInSight } from './WorkReport'
import { whyOf } from './words'

const SHOWN = 6
const MOST_SHOWN = 500

interface Props {
  batch: Batch
  halt: () => void
  again: () => void
  close: () => void
}

/** How far the files are that are being brought, and what became of each. */
export function BatchReport({ batch, halt, again, close }: Props) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const { arrivals, going } = batch
  const place = useInSight(going)
  const { left, ...counts } = countsOf(arrivals)
  const done = arrivals.length - left
  const words = t('knowFiles.going', { done: count(done), all: count(arrivals.length) })
  const shown = inOrder(arrivals).slice(0, open ? MOST_SHOWN : SHOWN)
  const told = Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, count(value)]))
  return (
    <section ref={place} className={own.report} data-batch={going ? 'going' : 'done'}>
      <div className={own.reportHead}>
        <p>
          <strong>{going ? words : t('knowFiles.done')}</strong>
          <span className={own.facts}>{t('knowFiles.counts', told)}</span>
        </p>
        {!going && <IconButton icon="close" label={t('knowFiles.clear')} large onClick={close} />}
      </div>
      <p className={ui.hidden} role="status">
        {!going && sentences(t('knowFiles.done'), t('knowFiles.counts', told))}
      </p>
      {going && <Track label={words} share={arrivals.length === 0 ? 0 : done / arrivals.length} />}
      <ul className={own.lines}>
        {shown.map((one) => (
          <ArrivalLine key={one.path} arrival={one} />
        ))}
      </ul>
      <div className={styles.actions}>
        {going && (
          <Button size="small" onClick={halt}>
            {t('knowFiles.halt')}
          </Button>
        )}
        {!going && arrivals.some(isWorthRetrying) && (
          <Button size="small" onClick={again}>
            <Icon name="retry" />
            {t('knowFiles.again')}
          </Button>
        )}
        {!open && arrivals.length > SHOWN && (
          <Button size="small" onClick={() => setOpen(true)}>
            {t('knowFiles.all', { count: count(arrivals.length) })}
          </Button>
        )}
      </div>
    </section>
  )
}

const MARKS: Record<Arrival['state'], IconName> = { waiting: 'up', sending: 'up', added: 'check', changed: 'check', unchanged: 'check', refused: 'warn' }

export function ArrivalLine({ arrival }: { arrival: Arrival }) {
  const t = useT()
  const { path, state, why } = arrival
  const kept = state === 'added' || state === 'changed'
  return (
    <li data-state={state === 'refused' ? 'refused' : kept ? 'in' : state} data-outcome={state}>
      <span className={own.mark}>
        <Icon name={MARKS[state]} />
      </span>
      <span className={own.lineWords}>
        <span>{path}</span>
        <small>{t(`knowFiles.state.${state}`)}</small>
        {why && <span className={own.why}>{whyOf(t, why)}</span>}
      </span>
    </li>
  )
}
