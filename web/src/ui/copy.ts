/** Copies a text. On plain http the clipboard is closed and the old way, over a selection, is what is left. */
export async function copyText(text: string): Promise<boolean> {
  const clipboard = navigator.clipboard as Clipboard | undefined
  if (clipboard) {
    try {
      await clipboard.writeText(text)
      return true
    } catch {
      // Refused, for instance because the page is not in front: the old way may still work.
    }
  }
  const area = document.createElement('textarea')
  area.value = text
  area.className = 'offscreen'
  const before = document.activeElement
  document.body.append(area)
  area.select()
  const done = document.execCommand('copy')
  area.remove()
  if (before instanceof HTMLElement) before.focus()
  return done
}
