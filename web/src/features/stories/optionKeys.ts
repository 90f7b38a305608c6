import { useEffect, useRef } from 'react'

/** Keys 1 to 9 do what stands there. None is taken from somebody who writes, or while a dialog is open. */
export function useOptionKeys(presses: readonly (() => void)[]): void {
  const latest = useRef(presses)
  useEffect(() => {
    latest.current = presses
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || event.repeat || event.ctrlKey || event.metaKey || event.altKey) return
      if (document.querySelector('dialog[open], [popover]:popover-open') || writing(event.target)) return
      const press = /^[1-9]$/.test(event.key) ? latest.current[Number(event.key) - 1] : undefined
      if (!press) return
      event.preventDefault()
      press()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(TEXTAREA|SELECT)$/.test(target.tagName) || (target instanceof HTMLInputElement && target.type !== 'radio'))
}
