/** Escape stops the answer, unless it is busy closing something or ending a word in an input method. */
export function stopHere(stop: () => void): () => void {
  const listen = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.isComposing || event.defaultPrevented) return
    if (document.querySelector('dialog[open], [popover]:popover-open')) return
    stop()
  }
  document.addEventListener('keydown', listen)
  return () => document.removeEventListener('keydown', listen)
}
