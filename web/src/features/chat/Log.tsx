import { useLayoutEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { bubbleLook } from './bubbleLook'
import type { Chat, ChatState } from './chat'
import styles from './chat.module.css'
import { addToDraft } from './draft'
import { MessageItem } from './MessageItem'
import { Retry } from './Retry'
import { Waiting } from './Waiting'
import { told } from './path'
import { useFollowing } from './useFollowing'
import { useSought } from './useSought'

/** What was said, oldest first. It follows the text only while the reader is at its end. */
export function Log({ chat, state }: { chat: Chat; state: ChatState }) {
  const t = useT()
  const { turn, unsent } = state
  const messages = told(state.messages, turn)
  const speaker = state.conversation?.character ?? null
  const look = useStore(bubbleLook)
  const { scroller, content, behind, toEnd } = useFollowing()
  useSought(scroller, chat, state)
  const [loading, setLoading] = useState(false)

  // What the person says is always shown to them, wherever they were reading.
  const asked = useRef('')
  useLayoutEffect(() => {
    const id = unsent?.requestId ?? ''
    if (id !== '' && id !== asked.current) toEnd('auto')
    asked.current = id
  }, [unsent, toEnd])

  async function earlier() {
    setLoading(true)
    const view = scroller.current
    const fromEnd = view ? view.scrollHeight - view.scrollTop : 0
    await chat.loadEarlier().finally(() => setLoading(false))
    requestAnimationFrame(() => view && (view.scrollTop = view.scrollHeight - fromEnd))
  }

  return (
    <div className={styles.scrollFrame}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- scrolls, so the keyboard must reach it */}
      <div ref={scroller} className={styles.scroller} role="log" aria-label={t('chat.log')} aria-live="off" aria-busy={turn !== null} tabIndex={0}>
        <div ref={content} className={styles.column}>
          {state.earlier && (
            <Button look="quiet" size="small" disabled={loading} onClick={() => void earlier()}>
              {t('chat.earlier')}
            </Button>
          )}
          {messages.map((message, i) => (
            <MessageItem
              key={message.id}
              message={message}
              live={turn !== null && message.turn_id === turn.turnId && message.role === 'assistant'}
              place={turn?.place ?? null}
              last={i === messages.length - 1}
              fault={i === messages.length - 1 ? state.fault : null}
              finish={i === messages.length - 1 ? state.finish : null}
              speaker={speaker}
              bubbles={speaker ? look.characters : look.others}
              chat={chat}
            />
          ))}
          {unsent && <UnsentItem chat={chat} unsent={unsent} />}
        </div>
      </div>
      <div role="status">{turn && state.connection === 'reconnecting' && <p className={styles.reconnecting}>{t('net.reconnecting')}</p>}</div>
      {behind && (
        <button type="button" className={styles.pill} onClick={() => toEnd('smooth')}>
          <Icon name="down" />
          {t('chat.new')}
        </button>
      )}
    </div>
  )
}

function UnsentItem({ chat, unsent }: { chat: Chat; unsent: NonNullable<ChatState['unsent']> }) {
  const t = useT()
  const { problem, text } = unsent
  return (
    <article className={`${styles.message} ${styles.mine}`} aria-label={t('chat.you')}>
      {text !== '' && <div className={`${styles.bubble} ${styles.pending}`}>{text}</div>}
      {problem ? (
        <Notice code={problem.code} message={problem.message} kept={text === '' ? undefined : t('fault.kept')} trace={problem.trace}>
          <Retry key={unsent.requestId} wait={problem.retryAfter} run={() => void chat.retry()} />
          <Button size="small" onClick={() => takeBack(chat)}>
            {t(text === '' ? 'ownKeys.cancel' : 'chat.edit')}
          </Button>
        </Notice>
      ) : (
        <Waiting />
      )}
    </article>
  )
}

function takeBack(chat: Chat) {
  const text = chat.forget()
  if (text === '') return
  addToDraft(chat.conversationId, text)
}
