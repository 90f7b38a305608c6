import { useId, useState, type ReactNode } from 'react'
import { useT } from '../../i18n/t'
import { Field } from '../../ui/Field'
import ui from '../../ui/ui.module.css'
import styles from './lorebooks.module.css'

interface NumberProps {
  label: string
  name: string
  value: number | null
  least: number
  most: number
  hint?: string
  /** Stands for an empty field; without it an empty field is a fault. */
  empty?: number | null
  set: (value: number | null) => void
}

/** A whole number; while what is typed is none, the value stays what it was. */
export function NumberField({ label, name, value, least, most, hint, empty, set }: NumberProps) {
  const t = useT()
  const [text, setText] = useState<string | null>(null)
  const shown = text ?? (value === null || value === empty ? '' : String(value))
  const parsed = parse(shown, least, most, empty)
  return (
    <Field
      label={label}
      name={name}
      inputMode="numeric"
      autoComplete="off"
      maxLength={12}
      value={shown}
      hint={hint}
      fault={parsed === undefined ? t('loreEntry.number', { least, most }) : undefined}
      onChange={(event) => {
        setText(event.target.value)
        const next = parse(event.target.value, least, most, empty)
        if (next !== undefined) set(next)
      }}
      onBlur={() => parsed !== undefined && setText(null)}
    />
  )
}

function parse(text: string, least: number, most: number, empty: number | null | undefined): number | null | undefined {
  if (text.trim() === '') return empty
  const value = Number(text)
  return Number.isInteger(value) && value >= least && value <= most ? value : undefined
}

export function Check({ label, name, checked, set }: { label: string; name: string; checked: boolean; set: (checked: boolean) => void }) {
  return (
    <label className={styles.check}>
      <input type="checkbox" name={name} checked={checked} onChange={(event) => set(event.target.checked)} />
      {label}
    </label>
  )
}

interface SelectProps {
  label: string
  name: string
  value: string
  options: readonly (readonly [string, string])[]
  hint?: string
  set: (value: string) => void
}

export function Select({ label, name, value, options, hint, set }: SelectProps) {
  const id = useId()
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{label}</label>
      <select id={id} name={name} className={ui.input} value={value} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => set(event.target.value)}>
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
      {hint && (
        <p id={`${id}-hint`} className={ui.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

/** Yes, no, or as it is elsewhere. */
export function Tri({ label, name, value, hint, set }: { label: string; name: string; value: boolean | null; hint?: string; set: (value: boolean | null) => void }) {
  const t = useT()
  const options = [
    ['', t('book.asUsual')],
    ['yes', t('book.yes')],
    ['no', t('book.no')],
  ] as const
  return <Select label={label} name={name} value={value === null ? '' : value ? 'yes' : 'no'} options={options} {...(hint ? { hint } : {})} set={(one) => set(one === '' ? null : one === 'yes')} />
}

export function Area({ label, name, value, rows, hint, serif = false, set }: { label: string; name: string; value: string; rows: number; hint?: string; serif?: boolean; set: (value: string) => void }) {
  const id = useId()
  return (
    <div className={ui.field}>
      <label htmlFor={id}>{label}</label>
      <textarea id={id} name={name} rows={rows} className={`${ui.input} ${serif ? styles.story : styles.area}`} value={value} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => set(event.target.value)} />
      {hint && (
        <p id={`${id}-hint`} className={ui.hint}>
          {hint}
        </p>
      )}
    </div>
  )
}

export function Folded({ title, open = false, children }: { title: string; open?: boolean; children: ReactNode }) {
  return (
    <details className={styles.folded} open={open}>
      <summary>{title}</summary>
      <div className={styles.foldedBody}>{children}</div>
    </details>
  )
}
