import { useId, useState, type FormEvent } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { remember, remembered } from '../../ui/storage'
import ui from '../../ui/ui.module.css'
import styles from './deeds.module.css'
import { shelfOf } from './player'

interface Props {
  /** Of the story: what is not yet said is kept by it. */
  id: string
  longest: number
  /** What was said and can still be changed; null where nothing was. */
  said: string | null
  /** What the button says. */
  label: string
  say: (text: string) => void
}

/** Anything else than what is offered, in one's own words. They stay here until they are taken. */
export function OwnWords({ id, longest, said, label, say }: Props) {
  const t = useT()
  const name = useId()
  const shelf = shelfOf(`${id}.words`)
  const [text, setText] = useState(() => said ?? remembered(shelf) ?? '')
  const words = text.trim()

  function write(next: string) {
    setText(next)
    remember(shelf, next)
  }

  function send(event: FormEvent) {
    event.preventDefault()
    if (words === '' || words === said) return
    say(words)
    remember(shelf, null)
  }

  return (
    <form className={styles.free} onSubmit={send}>
      <label htmlFor={name}>{t('story.free')}</label>
      <div className={styles.freeRow}>
        <textarea
          id={name}
          name="action"
          rows={1}
          className={ui.input}
          placeholder={t('story.free.like')}
          maxLength={longest}
          value={text}
          onChange={(event) => write(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
            send(event)
          }}
        />
        <Button type="submit" disabled={words === '' || words === said}>
          {label}
        </Button>
      </div>
    </form>
  )
}
