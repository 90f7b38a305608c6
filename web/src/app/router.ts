import type { MouseEvent } from 'react'
import { store, useStore } from '../ui/store'

/** Where the person is; the browser's own history is what remembers. */
const path = store(location.pathname)
/** On a phone the list of conversations lies over the page, and the back button takes it away. */
export const listOpen = store(isListOpen())

function isListOpen(): boolean {
  return (history.state as { list?: boolean } | null)?.list === true
}

window.addEventListener('popstate', () => {
  path.set(location.pathname)
  listOpen.set(isListOpen())
})

export function usePath(): string {
  return useStore(path)
}

export function go(to: string, how: 'push' | 'replace' = 'push'): void {
  // Leaving the list for a page: back should not open the list again.
  if (how === 'replace' || isListOpen()) history.replaceState(null, '', to)
  else if (to !== location.pathname) history.pushState(null, '', to)
  path.set(location.pathname)
  listOpen.set(false)
}

export function openList(): void {
  if (isListOpen()) return
  history.pushState({ list: true }, '', location.pathname)
  listOpen.set(true)
}

export function closeList(): void {
  if (isListOpen()) history.back()
}

/** A link within the app; with a modifier key or another button the browser does what it always does. */
export function link(to: string) {
  return {
    href: to,
    onClick: (event: MouseEvent) => {
      if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
      event.preventDefault()
      go(to)
    },
  }
}
