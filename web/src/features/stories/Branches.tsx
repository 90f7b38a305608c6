import { useCallback, useEffect, useMemo, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import type { Moment } from './journal'
import { sceneOf } from './journal'
import styles from './branches.module.css'
import { familyOf, layout, pathOf, type Lane } from './timeline'
import type { Story } from './wire'

const COLUMN = 48
const ROW = 72
const MOST_PAGES = 10

interface Props {
  story: Story
  moments: readonly Moment[]
  fork: (after: number) => void
  read: (number: number) => void
}

/** The story among its branches: every event can be chosen, to be read or to be left for another way. */
export function Branches({ story, moments, fork, read }: Props) {
  const t = useT()
  const { all, failed, again } = useAll(story)
  const lanes = useMemo(() => layout(familyOf(all, story.id)), [all, story.id])
  const path = useMemo(() => pathOf(lanes, story.id), [lanes, story.id])
  const [chosen, setChosen] = useState<{ lane: Lane; number: number } | null>(null)
  const width = Math.max(...lanes.map((lane) => lane.to), 1) * COLUMN

  return (
    <div className={styles.branches}>
      <p className={styles.lead}>{t('story.branches.lead')}</p>
      {failed && (
        <div role="alert">
          <p>{t('story.branches.failed')}</p>
          <Button size="small" onClick={again}>
            {t('chat.again')}
          </Button>
        </div>
      )}
      {/* Wider than the window it is moved sideways, by keys as well. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={styles.picture} tabIndex={0} role="group" aria-label={t('story.branches.list')}>
        <div className={styles.canvas} style={{ width: width + COLUMN, height: lanes.length * ROW }}>
          <svg width={width + COLUMN} height={lanes.length * ROW} aria-hidden="true" focusable="false">
            {lanes.map((lane) => (
              <Lines key={lane.story.id} lane={lane} lit={path} />
            ))}
          </svg>
          <ul className={styles.lanes}>
            {lanes.map((lane) => (
              <li key={lane.story.id} aria-label={lane.story.title || t('stories.untitled')}>
                <span className={styles.name} style={{ top: lane.row * ROW, insetInlineStart: Math.max(0, lane.from - 1) * COLUMN + 8 }}>
                  {lane.story.id === story.id ? t('story.branches.here') : lane.story.title || t('stories.untitled')}
                </span>
                <ol>
                  {range(lane).map((number) => (
                    <li key={number}>
                      <button
                        type="button"
                        className={styles.dot}
                        data-lit={path.has(`${lane.row}:${number}`)}
                        data-node={`${lane.row}:${number}`}
                        aria-pressed={chosen?.number === number && chosen.lane.row === lane.row}
                        aria-label={nameOf(t, lane, number, moments, path)}
                        style={{ top: lane.row * ROW + 22, insetInlineStart: (number - 1) * COLUMN }}
                        onClick={() => setChosen({ lane, number })}
                      >
                        <span>{number}</span>
                      </button>
                    </li>
                  ))}
                </ol>
              </li>
            ))}
          </ul>
        </div>
      </div>
      {chosen && <Chosen chosen={chosen} story={story} moments={moments} onPath={path.has(`${chosen.lane.row}:${chosen.number}`)} fork={fork} read={read} />}
    </div>
  )
}

function nameOf(t: ReturnType<typeof useT>, lane: Lane, number: number, moments: readonly Moment[], path: ReadonlySet<string>): string {
  const moment = path.has(`${lane.row}:${number}`) ? moments.find((one) => one.number === number) : undefined
  if (moment) return t('story.branches.event', { number, type: t(`story.type.${moment.type}`) })
  return t('story.branches.other', { number, title: lane.story.title || t('stories.untitled') })
}

const y = (row: number) => row * ROW + 44
const x = (number: number) => (number - 1) * COLUMN + COLUMN / 2

function Lines({ lane, lit }: { lane: Lane; lit: ReadonlySet<string> }) {
  const onPath = (number: number) => lit.has(`${lane.row}:${number}`)
  return (
    <>
      {lane.parent !== null && lane.to >= lane.from && (
        <path
          className={onPath(lane.from) ? styles.lit : styles.way}
          d={`M${x(lane.from - 1)} ${y(lane.parent)}V${y(lane.row) - 16}q0 16 16 16H${x(lane.from)}`}
        />
      )}
      {range(lane)
        .slice(1)
        .map((number) => (
          <path key={number} className={onPath(number) ? styles.lit : styles.way} d={`M${x(number - 1)} ${y(lane.row)}H${x(number)}`} />
        ))}
    </>
  )
}

function range({ from, to }: Lane): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at)
}

interface ChosenProps extends Omit<Props, 'story'> {
  chosen: { lane: Lane; number: number }
  story: Story
  onPath: boolean
}

function Chosen({ chosen: { lane, number }, story, moments, onPath, fork, read }: ChosenProps) {
  const t = useT()
  const moment = onPath ? moments.find((one) => one.number === number) : undefined
  return (
    <section className={styles.chosen} aria-live="polite">
      <h2>{moment ? t('story.branches.event', { number, type: t(`story.type.${moment.type}`) }) : t('story.branches.other', { number, title: lane.story.title || t('stories.untitled') })}</h2>
      {moment && (
        <div lang={story.language} className={styles.words}>
          {moment.deed !== '' && <p>{t('story.you', { deed: moment.deed })}</p>}
          <p>{sceneOf(moment.payload) || moment.payload.title}</p>
        </div>
      )}
      <div className={styles.actions}>
        {moment ? (
          <>
            <Button look="primary" onClick={() => fork(number)}>
              {t('story.fork')}
            </Button>
            <Button onClick={() => read(number)}>{t('story.branches.read')}</Button>
          </>
        ) : (
          <Button look="primary" onClick={() => go(`/stories/${lane.story.id}`)}>
            {t('story.branches.open')}
          </Button>
        )}
      </div>
    </section>
  )
}

/** All stories there are, since any may be of the family; asked for anew when this one has grown. */
function useAll(story: Story) {
  const [all, setAll] = useState<readonly Story[]>([story])
  const [failed, setFailed] = useState(false)
  const ask = useCallback(() => {
    const gone = new AbortController()
    everything(gone.signal).then(
      (items) => {
        setAll(items.some((one) => one.id === story.id) ? items : [...items, story])
        setFailed(false)
      },
      (fault: unknown) => {
        if (gone.signal.aborted) return
        if (!(fault instanceof Problem)) throw fault
        setFailed(true)
      },
    )
    return () => gone.abort()
  }, [story])
  useEffect(ask, [ask])
  return { all, failed, again: () => void ask() }
}

async function everything(signal: AbortSignal): Promise<Story[]> {
  const items: Story[] = []
  let cursor: string | null = null
  for (let page = 0; page < MOST_PAGES; page++) {
    const from: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`
    const list: List<Story> = await call<List<Story>>('GET', `/api/stories?limit=200${from}`, { signal })
    items.push(...list.items)
    cursor = list.next_cursor
    if (cursor === null) break
  }
  return items
}
