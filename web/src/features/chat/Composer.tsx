import { memo, useEffect, useLayoutEffect, useRef, useState, type FormEvent, type KeyboardEvent } from 'react'
import { useT } from '../../i18n/t'
import { Icon } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import type { Chat, ChatState } from './chat'
import styles from './composer.module.css'
import { draftOf, keepDraft } from './draft'
import { ModelPicker } from './ModelPicker'
import { ParametersLine } from './ParametersLine'

/** A message may be a megabyte; well below that it is a file and not a message. */
const LONGEST = 200_000

interface Props {
  chat: Chat
  state: ChatState
}

/** Drawn again only when something changed that it shows: not for each word of an answer. */
export const Composer = memo(Writing, (before, now) => {
  const [one, other] = [before.state, now.state]
  return (
    before.chat === now.chat &&
    (one.turn === null) === (other.turn === null) &&
    one.unsent === other.unsent &&
    one.stopping === other.stopping &&
    one.status === other.status &&
    one.conversation?.character?.name === other.conversation?.character?.name &&
    one.model === other.model &&
    one.parameters === other.parameters
  )
})

function Writing({ chat, state }: Props) {
  const t = useT()
  const area = useRef<HTMLTextAreaElement>(null)
  const [text, setText] = useState(() => draftOf(chat.conversationId))
  const { turn, unsent, stopping, conversation } = state
  const name = conversation?.character?.name
  const busy = unsent !== null && unsent.problem === null
  const over = text.length - LONGEST
  const ready = text.trim() !== '' && !turn && !busy && over <= 0

  useLayoutEffect(() => {
    const box = area.current
    if (!box) return
    // The box is as tall as its text; the style sheet says where that ends.
    box.style.height = 'auto'
    box.style.height = text === '' ? '' : `${box.scrollHeight}px`
  }, [text])

  useEffect(() => {
    // On a phone the keyboard would cover what was said.
    if (matchMedia('(hover: hover)').matches) area.current?.focus()
    const takenBack = () => {
      setText(draftOf(chat.conversationId))
      area.current?.focus()
    }
    window.addEventListener('raconteur:draft', takenBack)
    return () => window.removeEventListener('raconteur:draft', takenBack)
  }, [chat])

  function write(next: string) {
    setText(next)
    keepDraft(chat.conversationId, next)
  }

  async function send(event?: FormEvent) {
    event?.preventDefault()
    if (!ready) return
    const before = chat.conversationId
    setText('')
    await chat.say(text)
    // Only what the server has is forgotten here, and only if nothing new was begun meanwhile.
    if (chat.state.get().unsent === null && draftOf(before) === text) keepDraft(before, '')
  }

  function keys(event: KeyboardEvent) {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing || event.keyCode === COMPOSING) return
    event.preventDefault()
    void send()
  }

  return (
    <form className={styles.composer} onSubmit={(event) => void send(event)}>
      <div className={styles.box}>
        <textarea
          ref={area}
          data-composer
          className={styles.input}
          rows={1}
          value={text}
          placeholder={name ? t('chat.say.to', { name }) : t('chat.write')}
          aria-label={t('chat.message')}
          aria-describedby="composer-keys"
          enterKeyHint="send"
          onChange={(event) => write(event.target.value)}
          onKeyDown={keys}
        />
        <span id="composer-keys" className={ui.hidden}>
          {t('chat.keys')}
        </span>
        {over > 0 && (
          <p className={ui.fault} role="alert">
            {t('chat.tooLong', { count: over })}
          </p>
        )}
        <div className={styles.tools}>
          <ModelPicker chat={chat} state={state} />
          <ParametersLine chat={chat} state={state} />
          {turn ? (
            <button type="button" className={styles.send} data-stop aria-label={t('chat.stop')} title={t('chat.stop')} disabled={stopping} onClick={() => void chat.stop()}>
              <Icon name="stop" />
            </button>
          ) : (
            <button type="submit" className={styles.send} aria-label={t('chat.send')} title={t('chat.send')} disabled={!ready}>
              <Icon name="send" />
            </button>
          )}
        </div>
      </div>
    </form>
  )
}

/** What browsers report for a key that an input method took, also where `isComposing` is already false again. */
const COMPOSING = 229
