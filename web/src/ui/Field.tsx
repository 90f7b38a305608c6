import { useId, useState, type InputHTMLAttributes } from 'react'
import { useT } from '../i18n/t'
import { IconButton } from './Button'
import styles from './ui.module.css'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  label: string
  hint?: string | undefined
  fault?: string | undefined
}

/** A labelled line of text; a password can be looked at. */
export function Field({ label, hint, fault, type = 'text', ...input }: Props) {
  const t = useT()
  const id = useId()
  const [seen, setSeen] = useState(false)
  const said = fault ?? hint
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <div className={type === 'password' ? styles.withButton : undefined}>
        <input
          {...input}
          id={id}
          type={type === 'password' && seen ? 'text' : type}
          className={styles.input}
          aria-invalid={fault !== undefined}
          aria-describedby={said ? `${id}-said` : undefined}
        />
        {type === 'password' && (
          <IconButton icon={seen ? 'eyeOff' : 'eye'} label={t(seen ? 'field.password.hide' : 'field.password.show')} onClick={() => setSeen(!seen)} />
        )}
      </div>
      {said && (
        <p id={`${id}-said`} className={fault ? styles.fault : styles.hint}>
          {said}
        </p>
      )}
    </div>
  )
}

interface ChoicesProps<T extends string> {
  label: string
  value: T
  options: readonly (readonly [T, string])[]
  choose: (value: T) => void
}

/** One of a few, all of them in sight. */
export function Choices<T extends string>({ label, value, options, choose }: ChoicesProps<T>) {
  const name = useId()
  return (
    <fieldset className={styles.choices} aria-label={label}>
      {options.map(([key, text]) => (
        <label key={key}>
          <input type="radio" name={name} checked={key === value} onChange={() => choose(key)} />
          <span>{text}</span>
        </label>
      ))}
    </fieldset>
  )
}
