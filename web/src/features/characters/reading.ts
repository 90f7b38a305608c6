/** As much of a text as the server reads, in characters as people count them. */
export const LONGEST = 20_000

export function lengthOf(text: string): number {
  let count = 0
  for (const _ of text) count += 1
  return count
}

/** The text of a file, in UTF-8, UTF-16 with its mark, or what Chinese pages are written in otherwise. */
export function decoded(bytes: Uint8Array): string {
  const mark = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(mark, { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}

/** Whether it is a page of the web and not a text. */
export function isPage(name: string, text: string): boolean {
  return /\.x?html?$/i.test(name) || /^\s*<(?:!doctype html|html)\b/i.test(text)
}

/** Whether it is no text at all, whatever its name says. */
export function isBinary(text: string): boolean {
  const start = text.slice(0, 2000)
  return start.includes('\0') || [...start].filter((letter) => letter === '\ufffd').length > 20
}

const SILENT = 'script,style,noscript,template,svg,nav,header,footer,aside,form,button,iframe,sup.reference,.mw-editsection'
const LINES = 'p,div,li,tr,dt,dd,h1,h2,h3,h4,h5,h6,section,article,blockquote,br,table'

/** What a page says, as text. Nothing of it is run, fetched or shown as a page. */
export function plain(html: string): string {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const body = page.querySelector('main, article, #mw-content-text, .main-content') ?? page.body
  for (const silent of body.querySelectorAll(SILENT)) silent.remove()
  for (const line of body.querySelectorAll(LINES)) line.after('\n')
  const text = (body.textContent ?? '')
    .split('\n')
    .map((line) => line.replace(/\s+/g, ' ').trim())
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
  return [page.title.trim(), text].filter((part) => part !== '').join('\n\n')
}
