import { useCallback, useEffect, useState } from 'react'
import { go } from '../../app/router'
import { NotFound } from '../../app/NotFound'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Menu, type MenuItem } from '../../ui/Menu'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { Bids } from '../party/Bids'
import { Seats } from '../party/Seats'
import { ShareDialog } from '../party/ShareDialog'
import type { Sitting } from '../party/sitting'
import { Table } from '../party/table'
import { TableDialog } from '../party/TableDialog'
import { COMING } from '../party/TablePage'
import { Behind } from './Behind'
import { Branches } from './Branches'
import { Clock } from './Clock'
import { Deeds } from './Deeds'
import { DeleteDialog, RenameDialog } from './dialogs'
import { fork } from './fork'
import { Hits } from './Hits'
import { fights, offers, type Play } from './play'
import { Player } from './player'
import { Announcer, Reading } from './Reading'
import { ReplayDialog } from './ReplayDialog'
import styles from './stories.module.css'
import { Tale } from './Tale'
import type { Story } from './wire'

type View = 'tale' | 'branches' | 'behind'

/** One story: the tale and what may be done in it, its branches, and what stands behind it. */
export function StoryPage({ id }: { id: string }) {
  const t = useT()
  const [player] = useState(() => new Player(id))
  const [table] = useState(() => new Table(id, { reads: false }))
  const play = useStore(player.play)
  const sitting = useStore(table.sitting)
  const [view, setView] = useState<View>('tale')
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    player.open()
    table.open()
    return () => {
      table.close()
      player.close()
    }
  }, [player, table])
  useFollowing(player, sitting)
  const { story, status } = play
  const title = story?.title || t('stories.title')
  useEffect(() => {
    document.title = title
  }, [title])
  const forked = useCallback((after: number) => void fork(id, after), [id])

  if (status === 'missing') return <NotFound />
  if (!story) return <main id="page" className={styles.page} aria-busy={status === 'loading'}>{status === 'failed' && <Failed again={() => void player.look()} />}</main>
  return (
    <main id="page" className={styles.page}>
      <Head player={player} table={table} sitting={sitting} story={story} play={play} />
      <Seats sitting={sitting} />
      <div className={styles.views}>
        <Choices
          label={t('story.view')}
          value={view}
          options={(['tale', 'branches', 'behind'] as const).map((one) => [one, t(`story.view.${one}`)] as const)}
          choose={(next) => {
            setWanted(null)
            setView(next)
          }}
        />
      </div>
      {view === 'tale' && <TaleView player={player} table={table} play={play} sitting={sitting} fork={forked} wanted={wanted} />}
      {view === 'branches' && (
        <div className={styles.scroll}>
          <Branches
            story={story}
            moments={play.journal.moments}
            fork={forked}
            read={(number) => {
              setWanted(number)
              setView('tale')
            }}
          />
        </div>
      )}
      {view === 'behind' && (
        <div className={styles.scroll}>
          <Behind story={story} moments={play.journal.moments} />
        </div>
      )}
      <Announcer moments={play.journal.moments} fresh={freshOf(play, sitting)} />
    </main>
  )
}

/** What several decide is told to all of them at once; the journal has it then too. */
function useFollowing(player: Player, { party }: Sitting) {
  useEffect(() => {
    const { story } = player.play.get()
    if (story && party && (party.event_number !== story.event_number || party.state !== story.state)) void player.look()
  }, [player, party])
}

/** The newest event that was told while the page was open, by whichever way. */
function freshOf({ fresh }: Play, sitting: Sitting): number | null {
  if (fresh === null || sitting.fresh === null) return fresh ?? sitting.fresh
  return Math.max(fresh, sitting.fresh)
}

interface HeadProps {
  player: Player
  table: Table
  sitting: Sitting
  story: Story
  play: Play
}

