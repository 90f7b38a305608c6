import { useEffect, useState, type ReactNode } from 'react'
import { isCharacters } from '../features/characters/place'
import { ConversationList } from '../features/conversations/ConversationList'
import { useT } from '../i18n/t'
import { IconButton } from '../ui/Button'
import { Icon, type IconName } from '../ui/Icon'
import { remember, remembered } from '../ui/storage'
import { useStore } from '../ui/store'
import { useMedia } from '../ui/useMedia'
import { isKnowledge } from '../features/knowledge/place'
import { isLorebooks } from '../features/lorebooks/place'
import type { Account } from '../api/types'
import { isSettings } from '../features/settings/SettingsPage'
import { isStories } from '../features/stories/place'
import type { Key } from '../i18n/en'
import { Avatar } from '../ui/Avatar'
import styles from './app.module.css'
import { useKeys } from './keys'
import { Mark } from './Mark'
import { Palette } from './Palette'
import { closeList, link, listOpen } from './router'
import { Shortcuts } from './Shortcuts'

const PLACES: readonly { to: string; icon: IconName; name: Key; here: (path: string) => boolean }[] = [
  { to: '/', icon: 'chat', name: 'nav.chat', here: (path) => path === '/' || path.startsWith('/chat/') },
  { to: '/characters', icon: 'mask', name: 'nav.characters', here: (path) => isCharacters(path) || isLorebooks(path) || isKnowledge(path) },
  { to: '/stories', icon: 'book', name: 'nav.stories', here: isStories },
  { to: '/settings', icon: 'settings', name: 'nav.settings', here: isSettings },
]

/** Rail, list and page side by side; on a phone the page alone, with the list behind its left edge. */
export function Shell({ path, account, children }: { path: string; account: Account; children: ReactNode }) {
  const t = useT()
  const [over, setOver] = useState<'palette' | 'shortcuts' | null>(null)
  const [folded, setFolded] = useState(() => remembered('list') === 'folded')
  const wide = useMedia('(min-width: 900px)')
  const drawer = useStore(listOpen) && !wide
  useKeys({ palette: () => setOver('palette'), shortcuts: () => setOver('shortcuts') })

  function fold(next: boolean) {
    setFolded(next)
    remember('list', next ? 'folded' : null)
  }

  const chatting = !isSettings(path) && !isStories(path) && !isCharacters(path) && !isLorebooks(path) && !isKnowledge(path)
  return (
    <div className={chatting && !folded ? styles.shell : `${styles.shell} ${styles.folded}`}>
      <nav className={styles.rail} aria-label={t('nav.main')} inert={drawer}>
        <Mark />
        {PLACES.map(({ to, icon, name, here }) => (
          <a key={to} {...link(to)} className={styles.place} aria-current={here(path) ? 'page' : undefined}>
            <Icon name={icon} />
            <span>{t(name)}</span>
          </a>
        ))}
        <div className={styles.railEnd}>
          <IconButton icon="search" label={`${t('nav.search')} (Ctrl K)`} large onClick={() => setOver('palette')} />
          {chatting && <IconButton icon="panel" label={t(folded ? 'nav.expand' : 'nav.collapse')} large aria-expanded={!folded} onClick={() => fold(!folded)} />}
          <IconButton icon="keys" label={`${t('keys.title')} (?)`} large onClick={() => setOver('shortcuts')} />
          <a {...link('/settings')} className={styles.me} aria-label={t('nav.me', { name: account.username })} title={account.username}>
            <Avatar name={account.username} src={account.avatar} size={32} />
          </a>
        </div>
      </nav>
      {chatting && !folded && wide && (
        <aside className={styles.shelf} aria-label={t('nav.list')}>
          <ConversationList />
        </aside>
      )}
      <div className={styles.page} inert={drawer}>
        <Connection />
        {children}
      </div>
      {drawer && <Drawer />}
      {over === 'palette' && <Palette close={() => setOver(null)} shortcuts={() => setOver('shortcuts')} />}
      {over === 'shortcuts' && <Shortcuts close={() => setOver(null)} />}
    </div>
  )
}

function Drawer() {
  const t = useT()
  useEffect(() => {
    const before = document.activeElement
    const keys = (event: KeyboardEvent) => {
      if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector('[popover]:popover-open')) return
      event.preventDefault()
      closeList()
    }
    // Before the chat page hears it: there the same key would stop an answer.
    document.addEventListener('keydown', keys, { capture: true })
    return () => {
      document.removeEventListener('keydown', keys, { capture: true })
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div className={styles.drawer}>
      <aside aria-label={t('nav.list')} ref={(list) => list?.querySelector('button')?.focus()}>
        <div className={styles.drawerHead}>
          <strong>{t('app.name')}</strong>
          <IconButton icon="close" label={t('nav.close')} large onClick={closeList} />
        </div>
        <ConversationList />
      </aside>
      {/* A second way to close, for the finger; the keyboard has the button and Escape. */}
      <button type="button" className={styles.veil} tabIndex={-1} aria-hidden="true" onClick={closeList} />
    </div>
  )
}

/** The browser knows when there is no network at all. Everything else the chat tells in its own words. */
function Connection() {
  const t = useT()
  const [online, setOnline] = useState(navigator.onLine)
  useEffect(() => {
    const look = () => setOnline(navigator.onLine)
    window.addEventListener('online', look)
    window.addEventListener('offline', look)
    return () => {
      window.removeEventListener('online', look)
      window.removeEventListener('offline', look)
    }
  }, [])
  return <div role="status">{!online && <p className={styles.offline}>{t('net.offline')}</p>}</div>
}
