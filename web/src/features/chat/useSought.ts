import { useEffect, useRef, type RefObject } from 'react'
import type { Chat, ChatState } from './chat'

/** The message that the address asks for, where it asks for one. */
function soughtIn(hash: string): string | null {
  return /^#([0-9a-f-]{36})$/.exec(hash)?.[1] ?? null
}

/** Shows the message that the address names, once, reading as far back as need be. Where it is on another branch nothing happens. */
export function useSought(scroller: RefObject<HTMLElement | null>, chat: Chat, { messages, earlier }: ChatState): void {
  const sought = useRef(soughtIn(location.hash))
  useEffect(() => {
    const id = sought.current
    if (id === null || messages.length === 0) return
    if (!messages.some((message) => message.id === id)) {
      if (earlier) void chat.loadEarlier()
      else sought.current = null
      return
    }
    sought.current = null
    // After everything that brings the end into sight when a conversation is opened.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        const found = scroller.current?.querySelector<HTMLElement>(`[data-id="${id}"]`)
        if (!found) return
        found.tabIndex = -1
        found.scrollIntoView({ block: 'center' })
        found.focus({ preventScroll: true })
      }),
    )
  }, [scroller, chat, messages, earlier])
}
