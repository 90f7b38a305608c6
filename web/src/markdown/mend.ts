import type { Token } from 'markdown-it'
import { parser } from './parser'

/** A last line that is only a mark says nothing yet: `-` would make a heading of the paragraph above for a moment. */
const HALF_MARK = /(^|\n)[ >]*(?:[-*_+]{1,2}|=+|#{1,6}|\d{1,9}[.)]?|`{1,2}|~{1,2}|\||\$|\\)[ ]*$/

export function withoutHalfMark(source: string): string {
  return source.replace(HALF_MARK, '$1')
}

/** Closes what is half typed in the last line of text that the tail has, so that `**bol` is already bold. */
export function mendInline(tokens: Token[]): Token[] {
  const last = tokens.findLast((token) => token.type === 'inline')
  if (!last) return tokens
  const mended = mend(last.content)
  if (mended === last.content) return tokens
  last.children = []
  parser.inline.parse(mended, parser, {}, last.children)
  return tokens
}

const WORD = /[\p{L}\p{N}]/u

/** The text with its open marks closed, or without them where nothing follows yet. */
export function mend(text: string): string {
  // [words](https://exam… shows its words until the address is whole.
  let source = text.replace(/!?\[([^\]\n]*)\]\([^)\n]*$/, '$1')
  const open: string[] = []
  for (let at = 0; at < source.length; ) {
    const char = source[at] ?? ''
    if (char === '\\') {
      at += 2
    } else if (char === '`') {
      const run = runAt(source, at, '`')
      const close = closingTicks(source, at + run.length, run)
      if (close < 0) {
        source = closeCode(source, at, run)
        break
      }
      at = close + run.length
    } else if (char === '*' || char === '_' || char === '~') {
      const run = runAt(source, at, char)
      toggle(open, run, source, at)
      at += run.length
    } else {
      at += 1
    }
  }
  if (open.length === 0) return source
  const trailing = /[*_~]+$/.exec(source)?.[0]
  if (trailing !== undefined && trailing === open[open.length - 1]) {
    source = source.slice(0, -trailing.length)
    open.pop()
  }
  return source.trimEnd() + open.toReversed().join('')
}

function runAt(source: string, at: number, char: string): string {
  let end = at
  while (source[end] === char) end += 1
  return source.slice(at, end)
}

function closingTicks(source: string, from: number, run: string): number {
  for (let at = source.indexOf('`', from); at >= 0; ) {
    const found = runAt(source, at, '`')
    if (found === run) return at
    at = source.indexOf('`', at + found.length)
  }
  return -1
}

function closeCode(source: string, at: number, run: string): string {
  const inside = source.slice(at + run.length).replace(/`+$/, '')
  return inside.trim() === '' ? source.slice(0, at) : source.slice(0, at + run.length) + inside + run
}

function toggle(open: string[], run: string, source: string, at: number): void {
  const at1 = source[at + run.length] ?? ''
  const before = source[at - 1] ?? ''
  if (run.length > 3 || (run[0] === '~' && run.length !== 2)) return
  if (run[0] === '_' && WORD.test(before) && WORD.test(at1)) return
  const match = open.lastIndexOf(run)
  if (match >= 0 && before.trim() !== '') open.length = match
  else if (at1 === '' || at1.trim() !== '') open.push(run)
}
