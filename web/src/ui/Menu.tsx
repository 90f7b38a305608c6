import { useId, useRef, type KeyboardEvent } from 'react'
import { IconButton } from './Button'
import { Icon, type IconName } from './Icon'
import styles from './ui.module.css'

export interface MenuItem {
  icon: IconName
  label: string
  danger?: boolean
  choose: () => void
}

const GAP = 4

/** A button that opens a few actions over the page. The popover closes by itself on Escape or a press elsewhere. */
export function Menu({ label, items, className }: { label: string; items: readonly MenuItem[]; className?: string | undefined }) {
  const id = useId()
  const button = useRef<HTMLSpanElement>(null)
  const menu = useRef<HTMLDivElement>(null)

  function open() {
    const at = button.current?.getBoundingClientRect()
    const list = menu.current
    if (!at || !list) return
    list.showPopover()
    const { width, height } = list.getBoundingClientRect()
    const below = at.bottom + GAP
    list.style.left = `${Math.max(GAP, Math.min(at.right - width, innerWidth - width - GAP))}px`
    list.style.top = `${below + height > innerHeight ? Math.max(GAP, at.top - GAP - height) : below}px`
    list.querySelector('button')?.focus()
  }

  function close() {
    menu.current?.hidePopover()
    button.current?.querySelector('button')?.focus()
  }

  function keys(event: KeyboardEvent) {
    const all = [...(menu.current?.querySelectorAll('button') ?? [])]
    const now = all.indexOf(document.activeElement as HTMLButtonElement)
    const to = { ArrowDown: now + 1, ArrowUp: now - 1, Home: 0, End: -1 }[event.key]
    if (event.key === 'Tab') close()
    if (to === undefined) return
    event.preventDefault()
    all.at(to % all.length)?.focus()
  }

  return (
    <span ref={button}>
      <IconButton icon="more" label={label} aria-haspopup="menu" aria-controls={id} className={className} onClick={open} />
      <div ref={menu} id={id} popover="auto" role="menu" tabIndex={-1} aria-label={label} className={styles.menu} onKeyDown={keys}>
        {items.map((item) => (
          <button
            key={item.label}
            type="button"
            role="menuitem"
            tabIndex={-1}
            className={item.danger ? styles.danger : undefined}
            onClick={() => {
              close()
              item.choose()
            }}
          >
            <Icon name={item.icon} />
            {item.label}
          </button>
        ))}
      </div>
    </span>
  )
}
