import { memo, useEffect, useMemo } from 'react'
import type { Preset, Speaker } from '../../api/types'
import { go, openList } from '../../app/router'
import { firstWords } from '../../i18n/format'
import { useT } from '../../i18n/t'
import { Button, IconButton } from '../../ui/Button'
import { useStore } from '../../ui/store'
import { shelf } from '../conversations/conversations'
import { Announcer } from './Announcer'
import { chatFor, type Chat } from './chat'
import styles from './chat.module.css'
import { Composer } from './Composer'
import { addToDraft } from './draft'
import { DemoStrip } from './DemoStrip'
import { Log } from './Log'
import { FirstWords, SpeakerTitle } from './Speech'
import { stopHere } from './stopKey'
import { Welcome } from './Welcome'

export function ChatPage({ id }: { id: string | null }) {
  const t = useT()
  const chat = useMemo(() => chatFor(id), [id])
  const state = useStore(chat.state)
  const { conversation, status, turn } = state

  useEffect(() => {
    chat.open()
    return () => chat.close()
  }, [chat])

  useEffect(() => {
    if (id === null && chat.conversationId !== null && state.messages.length > 0) go(`/chat/${chat.conversationId}`, 'replace')
  }, [id, chat, state.messages.length])

  // The list knows of a new name first.
  const named = useStore(shelf).items.find((one) => one.id === conversation?.id) ?? conversation
  const speaker = conversation?.character ?? null
  const title = named?.title || speaker?.name || firstWords(state.messages[0]?.text ?? '')
  const running = turn !== null
  useEffect(() => {
    document.title = [running ? '…' : '', title || t('app.name')].filter(Boolean).join(' ')
  }, [title, running, t])

  useEffect(() => stopHere(() => (chat.state.get().turn ? void chat.stop() : undefined)), [chat])

  const empty = status === 'ready' && state.messages.length === 0 && !state.unsent
  return (
    <main id="page" className={styles.page}>
      <Head title={title} speaker={speaker} />
      <DemoStrip model={state.model} />
      {status === 'missing' && <Missing />}
      {status === 'failed' && <Failed again={() => void chat.load()} />}
      {status === 'loading' && <div className={styles.middle} aria-busy="true" />}
      {status === 'ready' && (empty ? <Empty speaker={speaker} begin={(preset) => begin(chat, preset)} /> : <Log chat={chat} state={state} />)}
      {(status === 'ready' || status === 'loading') && <Composer key={chat.key} chat={chat} state={state} />}
      <Announcer state={state} />
    </main>
  )
}

/** One that does not send itself is put where one writes, to be made one's own first. */
function begin(chat: Chat, preset: Preset) {
  if (preset.auto_send) return void chat.begin(preset)
  chat.prepare(preset)
  addToDraft(chat.conversationId, preset.prompt)
}

function Empty({ speaker, begin: start }: { speaker: Speaker | null; begin: (preset: Preset) => void }) {
  return speaker ? <FirstWords speaker={speaker} className={styles.middle} /> : <Welcome begin={start} />
}

const Head = memo(function Head({ title, speaker }: { title: string; speaker: Speaker | null }) {
  const t = useT()
  return (
    <header className={styles.head}>
      <IconButton icon="list" label={t('nav.list')} large className={styles.onPhone} onClick={openList} />
      {title === '' ? <div className={styles.title} /> : <h1 className={styles.title}>{speaker ? <SpeakerTitle speaker={speaker} /> : title}</h1>}
      <IconButton icon="plus" label={t('list.new')} large className={styles.onPhone} onClick={() => go('/')} />
    </header>
  )
})

function Missing() {
  const t = useT()
  return (
    <div className={styles.middle}>
      <h1>{t('app.notFound')}</h1>
      <p>{t('app.notFound.do')}</p>
      <Button look="primary" onClick={() => go('/')}>
        {t('app.home')}
      </Button>
    </div>
  )
}

function Failed({ again }: { again: () => void }) {
  const t = useT()
  return (
    <div className={styles.middle} role="alert">
      <h1>{t('fault.OFFLINE')}</h1>
      <p>{t('app.broke.do')}</p>
      <Button look="primary" onClick={again}>
        {t('chat.again')}
      </Button>
    </div>
  )
}
