import { describe, expect, it } from 'vitest'
import { blocksOf, MarkdownStream } from './blocks'
import { NASTY } from './corpus'
import type { Node } from './tree'

const trees = (blocks: readonly { nodes: Node[] }[]) => blocks.map((block) => block.nodes)

/** A small generator with a seed, so that a failure can be seen again. */
function random(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0
    return ((state ^ (state >>> 13)) >>> 0) / 2 ** 32
  }
}

function streamed(text: string, cut: (left: number) => number): Node[][] {
  const stream = new MarkdownStream()
  let shown = 0
  const before: Node[][] = []
  while (shown < text.length) {
    shown += Math.max(1, cut(text.length - shown))
    stream.show(text.slice(0, shown), false)
    // What is finished stays as it was, whatever is written later.
    const now = trees(stream.finished)
    expect(now.slice(0, before.length)).toEqual(before)
    before.splice(0, before.length, ...now)
  }
  stream.show(text, true)
  return trees(stream.finished)
}

describe('a stream of Markdown', () => {
  for (const [name, text] of Object.entries(NASTY)) {
    it(`gives the tree of the whole text however it is cut: ${name}`, () => {
      const whole = trees(blocksOf(text))
      for (const size of [1, 2, 3, 7, 50]) expect(streamed(text, () => size), `cuts of ${size}`).toEqual(whole)
      for (let seed = 1; seed <= 10; seed++) {
        const next = random(seed)
        expect(streamed(text, () => 1 + Math.floor(next() * 12)), `seed ${seed}`).toEqual(whole)
      }
    })
  }

  it('gives the tree of the whole text for random mixtures of marks', () => {
    const pieces = ['a', '字', ' ', '\n', '\n\n', '- ', '1. ', '> ', '```\n', '**', '*', '`', '|', '|-|-|\n', '| a | b |\n', '# ', '    ', '$$\n', '$', '\\[', '\\]', '[x]', '[x]: http://a.b\n', '](http://c.d)', '---\n', '===\n', '\r\n', '\r', '  ', '~~~\n', '<b>', '&amp;', '\t']
    const next = random(42)
    for (let round = 0; round < 400; round++) {
      const length = 1 + Math.floor(next() * 40)
      const text = Array.from({ length }, () => pieces[Math.floor(next() * pieces.length)]).join('')
      const whole = trees(blocksOf(text))
      expect(streamed(text, () => 1), JSON.stringify(text)).toEqual(whole)
      expect(streamed(text, () => 1 + Math.floor(next() * 6)), JSON.stringify(text)).toEqual(whole)
    }
  })

  it('never parses a finished block again', () => {
    const stream = new MarkdownStream()
    stream.show('one\n\ntwo\n\nthr', false)
    const first = stream.finished[0]
    stream.show('one\n\ntwo\n\nthree\n\nfour', false)
    expect(stream.finished[0]).toBe(first)
    stream.show('one\n\ntwo\n\nthree\n\nfour', true)
    expect(stream.finished[0]).toBe(first)
  })

  it('keeps the key of a block when it becomes finished', () => {
    const stream = new MarkdownStream()
    stream.show('one\n\ntwo', false)
    const keys = [...stream.finished, ...stream.tail].map((block) => block.key)
    stream.show('one\n\ntwo\n\nthree', true)
    expect(stream.finished.map((block) => block.key).slice(0, 2)).toEqual(keys)
  })

  it('starts again when the text is another one', () => {
    const stream = new MarkdownStream()
    stream.show('# one\n\ntwo', false)
    stream.show('# other', false)
    stream.show('# other', true)
    expect(trees(stream.finished)).toEqual(trees(blocksOf('# other')))
  })

  it('resolves a link whose definition comes last', () => {
    const stream = new MarkdownStream()
    const text = 'see [the tale][1]\n\nmore\n\n[1]: https://example.org/tale\n'
    for (let end = 1; end <= text.length; end++) stream.show(text.slice(0, end), false)
    stream.show(text, true)
    expect(JSON.stringify(trees(stream.finished))).toContain('"address":"https://example.org/tale"')
  })
})
