import type { Token } from 'markdown-it'
import { mendInline, withoutHalfMark } from './mend'
import { parser } from './parser'
import { treeOf, type Node } from './tree'

/** One top-level block. A finished block is the same object for ever, so React never draws it again. */
export interface Block {
  key: number
  nodes: Node[]
}

type References = Record<string, { title: string; href: string }>

/**
 * Reads Markdown that is still being written. Only the tail is parsed: when a top-level block begins on a whole line,
 * everything before it can no longer change and moves to `finished`.
 */
export class MarkdownStream {
  finished: readonly Block[] = []
  tail: readonly Block[] = []

  private text = ''
  /** Where the first unfinished block begins in `text`. */
  private from = 0
  private nextKey = 0
  private references: References = {}
  private ended = false

  /** Shows `text`, which usually is what was shown before and more. Returns whether anything changed. */
  show(raw: string, ended: boolean): boolean {
    const text = normalise(raw, ended)
    if (text === this.text && ended === this.ended) return false
    if (!text.startsWith(this.text) || this.ended) this.restart()
    this.text = text
    this.ended = ended
    if (ended) this.finish()
    else this.advance()
    return true
  }

  private restart(): void {
    this.finished = []
    this.tail = []
    this.from = 0
    this.references = {}
  }

  private advance(): void {
    const source = withoutHalfMark(this.text.slice(this.from))
    const groups = topLevel(this.parse(source))
    const last = groups[groups.length - 1]
    if (!last) {
      this.tail = []
      return
    }
    // A block on a half-typed line may yet turn out to belong to the one before it.
    const keep = groups.length > 1 && beginsOnHalfLine(last, source) ? 2 : 1
    const done = groups.slice(0, Math.max(0, groups.length - keep))
    const live = groups.slice(done.length)
    const cut = lineStart(source, lineOf(live[0]))
    if (done.length > 0) {
      this.learnReferences(source.slice(0, cut))
      this.finished = [...this.finished, ...done.map((tokens) => this.block(treeOf(tokens, false)))]
      this.from += cut
    }
    // Keys of the tail are those that its blocks will have when they are finished, so React keeps their elements.
    this.tail = live.map((tokens, i) => ({ key: this.nextKey + i, nodes: treeOf(mendInline(tokens), true) }))
  }

  private finish(): void {
    this.learnReferences(this.text.slice(this.from))
    if (Object.keys(this.references).length > 0) {
      // A definition reaches back to blocks that were drawn without it: the whole text is read once more.
      this.restart()
      this.nextKey += 1_000_000
    }
    const groups = topLevel(this.parse(this.text.slice(this.from)))
    this.finished = [...this.finished, ...groups.map((tokens) => this.block(treeOf(tokens, false)))]
    this.tail = []
    this.from = this.text.length
  }

  private block(nodes: Node[]): Block {
    return { key: this.nextKey++, nodes }
  }

  private parse(source: string): Token[] {
    return parser.parse(source, { references: { ...this.references } })
  }

  private learnReferences(source: string): void {
    if (!/^[ >\-*+\d.)]*\[[^\]]+\]:/m.test(source)) return
    const env: { references?: References } = { references: { ...this.references } }
    parser.parse(source, env)
    this.references = env.references ?? {}
  }
}

/** A text that is whole. */
export function blocksOf(text: string): readonly Block[] {
  const stream = new MarkdownStream()
  stream.show(text, true)
  return stream.finished
}

/** A carriage return at the very end may be the first half of a line's end. */
function normalise(raw: string, ended: boolean): string {
  const text = raw.replace(/\r\n?/g, '\n')
  return !ended && raw.endsWith('\r') ? text.slice(0, -1) : text
}

function topLevel(tokens: readonly Token[]): Token[][] {
  const groups: Token[][] = []
  let open: Token[] = []
  let depth = 0
  for (const token of tokens) {
    open.push(token)
    depth += token.nesting
    if (depth > 0) continue
    groups.push(open)
    open = []
  }
  return groups
}

function lineOf(group: readonly Token[] | undefined): number {
  return group?.[0]?.map?.[0] ?? 0
}

function beginsOnHalfLine(group: readonly Token[], source: string): boolean {
  if (source.endsWith('\n')) return false
  return lineStart(source, lineOf(group)) > source.lastIndexOf('\n')
}

function lineStart(source: string, line: number): number {
  let at = 0
  for (let i = 0; i < line; i++) at = source.indexOf('\n', at) + 1
  return at
}
