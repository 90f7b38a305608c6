import { useEffect, useState } from 'react'
import { useT, type Translate } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Icon } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import { clockFace, isShort } from '../stories/clock'
import styles from './party.module.css'
import { atTheEnd, leftOf, type Sitting } from './sitting'
import type { Seat, StoryParty } from './wire'

const TICK = 250

/** Who sits at the table, who has chosen, and the time of the round: in sight wherever one reads. */
export function Seats({ sitting }: { sitting: Sitting }) {
  const t = useT()
  const { party, lost } = sitting
  if (!party) return null
  return (
    <div role="group" className={styles.bar} aria-label={t('party.table')}>
      <ul className={styles.seats} aria-label={t('party.players')}>
        {party.players.map((seat) => (
          <li key={seat.id} className={styles.seat} data-seat={seat.name} data-here={String(seat.here)} data-chosen={String(isDone(party, seat))} title={stateOf(t, party, seat)}>
            <span className={styles.face}>
              <Avatar name={seat.name} src={null} size={28} />
              {isDone(party, seat) && <Icon name="check" />}
            </span>
            <span className={styles.name}>{seat.id === party.you ? t('party.you') : seat.name}</span>
            <span className={ui.hidden}>{stateOf(t, party, seat)}</span>
          </li>
        ))}
      </ul>
      <p className={styles.state} role="status" data-round={party.round.state}>
        {lost ? t('party.lost') : standing(t, party)}
      </p>
      <RoundTime sitting={sitting} />
    </div>
  )
}

function isDone({ state, round }: StoryParty, { chosen }: Seat): boolean {
  return chosen && state === 'playing' && round.state === 'open'
}

/** How somebody stands, as it is read out. */
export function stateOf(t: Translate, party: StoryParty, seat: Seat): string {
  if (!seat.here) return t('party.away')
  return t(isDone(party, seat) ? 'party.ready' : 'party.here')
}

/** How the round stands, in a sentence. */
function standing(t: Translate, party: StoryParty): string {
  const { round, state } = party
  if (state === 'over') return t('party.over')
  if (state === 'paused') return t('party.paused')
  if (round.state === 'telling') return t('party.telling')
  if (atTheEnd(party)) return t('story.end.done')
  if (round.state === 'waiting') return t(party.players.length > 1 ? 'party.waiting' : 'party.alone')
  return t('party.count', { chosen: round.chosen, due: round.due })
}

/** The time of a round as a thin line that burns down, and in seconds. */
function RoundTime({ sitting: { party, at } }: { sitting: Sitting }) {
  const t = useT()
  const [now, setNow] = useState(() => performance.now())
  const round = party?.round
  const runs = party?.state === 'playing' && round?.state === 'open' && round.remaining_ms !== null
  useEffect(() => {
    if (!runs) return undefined
    const timer = setInterval(() => setNow(performance.now()), TICK)
    return () => clearInterval(timer)
  }, [runs])
  // A look that is newer than the last tick is the later of both.
  const left = party && round && runs ? leftOf(round, at, Math.max(now, at)) : null
  if (!party || left === null) return <span className={styles.line} aria-hidden="true" />
  const seconds = Math.ceil(left / 1000)
  const time = clockFace(seconds)
  return (
    <>
      <span className={isShort(seconds) && seconds <= 10 ? `${styles.time} ${styles.short}` : styles.time} role="timer" aria-label={t('party.time', { time })}>
        {time}
      </span>
      <span className={styles.line} aria-hidden="true">
        <span style={{ transform: `scaleX(${Math.min(1, left / (party.round_seconds * 1000))})` }} />
      </span>
    </>
  )
}
