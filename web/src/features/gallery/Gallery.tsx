import { useEffect, useState, type ReactNode } from 'react'
import { Mark } from '../../app/Mark'
import { useT } from '../../i18n/t'
import { HOSTILE, NASTY } from '../../markdown/corpus'
import { Markdown } from '../../markdown/Markdown'
import { Avatar } from '../../ui/Avatar'
import { Button, IconButton } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Choices, Field } from '../../ui/Field'
import { Hearth } from '../../ui/Hearth'
import { Icon, ICONS } from '../../ui/Icon'
import { Menu } from '../../ui/Menu'
import { Notice } from '../../ui/Notice'
import { useStore } from '../../ui/store'
import { toast, Toasts } from '../../ui/toasts'
import { Chat } from '../chat/chat'
import chatStyles from '../chat/chat.module.css'
import { Composer } from '../chat/Composer'
import { MessageItem } from '../chat/MessageItem'
import { models } from '../chat/models'
import { Retry } from '../chat/Retry'
import { Waiting } from '../chat/Waiting'
import { Welcome } from '../chat/Welcome'
import { ConversationList } from '../conversations/ConversationList'
import { shelf } from '../conversations/conversations'
import { presets } from '../presets/presets'
import { LanguageChoices } from '../settings/Look'
import styles from './gallery.module.css'
import { CONVERSATIONS, MESSAGES, MODELS, PRESETS } from './samples'
import { CharacterParts } from './CharacterParts'
import { KnowledgeParts } from './KnowledgeParts'
import { LoreParts } from './LoreParts'
import { PartyParts } from './PartyParts'
import { StoryParts } from './StoryParts'

const NOTHING = { again: () => Promise.resolve(), goOn: () => Promise.resolve(), turnTo: () => Promise.resolve() }
const CODES = ['OFFLINE', 'INSUFFICIENT_BALANCE', 'TOO_MANY_REQUESTS', 'INTERNAL', 'A_CODE_OF_THE_FUTURE']

/** Every part by day and by night, in the language chosen above, with long and with empty content. */
export default function Gallery() {
  useEffect(() => {
    shelf.set({ items: CONVERSATIONS, cursor: 'x', state: 'ready' })
    models.set({ items: MODELS, state: 'ready' })
    presets.set({ items: PRESETS, state: 'ready' })
    document.title = 'Gallery'
  }, [])
  return (
    <main id="page" className={styles.gallery}>
      <header>
        <h1>Gallery</h1>
        <LanguageChoices />
      </header>
      <div className={styles.themes}>
        {(['light', 'dark'] as const).map((theme) => (
          <div key={theme} data-theme={theme} className={styles.theme}>
            <Parts />
          </div>
        ))}
      </div>
      <Toasts />
    </main>
  )
}

function Part({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{name}</h2>
      {children}
    </section>
  )
}

function Parts() {
  const t = useT()
  return (
    <>
      <Controls />
      <Faults />
      <Part name="Conversations">
        <div className={styles.narrow}>
          <ConversationList />
        </div>
      </Part>
      <Part name="Empty page">
        <Welcome begin={() => {}} />
      </Part>
      <Part name="Composer">
        <Writing text="" />
      </Part>
      <Part name="Waiting">
        <Waiting />
        <Waiting place={3} />
        <Waiting place={1} />
        <Notice code="TOO_SOON" message="" kept={t('fault.kept')}>
          <Retry wait={86} run={() => {}} />
        </Notice>
      </Part>
      <Part name="Story">
        <StoryParts />
      </Part>
      <Part name="Together">
        <PartyParts />
      </Part>
      <Part name="Characters">
        <CharacterParts />
      </Part>
      <Part name="Lorebooks and memory">
        <LoreParts />
      </Part>
      <Part name="Knowledge">
        <KnowledgeParts />
      </Part>
      <Part name="People">
        <div className={styles.row}>
          {['ada', 'Grace', 'eve', '说书人', '👩‍👩‍👧', ''].map((name) => (
            <Avatar key={name} name={name} src={null} size={56} />
          ))}
        </div>
      </Part>
      <Part name="Messages">
        <div className={chatStyles.column}>
          {MESSAGES.map(({ message, live = false, last = false, code, finish = null }) => (
            <MessageItem
              key={message.id}
              message={message}
              live={live}
              last={last}
              fault={code ? { code, message: 'no such model: lamp-1', retryable: true, trace_id: '0af7651916cd43dd8448eb211c80319c' } : null}
              finish={finish}
              chat={NOTHING}
            />
          ))}
        </div>
      </Part>
      <Part name="Markdown">
        {Object.entries(NASTY).map(([name, text]) => (
          <article key={name}>
            <h3>{name}</h3>
            <Markdown text={text} />
          </article>
        ))}
        <h3>hostile</h3>
        <Markdown text={HOSTILE.join('\n\n')} />
      </Part>
    </>
  )
}

function Writing({ text }: { text: string }) {
  const [chat] = useState(() => new Chat(null))
  const state = useStore(chat.state)
  return <Composer key={text} chat={chat} state={state} />
}

function Controls() {
  const t = useT()
  const [choice, setChoice] = useState<'one' | 'two'>('one')
  const [open, setOpen] = useState(false)
  return (
    <Part name="Controls">
      <div className={styles.row}>
        <Mark />
        <Hearth />
      </div>
      <div className={styles.row}>
        {ICONS.map((name) => (
          <Icon key={name} name={name} />
        ))}
      </div>
      <div className={styles.row}>
        <Button look="primary">{t('login.do')}</Button>
        <Button>{t('list.rename')}</Button>
        <Button look="quiet">{t('list.more')}</Button>
        <Button disabled>{t('list.delete')}</Button>
        <Button look="primary" disabled>
          {t('login.do')}
        </Button>
        <Button size="small">{t('chat.again')}</Button>
        <IconButton icon="copy" label={t('chat.copy')} />
        <Menu
          label={t('list.actions', { title: '…' })}
          items={[
            { icon: 'pencil', label: t('list.rename'), choose: () => toast(t('copy.done')) },
            { icon: 'bin', label: t('list.delete'), danger: true, choose: () => toast(t('list.deleted', { title: '灯' }), { label: t('list.undo'), run: () => {} }) },
          ]}
        />
        <Button onClick={() => setOpen(true)}>{t('demo.connect')}</Button>
      </div>
      <Choices label={t('settings.theme')} value={choice} options={[['one', t('settings.theme.light')], ['two', t('settings.theme.dark')]]} choose={setChoice} />
      <div className={styles.narrow}>
        <Field label={t('field.username')} hint={t('field.username.hint')} defaultValue="ada" />
        <Field label={t('field.password')} type="password" fault={t('field.password.short')} defaultValue="lamp" />
      </div>
      {open && (
        <Dialog title={t('demo.title')} close={() => setOpen(false)}>
          <p>{t('demo.member')}</p>
        </Dialog>
      )}
    </Part>
  )
}

function Faults() {
  const t = useT()
  return (
    <Part name="Faults">
      {CODES.map((code) => (
        <Notice key={code} code={code} message="The lamp went out." kept={t('fault.kept')} trace="0af7651916cd43dd8448eb211c80319c">
          <Button look="primary" size="small">
            {t('chat.again')}
          </Button>
        </Notice>
      ))}
    </Part>
  )
}
