import { useEffect, useState } from 'react'
import { call } from '../../api/client'
import { Problem } from '../../api/problem'
import type { List } from '../../api/types'
import { go, link } from '../../app/router'
import { time } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Hearth } from '../../ui/Hearth'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { clockFace } from './clock'
import { DeleteDialog, RenameDialog } from './dialogs'
import styles from './stories.module.css'
import type { Story } from './wire'

const PAGE = 50

/** All stories of the account: those that run first, then those that were told to their end. */
export function StoriesPage() {
  const t = useT()
  const { items, cursor, state, load, set } = useStories()
  const [open, setOpen] = useState<{ story: Story; what: 'rename' | 'delete' } | null>(null)
  useEffect(() => {
    document.title = t('stories.title')
  }, [t])
  const groups = [
    { name: t('stories.playing'), stories: items.filter((one) => one.state !== 'over') },
    { name: t('stories.over'), stories: items.filter((one) => one.state === 'over') },
  ]

  return (
    <main id="page" className={styles.scroll}>
      <div className={styles.frame}>
        <header className={styles.listHead}>
          <h1>{t('stories.title')}</h1>
          <div className={styles.row}>
            <Button onClick={() => go('/join')}>
              <Icon name="people" />
              {t('party.join')}
            </Button>
            <Button look="primary" onClick={() => go('/stories/new')}>
              <Icon name="plus" />
              {t('stories.new')}
            </Button>
          </div>
        </header>
        {state === 'loading' && <div aria-busy="true" />}
        {state === 'failed' && (
          <div role="alert" className={styles.stack}>
            <p>{t('stories.failed')}</p>
            <Button onClick={() => void load(false)}>{t('chat.again')}</Button>
          </div>
        )}
        {state === 'ready' && items.length === 0 && (
          <div className={styles.empty}>
            <Hearth />
            <p>{t('stories.empty')}</p>
            <p className={styles.muted}>{t('stories.lead')}</p>
          </div>
        )}
        {groups.map(
          ({ name, stories }) =>
            stories.length > 0 && (
              <section key={name} className={styles.stack} aria-label={name}>
                <h2>{name}</h2>
                <ul className={styles.cards}>
                  {stories.map((story) => (
                    <Card key={story.id} story={story} open={(what) => setOpen({ story, what })} />
                  ))}
                </ul>
              </section>
            ),
        )}
        {cursor !== null && <Button onClick={() => void load(true)}>{t('stories.more')}</Button>}
      </div>
      {open?.what === 'rename' && (
        <RenameDialog story={open.story} close={() => setOpen(null)} done={(story) => set((now) => now.map((one) => (one.id === story.id ? story : one)))} />
      )}
      {open?.what === 'delete' && <DeleteDialog story={open.story} close={() => setOpen(null)} done={() => set((now) => now.filter((one) => one.id !== open.story.id))} />}
    </main>
  )
}

function Card({ story, open }: { story: Story; open: (what: 'rename' | 'delete') => void }) {
  const t = useT()
  const title = story.title || t('stories.untitled')
  return (
    <li className={styles.card} lang={story.language}>
      <a {...link(`/stories/${story.id}`)} className={styles.cardLink}>
        <strong>{title}</strong>
        <span className={styles.excerpt}>{story.scene}</span>
        <span className={styles.facts}>{factsOf(t, story).join(' · ')}</span>
      </a>
      <Menu
        label={t('stories.actions', { title })}
        className={styles.cardMenu}
        items={[
          { icon: 'pencil', label: t('story.rename'), choose: () => open('rename') },
          { icon: 'bin', label: t('story.delete'), danger: true, choose: () => open('delete') },
        ]}
      />
    </li>
  )
}

function factsOf(t: Translate, story: Story): string[] {
  return [
    t(`story.difficulty.${story.difficulty}`),
    t('stories.event', { number: story.event_number }),
    story.state === 'over' ? '' : t('stories.left', { time: clockFace(story.remaining_seconds) }),
    story.state === 'paused' ? t('stories.paused') : '',
    story.origin ? t('stories.branch') : '',
    story.current ? '' : t('stories.earlier'),
    time(story.updated_at),
  ].filter((one) => one !== '')
}

function useStories() {
  const [items, set] = useState<readonly Story[]>([])
  const [cursor, setCursor] = useState<string | null>(null)
  const [state, setState] = useState<'loading' | 'ready' | 'failed'>('loading')

  async function load(more: boolean) {
    try {
      const from = more && cursor ? `&cursor=${encodeURIComponent(cursor)}` : ''
      const list = await call<List<Story>>('GET', `/api/stories?limit=${PAGE}${from}`)
      const fresh = new Set(list.items.map((one) => one.id))
      set((now) => (more ? [...now.filter((one) => !fresh.has(one.id)), ...list.items] : list.items))
      setCursor(list.next_cursor)
      setState('ready')
    } catch (fault) {
      if (!(fault instanceof Problem)) throw fault
      setState((now) => (now === 'ready' ? 'ready' : 'failed'))
    }
  }

  useEffect(() => {
    void load(false)
    // Asked once when the page is opened; more only when it is wished.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [])
  return { items, cursor, state, load, set }
}
