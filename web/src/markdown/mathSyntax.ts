import type { MarkdownIt, StateBlock, StateInline } from 'markdown-it'

const DOLLAR = 0x24
const BACKSLASH = 0x5c
const DIGIT = /[0-9]/
const SPACE = /\s/

/** `$…$`, `$$…$$`, `\(…\)` and `\[…\]`; each becomes a token that carries TeX as plain text. */
export function mathSyntax(md: MarkdownIt): void {
  md.inline.ruler.before('escape', 'math', inlineMath)
  md.block.ruler.before('fence', 'math_block', blockMath, { alt: ['paragraph', 'reference', 'blockquote', 'list'] })
}

function inlineMath(state: StateInline, silent: boolean): boolean {
  const { src, pos } = state
  const first = src.charCodeAt(pos)
  if (first !== DOLLAR && first !== BACKSLASH) return false
  const found = first === DOLLAR ? dollars(src, pos, state.posMax) : brackets(src, pos, state.posMax)
  if (!found) return false
  if (!silent) {
    const token = state.push('math', '', 0)
    token.content = found.tex
    token.meta = { display: found.display }
  }
  state.pos = found.end
  return true
}

interface Found {
  tex: string
  display: boolean
  end: number
}

/** Pandoc's rule keeps prices whole: `$` opens before a non-space, closes after one, and not before a digit. */
function dollars(src: string, start: number, max: number): Found | null {
  const display = src.startsWith('$$', start)
  const mark = display ? '$$' : '$'
  const from = start + mark.length
  if (!display && SPACE.test(src[from] ?? ' ')) return null
  for (let at = src.indexOf(mark, from); at >= 0 && at + mark.length <= max; at = src.indexOf(mark, at + 1)) {
    if (src.charCodeAt(at - 1) === BACKSLASH) continue
    if (at === from) return null
    if (!display && (SPACE.test(src[at - 1] ?? ' ') || DIGIT.test(src[at + 1] ?? ''))) return null
    return { tex: src.slice(from, at), display, end: at + mark.length }
  }
  return null
}

function brackets(src: string, start: number, max: number): Found | null {
  const opener = src[start + 1]
  if (opener !== '(' && opener !== '[') return null
  const closer = opener === '(' ? '\\)' : '\\]'
  const at = src.indexOf(closer, start + 2)
  if (at < 0 || at + 2 > max || at === start + 2) return null
  return { tex: src.slice(start + 2, at), display: opener === '[', end: at + 2 }
}

const OPENERS: ReadonlyArray<readonly [string, string]> = [
  ['$$', '$$'],
  ['\\[', '\\]'],
]

/**
 * Display maths on lines of its own. What the first line says decides: the block runs to its closing mark, a blank
 * line or the end, so a stream that is cut anywhere finds the same block as the whole text does.
 */
function blockMath(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (state.sCount[startLine] === undefined || (state.sCount[startLine] ?? 0) - state.blkIndent >= 4) return false
  const line = lineText(state, startLine)
  const pair = OPENERS.find(([open]) => line.startsWith(open))
  if (!pair) return false
  const [open, close] = pair
  const sameLine = line.indexOf(close, open.length)
  // Text after a formula on one line makes it part of a paragraph.
  if (sameLine >= 0 && line.slice(sameLine + close.length).trim() !== '') return false
  if (silent) return true

  let last = startLine
  let closed = sameLine >= 0
  while (!closed && last + 1 < endLine && !state.isEmpty(last + 1) && (state.sCount[last + 1] ?? 0) >= state.blkIndent) {
    last += 1
    closed = lineText(state, last).trimEnd().endsWith(close)
  }
  const text = Array.from({ length: last - startLine + 1 }, (_, i) => lineText(state, startLine + i)).join('\n')
  const token = state.push('math_block', '', 0)
  token.map = [startLine, last + 1]
  token.meta = { display: true, closed }
  token.content = closed ? text.slice(open.length, text.lastIndexOf(close)).trim() : text
  state.line = last + 1
  return true
}

function lineText(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line])
}
