import { memo } from 'react'
import { useT } from '../../i18n/t'
import { IconButton } from '../../ui/Button'
import { Ending, Novel } from './Ending'
import { lineOf, outcomes, sceneOf, type Moment } from './journal'
import { Prose } from './Prose'
import styles from './tale.module.css'
import type { Payload } from './wire'

/** What of a moment is told to whoever reads it. */
export type Told = Pick<Moment, 'number' | 'type' | 'deed' | 'payload'>

/** A scene that is on its way: what led to it, what was heard of it, and whether it stopped. */
interface Coming {
  deed: { words: string }
  told: string
  problem: unknown
}

interface Props {
  moments: readonly Told[]
  going: Coming | null
  language: string
  /** Where another way may be gone from each event. */
  fork?: (after: number) => void
  /** What was done was decided by several: then it is nobody's own. */
  together?: boolean
}

/** All that was told, and the scene that is being told. */
export function Tale({ moments, going, language, fork, together = false }: Props) {
  const t = useT()
  return (
    <div className={styles.tale} role="log" aria-live="off" aria-busy={going !== null && going.problem === null} aria-label={t('story.tale')} lang={language}>
      {moments.map((moment) => (
        <MomentView key={moment.number} moment={moment} fork={fork} together={together} />
      ))}
      {going && (
        <article className={styles.moment} data-going="">
          {going.deed.words !== '' && <Deed words={going.deed.words} />}
          {going.told === '' ? going.problem === null && <Waiting /> : <Prose text={going.told} told />}
        </article>
      )}
    </div>
  )
}

function Waiting() {
  const t = useT()
  return (
    <p className={styles.waiting}>
      <span aria-hidden="true" />
      {t('story.telling')}
    </p>
  )
}

interface MomentProps {
  moment: Told
  fork: ((after: number) => void) | undefined
  together: boolean
}

const MomentView = memo(function MomentView({ moment, fork, together }: MomentProps) {
  const t = useT()
  const { number, type, deed } = moment
  return (
    <article className={styles.moment} data-event={number} tabIndex={-1} aria-label={t('story.branches.event', { number, type: t(`story.type.${type}`) })}>
      <header className={styles.momentHead}>
        <span>
          {number} · {t(`story.type.${type}`)}
        </span>
        {fork && <IconButton icon="branch" label={t('story.fork.after', { number })} className={styles.fork} onClick={() => fork(number)} />}
      </header>
      {deed !== '' && type !== 'NOVEL' && <Deed words={deed} by={together ? (type === 'ACTION' ? null : 'party.decided') : 'story.you'} />}
      <Words moment={moment} />
    </article>
  )
})

/** What was done, and by whom; what several did together says so itself. */
function Deed({ words, by = 'story.you' }: { words: string; by?: 'story.you' | 'party.decided' | null }) {
  const t = useT()
  return <p className={styles.deed}>{by === null ? words : t(by, { deed: words })}</p>
}

/** What was told of an event, each type in its own way. */
export function Words({ moment: { type, payload } }: { moment: Told }) {
  switch (type) {
    case 'RESOLUTION':
      return <Ending payload={payload} />
    case 'NOVEL':
      return <Novel payload={payload} />
    case 'INIT':
      return (
        <>
          <Mainline payload={payload} />
          <Scene payload={payload} />
          {payload.start_hint?.how_to_play_next && <p className={styles.aside}>{payload.start_hint.how_to_play_next}</p>}
        </>
      )
    case 'DECISION':
    case 'ACTION':
    case 'COMBAT':
    case 'PUZZLE':
      return (
        <>
          {payload.puzzle && <Riddle payload={payload} />}
          <Outcomes payload={payload} />
          <Scene payload={payload} />
        </>
      )
  }
}

function Scene({ payload }: { payload: Payload }) {
  const line = lineOf(payload)
  return (
    <>
      <Prose text={sceneOf(payload)} />
      {line !== '' && <blockquote className={styles.line}>{line}</blockquote>}
    </>
  )
}

function Mainline({ payload: { mainline, ai_state } }: { payload: Payload }) {
  const t = useT()
  const facts: [string, string | undefined][] = [
    [t('story.role'), mainline?.player_role],
    [t('story.goal'), mainline?.primary_goal],
    [t('story.stakes'), mainline?.stakes],
  ]
  return (
    <div className={styles.mainline}>
      {ai_state?.title && <h2>{ai_state.title}</h2>}
      {mainline?.premise && <p>{mainline.premise}</p>}
      <dl>
        {facts.map(
          ([name, text]) =>
            text && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{text}</dd>
              </div>
            ),
        )}
      </dl>
    </div>
  )
}

function Outcomes({ payload }: { payload: Payload }) {
  const t = useT()
  const { result } = payload
  const struck = result?.damage_to_enemy ?? 0
  const hurt = result?.damage_to_player ?? 0
  return (
    <div className={styles.outcome}>
      {outcomes(payload).map((text) => (
        <p key={text}>{text}</p>
      ))}
      {struck > 0 && <p className={styles.struck}>{t('story.damage.given', { count: struck })}</p>}
      {hurt > 0 && <p className={styles.hurt}>{t('story.damage.taken', { count: hurt })}</p>}
    </div>
  )
}

/** The riddle, and how near the attempt came. Its key is folded away: whoever wants to find it alone may. */
function Riddle({ payload: { puzzle, attempt } }: { payload: Payload }) {
  const t = useT()
  const level = puzzle?.hint_level ?? 0
  return (
    <div className={styles.riddle}>
      <h3>
        {puzzle?.title}
        {attempt?.is_correct !== undefined && <small className={attempt.is_correct ? styles.right : styles.wrong}>{t(attempt.is_correct ? 'story.puzzle.right' : 'story.puzzle.wrong')}</small>}
      </h3>
      <p>{puzzle?.riddle}</p>
      {level > 0 && puzzle?.key_fact && (
        <details>
          <summary>{t('story.puzzle.hint', { level })}</summary>
          <p>{puzzle.key_fact}</p>
        </details>
      )}
    </div>
  )
}
