import { useEffect, useRef } from 'react'
import { go } from './router'

interface Keys {
  palette: () => void
  shortcuts: () => void
}

const MAC = /Mac|iPhone|iPad/.test(navigator.platform)
export const COMMAND = MAC ? '⌘' : 'Ctrl'

function writing(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
}

/** Keys that hold on every page. None is taken while an input method is at work or a dialog is open. */
export function useKeys(keys: Keys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.isComposing || event.defaultPrevented || document.querySelector('dialog[open]')) return
      const command = (event.ctrlKey || event.metaKey) && !event.altKey
      const act = command ? commanded(event, latest.current) : plain(event, latest.current)
      if (!act) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', listen)
    return () => document.removeEventListener('keydown', listen)
  }, [])
}

function commanded(event: KeyboardEvent, keys: Keys): (() => void) | null {
  const key = event.key.toLowerCase()
  if (key === 'k' && !event.shiftKey) return keys.palette
  if (key === 'o' && event.shiftKey) return () => go('/')
  return null
}

function plain(event: KeyboardEvent, keys: Keys): (() => void) | null {
  if (writing(event.target) || event.altKey) return null
  if (event.key === '?') return keys.shortcuts
  if (event.key === '/') return () => document.querySelector<HTMLElement>('[data-composer]')?.focus()
  return null
}
