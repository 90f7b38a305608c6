import { useEffect, useRef, useState, type FormEvent } from 'react'
import type { Conversation } from '../../api/types'
import { go, link, usePath } from '../../app/router'
import { age } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Avatar } from '../../ui/Avatar'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { useStore } from '../../ui/store'
import ui from '../../ui/ui.module.css'
import { loadShelf, remove, rename, shelf, titleOf } from './conversations'
import styles from './list.module.css'

/** All conversations, the one last spoken in first, under headings of age. */
export function ConversationList() {
  const t = useT()
  const { items, cursor, state } = useStore(shelf)
  const groups = Map.groupBy(items, (one) => age(one.updated_at))
  return (
    <div className={styles.list}>
      <Button className={styles.new} onClick={() => go('/')}>
        <Icon name="plus" />
        {t('list.new')}
      </Button>
      {state === 'failed' && (
        <div className={styles.note} role="alert">
          <p>{t('list.failed')}</p>
          <Button size="small" onClick={() => void loadShelf()}>
            {t('chat.again')}
          </Button>
        </div>
      )}
      {state === 'ready' && items.length === 0 && <p className={styles.note}>{t('list.empty')}</p>}
      {[...groups].map(([heading, conversations]) => (
        <section key={heading}>
          <h2>{heading}</h2>
          <ul>
            {conversations.map((conversation) => (
              <Row key={conversation.id} conversation={conversation} />
            ))}
          </ul>
        </section>
      ))}
      {cursor !== null && (
        <Button look="quiet" size="small" onClick={() => void loadShelf(true)}>
          {t('list.more')}
        </Button>
      )}
    </div>
  )
}

function Row({ conversation }: { conversation: Conversation }) {
  const t = useT()
  const path = usePath()
  const [naming, setNaming] = useState(false)
  const title = titleOf(conversation)
  const here = path === `/chat/${conversation.id}`
  if (naming) return <li><Naming conversation={conversation} close={() => setNaming(false)} /></li>
  return (
    <li className={here ? `${styles.row} ${styles.here}` : styles.row}>
      <a {...link(`/chat/${conversation.id}`)} aria-current={here ? 'page' : undefined} title={title}>
        {conversation.running_turn_id && <span className={styles.running} role="img" aria-label={t('list.running')} />}
        {conversation.character && <Avatar name={conversation.character.name} src={conversation.character.avatar_url} size={24} />}
        <span>{title}</span>
      </a>
      <Menu
        label={t('list.actions', { title })}
        className={styles.more}
        items={[
          { icon: 'pencil', label: t('list.rename'), choose: () => setNaming(true) },
          {
            icon: 'bin',
            label: t('list.delete'),
            danger: true,
            choose: () => {
              if (here) go('/', 'replace')
              void remove(conversation)
            },
          },
        ]}
      />
    </li>
  )
}

function Naming({ conversation, close }: { conversation: Conversation; close: () => void }) {
  const t = useT()
  const [title, setTitle] = useState(conversation.title)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])

  function save(event?: FormEvent) {
    event?.preventDefault()
    const name = title.trim()
    close()
    if (name !== '' && name !== conversation.title) void rename(conversation, name)
  }

  return (
    <form className={styles.naming} onSubmit={save}>
      <input
        className={ui.input}
        aria-label={t('list.renameTo')}
        value={title}
        maxLength={200}
        ref={input}
        onChange={(event) => setTitle(event.target.value)}
        onBlur={() => save()}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.nativeEvent.isComposing) return
          event.preventDefault()
          close()
        }}
      />
    </form>
  )
}
