/** What an answer is split into where it is shown as somebody speaking: bubbles that end where sentences do. */

const ENDS = new Set('。！？!?…')
const OPENERS: Record<string, string> = { '“': '”', '「': '」', '『': '』', '（': '）', '(': ')', '《': '》', '【': '】', '[': ']' }
const CLOSERS = new Set([...Object.values(OPENERS), '"', "'", '’', '*', '_'])
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303f\uff00-\uffef]/u
/** Words with a point that ends no sentence. */
const SHORT = /(?:^|[\s(“"])(?:Mr|Mrs|Ms|Dr|St|Prof|Sr|Jr|vs|etc|e\.g|i\.e|No|[A-Z])\.$/
/** A paragraph that begins so is no speech: it stays as it is. */
const SHAPED = /^\s*(?:```|~~~|#{1,6}\s|>|[-*+]\s|\d{1,9}[.)]\s|\||\$\$|(?:[-*_]\s?){3,}$)/m
/** About eight Chinese characters or three English words: less than that is not worth a bubble of its own. */
const LEAST = 14
export const MOST = 12

/** The bubbles of a text, as Markdown; joined by their gaps they are all of its words. */
export function bubblesOf(text: string): string[] {
  const bubbles: string[] = []
  for (const block of blocksOf(text)) {
    if (SHAPED.test(block)) bubbles.push(block.replace(/^\n+|\s+$/g, ''))
    else bubbles.push(...sentencesOf(block.trim()))
  }
  const all = bubbles.filter((bubble) => bubble.trim() !== '')
  // Whoever goes on and on does so in a last long one, so that those before it stay as they were while it grows.
  return all.length <= MOST ? all : [...all.slice(0, MOST - 1), all.slice(MOST - 1).join('\n\n')]
}

/** Paragraphs; a fence or a formula on lines of its own is one, whatever stands in it. */
function blocksOf(text: string): string[] {
  const blocks: string[] = []
  let open: string[] = []
  let fence = ''
  const close = () => {
    if (open.some((line) => line.trim() !== '')) blocks.push(open.join('\n'))
    open = []
  }
  for (const line of text.replace(/\r\n?/g, '\n').split('\n')) {
    const mark = /^ {0,3}(`{3,}|~{3,}|\$\$)/.exec(line)?.[1] ?? ''
    if (fence !== '') {
      open.push(line)
      if (mark.startsWith(fence)) {
        fence = ''
        close()
      }
    } else if (mark !== '') {
      close()
      open.push(line)
      if (mark === '$$' && line.trim().length > 2 && line.trimEnd().endsWith('$$')) close()
      else fence = mark
    } else if (line.trim() === '') close()
    else open.push(line)
  }
  close()
  return blocks
}

function sentencesOf(paragraph: string): string[] {
  const out: string[] = []
  let from = 0
  let weight = 0
  const scan = new Scan(paragraph)
  while (scan.at < paragraph.length) {
    const before = scan.at
    const ends = scan.step()
    weight += weigh(paragraph.slice(before, scan.at))
    if (!ends || weight < LEAST) continue
    out.push(paragraph.slice(from, scan.at).trim())
    from = scan.at
    weight = 0
  }
  const rest = paragraph.slice(from).trim()
  // A little word at the end goes with what was said before it.
  if (rest !== '' && weigh(rest) < LEAST / 2 && out.length > 0 && ended(rest)) out[out.length - 1] += WIDE.test(rest) ? rest : ` ${rest}`
  else if (rest !== '') out.push(rest)
  return out
}

function ended(text: string): boolean {
  return ENDS.has(text.at(-1) ?? '') || text.endsWith('.')
}

function weigh(text: string): number {
  let sum = 0
  for (const letter of text) sum += WIDE.test(letter) ? 2 : 1
  return sum
}

/** Goes through a paragraph and knows whether it stands inside of something that must not be torn. */
class Scan {
  at = 0
  private readonly open: string[] = []

  constructor(private readonly text: string) {}

  /** Goes on by a letter or a thing that is whole. True when a sentence ended, in nothing that is still open. */
  step(): boolean {
    const { text } = this
    const letter = String.fromCodePoint(text.codePointAt(this.at) ?? 0)
    if (letter === '\\') {
      this.at += 2
      return false
    }
    if (letter === '`') return this.code()
    if (letter === '\n') {
      this.at += 1
      return this.open.length === 0
    }
    if (letter === '*' || letter === '_' || letter === '~') return this.mark(letter)
    if (this.isEnd(letter)) return this.end()
    this.at += letter.length
    this.bracket(letter)
    return false
  }

  private code(): boolean {
    const run = /^`+/.exec(this.text.slice(this.at))?.[0] ?? '`'
    const close = this.text.indexOf(run, this.at + run.length)
    // Code that is not closed yet is code to the end.
    this.at = close < 0 ? this.text.length : close + run.length
    return false
  }

  /** `*waves. Then sits.*` is one gesture. A mark with space on both sides is none. */
  private mark(letter: string): boolean {
    let end = this.at
    while (this.text[end] === letter) end += 1
    const run = this.text.slice(this.at, end)
    const before = this.text[this.at - 1] ?? ' '
    const next = this.text[end] ?? ' '
    this.at = end
    if (this.open.at(-1) === run && before.trim() !== '') this.open.pop()
    else if (next.trim() !== '' && !(letter === '_' && /[\p{L}\p{N}]/u.test(before))) this.open.push(run)
    return false
  }

  private bracket(letter: string): void {
    const closer = OPENERS[letter]
    if (letter === '"') {
      if (this.open.at(-1) === '"') this.open.pop()
      else this.open.push('"')
    } else if (closer) this.open.push(closer)
    else if (letter === this.open.at(-1)) this.open.pop()
  }

  private isEnd(letter: string): boolean {
    if (ENDS.has(letter)) return true
    if (letter !== '.') return false
    const next = this.text[this.at + 1]
    if (next !== undefined && !/[\s"”’*_)\]]/u.test(next)) return false
    return !SHORT.test(this.text.slice(Math.max(0, this.at - 8), this.at + 1))
  }

  /** Over all marks that end the sentence and all that close with it. */
  private end(): boolean {
    while (ENDS.has(this.text[this.at] ?? '') || this.text[this.at] === '.') this.at += 1
    let closed = false
    while (CLOSERS.has(this.text[this.at] ?? '') && this.open.length > 0) {
      const run = this.open.at(-1) ?? ''
      if (!this.text.startsWith(run, this.at)) break
      this.open.pop()
      this.at += run.length
      closed = true
    }
    if (this.open.length > 0) return false
    const next = this.text[this.at]
    if (next === undefined) return false
    // 「你来了。」他说 goes on; 「你来了。」「坐吧。」 are two.
    if (closed) return /[\s“「『"*]/u.test(next) && !/^\s*[\p{Ll}]/u.test(this.text.slice(this.at))
    return !/[,;，；、)）\]”」’]/u.test(next)
  }
}
