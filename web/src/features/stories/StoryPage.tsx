import { useCallback, useEffect, useRef, useState } from 'react'
import { go } from '../../app/router'
import { NotFound } from '../../app/NotFound'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { Choices } from '../../ui/Field'
import { Menu, type MenuItem } from '../../ui/Menu'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { Behind } from './Behind'
import { Branches } from './Branches'
import { Clock } from './Clock'
import { Deeds } from './Deeds'
import { DeleteDialog, RenameDialog } from './dialogs'
import { fork } from './fork'
import { lineOf, sceneOf } from './journal'
import { fights, offers, type Play } from './play'
import { Player } from './player'
import { ReplayDialog } from './ReplayDialog'
import styles from './stories.module.css'
import { Tale } from './Tale'
import tale from './tale.module.css'
import type { Story } from './wire'

type View = 'tale' | 'branches' | 'behind'

/** One story: the tale and what may be done in it, its branches, and what stands behind it. */
export function StoryPage({ id }: { id: string }) {
  const t = useT()
  const [player] = useState(() => new Player(id))
  const play = useStore(player.play)
  const [view, setView] = useState<View>('tale')
  const [wanted, setWanted] = useState<number | null>(null)
  useEffect(() => {
    player.open()
    return () => player.close()
  }, [player])
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
      <Head player={player} story={story} play={play} />
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
      {view === 'tale' && <TaleView player={player} play={play} fork={forked} wanted={wanted} />}
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
      <Announcer play={play} />
    </main>
  )
}

function Head({ player, story, play }: { player: Player; story: Story; play: Play }) {
  const t = useT()
  const [open, setOpen] = useState<'rename' | 'delete' | 'replay' | null>(null)
  const close = () => setOpen(null)
  const title = story.title || t('stories.untitled')
  const save = (format: string) => () => download(`/api/stories/${story.id}/export?format=${format}`)
  const end: MenuItem[] = offers(play).mayEnd ? [{ icon: 'stop', label: t('story.end.now'), choose: () => player.act('RESOLUTION', {}, '') }] : []
  return (
    <header className={styles.head}>
      <IconButton icon="back" label={t('story.back')} large onClick={() => go('/stories')} />
      <h1 className={styles.title} lang={story.language}>
        {title}
      </h1>
      {fights(story) && story.state !== 'over' && <Hits story={story} />}
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
      <Menu
        label={t('story.actions')}
        className={ui.large}
        items={[
          ...end,
          { icon: 'retry', label: t('story.replay'), choose: () => setOpen('replay') },
          { icon: 'pencil', label: t('story.rename'), choose: () => setOpen('rename') },
          { icon: 'file', label: t('story.export.markdown'), choose: save('markdown') },
          { icon: 'file', label: t('story.export.html'), choose: save('html') },
          { icon: 'file', label: t('story.export.json'), choose: save('json') },
          { icon: 'bin', label: t('story.delete'), danger: true, choose: () => setOpen('delete') },
        ]}
      />
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

const MOST_PLAYER = 100
const MOST_ENEMY = 60

function Hits({ story: { status } }: { story: Story }) {
  const t = useT()
  return (
    <div className={tale.hits}>
      <Meter name={t('story.hp.you')} now={status.player_hp} most={Math.max(MOST_PLAYER, status.player_hp)} />
      {status.enemy_hp > 0 && <Meter name={t('story.hp.enemy')} now={status.enemy_hp} most={Math.max(MOST_ENEMY, status.enemy_hp)} foe />}
    </div>
  )
}

function Meter({ name, now, most, foe = false }: { name: string; now: number; most: number; foe?: boolean }) {
  const t = useT()
  return (
    <div className={foe ? `${tale.meter} ${tale.foe}` : tale.meter} role="meter" aria-valuenow={now} aria-valuemin={0} aria-valuemax={most} aria-label={t('story.hp.of', { name, now, most })}>
      <span>
        {name} {now}
      </span>
      <span className={tale.bar}>
        <span style={{ transform: `scaleX(${now / most})` }} />
      </span>
    </div>
  )
}

interface TaleProps {
  player: Player
  play: Play
  fork: (after: number) => void
  /** The event that was chosen in the picture of the branches. */
  wanted: number | null
}

function TaleView({ player, play, fork: forked, wanted }: TaleProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const { story, journal, going, fresh } = play
  const told = journal.moments.length > 0
  const toEvent = useRef(wanted)

  useEffect(() => {
    if (!told) return
    // Where the reader comes from the branches, at the event; else at the newest, from its beginning.
    const number = toEvent.current ?? journal.moments.at(-1)?.number
    toEvent.current = null
    const article = scroller.current?.querySelector<HTMLElement>(`[data-event="${number}"]`)
    article?.scrollIntoView({ block: 'start' })
    if (wanted !== null) article?.focus({ preventScroll: true })
    // Once when there is something to see; what comes later is scrolled to below.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [told])
  // Twice: when it was told, and when what may be done next has made room below it.
  const settled = story?.event_number === fresh
  const opened = useRef(false)
  useEffect(() => {
    // What was told before this view was opened is no news.
    if (!opened.current) opened.current = true
    else if (fresh !== null) scroller.current?.querySelector(`[data-event="${fresh}"]`)?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [fresh, settled])
  const key = going?.deed.key
  useEffect(() => {
    if (key !== undefined) scroller.current?.querySelector('[data-going]')?.scrollIntoView({ block: 'start', behavior: 'smooth' })
  }, [key])

  return (
    <div className={tale.scroller} ref={scroller}>
      <div className={tale.column}>
        <Tale moments={journal.moments} going={going} language={story?.language ?? ''} fork={forked} />
        <Deeds player={player} play={play} />
      </div>
    </div>
  )
}

/** Reads a scene out once it is whole, and not word by word. */
function Announcer({ play }: { play: Play }) {
  const t = useT()
  const moment = play.fresh === null ? undefined : play.journal.moments.find(({ number }) => number === play.fresh)
  const said = moment ? [sceneOf(moment.payload), lineOf(moment.payload)].filter(Boolean).join(' ') || (moment.payload.title ?? '') : ''
  return (
    <p className={ui.hidden} role="status" aria-live="polite">
      {said && t('story.announce', { scene: said })}
    </p>
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
