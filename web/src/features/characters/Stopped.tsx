import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Notice } from '../../ui/Notice'
import styles from './characters.module.css'
import { Choosing } from './Namesakes'
import { SourceTrouble } from './SourceTrouble'
import { pageIn, troubleOf } from './trouble'
import type { Namesake, Task } from './wire'
import type { Wish } from './wish'

interface Props {
  error: Task['error']
  wish: Wish
  choices: readonly Namesake[]
  result: unknown
  busy: boolean
  anew: (change: Partial<Wish>) => void
  back: (change?: Partial<Wish>) => void
}

/** Why it was not made, and what can be done about that: choose who is meant, say that the page is right, paste, try again. */
export function Stopped({ error, wish, choices, result, busy, anew, back }: Props) {
  const t = useT()
  const code = error?.code ?? 'INTERNAL'
  const message = error?.message ?? ''
  const paste = () => back({ origin: 'text' })
  const trouble = troubleOf(code, choices)
  if (trouble === 'namesakes') {
    return (
      <div className={styles.stack}>
        <Choosing found={choices} asked={wish.name} source={t(`source.${wish.encyclopedia}`)} busy={busy} choose={(choice) => anew({ choice })} />
        <div className={styles.actions}>
          <Button onClick={() => back()}>{t('making.back')}</Button>
          <Button onClick={paste}>{t('making.paste')}</Button>
        </div>
      </div>
    )
  }
  if (trouble === 'another') {
    const found = pageIn(result)
    return (
      <Notice code={code} message={message} happened={t('making.about.lead', { name: wish.name.trim() })} todo={found ? t('making.about.page', { title: found.title }) : message}>
        <Button look="primary" size="small" disabled={busy} onClick={() => anew({ choice: found ?? { title: wish.name.trim(), snippet: '', href: '' } })}>
          {t('making.about.do')}
        </Button>
        <Button size="small" onClick={() => back()}>
          {t('making.back')}
        </Button>
        <Button size="small" onClick={paste}>
          {t('making.paste')}
        </Button>
      </Notice>
    )
  }
  return (
    <SourceTrouble code={code} message={message} paste={paste} other={() => back()}>
      <Button look="primary" size="small" disabled={busy} onClick={() => anew({})}>
        {t('chat.again')}
      </Button>
    </SourceTrouble>
  )
}
