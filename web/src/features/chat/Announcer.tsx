import { whatHappened } from '../../api/problem'
import { useT } from '../../i18n/t'
import { blocksOf } from '../../markdown/blocks'
import { plainText } from '../../markdown/tree'
import ui from '../../ui/ui.module.css'
import type { ChatState } from './chat'

const LONGEST = 600

/** Reads an answer out once, when it is whole, and not word by word. */
export function Announcer({ state }: { state: ChatState }) {
  const t = useT()
  const { ended, messages, fault } = state
  const message = ended && messages.find((one) => one.id === ended.messageId)
  let said = ''
  if (message && ended.state === 'completed') {
    const text = blocksOf(message.text).map((block) => plainText(block.nodes)).join('\n')
    said = t('chat.announce', { author: message.author.name, text: text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text })
  } else if (message && ended.state === 'stopped') said = t('chat.announce.stopped')
  else if (message && fault) said = t('chat.announce.failed', { text: whatHappened(t, fault.code, fault.message) })
  return (
    <div className={ui.hidden} role="status" aria-live="polite">
      {said}
    </div>
  )
}
