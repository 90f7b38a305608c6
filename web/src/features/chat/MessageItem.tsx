import { memo } from 'react'
import type { Message, Speaker, TurnFault } from '../../api/types'
import { count, money, time } from '../../i18n/format'
import { useT, type Translate } from '../../i18n/t'
import { Markdown } from '../../markdown/Markdown'
import { Button } from '../../ui/Button'
import { CopyButton } from '../../ui/CopyButton'
import { Icon } from '../../ui/Icon'
import { Notice } from '../../ui/Notice'
import type { Chat } from './chat'
import styles from './chat.module.css'
import { Siblings } from './Siblings'
import { Sources } from './Sources'
import { Bubbles, SpeakerMark, Typing } from './Speech'
import speech from './speech.module.css'
import { Waiting } from './Waiting'

interface Props {
  message: Message
  live: boolean
  /** Where its turn stands in the queue, while it does. */
  place?: number | null
  last: boolean
  fault: TurnFault | null
  finish: string | null
  /** Who speaks, where that is a character. */
  speaker?: Speaker | null
  /** Answers are split where their sentences end. */
  bubbles?: boolean
  chat: Pick<Chat, 'again' | 'goOn' | 'turnTo'>
}

export const MessageItem = memo(
  function MessageItem(props: Props) {
    return props.message.role === 'user' ? <Mine {...props} /> : <Answer {...props} />
  },
  (before, now) =>
    before.message.text === now.message.text &&
    before.message.reasoning === now.message.reasoning &&
    before.message.state === now.message.state &&
    before.message.cost === now.message.cost &&
    before.message.author.name === now.message.author.name &&
    before.message.version === now.message.version &&
    before.message.sibling_ids.length === now.message.sibling_ids.length &&
    before.message.sources?.length === now.message.sources?.length &&
    before.speaker?.name === now.speaker?.name &&
    before.speaker?.avatar_url === now.speaker?.avatar_url &&
    before.bubbles === now.bubbles &&
    before.live === now.live &&
    before.place === now.place &&
    before.last === now.last &&
    before.fault === now.fault &&
    before.finish === now.finish,
)

function Mine({ message, chat }: Props) {
  const t = useT()
  return (
    <article className={`${styles.message} ${styles.mine}`} data-role="user" data-id={message.id} aria-label={t('chat.you')}>
      <div className={styles.bubble}>{message.text}</div>
      <div className={styles.meta}>
        <time dateTime={message.created_at}>{time(message.created_at)}</time>
        <CopyButton text={message.text} label={t('chat.copy')} />
        <Siblings message={message} turnTo={chat.turnTo.bind(chat)} />
      </div>
    </article>
  )
}

function Answer({ message, live, place = null, last, fault, finish, speaker = null, bubbles = false, chat }: Props) {
  const { text } = message
  const nothing = text === '' && !message.reasoning
  return (
    <article className={speaker ? `${styles.message} ${speech.spoken}` : styles.message} data-role="assistant" data-id={message.id} aria-label={message.author.name || speaker?.name}>
      {speaker && <SpeakerMark speaker={speaker} />}
      {message.reasoning && <Reasoning text={message.reasoning} live={live && text === ''} />}
      {live && speaker && text === '' && place === null ? (
        <Typing name={speaker.name} />
      ) : live && nothing ? (
        <Waiting place={place} />
      ) : bubbles ? (
        <Bubbles text={text} live={live} />
      ) : (
        <Markdown text={text} live={live} />
      )}
      {!live && message.sources && message.sources.length > 0 && <Sources sources={message.sources} />}
      {!live && <Outcome message={message} last={last} fault={fault} finish={finish} chat={chat} />}
      {!live && <Meta message={message} last={last} chat={chat} />}
    </article>
  )
}

function Reasoning({ text, live }: { text: string; live: boolean }) {
  const t = useT()
  return (
    <details className={styles.reasoning}>
      <summary>
        <Icon name="chevron" />
        {t(live ? 'chat.thinking' : 'chat.reasoning')}
      </summary>
      <div>{text}</div>
    </details>
  )
}

/** How an answer ended, when it did not simply end, and what can be done about it. */
function Outcome({ message, last, fault, finish, chat }: Pick<Props, 'message' | 'last' | 'fault' | 'finish' | 'chat'>) {
  const t = useT()
  const { state, text } = message
  if (state === 'complete' || state === 'running') {
    return finish === 'length' || finish === 'filtered' ? <p className={styles.outcome}>{t(`chat.state.${finish}`)}</p> : null
  }
  const buttons = (
    <>
      {text !== '' && state !== 'failed' && (
        <Button look={state === 'interrupted' ? 'primary' : undefined} size="small" onClick={() => void chat.goOn(message)}>
          <Icon name="play" />
          {t('chat.continue')}
        </Button>
      )}
      <Button size="small" onClick={() => void chat.again(message)}>
        <Icon name="retry" />
        {t('chat.again')}
      </Button>
    </>
  )
  if (last && state !== 'stopped') {
    const code = fault?.code ?? (state === 'failed' ? 'UPSTREAM_ERROR' : 'INTERRUPTED')
    return (
      <Notice
        code={code}
        message={fault?.message ?? ''}
        kept={keptOf(t, message)}
        todo={state === 'interrupted' ? t('fault.INTERRUPTED.do') : undefined}
        trace={fault?.trace_id}
      >
        {buttons}
      </Notice>
    )
  }
  return (
    <p className={styles.outcome}>
      {t(state === 'stopped' ? 'chat.state.stopped' : 'chat.state.failed')}
      {last && <span className={styles.actions}>{buttons}</span>}
    </p>
  )
}

function keptOf(t: Translate, { text, cost }: Message): string | undefined {
  if (text !== '') return t('fault.answerKept')
  return Number(cost ?? 0) === 0 ? t('fault.nothingCharged') : undefined
}

function Meta({ message, last, chat }: Pick<Props, 'message' | 'last' | 'chat'>) {
  const t = useT()
  const { usage, cost } = message
  return (
    <div className={last ? `${styles.meta} ${styles.metaLast}` : styles.meta}>
      {message.text !== '' && <CopyButton text={message.text} label={t('chat.copy')} />}
      <Siblings message={message} turnTo={chat.turnTo.bind(chat)} />
      <span className={styles.facts}>
        <span>{message.model ?? message.author.name}</span>
        <time dateTime={message.created_at}>{time(message.created_at)}</time>
        {usage && <span>{t('chat.usage', { input: count(usage.input_tokens), output: count(usage.output_tokens) })}</span>}
        {cost !== null && (
          <span>
            {Number(cost) === 0 ? t('chat.cost.free') : money(cost)}
            {usage?.estimated && ` (${t('chat.usage.estimated')})`}
          </span>
        )}
      </span>
    </div>
  )
}
