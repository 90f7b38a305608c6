import { useEffect, useId, useRef, type ReactNode } from 'react'
import { useT } from '../i18n/t'
import { IconButton } from './Button'
import styles from './ui.module.css'

interface Props {
  title: string
  close: () => void
  children: ReactNode
  /** The dialog begins with something of its own, so its title is only read out. */
  bare?: boolean
}

/** The browser's own dialog: it holds the focus, gives it back, and closes on Escape. */
export function Dialog({ title, close, children, bare = false }: Props) {
  const t = useT()
  const id = useId()
  const element = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    const dialog = element.current
    dialog?.showModal()
    return () => dialog?.close()
  }, [])
  return (
    // The veil belongs to the dialog's own element: a press there, and nowhere inside, closes it. Escape does the same.
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events, jsx-a11y/no-noninteractive-element-interactions
    <dialog
      ref={element}
      className={styles.dialog}
      aria-labelledby={bare ? undefined : id}
      aria-label={bare ? title : undefined}
      onCancel={(event) => {
        event.preventDefault()
        close()
      }}
      onClick={(event) => event.target === element.current && close()}
    >
      {bare ? (
        children
      ) : (
        <>
          <div className={styles.dialogHead}>
            <h2 id={id}>{title}</h2>
            <IconButton icon="close" label={t('nav.close')} onClick={close} />
          </div>
          <div className={styles.dialogBody}>{children}</div>
        </>
      )}
    </dialog>
  )
}
