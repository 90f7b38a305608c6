import { useState, type FormEvent } from 'react'
import { useT } from '../../i18n/t'
import { Button } from '../../ui/Button'
import { Dialog } from '../../ui/Dialog'
import { Notice } from '../../ui/Notice'
import charStyles from '../characters/characters.module.css'
import { Area } from '../lorebooks/fields'
import { isFit, lengthOf, MOST_IMPORTANT } from './lines'
import styles from './memory.module.css'
import type { Line, Term } from './wire'

export interface Edited {
  text: string
  importance: number | null
}

interface Props {
  term: Term
  /** Nothing for a new one. */
  line: Line | null
  /** The talk went on while it was written. */
  moved: boolean
  keep: (edited: Edited) => Promise<boolean>
  close: () => void
}

/** One line, to be written or changed. It stays open until it is kept, so that no words are lost. */
export function LineDialog({ term, line, moved, keep, close }: Props) {
  const t = useT()
  const [text, setText] = useState(line?.text ?? '')
  const [importance, setImportance] = useState<number | null>(line?.importance ?? null)
  const [busy, setBusy] = useState(false)
  const [tried, setTried] = useState(false)
  const fit = isFit(text)

  async function save(event: FormEvent) {
    event.preventDefault()
    setTried(true)
    if (!fit || busy) return
    setBusy(true)
    const kept = await keep({ text: text.replace(/\s+/g, ' ').trim(), importance })
    setBusy(false)
    if (kept) close()
  }

  return (
    <Dialog title={line ? t('memory.edit') : t(term === 'short_term' ? 'memory.add.short' : 'memory.add.long')} close={close}>
      <form className={styles.form} onSubmit={(event) => void save(event)} noValidate>
        <Area label={t('memory.text')} name="memory-text" rows={4} serif hint={t(tried && !fit ? 'memory.text.fault' : 'memory.text.hint')} value={text} set={setText} />
        {!fit && (tried || lengthOf(text) > 0) && (
          <p role="alert" className={styles.fault}>
            {t('memory.text.fault')}
          </p>
        )}
        {term === 'long_term' && (
          <label className={styles.range}>
            <span>{t('memory.importance')}</span>
            <input type="range" name="importance" min={0} max={MOST_IMPORTANT} step={1} value={importance ?? 0} aria-valuetext={importance === null ? t('memory.importance.none') : t('memory.importance.of', { value: importance })} onChange={(event) => setImportance(Number(event.target.value))} />
            <output>{importance ?? t('memory.importance.none')}</output>
          </label>
        )}
        {moved && tried && <Notice code="VERSION_CONFLICT" message="" happened={t('memory.moved')} todo={t('memory.moved.lead')} />}
        <div className={charStyles.actions}>
          <Button type="submit" look="primary" disabled={busy || !fit}>
            {t('memory.save')}
          </Button>
          <Button onClick={close}>{t('memory.cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}

/** What cannot be undone is asked about. */
export function EraseDialog({ line, erase, close }: { line: Line; erase: () => Promise<void>; close: () => void }) {
  const t = useT()
  const [busy, setBusy] = useState(false)
  return (
    <Dialog title={t('memory.erase.title')} close={close}>
      <p className={styles.text}>{line.text}</p>
      <p>{t('memory.erase.lead')}</p>
      <div className={charStyles.actions}>
        <Button
          look="danger"
          disabled={busy}
          onClick={() => {
            setBusy(true)
            void erase()
          }}
        >
          {t('memory.erase.do')}
        </Button>
        <Button onClick={close}>{t('memory.cancel')}</Button>
      </div>
    </Dialog>
  )
}
