/** A piece of the source's text; one that is quoted carries which trait it speaks for. */
export interface Piece {
  at: number
  text: string
  quoted: boolean
}

const SKIPPED = /[\s\u200b\ufeff*_`#>|[\]]/u
const SAME: Record<string, string> = { '“': '"', '”': '"', '„': '"', '「': '"', '」': '"', '‘': "'", '’': "'", '，': ',', '。': '.', '；': ';', '：': ':', '！': '!', '？': '?', '（': '(', '）': ')', '—': '-', '–': '-' }

/** The text as it is compared: without what a model may leave out or write differently, with where each letter was. */
function folded(text: string): { letters: string; places: number[] } {
  let letters = ''
  const places: number[] = []
  let at = 0
  for (const letter of text) {
    if (!SKIPPED.test(letter)) {
      for (const one of (SAME[letter] ?? letter.normalize('NFKC')).toLowerCase()) {
        letters += one
        for (let unit = 0; unit < one.length; unit++) places.push(at)
      }
    }
    at += letter.length
  }
  return { letters, places }
}

/** How much of a quote must stand in the text at one place for it to be shown there. */
const LEAST = 8

/** Where a quote stands in a text: the whole of it or, where its end was changed, its beginning. Nothing when nowhere. */
export function placeOf(text: string, quote: string): { from: number; to: number } | null {
  const wanted = folded(quote).letters
  if (wanted === '') return null
  const { letters, places } = folded(text)
  const exact = letters.indexOf(wanted)
  if (exact >= 0) return spanOf(text, places, exact, wanted.length)
  for (let length = Math.floor(wanted.length * 0.75); length >= Math.max(LEAST, wanted.length / 3); length = Math.floor(length * 0.8)) {
    const at = letters.indexOf(wanted.slice(0, length))
    if (at >= 0) return spanOf(text, places, at, length)
  }
  return null
}

function spanOf(text: string, places: readonly number[], at: number, length: number): { from: number; to: number } {
  const from = places[at] ?? 0
  const last = places[at + length - 1] ?? from
  const end = last + String.fromCodePoint(text.codePointAt(last) ?? 32).length
  // The mark that ends the sentence belongs to it.
  return { from, to: /[。.！!？?…”"」]/u.test(text[end] ?? '') ? end + 1 : end }
}

/** The text cut into what is quoted and what is not. */
export function piecesOf(text: string, quote: string | null): Piece[] {
  const place = quote === null ? null : placeOf(text, quote)
  if (!place) return [{ at: 0, text, quoted: false }]
  return [
    { at: 0, text: text.slice(0, place.from), quoted: false },
    { at: place.from, text: text.slice(place.from, place.to), quoted: true },
    { at: place.to, text: text.slice(place.to), quoted: false },
  ].filter((piece) => piece.text !== '')
}

/** The source as it is shown: lines that are headings or facts of its box, and paragraphs. Never markup. */
export interface SourceLine {
  at: number
  kind: 'heading' | 'fact' | 'text'
  text: string
}

export function linesOf(text: string): SourceLine[] {
  const lines: SourceLine[] = []
  let at = 0
  for (const line of text.split('\n')) {
    const mark = /^(#{1,6}|[-*])\s+/.exec(line)?.[0] ?? ''
    const kind = mark.startsWith('#') ? 'heading' : mark === '' ? 'text' : 'fact'
    if (line.trim() !== '') lines.push({ at: at + mark.length, kind, text: line.slice(mark.length) })
    at += line.length + 1
  }
  return lines
}

/** The part of a line that is quoted, in the line's own letters. */
export function quotedIn(line: SourceLine, place: { from: number; to: number } | null): { from: number; to: number } | null {
  if (!place) return null
  const from = Math.max(0, place.from - line.at)
  const to = Math.min(line.text.length, place.to - line.at)
  return from < to ? { from, to } : null
}
