import { useCallback, useEffect, useRef, useState, type RefObject } from 'react'

/** So near the end counts as at the end. */
const NEAR = 56

interface Following {
  scroller: RefObject<HTMLDivElement | null>
  content: RefObject<HTMLDivElement | null>
  /** There is text below that the reader has not come to. */
  behind: boolean
  toEnd: (how: ScrollBehavior) => void
}

/** Keeps the end of a growing text in sight for a reader who is there, and leaves everybody else alone. */
export function useFollowing(): Following {
  const scroller = useRef<HTMLDivElement>(null)
  const content = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const [behind, setBehind] = useState(false)

  const toEnd = useCallback((how: ScrollBehavior) => {
    atEnd.current = true
    setBehind(false)
    // After the frame, so that what was just said has its height.
    requestAnimationFrame(() => scroller.current?.scrollTo({ top: scroller.current.scrollHeight, behavior: how }))
  }, [])

  useEffect(() => {
    const view = scroller.current
    const inside = content.current
    if (!view || !inside) return undefined
    let height = 0
    let top = 0
    const grown = new ResizeObserver(() => {
      const more = view.scrollHeight > height
      height = view.scrollHeight
      if (atEnd.current) view.scrollTop = height
      else if (more) setBehind(view.scrollHeight - view.scrollTop - view.clientHeight > NEAR)
    })
    const scrolled = () => {
      const left = view.scrollHeight - view.scrollTop - view.clientHeight
      // Only a move upwards lets go: text that grows also leaves the end, without anybody having moved.
      if (view.scrollTop < top - 1 && left > NEAR) atEnd.current = false
      if (left <= NEAR) {
        atEnd.current = true
        setBehind(false)
      }
      top = view.scrollTop
    }
    grown.observe(inside)
    grown.observe(view)
    view.addEventListener('scroll', scrolled, { passive: true })
    return () => {
      grown.disconnect()
      view.removeEventListener('scroll', scrolled)
    }
  }, [])

  return { scroller, content, behind, toEnd }
}
