import type { FormEvent, ReactNode } from 'react'
import { Hearth } from '../../ui/Hearth'
import { LanguageChoices } from '../settings/Look'
import styles from './door.module.css'

interface Props {
  title: string
  lead: string
  /** The lead is news that nobody asked for, so it is read out at once. */
  told?: boolean
  submit?: (event: FormEvent) => Promise<void>
  foot?: boolean
  children: ReactNode
}

/** What stands around every form at the door. */
export function Frame({ title, lead, told = false, submit, foot = true, children }: Props) {
  const inside = (
    <>
      <Hearth />
      <div className={styles.greeting}>
        <h1>{title}</h1>
        <p role={told ? 'alert' : undefined}>{lead}</p>
      </div>
      {children}
    </>
  )
  return (
    <main id="page" className={styles.door}>
      {submit ? (
        <form className={styles.form} onSubmit={(event) => void submit(event)} noValidate>
          {inside}
        </form>
      ) : (
        <div className={styles.form}>{inside}</div>
      )}
      {foot && (
        <footer className={styles.foot}>
          <LanguageChoices />
        </footer>
      )}
    </main>
  )
}

