import { useEffect, useMemo, useState } from 'react'
import { go } from '../../app/router'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { useStore } from '../../ui/store'
import { Clock } from '../stories/Clock'
import { Hits } from '../stories/Hits'
import { fights } from '../stories/play'
import { Announcer, Reading } from '../stories/Reading'
import page from '../stories/stories.module.css'
import { Tale } from '../stories/Tale'
import deeds from '../stories/deeds.module.css'
import { Bids } from './Bids'
import { Seats } from './Seats'
import type { Sitting } from './sitting'
import { Table } from './table'
import { TableDialog } from './TableDialog'
import { momentOf, type StoryParty } from './wire'

/** A scene that several wait for: nothing of it is heard before it is whole. */
export const COMING = { deed: { words: '' }, told: '', problem: null }

/** A story at whose table one sits, as its players see it. */
export function TablePage({ id }: { id: string }) {
  const t = useT()
  const [table] = useState(() => new Table(id))
  const sitting = useStore(table.sitting)
  const { party, status } = sitting
  useEffect(() => {
    table.open()
    return () => table.close()
  }, [table])
  const title = party?.title || t('party.table')
  useEffect(() => {
    document.title = title
  }, [title])
  const host = party?.host === true
  useEffect(() => {
    // Whose story it is has more of it at another place.
    if (host) go(`/stories/${id}`, 'replace')
  }, [host, id])

  if (status === 'none' || status === 'ended') return <Cleared ended={status === 'ended'} />
  if (!party || host) {
    return (
      <main id="page" className={page.page} aria-busy={status === 'loading'}>
        {status === 'failed' && <Failed again={() => table.look()} />}
      </main>
    )
  }
  return (
    <main id="page" className={page.page}>
      <Head table={table} party={party} at={sitting.at} />
      <Seats sitting={sitting} />
      <Read table={table} party={party} sitting={sitting} />
    </main>
  )
}

function Head({ table, party, at }: { table: Table; party: StoryParty; at: number }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const look = { left: party.remaining_seconds, limit: 0, runs: party.state === 'playing', at }
  return (
    <header className={page.head}>
      <IconButton icon="back" label={t('story.back')} large onClick={() => go('/stories')} />
      <h1 className={page.title} lang={party.language}>
        {party.title || t('stories.untitled')}
      </h1>
      {party.state !== 'over' && fights({ status: party.status, next_event_type: party.next_event_type?.toUpperCase() ?? '' }) && <Hits status={party.status} />}
      {party.state !== 'over' && <Clock look={look} over={() => table.look()} />}
      <IconButton icon="people" label={t('party.open')} large onClick={() => setOpen(true)} />
      {open && <TableDialog table={table} id={party.story_id} party={party} close={() => setOpen(false)} left={() => go('/stories', 'replace')} />}
    </header>
  )
}

function Read({ table, party, sitting }: { table: Table; party: StoryParty; sitting: Sitting }) {
  const t = useT()
  const moments = useMemo(() => sitting.tale.map(momentOf), [sitting.tale])
  const telling = party.round.state === 'telling' && party.state === 'playing'
  return (
    <>
      <Reading newest={moments.at(-1)?.number} fresh={sitting.fresh} settled={sitting.party?.event_number === sitting.fresh} going={telling ? String(party.round.event_number) : undefined}>
        <Tale moments={moments} going={telling ? COMING : null} language={party.language} together />
        <Bids table={table} sitting={sitting} />
        {party.state === 'over' && (
          <div className={deeds.afterwards}>
            <Button onClick={() => go('/stories/new')}>{t('story.another')}</Button>
          </div>
        )}
      </Reading>
      <Announcer moments={moments} fresh={sitting.fresh} />
    </>
  )
}

/** Nobody plays here together, or not with this person. */
function Cleared({ ended }: { ended: boolean }) {
  const t = useT()
  return (
    <main id="page" className={page.empty} data-cleared="">
      <Hearth />
      <h1>{t(ended ? 'party.ended' : 'party.none')}</h1>
      <p className={page.muted}>{t(ended ? 'party.ended.do' : 'party.none.do')}</p>
      <div className={page.row}>
        <Button look="primary" onClick={() => go('/join')}>
          {t('party.join')}
        </Button>
        <Button onClick={() => go('/stories')}>{t('story.back')}</Button>
      </div>
    </main>
  )
}

function Failed({ again }: { again: () => void }) {
  const t = useT()
  return (
    <div className={page.empty} role="alert">
      <h1>{t('fault.OFFLINE')}</h1>
      <p>{t('party.lost')}</p>
      <Button look="primary" onClick={again}>
        {t('chat.again')}
      </Button>
    </div>
  )
}
