import { count } from '../../i18n/format'
import { useT } from '../../i18n/t'
import type { Message } from '../../api/types'
import { IconButton } from '../../ui/Button'
import type { Chat } from './chat'
import styles from './speech.module.css'

/** The versions of a message, one after another: ‹ 2/3 ›. */
export function Siblings({ message, turnTo }: { message: Message; turnTo: Chat['turnTo'] }) {
  const t = useT()
  const { sibling_ids: all, id } = message
  const at = all.indexOf(id)
  if (all.length < 2 || at < 0) return null
  const turn = (step: -1 | 1) => {
    const to = all[at + step]
    if (to === undefined) return
    void turnTo(to).then(() =>
      requestAnimationFrame(() => {
        // The message that was left took its buttons with it: the same one of the other takes the focus.
        const buttons = document.querySelectorAll<HTMLButtonElement>(`[data-id="${CSS.escape(to)}"] [data-siblings] button`)
        const same = buttons[step < 0 ? 0 : 1]
        ;(same?.disabled ? buttons[step < 0 ? 1 : 0] : same)?.focus()
      }),
    )
  }
  return (
    <span className={styles.siblings} role="group" aria-label={t('chat.siblings')} data-siblings="">
      <IconButton icon="before" label={t('chat.sibling.before')} disabled={at === 0} onClick={() => turn(-1)} />
      <span aria-label={t('chat.sibling', { number: at + 1, count: all.length })} role="img">
        {count(at + 1)}/{count(all.length)}
      </span>
      <IconButton icon="next" label={t('chat.sibling.next')} disabled={at === all.length - 1} onClick={() => turn(1)} />
    </span>
  )
}
