import { useId, useState, type KeyboardEvent } from 'react'
import { shelf, titleOf } from '../features/conversations/conversations'
import { settingsFor } from '../features/settings/SettingsPage'
import { chooseLanguage, LANGUAGES, useT, type Language, type Translate } from '../i18n/t'
import { Dialog } from '../ui/Dialog'
import { Icon, type IconName } from '../ui/Icon'
import { useStore } from '../ui/store'
import styles from './app.module.css'
import { go } from './router'
import { visitor } from './session'
import { chooseTheme, type Theme } from './theme'

interface Entry {
  id: string
  icon: IconName
  text: string
  kind: string
  run: () => void
}

const MOST = 30

/** Every conversation and action by its name. */
export function Palette({ close, shortcuts }: { close: () => void; shortcuts: () => void }) {
  const t = useT()
  const id = useId()
  const { items } = useStore(shelf)
  const [query, setQuery] = useState('')
  const [at, setAt] = useState(0)
  const wanted = query.trim().toLocaleLowerCase()
  const conversations = items.map((one): Entry => ({ id: one.id, icon: 'chat', text: titleOf(one), kind: t('palette.conversation'), run: () => go(`/chat/${one.id}`) }))
  const all = wanted === '' ? [...actions(t, shortcuts), ...conversations] : [...conversations, ...actions(t, shortcuts)]
  const found = all.filter((entry) => entry.text.toLocaleLowerCase().includes(wanted)).slice(0, MOST)
  const chosen = found[Math.min(at, found.length - 1)]

  function run(entry: Entry | undefined) {
    if (!entry) return
    close()
    entry.run()
  }

  function keys(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined && found.length > 0) {
      event.preventDefault()
      setAt((found.indexOf(chosen as Entry) + step + found.length) % found.length)
    } else if (event.key === 'Enter') {
      event.preventDefault()
      run(chosen)
    }
  }

  return (
    <Dialog title={t('nav.search')} close={close} bare>
      <div className={styles.palette}>
        <div className={styles.paletteInput}>
          <Icon name="search" />
          <input
            role="combobox"
            aria-expanded="true"
            aria-controls={id}
            aria-activedescendant={chosen && `${id}-${chosen.id}`}
            aria-label={t('palette.placeholder')}
            placeholder={t('palette.placeholder')}
            value={query}
            onChange={(event) => {
              setQuery(event.target.value)
              setAt(0)
            }}
            onKeyDown={keys}
          />
        </div>
        {found.length === 0 && (
          <p className={styles.none} role="status">
            {t('palette.none')}
          </p>
        )}
        <ul id={id} role="listbox" aria-label={t('palette.results')}>
          {found.map((entry) => (
            // The keys act on the field above, which keeps the focus; these are for the pointer.
            // oxlint-disable-next-line jsx-a11y/click-events-have-key-events
            <li
              key={entry.id}
              id={`${id}-${entry.id}`}
              role="option"
              aria-selected={entry === chosen}
              ref={(row) => {
                if (entry === chosen) row?.scrollIntoView({ block: 'nearest' })
              }}
              onClick={() => run(entry)}
            >
              <Icon name={entry.icon} />
              <span>{entry.text}</span>
              <small>{entry.kind}</small>
            </li>
          ))}
        </ul>
      </div>
    </Dialog>
  )
}

/** Every page of one's own, under the name that it has there. */
function places(t: Translate): Entry[] {
  const who = visitor.get()
  if (who.kind !== 'in') return []
  return settingsFor(who.account).map(({ to, name }) => ({ id: to, icon: 'settings', text: `${t('nav.settings')}: ${t(name)}`, kind: t('palette.page'), run: () => go(to) }))
}

function actions(t: Translate, shortcuts: () => void): Entry[] {
  const action = (id: string, icon: IconName, text: string, run: () => void): Entry => ({ id, icon, text, kind: t('palette.action'), run })
  const themes: Theme[] = ['light', 'dark', 'system']
  return [
    action('new', 'plus', t('list.new'), () => go('/')),
    action('character', 'mask', t('palette.character.new'), () => go('/characters/new')),
    { ...action('characters', 'mask', t('nav.characters'), () => go('/characters')), kind: t('palette.page') },
    { ...action('lorebooks', 'book', t('lore.title'), () => go('/lorebooks')), kind: t('palette.page') },
    { ...action('knowledge', 'list', t('knowledge.title'), () => go('/knowledge')), kind: t('palette.page') },
    action('story', 'book', t('palette.story.new'), () => go('/stories/new')),
    { ...action('stories', 'book', t('nav.stories'), () => go('/stories')), kind: t('palette.page') },
    ...places(t),
    action('keys', 'keys', t('keys.title'), shortcuts),
    ...themes.map((theme) => action(`theme-${theme}`, 'moon', t('palette.theme', { theme: t(`settings.theme.${theme}`) }), () => chooseTheme(theme))),
    ...(Object.keys(LANGUAGES) as Language[]).map((language) =>
      action(`language-${language}`, 'globe', t('palette.language', { language: LANGUAGES[language] }), () => chooseLanguage(language)),
    ),
  ]
}