function Head({ player, table, sitting, story, play }: HeadProps) {
  const t = useT()
  const [open, setOpen] = useState<'rename' | 'delete' | 'replay' | 'table' | 'share' | null>(null)
  const close = () => setOpen(null)
  const title = story.title || t('stories.untitled')
  const save = (format: string) => () => download(`/api/stories/${story.id}/export?format=${format}`)
  const end: MenuItem[] = offers(play).mayEnd ? [{ icon: 'stop', label: t('story.end.now'), choose: () => player.act('RESOLUTION', {}, '') }] : []
  const together: MenuItem[] = story.state === 'over' ? [] : [{ icon: 'people', label: t(sitting.party ? 'party.table' : 'party.begin'), choose: () => setOpen('table') }]
  return (
    <header className={styles.head}>
      <IconButton icon="back" label={t('story.back')} large onClick={() => go('/stories')} />
      <h1 className={styles.title} lang={story.language}>
        {title}
      </h1>
      {fights(story) && story.state !== 'over' && <Hits status={story.status} />}
      {play.look && story.state !== 'over' && <Clock look={play.look} over={() => void player.timeIsUp()} />}
      {story.state !== 'over' && (
        <IconButton
          icon={story.state === 'paused' ? 'play' : 'pause'}
          label={t(story.state === 'paused' ? 'story.resume' : 'story.pause')}
          large
          disabled={play.asking || play.going !== null}
          onClick={() => void player.ask(story.state === 'paused' ? 'resume' : 'pause')}
        />
      )}
      {sitting.party && <IconButton icon="people" label={t('party.open')} large onClick={() => setOpen('table')} />}
      <Menu
        label={t('story.actions')}
        className={ui.large}
        items={[
          ...end,
          ...together,
          { icon: 'retry', label: t('story.replay'), choose: () => setOpen('replay') },
          { icon: 'share', label: t('share.title'), choose: () => setOpen('share') },
          { icon: 'pencil', label: t('story.rename'), choose: () => setOpen('rename') },
          { icon: 'file', label: t('story.export.markdown'), choose: save('markdown') },
          { icon: 'file', label: t('story.export.html'), choose: save('html') },
          { icon: 'file', label: t('story.export.json'), choose: save('json') },
          { icon: 'bin', label: t('story.delete'), danger: true, choose: () => setOpen('delete') },
        ]}
      />
      {open === 'table' && <TableDialog table={table} id={story.id} party={sitting.party} close={close} />}
      {open === 'share' && <ShareDialog id={story.id} close={close} />}
      {open === 'rename' && <RenameDialog story={story} close={close} done={(renamed) => player.renamed(renamed)} />}
      {open === 'delete' && <DeleteDialog story={story} close={close} done={() => go('/stories', 'replace')} />}
      {open === 'replay' && <ReplayDialog story={story} close={close} />}
    </header>
  )
}

/** The server says that it is a file to keep, so the page stays where it is. */
function download(address: string) {
  const anchor = document.createElement('a')
  anchor.href = address
  anchor.download = ''
  anchor.click()
}

interface TaleProps {
  player: Player
  table: Table
  play: Play
  sitting: Sitting
  fork: (after: number) => void
  /** The event that was chosen in the picture of the branches. */
  wanted: number | null
}

function TaleView({ player, table, play, sitting, fork: forked, wanted }: TaleProps) {
  const { story, journal, going } = play
  const { party } = sitting
  const fresh = freshOf(play, sitting)
  const telling = going === null && party?.state === 'playing' && party.round.state === 'telling'
  const coming = going?.deed.key ?? (telling ? String(party.round.event_number) : undefined)
  return (
    <Reading newest={journal.moments.at(-1)?.number} wanted={wanted} fresh={fresh} settled={story?.event_number === fresh} going={coming}>
      <Tale moments={journal.moments} going={telling ? COMING : going} language={story?.language ?? ''} fork={forked} together={party !== null} />
      {party && !going && <Bids table={table} sitting={sitting} />}
      <Deeds player={player} play={play} together={party !== null} />
    </Reading>
  )
}

function Failed({ again }: { again: () => void }) {
  const t = useT()
  return (
    <div className={styles.empty} role="alert">
      <h1>{t('fault.OFFLINE')}</h1>
      <p>{t('app.broke.do')}</p>
      <Button look="primary" onClick={again}>
        {t('chat.again')}
      </Button>
    </div>
  )
}
