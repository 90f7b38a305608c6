/** A piece of a text, from a letter on; one that was asked for is a hit. */
export interface Piece {
  at: number
  text: string
  hit: boolean
}

const UNSPACED = '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}'
const RUN = new RegExp(`[${UNSPACED}]+|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu')
const LETTER = new RegExp(`[${UNSPACED}]`, 'u')
const HUMP = /(?<=\p{Ll})(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/u

/** What questions are made of, and tells nothing of what is asked. */
const EMPTY_LETTERS = /为什么|什么|怎么样|怎么|怎样|如何|在哪里|哪里|哪儿|哪些|哪个|多少|可以|能不能|是不是|有没有|请问|告诉|一下|我们|你们|他们|它们|这个|那个|几个|的时候|吗|呢|吧|的|了/gu
const EMPTY_WORDS = new Set(
  'a an and any are as at be been but by can could do does did for from get give had has have he her his how i if in into is it its me my of on or our shall she should so some tell than that the their them then there these they this those to us was we were what when where which who whom whose why will with would you your about please know'.split(' '),
)

interface Terms {
  words: ReadonlySet<string>
  /** Single letters where one stands alone, else pairs of neighbours. */
  letters: ReadonlySet<string>
}

/** A word without its ending: rougher than the server's, for the eye only. */
function stem(word: string): string {
  const plain = word.normalize('NFD').replaceAll(/\p{Mn}/gu, '').toLowerCase()
  return plain.length > 3 ? plain.replace(/(?:ies|es|ed|ing|s|e|y)$/u, '') : plain
}

export function termsOf(question: string): Terms {
  const words = new Set<string>()
  const letters = new Set<string>()
  for (const [run] of question.replaceAll(EMPTY_LETTERS, ' ').matchAll(RUN)) {
    if (LETTER.test(run)) {
      const all = [...run]
      if (all.length === 1) letters.add(run)
      for (let at = 1; at < all.length; at++) letters.add(`${all[at - 1]}${all[at]}`)
    } else {
      for (const part of [...run.split(HUMP), run]) if (!EMPTY_WORDS.has(part.toLowerCase())) words.add(stem(part))
    }
  }
  return { words, letters }
}

/** A text with what was asked for marked. The pieces put together are the text. */
export function marked(text: string, question: string): Piece[] {
  const terms = termsOf(question)
  const pieces: Piece[] = []
  const add = (piece: string, hit: boolean) => {
    const last = pieces.at(-1)
    if (piece === '') return
    if (last && last.hit === hit) last.text += piece
    else pieces.push({ at: last ? last.at + last.text.length : 0, text: piece, hit })
  }
  let done = 0
  for (const found of text.matchAll(RUN)) {
    const [run] = found
    add(text.slice(done, found.index), false)
    if (LETTER.test(run)) markLetters(run, terms, add)
    else markWords(run, terms, add)
    done = found.index + run.length
  }
  add(text.slice(done), false)
  return pieces
}

function markLetters(run: string, { letters }: Terms, add: (piece: string, hit: boolean) => void): void {
  const all = [...run]
  for (const [at, letter] of all.entries()) {
    const hit = letters.has(letter) || letters.has(`${all[at - 1] ?? ''}${letter}`) || letters.has(`${letter}${all[at + 1] ?? ''}`)
    add(letter, hit)
  }
}

function markWords(run: string, { words }: Terms, add: (piece: string, hit: boolean) => void): void {
  const whole = words.has(stem(run))
  for (const part of run.split(HUMP)) add(part, whole || words.has(stem(part)))
}
