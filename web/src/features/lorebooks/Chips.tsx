import { useId, useRef, useState, type KeyboardEvent } from 'react'
import { useT } from '../../i18n/t'
import { Icon } from '../../ui/Icon'
import ui from '../../ui/ui.module.css'
import { kindOf, withKeys } from './chips'
import styles from './chips.module.css'

interface Props {
  label: string
  name: string
  hint: string
  keys: readonly string[]
  /** Every key is an expression, with or without slashes. */
  always: boolean
  set: (keys: readonly string[]) => void
}

/** Keys, one chip each. A press on one takes it back into the field to be changed. */
export function Chips({ label, name, hint, keys, always, set }: Props) {
  const t = useT()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [text, setText] = useState('')
  const faults = keys.map((key) => kindOf(key, always)).filter((kind) => kind === 'broken' || kind === 'long')

  function add(more: string) {
    const next = withKeys(keys, more)
    if (next.length > keys.length) set(next)
    setText('')
  }

  function take(at: number) {
    const key = keys[at]
    if (key === undefined) return
    set([...withKeys(keys.toSpliced(at, 1), text)])
    setText(key)
    input.current?.focus()
  }

  function remove(at: number) {
    set(keys.toSpliced(at, 1))
    input.current?.focus()
  }

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return
    const within = text.trimStart().startsWith('/') && !/^\/.+\/[a-z]*$/.test(text.trim())
    if (event.key === 'Enter' || (/^[,，;；]$/.test(event.key) && !within)) {
      event.preventDefault()
      add(text)
    } else if (event.key === 'Backspace' && text === '' && keys.length > 0) {
      event.preventDefault()
      take(keys.length - 1)
    }
  }

  return (
    <div className={ui.field} data-chips={name}>
      <label htmlFor={id}>{label}</label>
      <div className={styles.chips}>
        {keys.map((key, at) => {
          const kind = kindOf(key, always)
          return (
            <span key={key} className={styles.chip} data-kind={kind}>
              <button type="button" aria-label={t('loreEntry.keys.change', { key })} title={kind === 'broken' ? t('loreEntry.keys.broken') : kind === 'regex' ? t('loreEntry.keys.regex') : undefined} onClick={() => take(at)}>
                {key}
              </button>
              <button type="button" className={styles.chipOut} aria-label={t('loreEntry.keys.remove', { key })} onClick={() => remove(at)}>
                <Icon name="close" />
              </button>
            </span>
          )
        })}
        <input
          ref={input}
          id={id}
          name={name}
          value={text}
          placeholder={t('loreEntry.keys.add')}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          aria-describedby={`${id}-hint`}
          enterKeyHint="done"
          onChange={(event) => setText(event.target.value)}
          onKeyDown={press}
          onBlur={() => add(text)}
          onPaste={(event) => {
            const pasted = event.clipboardData.getData('text')
            if (!/[,，、;；\n]/.test(pasted) || text.trim() !== '') return
            event.preventDefault()
            add(pasted)
          }}
        />
      </div>
      <p id={`${id}-hint`} className={faults.length > 0 ? ui.fault : ui.hint}>
        {faults.length > 0 ? t(faults.includes('broken') ? 'loreEntry.keys.broken' : 'loreEntry.keys.long') : hint}
      </p>
    </div>
  )
}
