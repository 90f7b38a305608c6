import { ParseError, render } from 'katex'
import 'katex/dist/katex.min.css'

const drawn = new Map<string, HTMLElement | null>()
const KEPT = 500

/**
 * A formula as elements, or null when it cannot be set. KaTeX builds them through the DOM, so its styles are set by
 * script and a policy without inline styles holds.
 */
export function draw(tex: string, display: boolean): HTMLElement | null {
  const key = `${display ? 'd' : 'i'}${tex}`
  let made = drawn.get(key)
  if (made === undefined) {
    if (drawn.size >= KEPT) drawn.clear()
    made = make(tex, display)
    drawn.set(key, made)
  }
  return made ? (made.cloneNode(true) as HTMLElement) : null
}

function make(tex: string, display: boolean): HTMLElement | null {
  const holder = document.createElement('span')
  try {
    render(tex, holder, { displayMode: display, trust: false, errorColor: 'var(--danger)', maxExpand: 1000, maxSize: 40, strict: 'ignore', throwOnError: true })
    return holder
  } catch (fault) {
    // A formula that cannot be set is shown as it was written; anything else is a fault of ours.
    if (fault instanceof ParseError || fault instanceof RangeError) return null
    throw fault
  }
}
